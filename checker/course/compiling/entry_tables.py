"""Which functions of a lesson work on single entries, and the tables of these."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from checker.exercises.entrywise import PLACES, REACH, EntryTable
from checker.records import Answer, Ending

#: Answers a call of a worked solution.
Called = Callable[[str, np.ndarray | float], Answer]

#: Places at which a table is tried before it is believed, and a shape that they are tried in.
TRIED = np.linspace(-REACH, REACH, 120).reshape(8, 15) + 0.003
#: Far out on either side, where a function may stay what it is at the ends.
FAR = 10.0 * REACH
RTOL, ATOL = 1e-11, 1e-14


def tables_of(names: Sequence[str], called: Called) -> Iterator[EntryTable]:
    """Return a table for each of these functions that is one of single entries."""
    for name in names:
        values = _numbers(called(name, PLACES))
        if values is None or values.shape != PLACES.shape:
            continue
        table = EntryTable(name, values, _tails(name, called))
        if _is_right(table, called):
            yield table


def _tails(name: str, called: Called) -> np.ndarray:
    ends = _numbers(called(name, np.array([-FAR, -REACH, REACH, FAR])))
    if ends is None or ends.shape != (4,):
        return np.full(2, np.nan)
    stays = np.isclose(ends[[0, 3]], ends[[1, 2]], rtol=0, atol=1e-15)
    return np.where(stays, ends[[0, 3]], np.nan)


def _is_right(table: EntryTable, called: Called) -> bool:
    """Whether the function gives what its table does, of an array and of single numbers."""
    whole = _numbers(called(table.name, TRIED))
    mine = table.at(TRIED)
    if whole is None or mine is None or not np.allclose(whole, mine, rtol=RTOL, atol=ATOL):
        return False
    one = _numbers(called(table.name, float(TRIED[3, 4])))
    return one is not None and one.shape == () and bool(np.isclose(one, whole[3, 4], rtol=RTOL))


def _numbers(answer: Answer) -> np.ndarray | None:
    if answer.ending is not Ending.RETURNED:
        return None
    if not isinstance(answer.value, int | float | np.ndarray):
        return None
    array = np.asarray(answer.value)
    return array.astype(float) if array.dtype.kind in "if" else None
