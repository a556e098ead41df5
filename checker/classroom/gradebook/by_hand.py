"""What a person has entered in a gradebook, read for many submissions at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.classroom.gradebook.writing import SQLITE, opened, student_id
from checker.documents.cell_text import WORDS
from checker.errors import UsageError
from checker.results.by_hand import ByHand, MarkByHand, as_they_count
from checker.results.schema import Key, Result

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from sqlalchemy import Select

#: The cells of one exercise: its check, which bears the mark, its answer, or both in one in words.
CELLS = ("check-", "exercise-", WORDS)


def decided_by_hand(url: str, keys: Collection[Key]) -> dict[Key, ByHand]:
    """Return what a gradebook holds beside the marks of the checks, by student and notebook.

    Submissions that the gradebook does not know are left out.

    Raises
    ------
    UsageError
        If the gradebook is not there, or cannot be read.
    """
    require_there(url)
    if not keys:
        return {}
    with opened(url) as book:
        there = _read(book, {notebook for _, notebook in keys})
    return {key: there[_row(key)] for key in keys if _row(key) in there}


def counted_results(results: Mapping[Key, Result], gradebook: str | None) -> list[Result]:
    """Return results as they count, with what stands in a gradebook if there is one.

    Raises
    ------
    UsageError
        If the gradebook is not there, or cannot be read.
    """
    decided = decided_by_hand(gradebook, results) if gradebook else {}
    return as_they_count(results, decided)


def without_submission(url: str, notebooks: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return by notebook who stands in a gradebook and has not handed it in.

    Raises
    ------
    UsageError
        If the gradebook is not there, or cannot be read.
    """
    from nbgrader.api import Assignment, Student, SubmittedAssignment  # noqa: PLC0415
    from sqlalchemy import select  # noqa: PLC0415

    require_there(url)
    lacking = {}
    with opened(url) as book:
        students = set(book.db.scalars(select(Student.id)))
        there = select(SubmittedAssignment.student_id).join(
            Assignment, SubmittedAssignment.assignment_id == Assignment.id
        )
        for name in sorted(notebooks):
            handed_in = set(book.db.scalars(there.where(Assignment.name == name)))
            if students - handed_in:
                lacking[name] = tuple(sorted(students - handed_in))
    return lacking


def require_there(url: str) -> None:
    """Refuse a gradebook whose file is not there: to open it would make an empty one.

    Raises
    ------
    UsageError
        If there is none.
    """
    whole = str(url) if "://" in url else f"{SQLITE}{url}"
    if whole.startswith(SQLITE) and not Path(whole.removeprefix(SQLITE)).is_file():
        raise UsageError(
            f"the gradebook {whole.removeprefix(SQLITE)} is not there, and with it the marks by "
            'hand; say where it is with --gradebook, or --gradebook "" to do without them'
        )


def _row(key: Key) -> Key:
    """Return the key under which the gradebook knows a submission."""
    student, notebook = key
    return student_id(student), notebook


def _read(book: "Gradebook", notebooks: Iterable[str]) -> dict[Key, ByHand]:
    from nbgrader.api import BaseCell, Comment, Grade  # noqa: PLC0415 - takes seconds
    from sqlalchemy import or_, select  # noqa: PLC0415

    entered = or_(
        Grade.manual_score.is_not(None), Grade.extra_credit.is_not(None), Grade.needs_manual_grade
    )
    scores = select(Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade, BaseCell.name)
    words = select(Comment.manual_comment, BaseCell.name)
    marks: dict[Key, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    names = list(notebooks)
    for row in book.db.execute(_of(scores.join(Grade.cell).where(entered), Grade, names)):
        mark = {"score": row.manual_score, "extra": row.extra_credit or 0.0}
        marks[row.student_id, row.notebook][_exercise(row.name)] |= mark
        marks[row.student_id, row.notebook][_exercise(row.name)]["waits"] = row.needs_manual_grade
    said = words.join(Comment.cell).where(Comment.manual_comment.is_not(None))
    for row in book.db.execute(_of(said, Comment, names)):
        marks[row.student_id, row.notebook][_exercise(row.name)]["comment"] = row.manual_comment
    return {
        key: ByHand({name: MarkByHand(**mark) for name, mark in marks[key].items()}, penalty)
        for key, penalty in _penalties(book, names)
    }


def _of(query: "Select[Any]", model: Any, notebooks: Iterable[str]) -> "Select[Any]":
    """Narrow a query of a table to some notebooks, with whose row it is of which."""
    from nbgrader.api import Notebook, SubmittedAssignment, SubmittedNotebook  # noqa: PLC0415

    return (
        query.add_columns(SubmittedAssignment.student_id, Notebook.name.label("notebook"))
        .join(SubmittedNotebook, model.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .where(Notebook.name.in_(notebooks))
    )


def _penalties(book: "Gradebook", notebooks: Iterable[str]) -> Iterable[tuple[Key, float]]:
    from nbgrader.api import Notebook, SubmittedAssignment, SubmittedNotebook  # noqa: PLC0415
    from sqlalchemy import select  # noqa: PLC0415

    query = (
        select(
            *(SubmittedAssignment.student_id, Notebook.name),
            SubmittedNotebook.late_submission_penalty,
        )
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .where(Notebook.name.in_(notebooks))
    )
    for student, notebook, penalty in book.db.execute(query):
        yield (student, notebook), penalty or 0.0


def _exercise(cell: str) -> str:
    for prefix in CELLS:
        if cell.startswith(prefix):
            return cell.removeprefix(prefix)
    return cell
