"""A known mistake costs the same on every drawing of the cases: no mark hangs on the seed."""

from dataclasses import replace

import pytest

from checker.course.release.wrong import wrong_cell
from checker.judging import judge
from tests.course_lessons import course_lesson

pytestmark = pytest.mark.slow

TRIED = [
    pytest.param("01_neuron", 2),
    *(
        pytest.param(name, 6, marks=pytest.mark.nightly("notebook 1 is tried on every change"))
        for name in ("01_neuron", "02_forward_pass", "03_hand_backward", "04_vectorized_deltas")
    ),
]


@pytest.mark.parametrize(("lesson", "seeds"), TRIED)
def test_known_mistakes(desk_of, lesson, seeds):
    """Each earns the same number of points, whatever the seed."""
    desk, earned = desk_of(course_lesson(lesson)), {}
    for exercise in desk.lesson.exercises:
        if exercise.fields:
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
