"""Answers of another shape that hold the right numbers, or what becomes of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises import Values, call
from tests.judging.test_unknown_mistake import said, written

RNG = np.random.default_rng(8)
TABLES = [RNG.normal(size=shape) for shape in ((3, 4), (2, 5))]
CASES = tuple(call(f"table {place}", "f", table) for place, table in enumerate(TABLES))
TABLE = written(lambda x: 3 * x + x**2, Values("values", 1.0, CASES))
COLUMN = written(lambda x: (x**2).sum(axis=1, keepdims=True), Values("values", 1.0, CASES))


@pytest.mark.parametrize(
    ("exercise", "wrong", "begins"),
    [
        (TABLE, lambda a: a[:, :1], "Your answer holds only the first column of what is asked."),
        (TABLE, lambda a: a[:, -1:], "Your answer holds only the last column of what is asked."),
        (TABLE, lambda a: a.sum(axis=1), "Your answer is the sum of the columns that are asked."),
        (TABLE, lambda a: a.mean(axis=1, keepdims=True), "Your answer is the mean of the columns"),
        (TABLE, lambda a: a[0], "Your answer holds only the first row of what is asked."),
        (TABLE, lambda a: a.sum(axis=0), "Your answer is the sum of the rows that are asked."),
        (TABLE, lambda a: a[:, :, None], "Your answer has the right numbers and an axis too many."),
    ],
)
def test_a_table_that_became_another_shape(exercise, wrong, begins):
    """It is said what was left over of a table, or that each number was wrapped once more."""
    assert said(exercise, lambda x: wrong(3 * x + x**2)).startswith(begins)


@pytest.mark.parametrize("factor", [1, "columns"])
def test_columns_that_stayed_apart(factor):
    """Several columns whose sum or mean is the right one are said to make it together."""

    def wrong(x):
        return x**2 * (x.shape[1] if factor == "columns" else 1)

    assert said(COLUMN, wrong).startswith("Your answer has several columns where one is asked")


@given(st.floats(0.01, 5), st.integers(0, 1))
def test_numbers_that_are_not_the_right_ones(off, axis):
    """What is off by something is not said to be made of the right numbers."""
    told = said(TABLE, lambda x: (3 * x + x**2 + off).sum(axis=axis))
    assert "that are asked" not in told
    assert "right numbers" not in told
