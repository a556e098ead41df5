"""A release with numbers of each student's own: a folder for everybody on the roster.

The notebooks that are the same for all are made first. A student's folder holds the whole
course: the notebooks whose numbers vary as they are for this student, and links to the others.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from checker.course.compiling.casebooks import varied_casebook
from checker.course.compiling.handouts import Handout, open_course
from checker.course.compiling.own_numbers import MARK, STUDENTS, folder_of
from checker.course.compiling.parallel import run_all
from checker.course.compiling.roster import Person
from checker.course.compiling.secret import variant_of
from checker.course.release.regenerate import casebook_path, notebook_path, safe_notebook, write_all
from checker.errors import UsageError
from checker.exercises.storage import dump
from checker.safe_files import safe_name
from checker.sandbox import Isolation, Sandbox

MARKED = f"""Each student has numbers of their own, in the folder {STUDENTS}.
Grade with the roster; with the secret, too, where that folder is not at hand.
"""


def require_folders(roster: Sequence[Person]) -> None:
    """Refuse a roster of which two students would share a folder.

    Raises
    ------
    UsageError
        If there are two such ids.
    """
    names = [safe_name(person.id).casefold() for person in roster]
    if len(set(names)) < len(names):
        raise UsageError("two ids on the roster give the same folder; tell them apart")


@dataclass(frozen=True)
class PersonalRelease:
    """Whose folders are made: the course's source, the notebooks for all, roster and secret."""

    solutions: Path
    notebooks: Path
    roster: Sequence[Person]
    secret: bytes

    def write(self, isolation: Isolation, jobs: int, done: Callable[[], None]) -> list[Path]:
        """Write every student's folder, many at once, and give them in the roster's order.

        Raises
        ------
        UsageError
            If a file cannot be written.
        BrokenReference
            If numbers cannot be drawn for a student.
        """
        folders = [folder_of(self.notebooks, person.id) for person in self.roster]
        write_all({self.notebooks / MARK: MARKED.encode()})
        course = open_course(self.solutions, self.notebooks)
        tasks = [
            partial(self._write_folder, list(course.values()), person, folder)
            for person, folder in zip(self.roster, folders, strict=True)
        ]
        return run_all(tasks, isolation, jobs, done)

    def _write_folder(
        self, course: Sequence[Handout], person: Person, folder: Path, sandbox: Sandbox
    ) -> Path:
        variant = variant_of(self.secret, person.id)
        files: dict[Path, bytes] = {}
        for shared in course:
            lesson = shared.lesson
            paths = notebook_path(lesson), casebook_path(lesson)
            if not any(exercise.numbers for exercise in lesson.exercises):
                _link(self.notebooks, folder, paths)
                continue
            book = varied_casebook(lesson, shared.recorded, variant, sandbox)
            notebook = safe_notebook(lesson, book)
            files |= {folder / paths[0]: notebook, folder / paths[1]: dump(book)}
        write_all(files)
        return folder


def _link(here: Path, there: Path, paths: Iterable[Path]) -> None:
    """Put the shared files into a student's folder without taking up room, where that is possible.

    Raises
    ------
    UsageError
        If a file can neither be linked nor written.
    """
    for path in paths:
        target = there / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            os.link(here / path, target)
        except OSError:  # another file system, or one without links
            write_all({target: (here / path).read_bytes()})
