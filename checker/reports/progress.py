"""How far a student has come in one notebook, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.records import Outcome
from checker.reports.visible import safe_line
from checker.reports.words import mark_text


@dataclass(frozen=True)
class ProgressRow:
    """The newest verdict on one exercise, in short; `NOT_ATTEMPTED` if there is none yet."""

    number: str
    name: str
    points: float
    max_points: float
    outcome: Outcome


def next_step(rows: Sequence[ProgressRow]) -> str:
    """Give the sentence that says what to do next: the first exercise not yet right."""
    for row in rows:
        if row.outcome is not Outcome.PASSED:
            verb = "start" if row.outcome is Outcome.NOT_ATTEMPTED else "go back to"
            return f"Next: {verb} {safe_line(f'{row.number} {row.name}')}."
    return "Every exercise is right. Before you hand in, restart the kernel and run all cells once."


def total_mark(rows: Sequence[ProgressRow]) -> str:
    """Give the sum of the rows as a mark, "6.5 / 17"."""
    return mark_text(sum(row.points for row in rows), sum(row.max_points for row in rows))
