"""The lines of a results file as records, checked field by field: what pages and plots read."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.errors import UsageError
from checker.grades import Outcome, Status

#: Why a person should look, where a result does not say it itself.
UNSAID = {
    Status.UNREADABLE: "the file could not be read as a notebook",
    Status.NEEDS_HUMAN: "the result is not certain",
}


@dataclass(frozen=True)
class ExerciseMark:
    """One exercise of one submission; `attempts` is 0 where nobody knows them.

    A class is ranked by `measure`, where there is one.
    """

    name: str
    points: float
    max_points: float
    outcome: Outcome
    misconception: str | None
    carried_forward: bool
    seconds: float = 0.0
    attempts: int = 0
    answer: str = ""
    fingerprint: str = ""
    bonus: bool = False
    measure: float | None = None


@dataclass(frozen=True)
class StudentResult:
    """One submission: its mark, its exercises by name, and why a person should look at it.

    `decided` says whether the mark is another than the checks gave, by what a person entered, and
    `file` tells whether two have handed in the same bytes.
    """

    student: str
    notebook: str
    score: float
    max_score: float
    status: Status
    exercises: Mapping[str, ExerciseMark]
    concerns: tuple[str, ...]
    isolation: str
    decided: bool = False
    file: str = ""


def students_of(results: Sequence[Mapping[str, Any]]) -> list[StudentResult]:
    """Return the lines of a results file as records, in their order.

    Raises
    ------
    UsageError
        If an object is not of the schema `checker/result/v1`; the message says which.
    """
    read = []
    for place, result in enumerate(results, start=1):
        try:
            read.append(_student(result))
        except (LookupError, TypeError, ValueError, ArithmeticError) as error:
            raise UsageError(f"result {place} is not of schema checker/result/v1") from error
    return read


def _student(result: Mapping[str, Any]) -> StudentResult:
    exercises = [_exercise(exercise) for exercise in result["exercises"]]
    status = Status(result["status"])
    return StudentResult(
        student=str(result["student"]),
        notebook=str(result["notebook"]),
        score=_finite(result["score"]),
        max_score=_finite(result["max_score"]),
        status=status,
        exercises={exercise.name: exercise for exercise in exercises},
        concerns=_concerns(result, status, exercises),
        isolation=str(result["provenance"]["isolation"]),
        file=str(result["provenance"].get("submission_sha256", "")),
        decided=bool(result.get("penalty"))
        or any("by_hand" in each or each.get("extra") for each in result["exercises"]),
    )


def _exercise(exercise: Mapping[str, Any]) -> ExerciseMark:
    mistake = exercise["misconception"]
    return ExerciseMark(
        name=str(exercise["name"]),
        points=_finite(exercise["points"]),
        max_points=_finite(exercise["max_points"]),
        outcome=Outcome(exercise["outcome"]),
        misconception=None if mistake is None else str(mistake),
        carried_forward=bool(exercise["carried_forward"]),
        seconds=_finite(exercise["seconds"]),
        attempts=int(_finite(exercise.get("attempts", 0))),
        answer=str(exercise.get("answer", "")),
        fingerprint=str(exercise.get("fingerprint", "")),
        bonus=bool(exercise.get("bonus")),
        measure=_finite(exercise["measure"]) if "measure" in exercise else None,
    )


def _open(result: Mapping[str, Any], exercises: Sequence[ExerciseMark]) -> list[str]:
    """Say what leaves a mark open; where the gradebook is known, only what waits there."""
    doubts = [str(doubt) for doubt in result.get("doubts", ())]
    if "waits" in result:
        if doubts or result["status"] == Status.UNREADABLE:  # all of them wait, for that reason
            return doubts if result["waits"] else []
        return [f"{name} waits in formgrader for a mark by hand" for name in result["waits"]]
    undecided = [entry.name for entry in exercises if entry.outcome is Outcome.CHECKER_ERROR]
    in_words = [entry.name for entry in exercises if entry.outcome is Outcome.WAITS]
    return [
        *doubts,
        *(f"{name} could not be checked" for name in undecided),
        *(f"{name} waits for a mark by hand" for name in in_words),
    ]


def _concerns(
    result: Mapping[str, Any], status: Status, exercises: Sequence[ExerciseMark]
) -> tuple[str, ...]:
    """Say why a person should look at a submission, in clauses; empty if nobody needs to."""
    concerns = _open(result, exercises)
    concerns += [str(change) for change in result["tampering"]]
    concerns += [str(remark) for remark in result.get("remarks", ())]
    if status is Status.UNREADABLE:
        concerns += [str(repair) for repair in result["repairs"]]
    if status is not Status.GRADED and not concerns:
        concerns = [UNSAID[status]]
    return tuple(concerns)


def _finite(number: Any) -> float:
    if not math.isfinite(number):
        raise ValueError
    return float(number)
