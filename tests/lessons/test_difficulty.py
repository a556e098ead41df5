"""Numbers that vary are equally hard, and prose and cases follow them."""

import re
from dataclasses import replace

import numpy as np
import pytest

from checker.course.proving.difficulty import difficulties
from checker.course.release.variants import fill
from checker.exercises import read
from checker.exercises.drawn_numbers import candidates
from tests.course_lessons import course_lessons

LESSONS = [*course_lessons().values()]
VARYING = [
    pytest.param(lesson, exercise, id=exercise.name)
    for lesson in LESSONS
    for exercise in lesson.exercises
    if exercise.numbers
]
SEEDS = range(100)


def test_exercises_with_varying_numbers():
    """Every exercise that gives numbers varies them, and says how hard they may be."""
    given = {name for lesson in LESSONS for name in lesson.given}
    exercises = [exercise for lesson in LESSONS for exercise in lesson.exercises]
    assert {each.name for each in exercises if each.numbers} == given
    assert {each.name for each in exercises if each.bounds} == given


@pytest.mark.parametrize(("lesson", "exercise"), VARYING)
def test_numbers_of_the_source(lesson, exercise):
    """What stands in the source is within the bounds too."""
    assert exercise.out_of_bounds(lesson.given[exercise.name]) == []


@pytest.mark.parametrize(("lesson", "exercise"), VARYING)
def test_paper(lesson, exercise, desk_of):
    """What comes out on paper is what the worked solution gives, whatever the numbers."""
    for numbers in [next(candidates(exercise, seed)) for seed in (1, 2)]:
        _, done = exercise.on_paper(numbers)
        cases = [read(name, exercise.name, name) for name in done]
        answers = desk_of(lesson).answers(exercise, cases, numbers=numbers)
        for name, answer in zip(done, answers, strict=True):
            found = np.asarray(done[name], dtype=float)
            np.testing.assert_allclose(found, answer.value, err_msg=name)


@pytest.mark.slow
def test_spread_of_the_work():
    """Over many seeds the work stays within bounds, and the hardest is at most twice the least."""
    found = list(difficulties(LESSONS, SEEDS))
    assert [each.exercise for each in found] == [param.id for param in VARYING]
    for each in found:
        assert each.holds, each
        assert each.seeds == len(SEEDS)
        assert each.pairs == 4950
        assert each.drawn_again < len(SEEDS) / 3
        spreads = {spread.measure: spread for spread in each.spreads}
        for measure in ("steps", "digits"):
            assert spreads[measure].high <= 2 * spreads[measure].low


def test_draws_that_leave_the_bounds():
    """Bounds that most draws leave are kept all the same, by drawing again."""
    (exercise,) = [param.values[1] for param in VARYING if param.id == "forward_by_hand"]
    narrow = replace(exercise, bounds={"digits": (26, 28)})
    (found,) = difficulties([replace(LESSONS[0], exercises=(narrow,))], SEEDS)
    assert found.holds
    assert found.drawn_again > 50


@pytest.mark.parametrize(("lesson", "exercise"), VARYING)
def test_prose_with_other_numbers(lesson, exercise):
    """Every given number stands in the prose as a placeholder, and nowhere as it is today.

    In the section of the exercise, no number of the source is left when others are drawn.
    """
    prose = [cell for cell in lesson.cells if cell.kind == "markdown"]
    asked = "\n".join(cell.source for cell in prose)
    for name in exercise.numbers(np.random.default_rng(1)):
        assert re.search(rf"«{exercise.name}\.{name}[:»]", asked), name
    section = next(cell for cell in prose if f" — {exercise.name}\n" in cell.source)
    marked = {name: f"<{name}>" for name in lesson.given[exercise.name]}
    text = fill(section, {exercise.name: marked})
    kept = {str(value) for value in lesson.given[exercise.name].values()}
    left = set(re.findall(r"(?<![\w.])-?\d+\.\d+|\[.*?\]", text)) & kept
    assert left == set()
