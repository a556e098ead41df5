"""Marks into an nbgrader gradebook, so that its export and its formgrader show them.

nbgrader is imported when a gradebook is written, not before, because that takes seconds.
"""

import json
import random
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from subprocess import CalledProcessError
from typing import TYPE_CHECKING, cast

from checker.classroom.gradebook.beginning import begin
from checker.classroom.gradebook.due_dates import OwnDeadline, set_deadlines, set_late
from checker.classroom.gradebook.late_penalties import assign_penalties
from checker.classroom.gradebook.tables_alone import spare_pages
from checker.documents.cell_text import words_id
from checker.errors import UsageError
from checker.exercises.casebook import Casebook
from checker.records import Cell
from checker.results.schema import Result, key_of
from checker.safe_files import keep_private, safe_name

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

SQLITE = "sqlite:///"
#: How often a write is tried that gives way to another grader's, and by which words it is known.
TRIES = 8
#: What databases say of a column or table that is not there.
OLDER = re.compile(r"no such (column|table)|Undefined(Column|Table)|does not exist")
BUSY = ("database is locked", "deadlock detected", "already exists", "could not serialize")
#: What nbgrader's tables hold of a student's id; SQLite does not mind more, PostgreSQL does.
ID_CHARACTERS = 128
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


@dataclass(frozen=True)
class GradedNotebook:
    """What a gradebook is told of one notebook of the course.

    `release` holds the cells as students got them, with nbgrader's metadata; `timestamps` says,
    by student, when the notebook was handed in, if that is known. `due` is until when, `deadlines`
    who has another date, and `late` who is late by a platform's word alone. `rewritten` holds by
    student and exercise which words are others than when the gradebook was last written.
    """

    release: Sequence[Cell]
    casebook: Casebook
    timestamps: Mapping[str, datetime] = field(default_factory=dict)
    due: datetime | None = None
    deadlines: Mapping[str, OwnDeadline] = field(default_factory=dict)
    late: frozenset[str] = frozenset()
    rewritten: frozenset[tuple[str, str]] = frozenset()


def sentences_of(casebook: Casebook) -> dict[str, str]:
    """Return what students are told, by the id of the misconception."""
    mistakes = (known for exercise in casebook.exercises for known in exercise.mistakes)
    return {known.id: known.sentence for known in mistakes}


def write_gradebook(
    url: str, notebooks: Sequence[GradedNotebook], results: Iterable[Result]
) -> None:
    """Write results into a gradebook, given as a database URL or as the path of a SQLite file.

    What a person has entered there, manual scores, extra credit and comments, is kept; where a
    mark below a manual score has changed, the gradebook asks for a person again. Penalties for
    lateness are those of the course's `nbgrader_config.py`, if it has one. Where another grader
    writes at the same time, what had to give way is tried again.

    Raises
    ------
    UsageError
        If there is no such database or it cannot be written.
    """
    spare_pages()
    from nbgrader.api import InvalidEntry  # noqa: PLC0415 - takes seconds
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    latest = list({key_of(result): result for result in results}.values())
    for tries_left in reversed(range(TRIES)):
        try:
            return _write(database_url(url), notebooks, latest)
        except (SQLAlchemyError, InvalidEntry, OSError, CalledProcessError) as error:
            reason = str(error).splitlines()[0]
            if not (tries_left and _gave_way(error)):
                message = f"the gradebook {shown(url)} cannot be written: {reason}"
                raise UsageError(message) from error
        except ModuleNotFoundError as error:
            message = f"the gradebook {shown(url)} takes the package {error.name}: install it"
            raise UsageError(message) from error
        time.sleep(random.uniform(0.05, 0.5))  # noqa: S311 - so that two do not go in step
    return None


def _write(url: str, notebooks: Sequence[GradedNotebook], results: Sequence[Result]) -> None:
    from nbgrader.api import Gradebook  # noqa: PLC0415 - takes seconds

    from checker.classroom.gradebook.bulk_marks import write_marks  # noqa: PLC0415

    if url.startswith(SQLITE):
        keep_private(Path(url.removeprefix(SQLITE)))
    begin(url)
    with Gradebook(url) as book:
        for notebook in notebooks:
            entry = _write_structure(book, notebook)
            name = notebook.casebook.notebook
            mine = [
                cast(Result, {**result, "student": student_id(result["student"])})
                for result in results
                if result["notebook"] == name
            ]
            times = {student_id(name): when for name, when in notebook.timestamps.items()}
            anew = {(student_id(name), exercise) for name, exercise in notebook.rewritten}
            write_marks(book.db, entry, mine, sentences_of(notebook.casebook), times, anew)
            own = {student_id(name): each for name, each in notebook.deadlines.items()}
            set_deadlines(book, name, notebook.due, own)
            set_late(book, name, {student_id(student) for student in notebook.late})
            assign_penalties(book, name, {result["student"] for result in mine}, course_of(url))


