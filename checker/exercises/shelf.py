"""Where casebooks lie in a classroom, and which of them holds an exercise."""

import os
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from checker.digits import wheel_folder
from checker.errors import CasebookError, UsageError
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exercises.storage import load

#: Names a folder of casebooks that lies neither beside the notebook nor in a parent's `notebooks`.
VARIABLE = "CHECKER_CASES"


def casebook_paths(start: Path) -> list[Path]:
    """List the casebooks for a notebook that runs in `start`: the nearest folder that has any."""
    for folder in _folders(start):
        paths = sorted(folder.glob("*.npz"))
        if paths:
            return paths
    return []


def _folders(start: Path) -> Iterator[Path]:
    if named := os.environ.get(VARIABLE):
        yield Path(named)
    beside = wheel_folder()
    for parent in (start, *start.parents, *([beside] if beside else [])):
        yield parent / "cases"
        yield parent / "notebooks" / "cases"


@lru_cache(maxsize=16)
def _load(path: Path, _stamp: tuple[int, int]) -> Casebook:
    """A casebook is read again only when its file has changed."""
    return load(path.read_bytes())


def casebooks(start: Path) -> list[Casebook]:
    """Read all casebooks that a notebook in `start` can use.

    Raises
    ------
    CasebookError
        If there is none, or one of them cannot be read.
    """
    paths = casebook_paths(start)
    named = os.environ.get(VARIABLE)
    if not paths and named:
        raise CasebookError(
            f"{VARIABLE} names {named}, which holds no recorded cases: let it name the folder "
            f"“cases” that belongs to the notebook, or remove the variable"
        )
    if not paths:
        raise CasebookError(
            f"no recorded cases were found: the folder “cases” belongs beside the notebook, or "
            f"set {VARIABLE} to where it lies"
        )
    books = []
    for path in paths:
        try:
            status = path.stat()
            books.append(_load(path, (status.st_mtime_ns, status.st_size)))
        except OSError as error:
            raise CasebookError(f"{path.name} cannot be read: {error.strerror}") from error
    return books


def find_exercise(books: list[Casebook], name: str) -> CompiledExercise:
    """Return the exercise of that name, number, or second function.

    Raises
    ------
    UsageError
        If no casebook holds it; the message names those that exist.
    """
    exercises = [exercise for book in books for exercise in book.exercises]
    for exercise in exercises:
        if name in (exercise.name, exercise.number, *exercise.defines):
            return exercise
    names = {
        each.casefold(): each
        for exercise in exercises
        for each in exercise.defines or [exercise.name]
    }
    near = get_close_matches(name[:60].casefold(), names, n=1)
    if near:
        raise UsageError(f"there is no exercise “{name[:60]}”. Did you mean “{names[near[0]]}”?")
    known = ", ".join(exercise.name for exercise in exercises)
    raise UsageError(f"there is no exercise “{name[:60]}”; there are {known}")
