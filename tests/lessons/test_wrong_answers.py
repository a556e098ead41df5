"""Wrong answers in the words of students: each loses points, and none is accused of another's."""

from dataclasses import replace
from functools import cache

import pytest

from checker.judging import judge
from checker.judging.sentences import is_unfit
from tests.course_lessons import course_lessons
from tests.lessons.wrong_answers import WRONG

pytestmark = pytest.mark.slow


def answers():
    return [
        pytest.param(name, *answer, id=f"{name}-{title}")
        for name, titled in WRONG.items()
        for title, answer in titled.items()
    ]


@pytest.fixture(scope="module")
def judged(desk_of):
    """Give a function from an exercise and a student's cell to the verdict, on fresh cases."""
    where = {
        exercise.name: (lesson, exercise)
        for lesson in course_lessons().values()
        for exercise in lesson.exercises
    }

    @cache
    def prepared(name):
        lesson, exercise = where[name]
        desk = desk_of(lesson)
        return desk, exercise, desk.paired(exercise, 5)[0]

    def verdict(name, written):
        desk, exercise, compiled = prepared(name)
        return judge(compiled, desk.answers(exercise, compiled.cases, written))

    return verdict


def test_kinds_of_wrong_answers():
    """There are enough of them to tell, over at least twenty exercises."""
    assert len(WRONG) >= 20
    assert sum(map(len, WRONG.values())) >= 40


@pytest.mark.parametrize(("name", "written", "named", "says"), answers())
def test_wrong_answer(judged, name, written, named, says):
    """It loses points, is called what it contains and nothing else, and is told so in short."""
    verdict = judged(name, written)
    assert verdict.points < verdict.max_points
    called = [verdict.misconception, verdict.second_misconception]
    assert [each for each in called if each] == list(named)
    assert says in f"{verdict.sentence} {verdict.reason}"
    assert not is_unfit(verdict.sentence)


def test_answer_that_is_right(judged):
    """By the same way a right answer passes, so that to lose points means something."""
    written = "def quadratic_cost(a, y):\n    return 0.5 * np.sum((np.asarray(a) - y) ** 2)\n"
    slope = "def quadratic_cost_prime(a, y):\n    return np.asarray(a, float) - np.asarray(y)"
    verdict = judged("quadratic_cost", f"{written}\n\n{slope}")
    assert verdict.points == verdict.max_points
    assert replace(verdict, sentence="").misconception is None