@contextmanager
def opened(url: str) -> "Iterator[Gradebook]":
    """Open a gradebook to be read, given as a database URL or as the path of a SQLite file.

    Raises
    ------
    UsageError
        If there is no such database, or it cannot be read.
    """
    spare_pages()
    from nbgrader.api import Gradebook, InvalidEntry  # noqa: PLC0415 - takes seconds
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    try:
        begin(database_url(url))
        with Gradebook(database_url(url)) as book:
            yield book
    except (SQLAlchemyError, InvalidEntry, OSError, CalledProcessError) as error:
        raise UsageError(f"the gradebook {shown(url)} cannot be read: {_why(error)}") from error


def _why(error: Exception) -> str:
    """Return why a gradebook cannot be used; an older nbgrader's lacks columns or tables."""
    reason = str(error).splitlines()[0]
    if OLDER.search(reason):
        return "it is an older nbgrader's; run `nbgrader db upgrade` in the course's folder"
    return reason


def _gave_way(error: Exception) -> bool:
    """Whether a write was refused because another one was under way."""
    from nbgrader.api import InvalidEntry  # noqa: PLC0415 - takes seconds
    from sqlalchemy.exc import IntegrityError  # noqa: PLC0415

    told = str(error).lower()
    return isinstance(error, IntegrityError | InvalidEntry) or any(word in told for word in BUSY)


def student_id(name: str) -> str:
    """Return the id of a student in the gradebook: the name itself, if a database can hold it."""
    plain = name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    return plain if len(plain) <= ID_CHARACTERS else safe_name(name)


def database_url(url: str) -> str:
    """Return a database URL; a plain path means a SQLite file, whose folder is made.

    >>> database_url("postgresql://grader@db.example.org/course")
    'postgresql+psycopg://grader@db.example.org/course'
    """
    scheme, colon, rest = url.partition("://")
    if scheme in ("postgres", "postgresql"):
        return f"postgresql+psycopg://{rest}"
    if colon:
        return url
    path = Path(url).absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"


def shown(url: str) -> str:
    """Return a database URL as it may be shown: without its password.

    >>> shown("postgresql://grader:secret@db.example.org/course")
    'postgresql://grader:***@db.example.org/course'
    """
    return re.sub(r"(://[^/@:]*):[^@]*@", r"\1:***@", url)


def course_of(url: str) -> Path:
    """Return the folder of the course: that of a SQLite gradebook, else where we are."""
    url = database_url(url)
    return Path(url.removeprefix("sqlite:///")).parent if url.startswith("sqlite:///") else Path()


def _write_structure(book: "Gradebook", notebook: GradedNotebook) -> str:
    """Bring assignment, notebook and cells up to date and give the notebook's id."""
    name = notebook.casebook.notebook
    checked = {f"check-{item.name}": item.counted_points for item in notebook.casebook.exercises}
    points = checked | {words_id(each.name): each.points for each in notebook.casebook.in_words}
    book.update_or_create_assignment(name)
    entry = book.update_or_create_notebook(name, name, kernelspec=json.dumps(KERNEL))
    with _at_once(book):
        for cell in notebook.release:
            _write_cell(book, name, cell, points)
    return str(entry.id)


@contextmanager
def _at_once(book: "Gradebook") -> Iterator[None]:
    """Commit what is written in here together; nbgrader's calls would do so one by one."""
    session = book.db()
    session.commit = session.flush
    try:
        yield
    finally:
        del session.commit
    session.commit()


def _write_cell(book: "Gradebook", name: str, cell: Cell, points: Mapping[str, float]) -> None:
    marks = cell.metadata.get("nbgrader", {})
    solution, grade = bool(marks.get("solution")), bool(marks.get("grade"))
    locked = bool(marks.get("locked") or grade) and not solution
    if not (solution or locked):
        return
    grade_id = marks["grade_id"]
    if grade:
        book.update_or_create_grade_cell(
            grade_id, name, name, max_score=points[grade_id], cell_type=cell.kind
        )
    if solution:
        book.update_or_create_solution_cell(grade_id, name, name)
    content = {"source": cell.source, "checksum": marks.get("checksum")}
    book.update_or_create_source_cell(
        grade_id, name, name, cell_type=cell.kind, locked=locked, **content
    )
