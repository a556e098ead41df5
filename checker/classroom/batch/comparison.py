"""Two files of results beside each other: whose marks move, by how much, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.reports.words import OUTCOME_WORDS
from checker.results.schema import ExerciseResult, Key, Result

#: What a mark rests on, in the words for a change of it; the first that applies is the nearest.
REASONS = {
    "submission_sha256": "handed in again",
    "casebook_sha256": "other cases or points",
    "seed": "another seed",
    "checker_version": "another version of the checker",
    "isolation": "another isolation",
    "numpy": "another NumPy",
    "python": "another Python",
}


@dataclass(frozen=True)
class Shift:
    """One exercise whose mark or outcome has moved; None where there was, or is, none."""

    exercise: str
    before: ExerciseResult | None
    after: ExerciseResult | None

    @property
    def by(self) -> float:
        """How much the mark moves."""
        return round(_points(self.after) - _points(self.before), 3)

    def sentence(self) -> str:
        """Say what it was, what it is, and what the checker says of it now."""
        text = f"{self.exercise}: {_words(self.before)} → {_words(self.after)}"
        reason = self.after["reason"] if self.after else ""
        return f"{text}; {reason}" if reason else text


@dataclass(frozen=True)
class Move:
    """One submission whose mark or outcomes have moved."""

    student: str
    notebook: str
    before: float | None
    after: float | None
    why: tuple[str, ...]
    shifts: tuple[Shift, ...]

    @property
    def by(self) -> float:
        """How much the mark moves."""
        return round((self.after or 0.0) - (self.before or 0.0), 3)

    def sentence(self) -> str:
        """Say whose mark moves, by how much and why."""
        before, after = (
            "none" if score is None else f"{score:g}" for score in (self.before, self.after)
        )
        why = f": {', '.join(self.why)}" if self.why else ""
        return f"{self.student}, {self.notebook}: {before} → {after} ({self.by:+g}){why}"


def moves(old: Mapping[Key, Result], new: Mapping[Key, Result]) -> list[Move]:
    """List the submissions whose marks or outcomes differ, those that lose most first."""
    keys = sorted(old.keys() | new.keys())
    moved = [move for key in keys if (move := _move(key, old.get(key), new.get(key)))]
    return sorted(moved, key=lambda move: move.by)


def _move(key: Key, old: Result | None, new: Result | None) -> Move | None:
    shifts = tuple(_shifts(old, new))
    status = old and new and old["status"] != new["status"]
    if not (shifts or status or old is None or new is None or old["score"] != new["score"]):
        return None
    before, after = (each["score"] if each else None for each in (old, new))
    return Move(*key, before, after, tuple(_why(old, new)), shifts)


def _shifts(old: Result | None, new: Result | None) -> Iterator[Shift]:
    before, after = (
        {each["name"]: each for each in result["exercises"]} if result else {}
        for result in (old, new)
    )
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if _points(one) != _points(other) or _outcome(one) != _outcome(other):
            yield Shift(name, one, other)


def _why(old: Result | None, new: Result | None) -> Iterator[str]:
    """Say what the mark rests on now that it did not rest on before."""
    if old is None or new is None:
        yield "not in the old results" if old is None else "not in the new results"
        return
    before: Mapping[str, object] = old["provenance"]
    after: Mapping[str, object] = new["provenance"]
    yield from (word for ground, word in REASONS.items() if before[ground] != after[ground])
    if old["status"] != new["status"]:
        yield f"{old['status']} before, {new['status']} now".replace("_", " ")


def _points(exercise: ExerciseResult | None) -> float:
    return exercise["points"] if exercise else 0.0


def _outcome(exercise: ExerciseResult | None) -> str:
    return exercise["outcome"] if exercise else ""


def _words(exercise: ExerciseResult | None) -> str:
    if exercise is None:
        return "none"
    words = {str(outcome): word for outcome, word in OUTCOME_WORDS.items()}
    said = words.get(exercise["outcome"], "unknown")
    return f"{exercise['points']:g} of {exercise['max_points']:g}, {said}"
