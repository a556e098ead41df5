"""What an instructor writes to guide a student: hints by row, lines to order, and what comes after.

Nothing of it changes a mark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import dedent

from checker.exercises.fields import is_text, is_texts_by_text, require, require_text
from checker.exercises.mixed_lines import MixedLines


@dataclass(frozen=True)
class Guidance:
    """What is said to a student on the way to an answer, and once it is right.

    Parameters
    ----------
    rows
        By the name of a check: the hint for a student whose answer fails there. It comes before
        the exercise's own hints.
    order
        Lines to be put in order, shown with the second hint.
    meaning
        What the answer is good for: one line, shown at full marks.
    another
        Another way to write it, shown at full marks: the body of the function, or pieces of the
        worked solution and what may stand there instead. It is proven to be right.
    """

    rows: Mapping[str, str] = field(default_factory=dict)
    order: MixedLines | None = None
    meaning: str = ""
    another: str | Mapping[str, str] = ""

    def __post_init__(self) -> None:
        require_text(self, "meaning")
        require(self, "rows", is_texts_by_text, "maps the name of each check to a hint")
        require(self, "order", _is_order, "is MixedLines")
        require(self, "another", _is_code, "is a text, or maps pieces of the solution to others")

    def compiled(self) -> "Guidance":
        """Return it as a casebook keeps it: the other way as it is shown, and no more of it."""
        pieces = [self.another] if isinstance(self.another, str) else self.another.values()
        return replace(self, another="\n…\n".join(dedent(piece).strip("\n") for piece in pieces))


@dataclass(frozen=True)
class NextHint:
    """Which hint comes next: one of the exercise's own by its number, or that of a row.

    `numbered` is whether it counts as one of the exercise's own: a row's does if it is the first.
    `again` is whether it is open already.
    """

    level: int
    row: str = ""
    numbered: bool = True
    again: bool = False


def next_hint(
    guidance: Guidance, count: int, opened: int, rows: Sequence[str], failed: str
) -> NextHint:
    """Return which hint comes next.

    Parameters
    ----------
    count, opened
        How many hints the exercise has, and how many are open.
    rows
        The rows whose own hint was shown.
    failed
        The row that the last check found wrong.
    """
    if failed in guidance.rows and failed not in rows:
        return NextHint(max(opened, 1), failed, numbered=opened == 0)
    return NextHint(min(opened + 1, count), again=opened >= count)


def _is_order(given: object) -> bool:
    return given is None or isinstance(given, MixedLines)


def _is_code(given: object) -> bool:
    return is_text(given) or is_texts_by_text(given)
