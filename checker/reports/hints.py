"""One opened hint as it is shown, about the row of a report that failed where that has its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.reports.visible import safe_line, safe_text

#: A line of code, or of a table, in which something is left out.
_LINE_WITH_A_BLANK = re.compile(r"(?=.*____)(?=.*([=(\[]|\n))", re.DOTALL)


@dataclass(frozen=True)
class AboutRow:
    """The row of a report that a hint is about, and what it says in place of the general one."""

    row: str = ""
    says: str = ""


NO_ROW = AboutRow()


@dataclass(frozen=True)
class Hint:
    """One opened hint as it is shown: which it is, what it says, and whether one is left."""

    heading: str
    paragraphs: tuple[str, ...]
    more: str
    is_code: bool = False


def hint_of(exercise: str, level: int, hints: Sequence[str], about: AboutRow = NO_ROW) -> Hint:
    """Return hint number `level` of an exercise; the first is 1, and 0 is one that is not counted.

    With `about` it says what that has for the row.
    """
    number = f"Hint {level} of {len(hints)}" if level else "Hint"
    row = f", about “{safe_line(about.row)}”" if about.row else ""
    says = safe_text(about.says or hints[level - 1])
    return Hint(
        heading=f"{number} for {safe_line(exercise)}{row}",
        paragraphs=tuple(says.splitlines()),
        more=next_hint_line(exercise) if level < len(hints) else "This is the last hint.",
        is_code=bool(_LINE_WITH_A_BLANK.search(says)),
    )


def next_hint_line(exercise: str) -> str:
    """Say how the next hint of an exercise is opened."""
    return f'hint("{safe_line(exercise)}") opens the next hint.'
