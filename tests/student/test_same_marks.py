"""The same file earns the same in class and in grading."""

import random

import pytest

from checker.course.release.course import load_lesson
from checker.course.release.wrong import wrong_cell
from tests.student.both_ways import NAMES, ROOT, in_class, in_grading, notebook, worked

LESSONS = {name: load_lesson(ROOT / "solutions" / f"{name}.py") for name in NAMES}
MISTAKES = [
    (name, exercise.name, known.id)
    for name, lesson in LESSONS.items()
    for exercise in lesson.exercises
    if not exercise.fields
    for known in exercise.misconceptions
]
#: What every change tries; the rest is tried at night, notebook 5 too, which trains.
CHOSEN = random.Random(17).sample([each for each in MISTAKES if each[0] < "05"], 3)


def mistaken(name, exercise, known):
    """A notebook that is right but for one known mistake."""
    lesson = LESSONS[name]
    asked = next(each for each in lesson.exercises if each.name == exercise)
    made = next(each for each in asked.misconceptions if each.id == known)
    text = wrong_cell(asked, lesson.worked(exercise), made)
    return notebook(name, worked(name) | {exercise: text})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "exercise", "known"),
    [
        pytest.param(
            *each,
            marks=()
            if each in CHOSEN
            else pytest.mark.nightly("three of the mistakes are tried on every change"),
        )
        for each in MISTAKES
    ],
)
def test_one_known_mistake(name, exercise, known, tmp_path):
    """What rests on a wrong answer earns the same both ways."""
    found = mistaken(name, exercise, known)
    assert in_class(name, found) == in_grading(name, found, tmp_path)
