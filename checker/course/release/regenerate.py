"""The source becomes the folder that students get: notebooks, and their casebooks."""

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from checker.course.release.assemble import student_notebook
from checker.course.release.course import Lesson, load_course
from checker.course.release.leaks import leaks
from checker.course.release.places import Places
from checker.course.release.styles import load_styles
from checker.errors import CasebookError, SourceError, UsageError
from checker.exercises.casebook import Casebook
from checker.exercises.sameness import same
from checker.exercises.storage import dump, load
from checker.judging import answers_like_reference

#: Compiles the casebook of a lesson for a seed; None stands for the source's own numbers.
Compiler = Callable[[Lesson, int | None], Casebook]


def regenerate(
    solutions: Path,
    out: Path,
    compile_casebook: Compiler,
    seed: int | None = None,
    only: Collection[str] = (),
) -> list[Path]:
    """Write the notebooks and casebooks of the course, or of `only` some lessons, to `out`.

    Give the paths of those that were written: what is there already and means the same stays as
    it is. Nothing is written unless all of it can be made.

    Raises
    ------
    UsageError
        If there is no lesson, or a file cannot be written; as `SourceError` if the source is at
        fault or a notebook would give away a line of a solution.
    BrokenReference
        If a worked solution fails on its own cases.
    """
    files: dict[Path, bytes] = {}
    for lesson in load_course(solutions, only):
        load_styles(lesson)
        casebook = compile_casebook(lesson, seed)
        require_mistakes(lesson, casebook)
        notebook, place = safe_notebook(lesson, casebook), out / casebook_path(lesson)
        if _bytes(out / notebook_path(lesson)) != notebook:
            files[out / notebook_path(lesson)] = notebook
        if not _is_recorded(casebook, _bytes(place)):
            files[place] = dump(casebook)
    write_all(files)
    return list(files)


def require_mistakes(lesson: Lesson, casebook: Casebook) -> None:
    """Refuse a lesson in which a misconception answers every case as the worked solution does.

    Raises
    ------
    SourceError
        If there is such a misconception.
    """
    for exercise, compiled in zip(lesson.exercises, casebook.exercises, strict=True):
        for known, mistake in zip(exercise.misconceptions, compiled.mistakes, strict=True):
            if answers_like_reference(compiled, mistake):
                place = Places(lesson.exercises_path).of_misconception(exercise, known)
                raise SourceError(
                    f"{place}: misconception “{known.id}” of {exercise.name} loses no points: it "
                    "answers every case as the worked solution does"
                )


def _is_recorded(casebook: Casebook, data: bytes) -> bool:
    """Whether a file holds this casebook already, whatever machine wrote its last digits."""
    try:
        return same(load(data), load(dump(casebook)))
    except CasebookError:
        return False


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def notebook_path(lesson: Lesson) -> Path:
    """Return the path of a lesson's notebook within the students' folder."""
    return Path(f"{lesson.name}.ipynb")


def casebook_path(lesson: Lesson) -> Path:
    """Return the path of a lesson's casebook within the students' folder."""
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
