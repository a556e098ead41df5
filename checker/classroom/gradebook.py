"""Marks into an nbgrader gradebook, so that its export and its formgrader show them.

nbgrader is imported when a gradebook is written, not before, because that takes seconds.
"""

import json
import os
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from subprocess import CalledProcessError
from typing import TYPE_CHECKING

from checker.classroom.penalties import assign_penalties
from checker.classroom.results import Result, key_of
from checker.errors import UsageError
from checker.exercises.casebook import Casebook
from checker.records import Cell

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


@dataclass(frozen=True)
class GradedNotebook:
    """What a gradebook is told of one notebook of the course.

    `release` holds the cells as students got them, with nbgrader's metadata; `timestamps` says,
    by student, when the notebook was handed in, if that is known.
    """

    release: Sequence[Cell]
    casebook: Casebook
    timestamps: Mapping[str, datetime] = field(default_factory=dict)


def sentences_of(casebook: Casebook) -> dict[str, str]:
    """Give what students are told, by the id of the misconception."""
    mistakes = (known for exercise in casebook.exercises for known in exercise.mistakes)
    return {known.id: known.sentence for known in mistakes}


def write_gradebook(
    url: str, notebooks: Sequence[GradedNotebook], results: Iterable[Result]
) -> None:
    """Write results into a gradebook, given as a database URL or as the path of a SQLite file.

    What a person has entered there, manual scores, extra credit and comments, is kept; where a
    mark below a manual score has changed, the gradebook asks for a person again. Penalties for
    lateness are those of the course's `nbgrader_config.py`, if it has one.

    Raises
    ------
    UsageError
        If there is no such database or it cannot be written.
    """
    from checker.classroom.marks import write_marks  # noqa: PLC0415 - takes seconds

    latest = {key_of(result): result for result in results}.values()
    with opened(url, "written") as book:
        for notebook in notebooks:
            entry = _write_structure(book, notebook)
            name = notebook.casebook.notebook
            mine = [result for result in latest if result["notebook"] == name]
            write_marks(book.db, entry, mine, sentences_of(notebook.casebook), notebook.timestamps)
            assign_penalties(book, name, {result["student"] for result in mine}, course_of(url))


@contextmanager
def opened(url: str, what: str = "read") -> "Iterator[Gradebook]":
    """Open a gradebook, given as a database URL or as the path of a SQLite file.

    Raises
    ------
    UsageError
        If there is no such database, or it cannot be used for what is to be done with it.
    """
    from nbgrader.api import Gradebook, InvalidEntry  # noqa: PLC0415 - takes seconds
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    try:
        with _scripts_on_path(), Gradebook(database_url(url)) as book:
            yield book
    except (SQLAlchemyError, InvalidEntry, OSError, CalledProcessError) as error:
        reason = str(error).splitlines()[0]
        raise UsageError(f"the gradebook {url} cannot be {what}: {reason}") from error


def database_url(url: str) -> str:
    """Give a database URL; a plain path means a SQLite file, whose folder is made."""
    if "://" in url:
        return url
    path = Path(url).absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"


def course_of(url: str) -> Path:
    """Give the folder of the course: that of a SQLite gradebook, else where we are."""
    url = database_url(url)
    return Path(url.removeprefix("sqlite:///")).parent if url.startswith("sqlite:///") else Path()


@contextmanager
def _scripts_on_path() -> Iterator[None]:
    """Let nbgrader find `alembic`, which it starts by name, in an environment not activated."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _write_structure(book: "Gradebook", notebook: GradedNotebook) -> str:
    """Bring assignment, notebook and cells up to date and give the notebook's id."""
    name = notebook.casebook.notebook
    points = {f"check-{item.name}": item.max_points for item in notebook.casebook.exercises}
    book.update_or_create_assignment(name)
    entry = book.update_or_create_notebook(name, name, kernelspec=json.dumps(KERNEL))
    for cell in notebook.release:
        _write_cell(book, name, cell, points)
    return str(entry.id)


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
