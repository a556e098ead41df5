"""Results as JSON Lines: one object per student and notebook, appended as it is graded.

A run that was killed leaves whole lines and perhaps half a last one; the half is dropped when
the file is opened again. When a submission stands in the file twice, the last line counts.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any, TypedDict, cast

from checker.errors import UsageError
from checker.records import GradedSubmission, Verdict

if sys.platform != "win32":
    import fcntl

SCHEMA = "checker/result/v1"


class ExerciseResult(TypedDict):
    """What became of one exercise, as results keep it."""

    name: str
    points: float
    max_points: float
    outcome: str
    reason: str
    misconception: str | None
    carried_forward: bool
    seconds: float


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
    """One line of a results file."""

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


Key = tuple[str, str]


def result_of(graded: GradedSubmission) -> Result:
    """Give the line that is kept of a graded submission."""
    submission = graded.submission
    repairs = list(submission.repairs)
    return Result(
        schema=SCHEMA,
        student=submission.student,
        assignment=submission.assignment,
        notebook=submission.notebook,
        score=graded.score,
        max_score=graded.max_score,
        status=str(graded.status),
        exercises=[_exercise(verdict) for verdict in graded.verdicts],
        repairs=[submission.unreadable, *repairs] if submission.unreadable else repairs,
        tampering=list(submission.tampering),
        seconds=round(graded.seconds, 3),
        provenance=cast(ProvenanceResult, asdict(graded.provenance)),
    )


def _exercise(verdict: Verdict) -> ExerciseResult:
    return ExerciseResult(
        name=verdict.exercise,
        points=verdict.points,
        max_points=verdict.max_points,
        outcome=str(verdict.outcome),
        reason=verdict.reason,
        misconception=verdict.misconception,
        carried_forward=verdict.carried_forward,
        seconds=round(verdict.seconds, 3),
    )


def key_of(result: Result) -> Key:
    """Give what a result is found by: its student and its notebook."""
    return result["student"], result["notebook"]


def read_results(path: Path) -> dict[Key, Result]:
    """Read a results file; a half-written last line is passed over.

    Raises
    ------
    UsageError
        If the file cannot be read or holds anything but results.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    results = [_parsed(path, number, line) for number, line in enumerate(lines[:-1], 1) if line]
    return {key_of(result): result for result in results}


def _parsed(path: Path, number: int, line: bytes) -> Result:
    try:
        result: Any = json.loads(line)
    except (ValueError, RecursionError):
        result = None
    if not isinstance(result, dict) or result.get("schema") != SCHEMA:
        raise UsageError(f"{path}:{number} is no result of this checker ({SCHEMA})")
    if missing := Result.__required_keys__ - result.keys():
        raise UsageError(f"{path}:{number} lacks {', '.join(sorted(missing))}")
    return cast(Result, result)


class ResultsFile:
    """A results file that is being written; `recorded` holds what stood in it when opened.

    Raises
    ------
    UsageError
        If the file holds anything but results, cannot be written, or another run writes it.
    """

    def __init__(self, path: Path):
        self.path = path
        self.recorded: Mapping[Key, Result] = read_results(path) if path.exists() else {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("ab")
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror}") from error
        _keep_others_out(self._file, path)
        _drop_half_line(path)

    def append(self, result: Result) -> None:
        """Write one line and hand it to the system at once, so that a killed run keeps it.

        Raises
        ------
        UsageError
            If it cannot be written, as on a disk that is full.
        """
        text = json.dumps(result, ensure_ascii=False, allow_nan=False)
        try:
            self._file.write(text.encode("utf-8", "backslashreplace") + b"\n")
            self._file.flush()
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror}") from error

    def __enter__(self) -> "ResultsFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # what a full disk did not take, and was said
            self._file.close()


def _keep_others_out(file: IO[bytes], path: Path) -> None:
    """Lock a file until it is closed or this process ends, where the system can do that."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise UsageError(f"{path} is being written by another run: wait until it ends") from error
    except OSError:  # a file system without locks
        return


def _drop_half_line(path: Path) -> None:
    """Cut the file behind its last whole line."""
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        os.truncate(path, whole)
