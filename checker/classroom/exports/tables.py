"""Tables of our own making: plain CSV, nbgrader's CSV, and Parquet.

A student's name is whatever a folder was called, so a name that a spreadsheet would run as a
formula is defused; `cells.plain` gives it back.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from checker.classroom.exports.csv_cells import defused, sheet_number
from checker.classroom.exports.csv_sheet import table
from checker.classroom.exports.standings import Standing
from checker.classroom.exports.student_sentences import told_name
from checker.classroom.gradebook.writing import opened
from checker.errors import UsageError
from checker.results.schema import Result

if TYPE_CHECKING:
    from nbgrader.api import Assignment, Gradebook, Student

NBGRADER = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def plain_csv(marks: Sequence[Standing], results: Iterable[Result]) -> bytes:
    """Return a row for each student and notebook: mark, whether it is settled, each exercise."""
    points = {
        (result["student"], result["notebook"]): {
            told_name(each): sheet_number(each["points"]) for each in result["exercises"]
        }
        for result in results
    }
    names = list(dict.fromkeys(name for mine in points.values() for name in mine))
    header = ["student", "notebook", "score", "max_score", "settled", *names]
    rows = [
        [
            defused(mark.student), mark.notebook,
            sheet_number(mark.score), sheet_number(mark.max_score),
            mark.unsettled or "yes",
            *(points.get((mark.student, mark.notebook), {}).get(name, "") for name in names),
        ]
        for mark in marks
    ]  # fmt: skip
    return table([header, *rows])


def nbgrader_csv(marks: Sequence[Standing]) -> bytes:
    """Return nbgrader's table from results alone: no names, dates or penalties are known then."""
    scores = {(mark.notebook, mark.student): mark for mark in marks}
    worth = {mark.notebook: mark.max_score for mark in marks}
    rows = []
    for notebook in sorted(worth):
        for student in sorted({mark.student for mark in marks}):
            mark = scores.get((notebook, student))
            score = str(float(mark.score if mark else 0))
            marked = (score, "0.0", score, str(float(worth[notebook])))
            rows.append([notebook, "", "", defused(student), "", "", "", *marked])
    return table([NBGRADER, *rows])


def nbgrader_csv_of(url: str, assignment: str | None) -> bytes:
    """Return nbgrader's table from its gradebook: what `nbgrader export` writes, and in quotes.

    Raises
    ------
    UsageError
        If the gradebook cannot be read or has no such assignment.
    """
    with opened(url) as book:
        chosen = [each for each in book.assignments if assignment in (None, each.name)]
        if not chosen:
            raise UsageError(f"the gradebook {url} has no assignment {assignment!r}")
        return table([NBGRADER, *_gradebook_rows(book, chosen)])


def _gradebook_rows(book: "Gradebook", assignments: "Iterable[Assignment]") -> Iterator[list[str]]:
    for assignment in assignments:
        handed_in = {submission.student_id: submission for submission in assignment.submissions}
        for student in book.students:
            submission = handed_in.get(student.id)
            score = submission.score if submission else 0.0
            penalty = submission.late_submission_penalty if submission else 0.0
            when = submission.timestamp if submission else None
            yield [
                assignment.name, _said(assignment.duedate), _said(when), *_who(student),
                str(score), str(penalty), str(max(0.0, score - penalty)),
                str(assignment.max_score),
            ]  # fmt: skip


def _who(student: "Student") -> list[str]:
    known = (student.id, student.last_name, student.first_name, student.email)
    return [defused(_said(text)) for text in known]


def _said(value: object) -> str:
    return "" if value is None else str(value)
