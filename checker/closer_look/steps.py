"""The steps of a student's program, line by line, and where they part from the right ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from checker.closer_look.known_values import Familiarity
from checker.sandbox.trials import Line


@dataclass(frozen=True)
class Parting:
    """The lines where values part from the right ones; whether that is sure enough to be said.

    In a later turn of a loop a line may part that gave a right value before: then the cause lies in
    what should have changed between the turns, on this line or another. What a line has `handed`
    over as several values may be right, and go to the wrong names: there a cause may lie as well.
    It may be that `all_new`, nothing on the way, is what we expect.
    """

    lines: tuple[Line, ...] = ()
    sure: bool = False
    later_turn: bool = False
    handed: tuple[Line, ...] = ()
    all_new: bool = False

    @property
    def holds_all(self) -> bool:
        """Whether the cause must lie on these lines, so that no other needs to be tried."""
        return self.sure and not self.later_turn

    @property
    def searched(self) -> tuple[Line, ...]:
        """All the lines on which the cause may lie."""
        return (*self.lines, *self.handed)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of these lines."""
        return tuple(sorted({line for _, line in self.lines}))


@dataclass(frozen=True)
class Step:
    """One execution of a line: what it gave, and the earlier steps and loops that it rests on.

    It is mixed if it gave something right beside something new.
    """

    line: Line
    value: Familiarity
    arrays: tuple[np.ndarray, ...]
    rests: frozenset[int]
    loops: frozenset[Line]
    is_mixed: bool = False


def handed_to(steps: Sequence[Step], at: int) -> set[Line]:
    """Return the lines that give several values at once, on which a step rests."""
    rests = (steps[each] for each in steps[at].rests)
    return {step.line for step in rests if len(step.arrays) > 1}


def is_one_too_many(steps: Sequence[Step], lost: Sequence[int]) -> bool:
    """Whether nothing is lost but what a line gives the last time that it runs."""
    later = {step.line for step in steps[lost[0] + 1 :]}
    return len(lost) == 1 and steps[lost[0]].line not in later


def are_all_new(steps: Sequence[Step]) -> bool:
    """Whether no step gives what is known from the right way, and several give something else."""
    telling = [step.value for step in steps if step.value is not Familiarity.NEUTRAL]
    return set(telling) == {Familiarity.NEW} and len(telling) > 1
