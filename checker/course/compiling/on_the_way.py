"""What worked solutions compute on their way, recorded for some small cases of each exercise.

A closer look holds what a student's lines compute against it, whatever they are called there. They
are numbers of those cases only, so no program is given away by them.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import numpy as np

from checker.course.release.course import Lesson
from checker.exercises import Values
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exercises.on_the_way import MOST_BOUND, MOST_WITHIN, OnTheWay
from checker.judging.short_text import weight
from checker.records import Answer, Cell, Job
from checker.sandbox import Sandbox
from checker.sandbox.connection import Lost
from checker.trees import Arrays, flatten

#: Of so many checks of values the smallest case is recorded, of the first ones another one.
CHECKS, FIRST = 6, 2


def with_values_on_the_way(
    lesson: Lesson, cells: Sequence[Cell], book: Casebook, sandbox: Sandbox
) -> Casebook:
    """Return a casebook in which the way to some answers is recorded, of the worked `cells`."""
    exercises = (completed(lesson, cells, each, sandbox) for each in book.exercises)
    return replace(book, exercises=tuple(exercises))


def completed(
    lesson: Lesson, cells: Sequence[Cell], exercise: CompiledExercise, sandbox: Sandbox
) -> CompiledExercise:
    """Return an exercise with what its worked solution computes on the way, if that can be had."""
    places = recorded_places(exercise)
    if exercise.fields or not places:
        return exercise
    written = next(each for each in lesson.exercises if each.name == exercise.name)
    job = Job(
        setup=lesson.setup,
        cells=tuple(cells),
        wanted=exercise.wanted,
        lab=exercise.lab,
        files=lesson.files(written),
        patience=exercise.patience,
    )
    scripts = [exercise.cases[place].steps for place in places]
    found: list[OnTheWay] = []
    with suppress(Lost), sandbox.trials(job, exercise.defines) as trials:
        if trials is not None:
            bound = trials.values(scripts)
            within = trials.values(scripts, within=True)
            for place, lines, inner in zip(places, bound, within, strict=True):
                arrays = tuple(array for _, array in lines.noted[:MOST_BOUND])
                others = tuple(array for _, array in inner.noted[:MOST_WITHIN])
                found.append(OnTheWay(place, arrays, others))
    return replace(exercise, on_the_way=tuple(found))


def recorded_places(exercise: CompiledExercise) -> list[int]:
    """Return the places of the cases whose way is recorded: the smallest of the first checks."""
    place = {case: at for at, case in enumerate(exercise.cases)}
    checks = [check for check in exercise.checks if isinstance(check, Values)][:CHECKS]
    chosen = [
        case
        for at, check in enumerate(checks)
        for case in sorted(check.cases, key=lambda case: weight(case.steps))[: 1 + (at < FIRST)]
    ]
    return sorted({place[case] for case in chosen if _is_exact(exercise.expected[place[case]])})


def _is_exact(answer: Answer) -> bool:
    """Whether an answer carries all digits; of what carries fewer the last is another elsewhere."""
    arrays: Arrays = []
    flatten(answer.value, arrays)
    return all(array.dtype not in (np.float32, np.float16) for array in arrays)
