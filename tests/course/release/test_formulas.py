"""Formulas of typed answers, read off the worked solutions."""

from pathlib import Path

import numpy as np
import pytest

from checker.course.release.formulas import formulas_of
from checker.exercises.formulas import worked_out
from checker.records import Cell, Job
from checker.sandbox.inside.cells import namespace_for
from tests.course_lessons import course_lessons

ROOT = Path(__file__).parents[3]
TYPED = [
    (lesson, exercise)
    for lesson in course_lessons().values()
    for exercise in lesson.exercises
    if exercise.fields and lesson.given.get(exercise.name)
]


@pytest.mark.parametrize(("lesson", "exercise"), TYPED, ids=lambda each: getattr(each, "name", ""))
def test_every_field_of_worked_solutions(lesson, exercise):
    """The formulas come to each number of a typed answer, from its given numbers alone."""
    cells = [
        Cell(str(place), "code", cell.source)
        for place, cell in enumerate(lesson.cells)
        if exercise.name in (cell.exercise, cell.given)
    ]
    namespace, *_ = namespace_for(Job(lesson.setup, tuple(cells), (exercise.name,)))
    names = dict(lesson.given[exercise.name])
    for name, formula in formulas_of(lesson.worked(exercise.name).source, exercise.name):
        names.setdefault(name, worked_out(formula, names))
    for field, value in namespace[exercise.name].items():
        if not isinstance(value, str):
            np.testing.assert_allclose(names[field], value, err_msg=field)


def test_another_name_and_a_number():
    """A field that is another one, or a number that others rest on, has a formula too."""
    source = "h = 0.5\ndb = dz\nhand = {'db': db, 'b': b - h * db}"
    formulas = dict(formulas_of(source, "hand"))
    names = {"dz": 2.0, "b": 1.0}
    for name, formula in formulas.items():
        names[name] = worked_out(formula, names)
    assert names["b"] == 0.0
