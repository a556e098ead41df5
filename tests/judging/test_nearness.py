"""When it is said that a wrong answer lies near the right one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises import Exercise, Values, call
from checker.exercises.casebook import compile_exercise
from checker.judging import judge
from checker.judging.sentences import is_unfit
from checker.sandbox.inside.probe import ask

ARRAYS = [np.array([1.5, -2.0, 0.3]), np.array([[0.7, 3.0], [-0.4, 0.0]])]
CASES = tuple(call(f"array {place}", "f", array) for place, array in enumerate(ARRAYS))


def answers(function, cases):
    return [ask({"f": function, "np": np}, case.steps) for case in cases]


DOUBLE = compile_exercise(
    Exercise("f", "9.1", "f", lambda _: [Values("values", 1.0, CASES)], ("one", "two", "three")),
    None, {}, lambda _, __, cases, ___: answers(lambda x: 2 * x, cases),
)  # fmt: skip


def said(function):
    return judge(DOUBLE, answers(function, DOUBLE.cases)).sentence


@pytest.mark.parametrize(
    ("function", "percent"),
    [
        (lambda x: 2 * x * np.where(x > 1, 1.01, 0.98), "2"),
        (lambda x: np.trunc(2 * x * 50) / 50 + 0.004 * (x == 0.3), "0.7"),
        (lambda x: 2 * x + 1e-5 * x**2, "0.002"),
    ],
)
def test_near(function, percent):
    """It is said how near, rounded up, and asked what may be rounded."""
    told = said(function)
    assert told.startswith(f"Every number lies within {percent} % of the expected one. ")
    assert not is_unfit(told)


@pytest.mark.parametrize(
    ("factor", "words"), [(0.5, "half"), (2.0, "twice"), (-1.0, "minus"), (3.0, "")]
)
def test_near_a_multiple(factor, words):
    """A factor that is not quite exact is named, where it is a simple one."""
    told = said(lambda x: 2 * factor * x + 1e-4 * x**2)
    assert told.startswith(f"Every number is about {words} the expected one") == bool(words)
    assert not is_unfit(told)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: 2 * x + 0.01,
        lambda x: 2 * x * np.where(x > 1, 1.2, 0.98),
        lambda x: np.where(x > 1, np.nan, 2 * x * 0.99 + 1e-3 * x**3),
        lambda x: (2 * x * 0.99 + 1e-3 * x**3).ravel()[:-1],
    ],
)
def test_not_all_near(function):
    """Nothing is said of one number that is far, a 0 that is none any more, or another shape."""
    assert "within" not in said(function)


@given(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
def test_any_two_errors(one, other):
    """What is said of all numbers is true of each."""
    told = said(lambda x: 2 * x * (1 + np.where(x > 0, one, other)))
    if "within" in told:
        percent = float(told.split("within ")[1].split(" %")[0])
        assert max(abs(one), abs(other)) <= percent / 100 * (1 + 1e-9) <= 0.0500001


def test_rounded():
    """Where all numbers are the right ones with fewer digits, that is said, and how many."""
    third = compile_exercise(
        Exercise("f", "9.1", "f", lambda _: [Values("values", 1.0, CASES)], ("1", "2", "3")),
        None, {}, lambda _, __, cases, ___: answers(lambda x: x / 3, cases),
    )  # fmt: skip
    given = answers(lambda x: np.round(x / 3, 2), third.cases)
    assert "rounded to 2 digits behind" in judge(third, given).sentence
    given = answers(lambda x: x / 3 + 0.004, third.cases)
    assert "rounded" not in judge(third, given).sentence
