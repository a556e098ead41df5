"""What every check of an exercise is: what must be true of the answers, and what that is worth.

A check holds the cases it needs; the judge in `judging` knows what each kind demands. Checks
are plain records without code, so that a casebook can carry them into a classroom. The kinds
are in `checks_of_values`, `checks_of_slopes` and `checks_of_counts`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, ClassVar

from checker.exercises.cases import Case
from checker.exercises.fields import is_number, require, require_name, require_text, require_tuple
from checker.records import Value

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
class Term:
    """One summand of a relation: `coefficient` times an answer, or item `part` of it."""

    coefficient: Value
    case: Case
    part: Part = None


def require_cases(check: Check, field: str) -> None:
    """Refuse a check without a case: it would ask nothing.

    Raises
    ------
    FieldError
        If the field is no tuple of cases, or an empty one.
    """
    require_tuple(check, field, Case, "cases")
    require(check, field, bool, "holds at least one case")


def is_case(given: Any) -> bool:
    """Whether something is a case."""
    return isinstance(given, Case)


def cases_of(checks: Iterable[Check]) -> list[Case]:
    """List the cases that checks ask, each once, in the order of first use."""
    return list(dict.fromkeys(chain.from_iterable(check.asked() for check in checks)))
