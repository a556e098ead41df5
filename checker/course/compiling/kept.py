"""Casebooks that were compiled before, kept under a hash of everything that they are made of.

To compile the course takes half a minute, and it is asked for by `regenerate`, `verify` and many
tests.
"""

import hashlib
import json
import os
import platform
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from checker.course.compiling.casebooks import recorded_casebook, varied_casebook
from checker.course.release.course import Lesson, lesson_names
from checker.errors import CasebookError
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump, load
from checker.kept_files import cache_folder, keep_file, kept_file
from checker.records import Ending
from checker.sandbox import Sandbox
from checker.startup import STARTED

#: What another run would answer too. Whether a call is stopped depends on the machine's hurry.
SETTLED = {Ending.RETURNED, Ending.RAISED}
#: Variables by which NumPy and what it calculates with are told how to do so.
ARITHMETIC = ("OPENBLAS_", "NPY_", "OMP_", "MKL_")


def kept_casebook(lesson: Lesson, seed: int | None, sandbox: Sandbox) -> Casebook:
    """Return a lesson's casebook as its file has it, compiled in the sandbox if it is not kept.

    Raises
    ------
    BrokenReference
        If a worked solution fails on its own cases.
    """
    place = _place(lesson, seed)
    if book := _kept(place):
        return book
    data = dump(recorded_casebook(lesson, seed, sandbox))
    book = load(data)
    if place and _is_settled(book) and _place(lesson, seed) == place:
        keep_file(place, data)
    return book


def remade_casebook(lesson: Lesson, recorded: Casebook | None, sandbox: Sandbox) -> Casebook:
    """Return the casebook that students got once more: for its seed, and for whose numbers.

    Raises
    ------
    BrokenReference
        If a worked solution fails on its own cases.
    """
    book = kept_casebook(lesson, recorded.seed if recorded else None, sandbox)
    if recorded is None or recorded.variant is None:
        return book
    return load(dump(varied_casebook(lesson, book, recorded.variant, sandbox)))


def _place(lesson: Lesson, seed: int | None) -> Path | None:
    """Return where a casebook is kept, or None if its sources were written after this began.

    What was loaded may then be older than what the files say now.
    """
    parts = [_arithmetic(), str(seed), lesson.name]
    for path in (*_package(), *_beside(lesson)):
        info = path.stat()
        if max(info.st_mtime, info.st_ctime) >= STARTED:
            return None
        parts += [path.name, hashlib.sha256(path.read_bytes()).hexdigest()]
    return (
        cache_folder("casebooks") / f"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()}.npz"
    )


@cache
def _package() -> list[Path]:
    """List the files of the package: how it draws, runs, judges and writes is in the casebook."""
    return sorted(Path(__file__).parents[2].rglob("*.py"))


def _beside(lesson: Lesson) -> Iterator[Path]:
    """List what a lesson is made of and all that it may read: what is not another lesson's."""
    folder = lesson.path.parent
    others = {name for name in lesson_names(folder) if name != lesson.name}
    for path in sorted(folder.iterdir()):
        own = not any(path.name.startswith((f"{other}.", f"{other}_")) for other in others)
        if own and path.is_file():
            yield path


def _arithmetic() -> str:
    """Say what calculates here: the last digits of an answer depend on it."""
    told = {name: value for name, value in os.environ.items() if name.startswith(ARITHMETIC)}
    parts = [platform.python_version(), np.__version__, np.show_config(mode="dicts"), told]
    return json.dumps(parts, sort_keys=True, default=str)


def _is_settled(book: Casebook) -> bool:
    """Whether no answer in it is one that a quicker or slower machine would not give."""
    for exercise in book.exercises:
        answers = [answer for known in exercise.mistakes for answer in known.answers]
        answers += [answer for pair in exercise.pairs for _, answer in pair.answers]
        if any(answer.ending not in SETTLED for answer in answers):
            return False
    return True


def _kept(place: Path | None) -> Casebook | None:
    data = place and kept_file(place)
    try:
        return load(data) if data else None
    except CasebookError:
        return None
