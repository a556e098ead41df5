"""Functions of single entries as tables: what one number gives, whatever array it comes in.

Where a function such as the sigmoid is not right yet, other programs hand it numbers that nobody
foresaw. A table answers them all and gives no program away: it has the values at some places
between whole numbers, and between these a polynomial goes through them.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev

#: From minus to plus this a table has values; beyond, only if the function stays what it is there.
REACH = 40
#: So many values lie between two whole numbers.
DEGREE = 17
FIRST = np.arange(-REACH, REACH)
#: Where the values are taken: in rows, one for each step from a whole number to the next.
PLACES = FIRST[:, None] + 0.5 + 0.5 * chebyshev.chebpts1(DEGREE)


@dataclass(frozen=True, eq=False)
class EntryTable:
    """A function of single entries: its values at `PLACES`, and what it stays at on either side.

    Of `tails`, the first is for all below, the second for all above; nan says that it is not known.
    """

    name: str
    values: np.ndarray
    tails: np.ndarray

    def at(self, numbers: np.ndarray) -> Any:
        """Return what the function gives for each number, or None if one is not in the table."""
        entries = np.asarray(numbers, dtype=float)
        row = np.clip(np.floor(entries) + REACH, 0, len(FIRST) - 1)
        row = np.where(np.isnan(entries), 0, row).astype(int)
        within = chebyshev.chebval(
            2 * (entries - FIRST[row]) - 1, np.moveaxis(self._terms[row], -1, 0), tensor=False
        )
        found = np.where(
            entries < -REACH, self.tails[0], np.where(entries > REACH, self.tails[1], within)
        )
        return found[()] if np.isfinite(found).all() else None

    @cached_property
    def _terms(self) -> np.ndarray:
        nodes = chebyshev.chebpts1(DEGREE)
        terms: np.ndarray = np.linalg.solve(chebyshev.chebvander(nodes, DEGREE - 1), self.values.T)
        return terms.T
