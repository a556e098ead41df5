"""What decides the marks of a class: fresh cases, compiled once and kept beside the results.

What explains wrong answers to them is compiled later, if there are any.
"""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import islice

import numpy as np

from checker.classroom.batch.store import Store
from checker.course.compiling.assignments import Assignment
from checker.course.compiling.casebooks import explained_exercise, fresh_exercise
from checker.course.compiling.explanations import Explanations, Recipe
from checker.course.compiling.handouts import Handout, assignment_with
from checker.course.compiling.parallel import RunTasks
from checker.exercises import Exercise
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exercises.storage import dump, fingerprint, load
from checker.kept_files import package_sha256, sha256_of
from checker.sandbox import Sandbox


def prepare(
    handouts: Iterable[Handout],
    seed: int,
    run_tasks: RunTasks,
    store: Store,
    explanations: Explanations,
    *,
    force: bool = False,
) -> dict[str, Assignment]:
    """Return what the marks of each notebook are decided by, by name.

    What the same source, seed and checker gave before is taken from the store, unless by `force`.
    The rest is compiled, several exercises at once; what explains wrong answers is only expected.

    Raises
    ------
    BrokenReference
        If a worked solution fails on its own cases.
    """
    wanted = {handout: recipe(handout, seed) for handout in handouts}
    books = {} if force else _stored(wanted, store)
    lacking = [handout for handout in wanted if handout.name not in books]
    made = _compiled(lacking, seed, run_tasks)
    for handout in lacking:
        store.keep_casebook(handout.name, wanted[handout], made[handout.name])
    books |= made
    return {
        handout.name: assignment_with(
            handout, _explainable(handout, books[handout.name], key, explanations)
        )
        for handout, key in wanted.items()
    }


def _stored(wanted: Mapping[Handout, str], store: Store) -> dict[str, bytes]:
    found = {each.name: store.casebook(each.name, key) for each, key in wanted.items()}
    return {name: book for name, book in found.items() if book}


def _compiled(handouts: Sequence[Handout], seed: int, run_tasks: RunTasks) -> dict[str, bytes]:
    tasks = [
        partial(fresh_exercise, handout.lesson, exercise, handout.recorded, seed)
        for handout in handouts
        for exercise in handout.lesson.exercises
    ]
    done = iter(run_tasks(tasks))
    return {
        handout.name: dump(
            Casebook(
                handout.name,
                seed,
                handout.recorded.numbers,
                tuple(islice(done, len(handout.lesson.exercises))),
                in_words=handout.lesson.in_words,
            )
        )
        for handout in handouts
    }


def _explainable(handout: Handout, book: bytes, key: str, explanations: Explanations) -> Casebook:
    """Return a casebook of which the rest is made once somebody asks for it."""
    casebook = load(book, explanations.of)
    exercises = zip(handout.lesson.exercises, casebook.exercises, strict=True)
    for exercise, compiled in exercises:
        make = partial(_explained, handout, exercise, compiled)
        name = f"{handout.name}/{exercise.name}"
        explanations.expect(compiled.apart, Recipe(name, key, make))
    return casebook


def _explained(
    handout: Handout, exercise: Exercise, compiled: CompiledExercise, sandbox: Sandbox
) -> bytes:
    numbers = handout.recorded.numbers
    whole = explained_exercise(handout.lesson, exercise, compiled, numbers, sandbox)
    return dump(Casebook(handout.name, None, {}, (whole,)))


def recipe(handout: Handout, seed: int) -> str:
    """Name what a notebook's fresh cases are compiled from: the same name, the same cases.

    The source of all notebooks counts, for one may use another's, and so does this package.
    """
    lesson = handout.lesson
    files = {name: data for each in lesson.exercises for name, data in lesson.files(each).items()}
    parts = [
        *(lesson.name, seed, platform.python_version(), np.__version__, package_sha256()),
        sha256_of(lesson.path.parent.glob("*.py")),
        fingerprint(dump(Casebook(lesson.name, None, handout.recorded.numbers, ()))),
        {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
