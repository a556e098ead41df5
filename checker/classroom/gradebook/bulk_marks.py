"""The marks of a whole class in one transaction, below nbgrader's own calls.

nbgrader's calls ask the database seven tables deep for every single mark and commit after it,
which takes minutes for a large class. Here the rows of its own tables are looked up, added and
updated in bulk, and committed once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import and_, insert, select, update

from checker.documents.cell_text import words_id
from checker.grades import Outcome, Status
from checker.reports.words import mark_of
from checker.results.schema import ExerciseResult, Result, asks_for_person, is_bonus

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session, scoped_session

    Database = scoped_session[Session]

NO_RESPONSE = "No response."
#: So many submissions are written at once: their rows take far more memory than their results.
BATCH = 500
Pair = tuple[str, str]


@dataclass(frozen=True)
class Mark:
    """What one exercise of one submission says to a gradebook.

    There is no score where words wait for a person; `anew` if they are not those that were marked.
    """

    grade_cell: str
    solution_cell: str
    score: float | None
    unsure: bool
    comment: str | None
    anew: bool = False


def write_marks(
    db: "Database",
    notebook: str,
    results: Sequence[Result],
    sentences: Mapping[str, str],
    timestamps: Mapping[str, datetime],
    rewritten: Collection[Pair] = (),
) -> None:
    """Write the results of the notebook with this id, and commit them.

    Raises
    ------
    sqlalchemy.exc.SQLAlchemyError
        If the database refuses; nothing has been changed then.
    """
    graded, solved = (_cells(db, notebook, kind) for kind in (GradeCell, SolutionCell))
    for start in range(0, len(results), BATCH):
        some = results[start : start + BATCH]
        students = [result["student"] for result in some]
        places = _submitted_notebooks(db, notebook, students, timestamps)
        marks = [
            (places[result["student"]], mark)
            for result in some
            for mark in marks_of(result, sentences, rewritten)
        ]
        _write_grades(db, graded, marks)
        _write_comments(db, solved, marks)
    db.commit()


def marks_of(
    result: Result, sentences: Mapping[str, str], rewritten: Collection[Pair] = ()
) -> Iterable[Mark]:
    """Return the marks of one submission; a comment repeats only what students may read."""
    unsettled = result["status"] == Status.UNREADABLE or bool(result.get("doubts"))
    for exercise in result["exercises"]:
        name, in_words = exercise["name"], "words" in exercise
        yield Mark(
            grade_cell=words_id(name) if in_words else f"check-{name}",
            solution_cell=words_id(name) if in_words else f"exercise-{name}",
            score=_score(exercise),
            unsure=unsettled or asks_for_person(exercise),
            comment=_comment(exercise, sentences),
            anew=(result["student"], name) in rewritten,
        )


def _score(exercise: ExerciseResult) -> float | None:
    """Return what counts: nothing yet for words, and of a bonus nothing, which a comment tells."""
    if exercise.get("words"):
        return None
    return 0.0 if is_bonus(exercise) else exercise["points"]


def _comment(exercise: ExerciseResult, sentences: Mapping[str, str]) -> str | None:
    if exercise["outcome"] == Outcome.NOT_ATTEMPTED:
        return NO_RESPONSE
    said = sentences.get(exercise["misconception"] or "")
    if is_bonus(exercise):
        mark = mark_of(exercise["points"], exercise["max_points"], bonus=True)
        return " ".join(filter(None, (f"{mark[0].upper()}{mark[1:]}, on top of the mark.", said)))
    return said


def _submitted_notebooks(
    db: "Database",
    notebook: str,
    students: Sequence[str],
    timestamps: Mapping[str, datetime],
) -> dict[str, str]:
    """Return the id of each student's submitted notebook; what is not there yet is added."""
    known = set(db.scalars(select(Student.id).where(Student.id.in_(students))))
    _insert(db, Student, [{"id": student} for student in students if student not in known])
    assignment = db.scalars(select(Notebook.assignment_id).where(Notebook.id == notebook)).one()
    handed_in = _ids(
        db,
        SubmittedAssignment,
        ("assignment_id", "student_id"),
        [(assignment, student) for student in students],
    )
    stamped = [
        {"id": row, "timestamp": timestamps[student]}
        for (_, student), row in handed_in.items()
        if student in timestamps
    ]
    _update(db, SubmittedAssignment, stamped)
    files = _ids(
        db,
        SubmittedNotebook,
        ("notebook_id", "assignment_id"),
        [(notebook, handed_in[assignment, student]) for student in students],
    )
    return {student: files[notebook, handed_in[assignment, student]] for student in students}


def _cells(db: "Database", notebook: str, kind: type[BaseCell]) -> dict[str, str]:
    """Return the ids of the notebook's grade or solution cells by their names.

    A cell that is marked by hand is both, under one name.
    """
    rows = db.execute(select(kind.name, kind.id).where(kind.notebook_id == notebook))
    return {name: cell for name, cell in rows}  # noqa: C416 - dict() of rows has no type


def _write_grades(
    db: "Database", cells: Mapping[str, str], marks: Sequence[tuple[str, Mark]]
) -> None:
    pairs = [(cells[mark.grade_cell], place) for place, mark in marks]
    ids = _ids(db, Grade, ("cell_id", "notebook_id"), pairs)
    columns = (Grade.id, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade)
    mine = select(*columns).where(_either(Grade.cell_id, Grade.notebook_id, pairs))
    before = {row.id: row for row in db.execute(mine)}
    rows = []
    for pair, (_, mark) in zip(pairs, marks, strict=True):
        old = before[ids[pair]]
        wanted = mark.unsure
        if old.manual_score is not None:
            wanted = old.needs_manual_grade or mark.anew or old.auto_score != mark.score
        rows.append({"id": old.id, "auto_score": mark.score, "needs_manual_grade": wanted})
    _update(db, Grade, rows)


def _write_comments(
    db: "Database", cells: Mapping[str, str], marks: Sequence[tuple[str, Mark]]
) -> None:
    pairs = [(cells[mark.solution_cell], place) for place, mark in marks]
    ids = _ids(db, Comment, ("cell_id", "notebook_id"), pairs)
    comments = [mark.comment for _, mark in marks]
    rows = zip(pairs, comments, strict=True)
    _update(db, Comment, [{"id": ids[pair], "auto_comment": text} for pair, text in rows])


def _ids(
    db: "Database", model: type[Any], columns: Pair, pairs: Collection[Pair]
) -> dict[Pair, str]:
    """Return the ids of rows by a pair of columns that is unique; missing rows are added."""
    first, second = (getattr(model, column) for column in columns)
    query = select(first, second, model.id).where(_either(first, second, pairs))
    ids = {(one, two): row for one, two, row in db.execute(query)}
    added = {pair: new_uuid() for pair in pairs if pair not in ids}
    new = [dict(zip(columns, pair, strict=True)) | {"id": row} for pair, row in added.items()]
    _insert(db, model, new)
    return ids | added


def _either(first: Any, second: Any, pairs: Collection[Pair]) -> "ColumnElement[bool]":
    """Return the condition that both columns have values of some pair, if not of the same one."""
    return and_(first.in_({one for one, _ in pairs}), second.in_({other for _, other in pairs}))


def _insert(db: "Database", model: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        db.execute(insert(model), list(rows))


def _update(db: "Database", model: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        db.execute(update(model), list(rows))
