"""The steps of a student's program, line by line, and where they part from the right ones."""

from dataclasses import dataclass

import numpy as np

from checker.closer_look.known_values import Familiarity
from checker.sandbox.trials import Line


@dataclass(frozen=True)
class Parting:
    """The lines where values part from the right ones; whether that is sure enough to be said.

    In a later turn of a loop a line may part that gave a right value before: then the cause lies in
    what should have changed between the turns, on this line or another.
    """

    lines: tuple[Line, ...] = ()
    sure: bool = False
    later_turn: bool = False

    @property
    def holds_all(self) -> bool:
        """Whether the cause must lie on these lines, so that no other needs to be tried."""
        return self.sure and not self.later_turn

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of these lines."""
        return tuple(sorted({line for _, line in self.lines}))


@dataclass(frozen=True)
class Step:
    """One execution of a line: what it gave, and the earlier steps and loops that it rests on."""

    line: Line
    value: Familiarity
    arrays: tuple[np.ndarray, ...]
    rests: frozenset[int]
    loops: frozenset[Line]
