"""Functions of single entries as tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from checker.exercises.entrywise import PLACES, REACH, EntryTable

FUNCTIONS = {
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), (0.0, 1.0)),
    "slope of the sigmoid": (lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2, (0.0, 0.0)),
    "ReLU": (lambda z: np.maximum(z, 0), (0.0, np.nan)),
    "tanh": (np.tanh, (-1.0, 1.0)),
}


def table(name):
    function, tails = FUNCTIONS[name]
    return EntryTable(name, function(PLACES), np.array(tails))


@pytest.mark.parametrize("name", FUNCTIONS)
@given(
    numbers=arrays(float, array_shapes(max_dims=3, max_side=4), elements=st.floats(-REACH, REACH))
)
def test_numbers_between_the_places(name, numbers):
    """Every number within reach is answered to twelve digits, in the shape it came in."""
    found = table(name).at(numbers)
    assert found.shape == numbers.shape
    np.testing.assert_allclose(found, FUNCTIONS[name][0](numbers), rtol=1e-12, atol=1e-13)


def test_number_beyond_reach():
    """It is answered where the function stays what it is, and not answered elsewhere."""
    assert table("sigmoid").at(np.array([-800.0, 800.0])).tolist() == [0.0, 1.0]
    assert table("ReLU").at(np.array([3.0, 41.0])) is None


def test_single_number():
    """One number gives one number."""
    assert np.ndim(table("tanh").at(np.array(0.5))) == 0


def test_nan():
    """What is no number is not answered."""
    assert table("tanh").at(np.array([np.nan])) is None
