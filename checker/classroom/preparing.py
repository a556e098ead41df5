"""What decides the marks of a class: fresh cases, compiled once and kept beside the results."""

import hashlib
import json
import platform
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path

import numpy as np

from checker.classroom.assignments import Assignment
from checker.classroom.course import Handout, assignment_with, fresh_assignment
from checker.classroom.crew import Hands
from checker.classroom.store import Store
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump, fingerprint, load


def prepare(
    handouts: Iterable[Handout],
    seed: int,
    hands: Hands[Assignment],
    store: Store,
    *,
    force: bool = False,
) -> dict[str, Assignment]:
    """Give what the marks of each notebook are decided by, by name.

    What the same source, seed and checker gave before is taken from the store, unless by `force`.
    The rest is compiled, several notebooks at once.

    Raises
    ------
    BrokenReference
        If a worked solution fails on its own cases.
    """
    wanted = {handout.name: handout for handout in handouts}
    keys = {name: recipe(handout, seed) for name, handout in wanted.items()}
    ready = {}
    for name, key in keys.items():
        book = None if force else store.casebook(name, "", key)
        if book:
            ready[name] = assignment_with(wanted[name], load(book))
    lacking = [name for name in wanted if name not in ready]
    made = hands([partial(fresh_assignment, wanted[name], seed) for name in lacking])
    for name, assignment in zip(lacking, made, strict=True):
        store.keep_casebook(name, "", keys[name], dump(assignment.casebook))
        ready[name] = assignment
    return {name: ready[name] for name in wanted}


def recipe(handout: Handout, seed: int) -> str:
    """Name what a notebook's fresh cases are compiled from: the same name, the same cases.

    The source of all notebooks counts, for one may use another's, and so does this package.
    """
    lesson = handout.lesson
    files = {name: data for each in lesson.exercises for name, data in lesson.files(each).items()}
    parts = [
        *(lesson.name, seed, platform.python_version(), np.__version__, _package()),
        _source_of(lesson.path.parent.glob("*.py")),
        fingerprint(dump(Casebook(lesson.name, None, handout.recorded.numbers, ()))),
        {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _package() -> str:
    return _source_of(Path(__file__).parents[1].rglob("*.py"))


def _source_of(paths: Iterable[Path]) -> str:
    """Give one fingerprint of many files of Python, names included."""
    hashed = [(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(paths)]
    return hashlib.sha256(json.dumps(hashed).encode()).hexdigest()
