"""A known mistake keeps its name where not everything is as it makes it, and only there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises import Exercise, Filled, Misconception, Values, call, read
from checker.exercises.casebook import compile_exercise
from checker.judging import explains, judge
from checker.records import Answer, Ending
from checker.sandbox.inside.probe import ask

RNG = np.random.default_rng(4)
TABLES = [RNG.normal(size=size) for size in ((2, 3), (3, 2), (4, 3), (2, 5))]
FAR = np.array([[1000.0, 0.0], [0.0, 900.0]])


def compiled(right, wrong, *tables):
    """Compile an exercise of one function with one known mistake."""
    cases = tuple(call(f"table {at}", "f", each) for at, each in enumerate(tables))
    known = (Misconception("known", "You did that?", body="…"),)
    checks = [Values("values", 1.0, cases)]
    written = Exercise("f", "9.1", "f", lambda _: checks, ("", "", ""), misconceptions=known)
    return compile_exercise(
        written, None, {}, lambda _, mistake, cases, __: answers(cases, wrong if mistake else right)
    )


def answers(cases, function):
    return [ask({"f": function}, case.steps) for case in cases]


def named(exercise, function):
    given_ = answers(exercise.cases, function)
    name = judge(exercise, given_).misconception
    assert (name is None) or explains(exercise, exercise.mistakes[0], given_)
    return name


def softmax(Z):
    e = np.exp(Z - Z.max(axis=0))
    return e / e.sum(axis=0)


def of_the_whole_table(Z):
    return np.exp(Z) / np.exp(Z).sum()


def without_overflow(Z):
    e = np.exp(Z - Z.max())
    return e / e.sum()


def test_mistake_that_overflows():
    """Who makes it and stays finite is told so; where only the overflow tells it, nobody is."""
    exercise = compiled(softmax, of_the_whole_table, *TABLES, FAR)
    assert named(exercise, of_the_whole_table) == "9.1.known"
    assert named(exercise, without_overflow) == "9.1.known"
    assert named(exercise, lambda Z: softmax(Z) * 2) is None
    unstable = compiled(softmax, lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0), *TABLES, FAR)
    assert named(unstable, lambda Z: softmax(Z) * 2 if Z is FAR else without_overflow(Z)) is None


def in_place(W):
    W *= 2
    return W + 1


def test_mistake_that_changes_its_arguments():
    """It is named without that, but not where that alone tells it."""
    exercise = compiled(lambda W: W, in_place, *TABLES)
    assert named(exercise, lambda W: 2 * W + 1) == "9.1.known"
    only = compiled(lambda W: W * 2, lambda W: np.multiply(W, 2, out=W), *TABLES)
    assert named(only, lambda W: W * 3) is None


def gradients(Z):
    return Z.mean(), Z / Z.size, np.exp(Z)


def undivided(Z):
    return Z.sum(), Z / Z.size, np.exp(Z)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        (lambda Z: (Z.sum(), Z, np.exp(Z)), "9.1.known"),
        (lambda Z: (Z.sum(), Z / Z.size, np.exp(-Z)), "9.1.known"),
        (lambda Z: (Z.sum(), Z, np.exp(-Z)), None),
        (lambda Z: (Z.sum() / 2, Z, np.exp(Z)), None),
        (lambda Z: (Z.mean(), Z, np.exp(Z)), None),
        (lambda Z: (Z.sum(), Z), None),
    ],
)
def test_one_part_more(wrong, name):
    """A part may be wrong beside those in which the mistake is, but not two, nor these."""
    assert named(compiled(gradients, undivided, *TABLES), wrong) == name


FIELDS = ("z", "a", "cost")
RIGHT, WRONG = (0.3125, 0.57749, 12.34567), (-0.3125, 0.42251, 24.69134)


@pytest.fixture(scope="module")
def typed():
    known = (Misconception("known", "You did that?", body="…"),)
    checks = [Values(each, 1.0, (read(each, "f", each),), rtol=0, atol=1e-4) for each in FIELDS]
    checks.append(Filled("guess", 0.0, (read("guess", "f", "guess"),)))
    fields = dict.fromkeys((*FIELDS, "guess"), "a number")
    written = Exercise(
        "f", "9.2", "f", lambda _: checks, ("", "", ""), fields=fields, misconceptions=known
    )
    return compile_exercise(
        written, None, {}, lambda _, mistake, *__: filled(WRONG if mistake else RIGHT)
    )


def filled(numbers):
    return [Answer(Ending.RETURNED, number) for number in (*numbers, 1.0)]


@given(st.tuples(*(st.floats(-0.004, 0.004) for _ in FIELDS)))
def test_typed_with_three_digits(typed, off):
    """A mistake's numbers are known as they are typed, with three digits."""
    numbers = [float(f"{each * (1 + part / 4):.3g}") for each, part in zip(WRONG, off, strict=True)]
    assert judge(typed, filled(numbers)).misconception == "9.2.known"


@pytest.mark.parametrize("place", range(3))
def test_typed_otherwise(typed, place):
    """Numbers one in a hundred away are no typist's, and a right number is no mistake's."""
    numbers = list(WRONG)
    numbers[place] *= 1.01
    assert judge(typed, filled(numbers)).misconception is None
    assert judge(typed, filled(RIGHT)).misconception is None
