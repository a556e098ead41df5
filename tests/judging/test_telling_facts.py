"""Facts that are worth a sentence, each planted, and each with what is nearly one."""

import numpy as np
import pytest

from checker.exercises import Values, call
from checker.judging import judge
from checker.sandbox.inside.probe import ask
from tests.judging.test_unknown_mistake import written

RNG = np.random.default_rng(8)
CASES = tuple(
    call(f"{n} rows", "f", *(RNG.uniform(0.1, 0.9, size=(n, 3)) for _ in range(2)))
    for n in (2, 3, 4)
)


def slope(a, y):
    """An error times the slope of its activation."""
    return (a - y) * a * (1 - a)


def sloping(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


EXERCISE = written(slope, Values("values", 1.0, CASES))


def said(function):
    answers = [ask({"f": function, "np": np}, case.steps) for case in EXERCISE.cases]
    return judge(EXERCISE, answers).sentence


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda a, y: (a - y) * a, "divided by 1 minus your first argument"),
        (lambda a, y: (a - y) * (1 - a), "divided by your first argument"),
        (lambda a, y: a - y, "divided by your first argument times 1 minus your first argument"),
        (lambda a, y: slope(a, y) * y, "times your second argument"),
        (lambda a, y: slope(a, y) * a * y, "times your first argument times your second argument"),
        (lambda a, y: slope(a, y) * sloping(y), "times the slope of the sigmoid at your second"),
    ],
)
def test_quantity(function, words):
    """What is too much or missing is named by the argument that it is made of."""
    assert words in said(function)


@pytest.mark.parametrize("number", [0.0, 1.0, -2.5])
def test_constant_answer(number):
    """An answer that is the same everywhere is told as that, with its number."""
    sentence = said(lambda a, _: np.full(a.shape, number))
    assert sentence.startswith(f"Every number that you hand back is {number:g}")


def test_answer_that_varies():
    """One other number is enough for it to be no constant."""

    def nearly(a, _):
        numbers = np.zeros(a.shape)
        numbers[-1, -1] = a[0, 0]
        return numbers

    assert "Every number" not in said(nearly)


def test_whole_numbers():
    """Fractions that are cut off are told as that, and zeros that are fractions are not."""

    def cut(a, y):
        numbers = np.zeros(a.shape, dtype=int)
        numbers[:] = 3 + slope(a, y)
        return numbers

    assert "whole numbers" not in said(cut)  # those are other numbers
    assert "whole numbers only" in said(lambda a, y: slope(a, y).astype(int))
    assert "whole numbers" not in said(lambda a, _: np.zeros(a.shape))


def test_table_for_a_column():
    """A column and a flat row give a table, and that is said."""
    columns = tuple(call(f"{n}", "f", np.arange(1.0, n + 1).reshape(-1, 1)) for n in (3, 4))
    exercise = written(lambda a: 2 * a, Values("values", 1.0, columns))
    answers = [ask({"f": lambda a: a + a.ravel(), "np": np}, case.steps) for case in exercise.cases]
    assert judge(exercise, answers).sentence.startswith("A table of 3 by 3 has come")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda z: np.exp(800 + z) * np.exp(-800.0), "too large to be held"),
        (lambda z: np.log(0 * z), "logarithm of 0"),
        (lambda z: np.sqrt(-z), "no number"),
    ],
)
def test_warning(function, words):
    """Where nothing else is known, NumPy's own warning is said plainly."""
    cases = tuple(call(f"{n}", "f", np.linspace(0.5, 3.0, n)) for n in (3, 4))
    exercise = written(lambda z: np.exp(z) + z, Values("values", 1.0, cases))
    answers = [ask({"f": function, "np": np}, case.steps) for case in exercise.cases]
    assert words in judge(exercise, answers).sentence


def test_warning_of_another_check():
    """What is wrong where nothing overflows is not explained by what overflows elsewhere."""
    small = tuple(call(f"{n}", "f", np.linspace(-2.0, 2.0, n)) for n in (3, 4))
    large = (call("far", "f", np.array([-900.0, 900.0])),)
    checks = Values("values", 1.0, small), Values("tails", 1.0, large, quiet=True)
    exercise = written(lambda z: 1 / (1 + np.exp(-np.clip(z, -700, 700))), *checks)

    def sentence(function):
        names = {"f": function, "np": np}
        return judge(exercise, [ask(names, case.steps) for case in exercise.cases]).sentence

    assert "too large" not in sentence(lambda z: 1 / (2 + np.exp(-z)))
    assert "too large" in sentence(lambda z: 1 / (1 + np.exp(-z)))


def test_right_answer_with_a_warning():
    """A right answer that warns on the way is not told so."""
    cases = tuple(call(f"{n}", "f", np.linspace(-900.0, -3.0, n)) for n in (3, 4))
    exercise = written(lambda z: 1 / (1 + np.exp(-z)), Values("values", 1.0, cases))
    answers = [
        ask({"f": lambda z: 1 / (1 + np.exp(-z)), "np": np}, case.steps) for case in exercise.cases
    ]
    assert judge(exercise, answers).sentence == ""


def test_two_numbers_where_many_are_asked():
    """A part that holds only two numbers, as of yes and no, is told as that."""
    assert "is 0 or 1, and many different ones" in said(lambda a, y: (slope(a, y) > 0) * 1.0)
    assert "many different ones" not in said(lambda a, y: np.round(slope(a, y), 2))
