"""What the worked solution does on its way to an answer: calls of helpers, and values between."""

from dataclasses import dataclass
from typing import Any

import numpy as np

#: What is not recorded is not missed: of long trainings the beginning is enough.
MOST_BOUND, MOST_WITHIN = 160, 240


@dataclass(frozen=True, eq=False)
class HelperCall:
    """A call of an earlier exercise's function, made on the way to a right answer.

    `arguments`, their `result` and the state in which generators are left by it (`after`) are
    packed as in `sandbox.inside.packing`.
    """

    name: str
    arguments: tuple[Any, ...]
    result: tuple[Any, ...]
    after: tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class OnTheWay:
    """What the worked solution computes on its way to the answer of the case at a place.

    `bound` are the values that its statements bind, keep or hand back, `within` those that are
    computed within them.
    """

    case: int
    bound: tuple[np.ndarray, ...]
    within: tuple[np.ndarray, ...]

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning of a long way is recorded."""
        return len(self.bound) >= MOST_BOUND
