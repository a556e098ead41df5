"""What guides a student through this course: hints by row, lines to order, words at the end."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from checker.course.release.wrong import from_lines, other_way
from checker.exercises.casebook import generator
from checker.judging import judge
from tests.course_lessons import course_lessons
from tests.selection import others_at_night

EXERCISES = {
    exercise.name: (lesson, exercise)
    for lesson in course_lessons()
    for exercise in course_lessons()[lesson].exercises
}
ANOTHER = [name for name, (_, each) in EXERCISES.items() if each.guidance.another]
ORDERS = [name for name, (_, each) in EXERCISES.items() if each.guidance.order]
#: Answers that a person works out: there is nothing to write in another way.
BY_HAND = {name for name, (_, each) in EXERCISES.items() if each.fields}
SEED = 5


@pytest.fixture(scope="module")
def desks(desk_of):
    """The desk of each lesson, where its cells and a student's are run."""
    return cache(lambda lesson: desk_of(course_lessons()[lesson]))


@pytest.fixture(scope="module")
def judged(desks):
    """Judge a cell that stands in the place of an exercise's."""
    compiled = {}

    def judged(name, written):
        lesson, exercise = EXERCISES[name]
        desk = desks(lesson)
        if name not in compiled:
            compiled[name] = desk.compiled(replace(exercise, misconceptions=()), SEED)
        return judge(compiled[name], desk.answers(exercise, compiled[name].cases, written))

    return judged


def cell_of(name):
    lesson, _ = EXERCISES[name]
    return course_lessons()[lesson].worked(name)


@pytest.mark.parametrize("name", EXERCISES)
def test_meaning(name):
    """Every exercise says at full marks what its answer is good for, in at most forty words."""
    meaning = EXERCISES[name][1].guidance.meaning
    assert 4 <= len(meaning.split()) <= 40
    assert meaning[-1] in ".?"


def test_another_way_of_every_program():
    """Whatever is written as a program is shown in another way once it is right."""
    assert {*ANOTHER} == EXERCISES.keys() - BY_HAND


@pytest.mark.parametrize("name", EXERCISES)
def test_rows(name):
    """A hint for a row is about a check that the exercise has, whatever the seed."""
    _, exercise = EXERCISES[name]
    for seed in (None, 1, 2):
        names = {check.name for check in exercise.checks(generator(seed, name))}
        assert exercise.guidance.rows.keys() <= names


def test_most_rows_have_a_hint():
    """Of the rows that do not come first, three in four have a hint of their own."""
    rows = []
    for name, (_, exercise) in EXERCISES.items():
        _, *later = exercise.checks(generator(None, name))
        rows += [check.name in exercise.guidance.rows for check in later]
    assert sum(rows) >= 0.75 * len(rows)


@pytest.mark.parametrize(
    "name", others_at_night(ANOTHER, {"sigmoid", "softmax", "one_hot", "minibatches"})
)
def test_other_way_is_right(judged, name):
    """The other way that is shown at full marks earns full marks."""
    verdict = judged(name, other_way(EXERCISES[name][1], cell_of(name)))
    assert verdict.points == verdict.max_points, verdict


def test_the_four_orders():
    """Lines are put in order where a loop is written: 1.8, 4.4, 5.2 and `fit` of 5.4."""
    assert ORDERS == ["train_neuron", "backprop", "minibatches", "Network"]


@pytest.mark.parametrize("name", others_at_night(ORDERS, {"train_neuron", "minibatches"}))
def test_orders(judged, name):
    """Lines in a right order are a right answer; with an intruder, or two exchanged, they are not.

    Two lines that we call exchangeable are a right answer either way.
    """
    _, exercise = EXERCISES[name]
    order = exercise.guidance.order
    lines = order.in_order()
    letter = {line: letter for letter, line in order.lettered().items()}

    def is_right(lines):
        verdict = judged(name, from_lines(exercise, cell_of(name), lines))
        return verdict.points == verdict.max_points

    assert is_right(lines)
    for intruder in order.intruders:
        assert not is_right(
            [intruder.line if line == intruder.instead_of else line for line in lines]
        ), intruder
    for place, _ in enumerate(pairwise(lines)):
        turned = [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]
        said = order.judged("".join(letter[line] for line in turned))
        assert is_right(turned) == said.right, turned
