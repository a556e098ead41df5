"""The source becomes the folder that students get: notebooks, and their casebooks."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from checker.course.release.assemble import student_notebook
from checker.course.release.course import Lesson, load_course
from checker.course.release.leaks import leaks
from checker.errors import SourceError, UsageError
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump

#: Compiles the casebook of a lesson for a seed; None stands for the source's own numbers.
Compiler = Callable[[Lesson, int | None], Casebook]


def regenerate(
    solutions: Path, out: Path, compile_casebook: Compiler, seed: int | None = None
) -> list[Path]:
    """Write every notebook and casebook of the course to `out` and give their paths.

    Nothing is written unless all of it can be made.

    Raises
    ------
    UsageError
        If there is no lesson, or a file cannot be written; as `SourceError` if the source is at
        fault or a notebook would give away a line of a solution.
    BrokenReference
        If a worked solution fails on its own cases.
    """
    files: dict[Path, bytes] = {}
    for lesson in load_course(solutions):
        casebook = compile_casebook(lesson, seed)
        files[out / notebook_path(lesson)] = safe_notebook(lesson, casebook)
        files[out / casebook_path(lesson)] = dump(casebook)
    write_all(files)
    return list(files)


def notebook_path(lesson: Lesson) -> Path:
    """Give the path of a lesson's notebook within the students' folder."""
    return Path(f"{lesson.name}.ipynb")


def casebook_path(lesson: Lesson) -> Path:
    """Give the path of a lesson's casebook within the students' folder."""
    return Path("cases", f"{lesson.name}.npz")


def safe_notebook(lesson: Lesson, casebook: Casebook) -> bytes:
    """Write the students' notebook, and look for solutions in it.

    Raises
    ------
    SourceError
        If it cannot be written, or gives away a line of a solution.
    """
    notebook = student_notebook(lesson, casebook)
    if found := leaks(lesson, notebook):
        raise SourceError(f"{lesson.path}:1: the notebook would give away a solution; {found[0]}")
    return notebook


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files and the folders that they lie in, each of them whole.

    Raises
    ------
    UsageError
        If one cannot be written.
    """
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _write(path: Path, data: bytes) -> None:
    """Put a file in its place whole: whoever reads it meets the old bytes or the new ones."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
