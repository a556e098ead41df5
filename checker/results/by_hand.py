"""What a person has decided about a submission, and the result as it counts with it.

A results file holds what the checks gave, always. Marks by hand, extra credit, comments and
penalties for lateness stand in the gradebook; read from there, they are laid over a result before
anybody reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from checker.grades import Outcome, Status
from checker.results.schema import ExerciseResult, Key, Result, is_bonus


@dataclass(frozen=True)
class MarkByHand:
    """What a person entered for one exercise; `waits` says that the gradebook asks for one."""

    score: float | None = None
    extra: float = 0.0
    comment: str = ""
    waits: bool = False


@dataclass(frozen=True)
class ByHand:
    """What the gradebook holds of one submission beside the marks of the checks."""

    marks: Mapping[str, MarkByHand] = field(default_factory=dict)
    penalty: float = 0.0


def as_they_count(results: Mapping[Key, Result], decided: Mapping[Key, ByHand]) -> list[Result]:
    """Return results with what was decided by hand, where there is anything about them."""
    return [as_it_counts(each, decided.get(key)) for key, each in results.items()]


def as_it_counts(result: Result, by_hand: ByHand | None) -> Result:
    """Return a result with the marks that a person has settled, and without a lateness's points.

    A mark by hand takes the place of that of the checks, extra credit comes on top, and the sum
    never falls below 0, all as nbgrader counts.
    """
    if by_hand is None:
        return result
    exercises = [_exercise(each, by_hand.marks.get(each["name"])) for each in result["exercises"]]
    total = round(sum(each["points"] for each in exercises if not is_bonus(each)), 3)
    waits = [name for name, mark in by_hand.marks.items() if mark.waits]
    status = result["status"]
    if status == Status.NEEDS_HUMAN and not waits:
        status = Status.GRADED
    elif status == Status.GRADED and waits:
        status = Status.NEEDS_HUMAN
    changed = {
        "exercises": exercises,
        "score": max(0.0, round(total - by_hand.penalty, 3)),
        "status": str(status),
        "penalty": by_hand.penalty,
        "waits": waits,
    }
    return cast(Result, result | changed)


def _exercise(exercise: ExerciseResult, mark: MarkByHand | None) -> ExerciseResult:
    if mark is None:
        return exercise
    settled = exercise["points"] if mark.score is None else mark.score
    changed = {
        "points": round(settled + mark.extra, 3),
        "checked": exercise["points"],
        "extra": mark.extra,
        "comment": mark.comment,
    }
    if mark.score is not None:
        changed["by_hand"] = mark.score
        if exercise["outcome"] == Outcome.WAITS and not mark.waits:
            changed["outcome"] = str(_outcome(mark.score, exercise["max_points"]))
    return cast(ExerciseResult, exercise | changed)


def _outcome(score: float, max_points: float) -> Outcome:
    """Return what becomes of words by their mark."""
    if score >= max_points:
        return Outcome.PASSED
    return Outcome.PARTIAL if score > 0 else Outcome.FAILED
