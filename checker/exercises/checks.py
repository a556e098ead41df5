"""The checks of an exercise: what must be true of the answers, and what that is worth.

A check holds the cases it needs; the judge in `judging` knows what each kind demands. Checks
are plain records without code, so that a casebook can carry them into a classroom.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, ClassVar, TypeGuard

from checker.exercises.cases import Case
from checker.exercises.fields import (
    is_number,
    require,
    require_name,
    require_number,
    require_text,
    require_texts,
    require_tuple,
)
from checker.records import Value
from checker.steps import Digits

#: Which part of an answer is meant: all of it, one item, or an item of an item.
Part = int | tuple[int, ...] | None


@dataclass(frozen=True, eq=False)
class Check:
    """What all checks share: a name, its points, and the cases whose answers it looks at.

    `after` names another check of the exercise that must be passed before this one counts:
    a constant function changes no argument either, and earns nothing for it.

    What is true of a kind as a whole, it says itself: an answer to a check that `gates` is needed
    before anything else counts, and one that `welcomes_exceptions` is judged though a call raised.
    """

    name: str
    points: float
    after: str = field(default="", kw_only=True)
    gates: ClassVar[bool] = False
    welcomes_exceptions: ClassVar[bool] = False

    def __post_init__(self) -> None:
        require_name(self, "name")
        require(self, "points", self._is_worth, "is a number above 0")
        require_text(self, "after")

    def _is_worth(self, points: Any) -> bool:
        """Whether these are points: a check that only gates may be worth nothing."""
        return is_number(points) and (points > 0 or (self.gates and points == 0))

    def asked(self) -> tuple[Case, ...]:
        """Every case whose answer this check needs, in the order in which they are asked."""
        raise NotImplementedError


@dataclass(frozen=True, eq=False)
class Values(Check):
    """Each answer equals the reference's: |s - r| <= atol + rtol |r|.

    `parts` names the items of a returned pair, so that a verdict can say which of them is
    right. `columns` accepts (n, 1) for (n,) and the reverse, with a remark. `quiet` also refuses
    NumPy's warnings of overflow, invalid values and division by zero. `flow` compares lists that
    hold one array a layer, or a pair of such lists, layer by layer: "forward" from the first,
    "backward" from the last.
    """

    cases: tuple[Case, ...]
    parts: tuple[str, ...] = ()
    rtol: float = 1e-6
    atol: float = 1e-9
    columns: bool = True
    quiet: bool = False
    flow: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        require_cases(self, "cases")
        require_texts(self, "parts")
        require_number(self, "rtol", "atol")
        require(
            self, "flow", ("", "forward", "backward").__contains__, "is “forward” or “backward”"
        )

    def asked(self) -> tuple[Case, ...]:
        return self.cases


@dataclass(frozen=True, eq=False)
class Form(Check):
    """Each answer has the container, number of items and shapes of the reference's."""

    cases: tuple[Case, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        require_cases(self, "cases")

    def asked(self) -> tuple[Case, ...]:
        return self.cases


@dataclass(frozen=True, eq=False)
class Pure(Check):
    """No call changes its arguments, and the same call twice gives the same answer.

    `fresh` demands besides that results share no memory with arguments.
    """

    cases: tuple[Case, ...]
    fresh: bool = False
    again: tuple[Case, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        require_cases(self, "cases")
        if not self.again:
            repeated = tuple(Case(f"{case.name}, again", case.steps) for case in self.cases)
            object.__setattr__(self, "again", repeated)

    def asked(self) -> tuple[Case, ...]:
        return self.cases + self.again


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
    tolerance: float = 1e-6

    def __post_init__(self) -> None:
        super().__post_init__()
        require(self, "claimed", _is_case, "is a case")
        require_tuple(self, "around", tuple, "pairs of cases")
        require_number(self, "h", "tolerance", above=0)

    def asked(self) -> tuple[Case, ...]:
        return (self.claimed, *chain.from_iterable(self.around))


@dataclass(frozen=True, eq=False)
class Term:
    """One summand of a relation: `coefficient` times an answer, or item `part` of it."""

    coefficient: Value
    case: Case
    part: Part = None


@dataclass(frozen=True, eq=False)
class Relation(Check):
    """Answers satisfy a linear relation: the sum of the terms equals `total` everywhere."""

    says: str
    terms: tuple[Term, ...]
    total: Value = 0.0
    tolerance: float = 1e-6

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
class Filled(Check):
    """A prediction has been typed in. Right or wrong is not asked; an empty one stops the rest."""

    gates: ClassVar[bool] = True
    cases: tuple[Case, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        require_cases(self, "cases")

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
    says yes, or never, earns nothing.
    """

    welcomes_exceptions: ClassVar[bool] = True  # to raise is to refuse
    accepts: tuple[Case, ...]
    refuses: tuple[Case, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        require_cases(self, "accepts")
        require_cases(self, "refuses")

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
        require(self, "case", _is_case, "is a case")
        require_number(self, "floor")
        require_number(self, "full", above=self.floor)

    def asked(self) -> tuple[Case, ...]:
        return (self.case,)


def require_cases(check: Check, field: str) -> None:
    """Refuse a check without a case: it would ask nothing.

    Raises
    ------
    FieldError
        If the field is no tuple of cases, or an empty one.
    """
    require_tuple(check, field, Case, "cases")
    require(check, field, bool, "holds at least one case")


def _is_case(given: Any) -> bool:
    return isinstance(given, Case)


KINDS: dict[str, type[Check]] = {
    kind.__name__: kind
    for kind in (
        *(Values, Form, Pure, Gradient, Relation, Within, Filled),
        *(Differ, Sample, Examined, Share),
    )
}


def compares(check: Check) -> TypeGuard[Values]:
    """Whether a check holds each value against the reference's, entry by entry."""
    return isinstance(check, Values)


def cases_of(checks: Iterable[Check]) -> list[Case]:
    """List the cases that checks ask, each once, in the order of first use."""
    return list(dict.fromkeys(chain.from_iterable(check.asked() for check in checks)))
