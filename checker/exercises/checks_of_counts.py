"""Checks of many answers at once: draws, decisions of a check, and shares of right labels."""

from dataclasses import dataclass
from typing import ClassVar

from checker.exercises.cases import Case
from checker.exercises.checks import Check, Part, is_case, require_cases
from checker.exercises.fields import require, require_number, require_text
from checker.records import Value
from checker.steps import Digits


@dataclass(frozen=True, eq=False)
class Sample(Check):
    """The entries of each answer look like independent draws with this mean and spread.

    Both are held to within 5.6 standard errors of what a normal distribution gives: a right
    sample is refused once in 23 million times.
    """

    says: str
    cases: tuple[Case, ...]
    mean: float
    spread: float
    part: Part = None

    def __post_init__(self) -> None:
        super().__post_init__()
        require_text(self, "says")
        require_cases(self, "cases")
        require_number(self, "mean")
        require_number(self, "spread", above=0)

    def asked(self) -> tuple[Case, ...]:
        return self.cases


@dataclass(frozen=True, eq=False)
class Examined(Check):
    """A check that the student wrote says yes to `accepts` and no to `refuses`.

    It earns the share of the ones times the share of the others, so that a check which always
    says yes, or never, earns nothing. Each of `blind`, (sentence, yes, no), tells what a check does
    not see that says yes to all cases with these names, and no to all with those.
    """

    welcomes_exceptions: ClassVar[bool] = True  # to raise is to refuse
    accepts: tuple[Case, ...]
    refuses: tuple[Case, ...]
    blind: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        require_cases(self, "accepts")
        require_cases(self, "refuses")
        require(self, "blind", self._is_of_cases, "names cases of this check")

    def _is_of_cases(self, blind: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> bool:
        known = {case.name for case in self.asked()}
        return all(known >= {*yes, *no} for _, yes, no in blind)

    def asked(self) -> tuple[Case, ...]:
        return self.accepts + self.refuses


@dataclass(frozen=True, eq=False)
class Share(Check):
    """So large a share of the predicted labels is right.

    A share of `floor` earns nothing, one of `full` all points, and in between in proportion.
    `truth` are the labels, and each of `bands`, (low, high, sentence), says what a share in
    [low, high) usually comes from.
    """

    says: str
    case: Case
    truth: Value | Digits
    floor: float
    full: float
    bands: tuple[tuple[float, float, str], ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        require_text(self, "says")
        require(self, "case", is_case, "is a case")
        require_number(self, "floor")
        require_number(self, "full", above=self.floor)

    def asked(self) -> tuple[Case, ...]:
        return (self.case,)


KINDS = (Sample, Examined, Share)
