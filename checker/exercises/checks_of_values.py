"""Checks that hold each answer to the reference, or to another answer to the same."""

from dataclasses import dataclass
from typing import ClassVar, TypeGuard

from checker.exercises.cases import Case
from checker.exercises.checks import Check, require_cases
from checker.exercises.fields import require, require_number, require_texts
from checker.numerics import RIGHT_ATOL, RIGHT_RTOL


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
    rtol: float = RIGHT_RTOL
    atol: float = RIGHT_ATOL
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
class Filled(Check):
    """A prediction has been typed in. Right or wrong is not asked; an empty one stops the rest."""

    gates: ClassVar[bool] = True
    cases: tuple[Case, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        require_cases(self, "cases")

    def asked(self) -> tuple[Case, ...]:
        return self.cases


def compares(check: Check) -> TypeGuard[Values]:
    """Whether a check holds each value against the reference's, entry by entry."""
    return isinstance(check, Values)


KINDS = (Values, Form, Pure, Filled)
