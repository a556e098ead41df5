"""Cases that are made of others."""

import numpy as np
import pytest

from checker.exercises import fractions_in_turn
from checker.steps import Name

W, b = np.array([[0.4, -1.6], [2.2, 0.9]]), np.array([0.3, -0.7])


def test_one_argument_at_a_time():
    """Each array has its fractions once, while all others hold whole numbers."""
    first, second = fractions_in_turn("f", W=W, b=b)
    assert (first.name, second.name) == ("fractions in W alone", "fractions in b alone")
    ((one,), (other,)) = first.steps, second.steps
    assert one.target == other.target == "f"
    assert [array.dtype.kind for array in one.args] == ["f", "i"]
    assert [array.dtype.kind for array in other.args] == ["i", "f"]
    assert np.array_equal(other.args[0], [[1, -2], [2, 1]])
    assert one.args[0] is W


def test_arrays_in_a_list():
    """All arrays of a list become whole numbers together, and it stays a list, or a tuple."""
    _, beside = fractions_in_turn("f", weights=[W, b], x=b)
    _, packed = fractions_in_turn("f", params=(W, b), x=b)
    assert [array.dtype.kind for array in beside.steps[0].args[0]] == ["i", "i"]
    assert isinstance(packed.steps[0].args[0], tuple)


@pytest.mark.parametrize(
    "argument", [0.5, 3, "unit", np.array([1, 2]), [], [W, "unit"], Name("tanh"), None]
)
def test_what_has_no_fractions(argument):
    """Plain numbers, whole numbers and what is no array stay as they are."""
    assert [case.name for case in fractions_in_turn("f", W=W, other=argument)] == [
        "fractions in W alone"
    ]


def test_argument_that_is_left_out():
    """One of them can be told to stay: a start that is moved in place, or targets that add to 1."""
    assert [case.name for case in fractions_in_turn("f", but="W", W=W, b=b)] == [
        "fractions in b alone"
    ]
