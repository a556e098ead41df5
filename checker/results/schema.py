"""Results as JSON Lines: one object per student and notebook.

When a submission stands in a file twice, the last line counts. A run that was killed may leave
half a last line, which a second run passes over and nobody else takes for whole.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from os import SEEK_END
from pathlib import Path
from typing import Any, NotRequired, TypedDict, cast

from checker.errors import UsageError
from checker.grades import GradedSubmission, Outcome, Verdict
from checker.results.normalised_answer import normalised

SCHEMA = "checker/result/v1"

#: What became of answers that another student could have given in the same way.
WRONG = (Outcome.PARTIAL, Outcome.FAILED, Outcome.RAISED)
#: How the reason of an exercise ends that a person has to look at, through no fault of a student's.
WILL_LOOK = "; a person will look at it"


class ExerciseResult(TypedDict):
    """What became of one exercise, as results keep it.

    Of a wrong answer, `answer` is the code it comes down to, if that is short, and `fingerprint`
    tells whether two are the same; `attempts` is how often it was checked, where that is known.
    The points of a `bonus` are no part of the score. A class is ranked by `measure`. Of an answer
    in words, `words` tells whether two are the same, and is empty if there is none.
    In a result as it counts, `checked` is what the checks gave, and `by_hand`, `extra` and
    `comment` are what a person entered; none of them stands in a results file.
    """

    name: str
    points: float
    max_points: float
    outcome: str
    reason: str
    misconception: str | None
    carried_forward: bool
    seconds: float
    answer: NotRequired[str]
    fingerprint: NotRequired[str]
    attempts: NotRequired[int]
    words: NotRequired[str]
    bonus: NotRequired[bool]
    measure: NotRequired[float]
    checked: NotRequired[float]
    by_hand: NotRequired[float]
    extra: NotRequired[float]
    comment: NotRequired[str]


class ProvenanceResult(TypedDict):
    """What a mark rests on, as results keep it."""

    submission_sha256: str
    casebook_sha256: str
    checker_version: str
    python: str
    numpy: str
    isolation: str
    seed: int


class Result(TypedDict):
    """One line of a results file.

    In a result as it counts, `penalty` is what lateness takes off, and `waits` names the exercises
    for which the gradebook asks for a person; neither stands in a results file.
    """

    schema: str
    student: str
    assignment: str
    notebook: str
    score: float
    max_score: float
    status: str
    exercises: list[ExerciseResult]
    repairs: list[str]
    tampering: list[str]
    seconds: float
    provenance: ProvenanceResult
    remarks: NotRequired[list[str]]  # for the instructor alone; left out if there is none
    doubts: NotRequired[list[str]]  # what a person has to settle; left out if there is nothing
    penalty: NotRequired[float]
    waits: NotRequired[list[str]]


Key = tuple[str, str]


def result_of(graded: GradedSubmission) -> Result:
    """Return the line that is kept of a graded submission."""
    submission = graded.submission
    repairs = list(submission.repairs)
    result = Result(
        schema=SCHEMA,
        student=submission.student,
        assignment=submission.assignment,
        notebook=submission.notebook,
        score=graded.score,
        max_score=graded.max_score,
        status=str(graded.status),
        exercises=[_exercise(verdict, graded) for verdict in graded.verdicts],
        repairs=[submission.unreadable, *repairs] if submission.unreadable else repairs,
        tampering=list(submission.tampering),
        seconds=round(graded.seconds, 3),
        provenance=cast(ProvenanceResult, asdict(graded.provenance)),
    )
    if graded.remarks:
        result["remarks"] = list(graded.remarks)
    if submission.doubts:
        result["doubts"] = list(submission.doubts)
    return result


def _exercise(verdict: Verdict, graded: GradedSubmission) -> ExerciseResult:
    result = ExerciseResult(
        name=verdict.exercise,
        points=verdict.points,
        max_points=verdict.max_points,
        outcome=str(verdict.outcome),
        reason=verdict.reason,
        misconception=verdict.misconception,
        carried_forward=verdict.carried_forward,
        seconds=round(verdict.seconds, 3),
    )
    if verdict.exercise in graded.submission.attempts:
        result["attempts"] = graded.submission.attempts[verdict.exercise]
    if verdict.bonus:
        result["bonus"] = True
    if verdict.measure is not None:
        result["measure"] = verdict.measure
    if verdict.rubric:
        result["words"] = _fingerprint(graded.answers.get(verdict.exercise, ""))
    if verdict.outcome in WRONG:
        normalised_answer = normalised(graded.answers.get(verdict.exercise, ""))
        result |= {"answer": normalised_answer.code, "fingerprint": normalised_answer.fingerprint}
    return result


def _fingerprint(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16] if words else ""


def asks_for_person(exercise: ExerciseResult) -> bool:
    """Whether the mark of an exercise is not sure until a person has looked at it."""
    open_ = exercise["outcome"] in (Outcome.CHECKER_ERROR, Outcome.WAITS)
    return open_ or exercise["reason"].endswith(WILL_LOOK)


def is_bonus(exercise: ExerciseResult) -> bool:
    """Whether the points of an exercise come on top of the score."""
    return exercise.get("bonus", False)


def bonus_of(result: Result) -> tuple[float, float]:
    """Return the points that were earned on top of the score, and the most that could be."""
    extra = [each for each in result["exercises"] if is_bonus(each)]
    return sum(each["points"] for each in extra), sum(each["max_points"] for each in extra)


def key_of(result: Result) -> Key:
    """Return what a result is found by: its student and its notebook."""
    return result["student"], result["notebook"]


def read_results(path: Path) -> dict[Key, Result]:
    """Read a results file that is complete.

    Raises
    ------
    UsageError
        If the file cannot be read, holds anything but results, or its last line is cut off.
    """
    _require_whole(path)
    return {key_of(result): result for _, result in placed_results(path)}


def _require_whole(path: Path) -> None:
    """Refuse a file whose last line is cut off: one student would be left out without a word."""
    try:
        with path.open("rb") as file:
            end = file.seek(0, SEEK_END)
            file.seek(max(end - 1, 0))
            whole = file.read() in (b"", b"\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    if not whole:
        raise UsageError(
            f"{path} is cut off in its last line, and a student's result with it; give the "
            "command that graded again, which adds it"
        )


def placed_results(path: Path) -> Iterator[tuple[int, Result]]:
    """Return each whole line's place and its result.

    Raises
    ------
    UsageError
        If the file cannot be read, or a line is none of ours.
    """
    place = 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip() and line.endswith(b"\n"):
                    yield place, parsed_line(path, number, line)
                place += len(line)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


def parsed_line(path: Path, number: int, line: bytes) -> Result:
    """Return the result that a line holds, the `number`th of the file.

    Raises
    ------
    UsageError
        If it is none of ours.
    """
    try:
        result: Any = json.loads(line)
    except (ValueError, RecursionError):
        result = None
    if not isinstance(result, dict) or result.get("schema") != SCHEMA:
        raise UsageError(f"{path}:{number} is no result of this checker ({SCHEMA})")
    if missing := Result.__required_keys__ - result.keys():
        raise UsageError(f"{path}:{number} lacks {', '.join(sorted(missing))}")
    return cast(Result, result)
