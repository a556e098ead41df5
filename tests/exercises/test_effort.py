"""The work on paper is counted as a person would count it."""

import math

import numpy as np
import pytest

from checker.exercises import Exercise
from checker.exercises.effort import digits_of

HINTS = ("look", "compute", "fill")


def on_paper(paper, **bounds):
    """Give an exercise that is done so on paper."""
    named = {name.replace("_", " "): limits for name, limits in bounds.items()}
    return Exercise("f", "9.1", "F", lambda rng: [], HINTS, paper=paper, bounds=named)


def counted(paper, **numbers):
    """What is counted, in the order steps, digits, minus signs, largest."""
    measures, _ = on_paper(paper).on_paper(numbers)
    return tuple(measures.values())


@pytest.mark.parametrize(
    ("number", "digits"),
    [(3.0, 1), (-30.0, 1), (2.5, 2), (0.05, 1), (0.7310585, 3), (12.345, 5), (0.0, 1)],
)
def test_digits_of_a_number(number, digits):
    """Zeros at either end are not counted, nor what is beyond three decimals."""
    assert digits_of(number) == digits


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (lambda n: n["a"] * n["b"], (1, 4, 1, 4.25)),  # 1.7 · -2.5: two digits times two
        (lambda n: n["a"] + n["b"], (1, 2, 1, 2.5)),
        (lambda n: n["a"] - n["b"], (1, 2, 0, 4.2)),  # 1.7 + 2.5
        (lambda n: n["a"] * 1, (0, 0, 0, 2.5)),
        (lambda n: 0 + n["b"], (0, 0, 0, 2.5)),
        (lambda n: -1 * n["b"], (0, 0, 0, 2.5)),
        (lambda n: n["a"] * 0.0, (0, 0, 0, 2.5)),
        (lambda n: n["a"] / 2, (1, 2, 0, 2.5)),
        (lambda n: 5 - n["a"], (1, 2, 1, 3.3)),
        (lambda n: np.exp(n["a"]), (1, 0, 0, math.exp(1.7))),
    ],
)
def test_one_operation(paper, expected):
    """What takes no thought is no step; the largest number may be a given one."""
    assert counted(paper, a=1.7, b=-2.5) == pytest.approx(expected)


def test_a_product_of_matrices():
    """Each entry is worked out: one product, for three have a factor 1, and two sums."""
    assert counted(lambda n: n["W"] @ n["x"], W=[[1, 2], [3, 4]], x=[5, 1]) == (3, 4, 0, 19)


def test_numbers_and_tables_together():
    """A number with a table gives a table, from either side."""

    def paper(n):
        return {"up": n["k"] * n["W"], "down": n["W"] * n["k"], "less": n["k"] - n["W"]}

    _, result = on_paper(paper).on_paper({"k": 2.0, "W": [[3, 4]]})
    found = {name: value.astype(float).tolist() for name, value in result.items()}
    assert found == {"up": [[6, 8]], "down": [[6, 8]], "less": [[-1, -2]]}


def test_bounds():
    """What leaves them is said with both ends; what is within, or has none, is not."""
    exercise = on_paper(lambda n: n["a"] * n["a"], digits=(1, 2), steps=(1, 1))
    assert exercise.out_of_bounds({"a": 3.0}) == []
    assert exercise.out_of_bounds({"a": 2.5}) == ["digits 4 is not within 1 and 2"]
    assert on_paper(lambda n: n["a"] * n["a"]).out_of_bounds({"a": 2.5}) == []


def test_bounds_of_nothing():
    """Bounds need a paper to count on, and a measure that is counted."""
    with pytest.raises(ValueError, match="f has bounds, and no paper to count on"):
        on_paper(None, steps=(1, 2))
    with pytest.raises(ValueError, match="f: sweat cannot be bounded"):
        on_paper(lambda n: n, sweat=(1, 2))
    with pytest.raises(ValueError, match="f does not say how it is done on paper"):
        on_paper(None).on_paper({})
