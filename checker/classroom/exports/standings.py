"""What each student's notebooks stand at, as it is exported: from results or from a gradebook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.classroom.gradebook.writing import opened
from checker.errors import UsageError
from checker.grades import Outcome, Status
from checker.results.schema import Result, key_of

if TYPE_CHECKING:
    from nbgrader.api import SubmittedAssignment


#: Why there is no mark of somebody who stands on the roster.
NOTHING = "nothing was handed in"
WAITS = "formgrader waits for a mark by hand"


@dataclass(frozen=True)
class Standing:
    """One student's mark for one notebook, and why it is not settled, if it is not.

    `known_as` is what else the student is known by: an address, the platform's own id, a name.
    """

    student: str
    notebook: str
    score: float
    max_score: float
    unsettled: str = ""
    known_as: tuple[str, ...] = ()


def standings(results: Iterable[Result]) -> list[Standing]:
    """Return the marks that stand in results; those that ask for a person are not settled."""
    latest = {key_of(result): result for result in results}
    return [
        Standing(
            student=result["student"],
            notebook=result["notebook"],
            score=result["score"],
            max_score=result["max_score"],
            unsettled=_unsettled(result),
        )
        for _, result in sorted(latest.items())
    ]


def nothing_of(
    missing: Mapping[str, Iterable[str]], results: Sequence[Result]
) -> Iterator[Standing]:
    """Return those who have not handed in one of the notebooks that there are results of."""
    most = {result["notebook"]: result["max_score"] for result in results}
    there = {key_of(result) for result in results}
    for notebook, students in missing.items():
        for student in students:
            if notebook in most and (student, notebook) not in there:
                yield Standing(student, notebook, 0.0, most[notebook], NOTHING)


def _unsettled(result: Result) -> str:
    if "waits" in result:
        return WAITS if result["waits"] else ""
    if result["status"] == Status.UNREADABLE:
        return "the file could not be read"
    if result.get("doubts"):
        return result["doubts"][0]
    failed = [
        each["name"] for each in result["exercises"] if each["outcome"] == Outcome.CHECKER_ERROR
    ]
    if result["status"] == Status.GRADED and not failed:
        waits = any(each["outcome"] == Outcome.WAITS for each in result["exercises"])
        return WAITS if waits else ""
    return f"the checker failed on {', '.join(failed)}" if failed else "a person has to look at it"


def gradebook_standings(url: str, notebooks: Iterable[str]) -> list[Standing]:
    """Return the marks of an nbgrader gradebook: manual marks in, penalties for lateness off.

    Raises
    ------
    UsageError
        If the gradebook cannot be read or lacks one of the notebooks.
    """
    from nbgrader.api import MissingEntry  # noqa: PLC0415 - takes seconds

    with opened(url) as book:
        found: list[Standing] = []
        for notebook in sorted(set(notebooks)):
            try:
                submissions = book.find_assignment(notebook).submissions
            except MissingEntry as error:
                raise UsageError(f"the gradebook {url} has no assignment {notebook!r}") from error
            found += [_standing(notebook, submission) for submission in submissions]
    return sorted(found, key=lambda standing: (standing.student, standing.notebook))


def _standing(notebook: str, submission: "SubmittedAssignment") -> Standing:
    student = submission.student
    name = " ".join(filter(None, (student.first_name, student.last_name)))
    return Standing(
        student=student.id,
        notebook=notebook,
        score=max(0.0, submission.score - submission.late_submission_penalty),
        max_score=submission.max_score,
        unsettled=WAITS if submission.needs_manual_grade else "",
        known_as=tuple(filter(None, (student.lms_user_id, student.email, name))),
    )


def of_one_notebook(
    marks: Sequence[Standing], assignment: str | None, what: str
) -> tuple[str, list[Standing]]:
    """Return the notebook that a sheet for a single one is meant for, and its marks.

    Raises
    ------
    UsageError
        If there are marks of several notebooks and none is named, or none of the one named.
    """
    names = sorted({standing.notebook for standing in marks})
    if assignment is None and len(names) > 1:
        raise UsageError(f"{what} holds one notebook; name it with --assignment: {_or(names)}")
    name = assignment or names[0]
    if name not in names:
        raise UsageError(f"there are no marks for {name!r}, only for {_or(names)}")
    return name, [standing for standing in marks if standing.notebook == name]


def _or(names: Sequence[str]) -> str:
    return ", ".join(names)


def known_as(marks: Iterable[Standing]) -> Mapping[str, tuple[str, ...]]:
    """Return each student with what else they are known by."""
    return {standing.student: standing.known_as for standing in marks}
