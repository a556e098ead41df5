"""Checks of what has to hold between answers: slopes, sums, ranges and differences."""

from dataclasses import dataclass
from itertools import chain

from checker.exercises.cases import Case
from checker.exercises.checks import Check, Part, Term, is_case, require_cases
from checker.exercises.fields import require, require_number, require_text, require_tuple
from checker.numerics import RIGHT_ATOL
from checker.records import Value


@dataclass(frozen=True, eq=False)
class Gradient(Check):
    """A claimed gradient agrees with central differences of the student's own function.

    `claimed` answers the gradient (item `part` of it, if it is a tuple). Each pair in `around`
    answers the function a step of `h` above and below; their difference quotients, one after
    the other, are the entries of the gradient.
    """

    claimed: Case
    around: tuple[tuple[Case, Case], ...]
    h: float
    part: Part = None
    tolerance: float = RIGHT_ATOL

    def __post_init__(self) -> None:
        super().__post_init__()
        require(self, "claimed", is_case, "is a case")
        require_tuple(self, "around", tuple, "pairs of cases")
        require_number(self, "h", "tolerance", above=0)

    def asked(self) -> tuple[Case, ...]:
        return (self.claimed, *chain.from_iterable(self.around))


@dataclass(frozen=True, eq=False)
class Relation(Check):
    """Answers satisfy a linear relation: the sum of the terms equals `total` everywhere."""

    says: str
    terms: tuple[Term, ...]
    total: Value = 0.0
    tolerance: float = RIGHT_ATOL

    def __post_init__(self) -> None:
        super().__post_init__()
        require_text(self, "says")
        require_tuple(self, "terms", Term, "terms")
        require_number(self, "tolerance", above=0)

    def asked(self) -> tuple[Case, ...]:
        return tuple(term.case for term in self.terms)


@dataclass(frozen=True, eq=False)
class Within(Check):
    """All entries of each answer lie in [low, high]; `rising` or `falling` orders them too."""

    says: str
    cases: tuple[Case, ...]
    low: float = float("-inf")
    high: float = float("inf")
    order: str = ""
    part: Part = None

    def __post_init__(self) -> None:
        super().__post_init__()
        require_text(self, "says")
        require_cases(self, "cases")
        require(self, "order", ("", "rising", "falling").__contains__, "is “rising” or “falling”")

    def asked(self) -> tuple[Case, ...]:
        return self.cases


@dataclass(frozen=True, eq=False)
class Differ(Check):
    """Two answers, or parts of them, are not the same, such as the first weights of two layers."""

    says: str
    terms: tuple[Term, Term]

    def __post_init__(self) -> None:
        super().__post_init__()
        require_text(self, "says")
        require_tuple(self, "terms", Term, "terms")

    def asked(self) -> tuple[Case, ...]:
        return tuple(term.case for term in self.terms)


KINDS = (Gradient, Relation, Within, Differ)
