"""What a student's own folder remembers: marks so far, hints opened, predictions made.

Nothing is graded from it.
"""

import json
import math
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from checker.exercises.casebook import CompiledExercise
from checker.exercises.guidance import NextHint, next_hint
from checker.grades import Outcome, Verdict
from checker.reports.progress import ProgressRow
from checker.reports.words import UNDECIDED

FILE = ".checker-progress.json"
#: No diary of ours is larger, and no count in it.
BYTES, COUNT = 1_000_000, 1_000_000
#: Where predictions stand; no exercise can have this name.
PREDICTIONS = "your predictions"
#: So much of own words is kept.
LETTERS = 500
#: No exercise has more rows.
ROWS = 100


@dataclass(frozen=True)
class ProgressEntry:
    """One exercise: points and outcome of the last check, hints opened, checks run.

    `failed` is the row that the last check found wrong, and `rows` are those whose hint is open.
    """

    points: float = 0.0
    outcome: str = ""
    hints: int = 0
    checks: int = 0
    failed: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Diary:
    """The entries by exercise name. A broken or foreign file reads as an empty diary."""

    entries: Mapping[str, ProgressEntry] = field(default_factory=dict)
    predictions: Mapping[str, str] = field(default_factory=dict)

    def entry(self, exercise: str) -> ProgressEntry:
        """Return the entry of an exercise, an empty one if it was never checked."""
        return self.entries.get(exercise, ProgressEntry())

    def with_entry(self, exercise: str, entry: ProgressEntry) -> "Diary":
        """Return a diary in which this entry stands for the exercise."""
        return replace(self, entries={**self.entries, exercise: entry})

    def with_prediction(self, question: str, said: str) -> "Diary":
        """Return a diary in which this was said to a question."""
        return replace(self, predictions={**self.predictions, question: said[:LETTERS]})


def read_diary(folder: Path) -> Diary:
    """Read the diary of a folder; what in it is no entry of ours is passed over."""
    path = folder / FILE
    try:
        if path.stat().st_size > BYTES or not path.is_file():
            return Diary()
        return parse_diary(path.read_bytes())
    except OSError:
        return Diary()


def parse_diary(data: bytes) -> Diary:
    """Return the diary that a file holds."""
    try:
        stored = json.loads(data)
        said = _texts(stored.pop(PREDICTIONS, {}))
        found = {name: _entry(fields) for name, fields in stored.items()}
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return Diary()
    return Diary({name: entry for name, entry in found.items() if entry}, said)


def write_diary(folder: Path, diary: Diary) -> None:
    """Write the diary of a folder; one that cannot be written to keeps no diary.

    It is written beside the old one and then put in its place, so that a kernel that is stopped
    in between leaves the old one whole.
    """
    stored: dict[str, Any] = {name: asdict(entry) for name, entry in diary.entries.items()}
    if diary.predictions:
        stored[PREDICTIONS] = dict(diary.predictions)
    text = json.dumps(stored, indent=1)
    draft = folder / f"{FILE}.{os.getpid()}"
    with suppress(OSError):
        try:
            draft.write_text(text, "utf-8")
            draft.replace(folder / FILE)
        finally:
            draft.unlink(missing_ok=True)


def remember(folder: Path, verdict: Verdict, checks: int = 1) -> None:
    """Write a verdict's mark into the diary, and that so many checks were run for it."""
    diary = read_diary(folder)
    entry = diary.entry(verdict.exercise)
    new = replace(
        entry,
        points=verdict.points,
        outcome=str(verdict.outcome),
        checks=entry.checks + checks,
        failed=_failed(verdict),
    )
    write_diary(folder, diary.with_entry(verdict.exercise, new))


def _failed(verdict: Verdict) -> str:
    """Return the row of a verdict that comes first among those that are not right."""
    if verdict.outcome in UNDECIDED:
        return ""
    wrong = (each for each in verdict.checks if not (each.passed or each.waits_for))
    return next((each.name for each in wrong), "")


def hint_to_open(folder: Path, exercise: CompiledExercise) -> NextHint:
    """Return which hint would be opened."""
    entry = read_diary(folder).entry(exercise.name)
    count = len(exercise.hints)
    return next_hint(exercise.guidance, count, entry.hints, entry.rows, entry.failed)


def open_hint(folder: Path, exercise: CompiledExercise) -> NextHint:
    """Open one hint more and remember it; the last stays open."""
    opened = hint_to_open(folder, exercise)
    diary = read_diary(folder)
    entry = diary.entry(exercise.name)
    rows = (*entry.rows, opened.row) if opened.row else entry.rows
    changed = replace(entry, hints=max(entry.hints, opened.level), rows=rows)
    write_diary(folder, diary.with_entry(exercise.name, changed))
    return opened


def _texts(stored: Any) -> dict[str, str]:
    """Return those predictions that are texts of no more letters than are kept."""
    pairs = stored.items() if isinstance(stored, dict) else ()
    return {name: said for name, said in pairs if isinstance(said, str) and len(said) <= LETTERS}


def _entry(fields: Any) -> ProgressEntry | None:
    """Return an entry, or None for anything that this module has not written."""
    match fields:
        case {"points": float() | int() as points, "outcome": str() as outcome,
              "hints": int() as hints, "checks": int() as checks}:  # fmt: skip
            counts = 0 <= hints <= COUNT and 0 <= checks <= COUNT
            if counts and math.isfinite(points) and points >= 0:
                return ProgressEntry(float(points), outcome, hints, checks, *_rows(fields))
    return None


def _rows(fields: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return what an entry says of rows, as far as it is ours: older ones say nothing."""
    failed, rows = fields.get("failed"), fields.get("rows")
    opened = rows if isinstance(rows, list) and len(rows) <= ROWS else []
    return (
        failed if isinstance(failed, str) and len(failed) <= LETTERS else "",
        tuple(row for row in opened if isinstance(row, str) and len(row) <= LETTERS),
    )


def progress_row(exercise: CompiledExercise, diary: Diary) -> ProgressRow:
    """Return how far an exercise has come, as far as the diary tells."""
    entry = diary.entry(exercise.name)
    known = entry.outcome in set(Outcome)
    outcome = Outcome(entry.outcome) if known else Outcome.NOT_ATTEMPTED
    points = min(entry.points, exercise.max_points)
    return ProgressRow(
        exercise.number, exercise.name, points, exercise.max_points, outcome, exercise.bonus
    )
