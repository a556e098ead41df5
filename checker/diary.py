"""What a student's own folder remembers: marks so far, hints opened. Nothing is graded from it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

FILE = ".checker-progress.json"


@dataclass(frozen=True)
class Entry:
    """One exercise: points and outcome of the last check, hints opened, checks run."""

    points: float = 0.0
    outcome: str = ""
    hints: int = 0
    checks: int = 0


@dataclass(frozen=True)
class Diary:
    """The entries by exercise name. A broken or foreign file reads as an empty diary."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def entry(self, exercise: str) -> Entry:
        """Give the entry of an exercise, an empty one if it was never checked."""
        return self.entries.get(exercise, Entry())

    def with_entry(self, exercise: str, entry: Entry) -> "Diary":
        """Give a diary in which this entry stands for the exercise."""
        return replace(self, entries={**self.entries, exercise: entry})


def read_diary(folder: Path) -> Diary:
    """Read the diary of a folder."""
    try:
        return parse_diary((folder / FILE).read_bytes())
    except OSError:
        return Diary()


def parse_diary(data: bytes) -> Diary:
    """Give the diary that a file holds."""
    try:
        stored = json.loads(data)
        return Diary({str(name): _entry(fields) for name, fields in stored.items()})
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return Diary()


def write_diary(folder: Path, diary: Diary) -> None:
    """Write the diary of a folder; one that cannot be written to keeps no diary."""
    text = json.dumps({name: asdict(entry) for name, entry in diary.entries.items()}, indent=1)
    with suppress(OSError):
        (folder / FILE).write_text(text, "utf-8")


def _entry(fields: dict[str, Any]) -> Entry:
    return Entry(
        points=float(fields["points"]),
        outcome=str(fields["outcome"]),
        hints=int(fields["hints"]),
        checks=int(fields["checks"]),
    ) if set(fields) == {"points", "outcome", "hints", "checks"} else Entry()  # fmt: skip
