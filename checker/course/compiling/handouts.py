"""The course as grading needs it: its source, what was handed out, and the cases of this run."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from checker.course.compiling.assignments import Assignment
from checker.course.compiling.casebooks import fresh_casebook, solution_cells
from checker.course.release.course import NO_LESSON, Lesson, lesson_names, load_course
from checker.course.release.regenerate import casebook_path, notebook_path
from checker.documents import parse_notebook
from checker.errors import UsageError
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump, fingerprint, load
from checker.records import Cell
from checker.sandbox import Sandbox

NOTHING_HANDED_OUT = "{} holds no notebook of the course; run `checker regenerate`"


@dataclass(frozen=True, eq=False)
class Handout:
    """One lesson with the notebook that students got, as bytes, and its recorded casebook."""

    lesson: Lesson
    notebook: bytes
    recorded: Casebook

    @property
    def name(self) -> str:
        """The notebook's name."""
        return self.lesson.name

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells as students got them."""
        return parse_notebook(self.notebook).cells


def open_course(solutions: Path, notebooks: Path, only: Collection[str] = ()) -> dict[str, Handout]:
    """Open the lessons of a course that have been handed out, by name; or `only` some of them.

    Raises
    ------
    UsageError
        If there is no lesson, one is at fault, or none of them has been handed out; as
        `CasebookError` if a recorded casebook cannot be read.
    """
    lessons = load_course(solutions, only)
    handouts = {lesson.name: open_handout(lesson, notebooks) for lesson in lessons}
    found = {name: handout for name, handout in handouts.items() if handout}
    if not found:
        raise UsageError(NOTHING_HANDED_OUT.format(notebooks))
    return found


def handed_out(solutions: Path, notebooks: Path) -> dict[str, tuple[Cell, ...]]:
    """Return the cells of the notebooks that students got, by name; no lesson is opened for it.

    Raises
    ------
    UsageError
        If there is no lesson, none has been handed out, or one cannot be read.
    """
    found = {}
    names = lesson_names(solutions)
    if not names:
        raise UsageError(NO_LESSON.format(solutions))
    for name in names:
        data = _released(notebooks / f"{name}.ipynb")
        if data is not None:
            found[name] = parse_notebook(data).cells
    if not found:
        raise UsageError(NOTHING_HANDED_OUT.format(notebooks))
    return found


def _released(path: Path) -> bytes | None:
    """Return the bytes of a file that students got, or None if it is not there."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


def explaining(handout: Handout, exercises: Collection[str]) -> Handout:
    """Return a handout in which mistakes are known for the named exercises and no others."""
    kept = tuple(
        each if each.name in exercises else replace(each, misconceptions=())
        for each in handout.lesson.exercises
    )
    return replace(handout, lesson=replace(handout.lesson, exercises=kept))


def open_handout(lesson: Lesson, notebooks: Path) -> Handout | None:
    """Return a lesson's handout, or None for a lesson that was not handed out yet.

    Raises
    ------
    UsageError
        If a file cannot be read; as `CasebookError` if the recorded casebook cannot.
    """
    notebook = _released(notebooks / notebook_path(lesson))
    casebook = _released(notebooks / casebook_path(lesson))
    if notebook is None or casebook is None:
        return None
    return Handout(lesson, notebook, load(casebook))


def fresh_assignment(handout: Handout, seed: int, sandbox: Sandbox) -> Assignment:
    """Compile fresh cases for a single notebook and give what its marks are decided by.

    Raises
    ------
    BrokenReference
        If a worked solution fails on its own cases.
    """
    casebook = fresh_casebook(handout.lesson, handout.recorded, seed, sandbox)
    return assignment_with(handout, casebook)


def assignment_with(handout: Handout, casebook: Casebook) -> Assignment:
    """Return the assignment of a notebook whose marks a casebook decides."""
    return Assignment(
        notebook=handout.notebook,
        release=handout.cells,
        setup=handout.lesson.setup,
        solutions=solution_cells(handout.lesson),
        casebook=casebook,
        casebook_sha256=fingerprint(dump(casebook)),
    )
