"""What a value on a student's way is, beside those of the right way."""

import numpy as np
import pytest

from checker.closer_look.known_values import Familiarity, RightWay
from checker.exercises.on_the_way import OnTheWay


def test_columns_that_are_normed_otherwise():
    """Columns times a factor each may come right again; rows times one each are another table."""
    table = np.array([[0.3, 0.7], [0.2, 0.9], [0.5, 0.4]])
    way = RightWay(OnTheWay(0, (table,), ()), ())
    factors = np.array([[2.5, 0.8]])
    assert way.familiarity(table * factors, (), beside=True) is Familiarity.WITHIN
    rows = np.array([[2.5], [0.8], [1.5]])
    assert way.familiarity(table * rows, (), beside=True) is Familiarity.NEW


SLOPE, ERROR, FACTOR = np.asarray(0.2371), np.asarray(-0.8133), np.asarray(0.5197)


@pytest.mark.parametrize(
    ("value", "familiarity"),
    [
        (ERROR * SLOPE, Familiarity.WITHIN),
        (ERROR * (1 - SLOPE), Familiarity.WITHIN),
        (ERROR * SLOPE * FACTOR, Familiarity.NEW),
        (ERROR * SLOPE * (1 + 1e-8), Familiarity.NEW),
        (ERROR + SLOPE, Familiarity.NEW),
        (np.array([SLOPE, FACTOR]), Familiarity.WITHIN),
        (np.array([SLOPE, 2 * FACTOR]), Familiarity.NEW),
    ],
)
def test_numbers_of_another_way(value, familiarity):
    """A sum may be multiplied out, and several numbers may stand together; that is nothing new."""
    way = RightWay(OnTheWay(0, (ERROR,), (SLOPE, FACTOR)), ())
    assert way.familiarity(value, (), beside=False) is familiarity
