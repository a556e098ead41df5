"""Numbers that give an answer away, and those that anybody may meet by chance."""

import math

import pytest

from checker.course.proving.freshness import is_telling


@pytest.mark.parametrize("number", [0.731058578, -1234.5678, 2.718281828e-5])
def test_number_that_tells(number):
    """Nobody guesses a number with more than four digits."""
    assert is_telling(number)


@pytest.mark.parametrize(
    "number", [0.0, 0.25, -1234.5, 2 / 3, 4 / 7, 1.0 - 1e-12, 3e-17, math.nan, math.inf]
)
def test_number_that_does_not(number):
    """Short numbers, simple fractions, residues of rounding and no numbers at all."""
    assert not is_telling(number)
