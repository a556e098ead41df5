"""A known mistake costs the same on every drawing of the cases: no mark hangs on the seed."""

from dataclasses import replace

import pytest

from checker.course.release.wrong import wrong_cell
from checker.judging import judge
from tests.course_lessons import course_lesson, course_lessons

pytestmark = pytest.mark.slow

TRIED = [
    pytest.param("01_neuron", 2),
    *(
        pytest.param(name, 6, marks=pytest.mark.nightly("notebook 1 is tried on every change"))
        for name in sorted(course_lessons())
    ),
]
#: Marks of whole trainings are bands of an accuracy, which `test_course.py` of proving looks at.
TRAINED = {"digits_95", "digits_98"}


@pytest.mark.parametrize(("lesson", "seeds"), TRIED)
def test_known_mistakes(desk_of, lesson, seeds):
    """Each earns the same number of points, whatever the seed."""
    desk, earned = desk_of(course_lesson(lesson)), {}
    for exercise in desk.lesson.exercises:
        if exercise.fields or exercise.name in TRAINED:
            continue
        cell, alone = desk.source(exercise.name), replace(exercise, misconceptions=())
        for seed in range(seeds):
            compiled = desk.compiled(alone, seed)
            for known in exercise.misconceptions:
                text = wrong_cell(exercise, cell, known)
                verdict = judge(compiled, desk.answers(exercise, compiled.cases, text))
                earned.setdefault((exercise.name, known.id), set()).add(verdict.points)
    assert earned
    assert {key: points for key, points in earned.items() if len(points) > 1} == {}
