"""What students get of one lesson: in step with its source, valid, and without a solution."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.course.compiling.kept import remade_casebook
from checker.course.release.assemble import student_notebook
from checker.course.release.course import Lesson
from checker.course.release.drift import lesson_drift
from checker.course.release.leaks import leaks
from checker.course.release.regenerate import casebook_path, notebook_path
from checker.documents.cell_text import words_id
from checker.documents.validity import invalidity
from checker.errors import CasebookError, UnreadableNotebook
from checker.exercises.casebook import Casebook
from checker.exercises.sameness import same
from checker.exercises.storage import load
from checker.sandbox import Sandbox


@dataclass(frozen=True, eq=False)
class HandedOut:
    """One lesson as its source gives it, and what is wrong with what was handed out."""

    lesson: Lesson
    casebook: Casebook
    notebook: bytes
    faults: tuple[str, ...]


def hand_out(lesson: Lesson, notebooks: Path, sandbox: Sandbox) -> HandedOut:
    """Make a lesson's notebook and casebook anew, and hold those in the folder against them.

    Raises
    ------
    SourceError
        If the lesson's source is at fault.
    BrokenReference
        If a worked solution fails on its own cases.
    """
    casebook = remade_casebook(lesson, _recorded(notebooks / casebook_path(lesson)), sandbox)
    notebook = student_notebook(lesson, casebook)
    told = _leaks(lesson, notebook)
    if not told:  # a notebook that gives solutions away is not made at all
        told = lesson_drift(lesson, notebooks, lambda *_: casebook, same)
        told += _leaks(lesson, _bytes(notebooks / notebook_path(lesson)))
    if invalid := invalidity(notebook):
        told.append(f"the notebook is not valid: {invalid}")
    told += _wrong_marks(casebook, json.loads(notebook)["cells"])
    return HandedOut(lesson, casebook, notebook, tuple(told))


def _recorded(path: Path) -> Casebook | None:
    """Read the casebook that was handed out, which says what it was made for, if it is there."""
    try:
        return load(_bytes(path))
    except CasebookError:
        return None


def _leaks(lesson: Lesson, notebook: bytes) -> list[str]:
    try:
        return [leak.removeprefix(f"{lesson.name}: ") for leak in leaks(lesson, notebook)]
    except UnreadableNotebook:
        return []  # which drift has named


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _wrong_marks(casebook: Casebook, cells: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The cells that nbgrader goes by carry their own ids, and the points of the casebook."""
    grader = {cell["id"]: cell["metadata"].get("nbgrader", {}) for cell in cells}
    for exercise in casebook.exercises:
        for name in (f"exercise-{exercise.name}", f"check-{exercise.name}"):
            if grader.get(name, {}).get("grade_id") != name:
                yield f"the notebook has no cell with nbgrader's id {name}"
        points = grader.get(f"check-{exercise.name}", {}).get("points")
        if points != exercise.counted_points:
            yield f"{exercise.name} shows {points} points, and counts {exercise.counted_points:g}"
    for each in casebook.in_words:
        if grader.get(words_id(each.name), {}).get("points") != each.points:
            yield f"the notebook has no cell {words_id(each.name)} of {each.points:g} points"
    total = sum(marks.get("points", 0) for marks in grader.values() if marks.get("grade"))
    if round(total, 3) != casebook.max_points:
        yield f"the notebook shows {total:g} points, and its casebook {casebook.max_points:g}"
