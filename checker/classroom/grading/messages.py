"""What travels between the grader where submissions are handed in and those where they are marked.

A request holds bytes and text, no open file and no path, so it can be marked on another machine;
what comes back holds bytes and text too, and is written where the request came from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checker.classroom.grading.packed_assignment import PackedAssignment
from checker.classroom.submissions.discovery import Found
from checker.classroom.submissions.reading import (
    files_beside,
    helpers_beside,
    submission_fingerprint,
)
from checker.errors import UnreadableNotebook
from checker.exercises.casebook import CompiledExercise
from checker.results.schema import ExerciseResult, Result


@dataclass(frozen=True)
class StoredVerdict:
    """A verdict as it is stored: what it rests on, in one key, and the verdict in JSON."""

    key: str
    verdict: str


@dataclass(frozen=True)
class GradingRequest:
    """One submission, read once, with what an earlier run knows of it.

    Parameters
    ----------
    data, refused
        The bytes of the notebook, or why there are none.
    files
        What lies beside the notebook and its exercises ask for.
    beside
        What else the student handed in with the notebook.
    doubts
        What a person has to settle before the mark counts.
    known
        Stored verdicts by exercise; one that rests on the same things is not reached again.
    earlier
        What exercises earned in an earlier run.
    own
        What decides the marks, where the student has numbers of their own.
    """

    student: str
    notebook: str
    remarks: tuple[str, ...]
    data: bytes
    refused: str
    files: Mapping[str, bytes]
    known: Mapping[str, StoredVerdict] = field(default_factory=dict)
    earlier: Mapping[str, ExerciseResult] = field(default_factory=dict)
    own: PackedAssignment | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The fingerprint by which results name the submission."""
        return submission_fingerprint(self.data, self.files, self.beside)

    def found(self) -> Found:
        """Return the submission as it was found, read from this request."""
        return Found(
            *(self.student, self.notebook, self._read, self.remarks, self.files.get),
            helpers=lambda: self.beside,
            doubts=self.doubts,
        )

    def _read(self) -> bytes:
        if self.refused:
            raise UnreadableNotebook(self.refused)
        return self.data


def request_for(found: Found, exercises: Sequence[CompiledExercise]) -> GradingRequest:
    """Read a submission, with the files that its exercises ask for."""
    data, refused = b"", ""
    try:
        data = found.read()
    except UnreadableNotebook as error:
        refused = str(error)
    files = files_beside(found, exercises)
    beside = helpers_beside(found, exercises)
    return GradingRequest(
        *(found.student, found.notebook, found.remarks, data, refused, files),
        beside=beside,
        doubts=found.doubts,
    )


@dataclass(frozen=True)
class GradingReply:
    """The result of one submission, and whether it stood already.

    Parameters
    ----------
    feedback, marked, explained
        The student's page, the notebook that formgrader opens, and the page that explains the
        marks to the instructor, where they are wanted.
    rows
        The verdicts to be stored, by exercise.
    reused
        How many of them had been stored before.
    said
        What was logged on the way.
    """

    result: Result
    taken_over: bool = False
    feedback: bytes = b""
    marked: bytes = b""
    explained: bytes = b""
    rows: Mapping[str, StoredVerdict] = field(default_factory=dict)
    reused: int = 0
    said: tuple[str, ...] = ()
