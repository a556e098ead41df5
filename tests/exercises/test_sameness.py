"""Two casebooks mean the same if they differ by what processors do, and not by more."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises.sameness import same
from checker.records import Answer, Ending

DTYPES = ("float16", "float32", "float64", "complex64", "complex128")


def answer(value):
    return Answer(Ending.RETURNED, value)


def summed(dtype, seed):
    """The same 300 numbers added up in two orders: what another processor does to a sum."""
    numbers = np.random.default_rng(seed).normal(size=300).astype(dtype)
    return [np.add.reduce(part, axis=None, keepdims=True) for part in (numbers, numbers[::-1])]


@given(dtype=st.sampled_from(DTYPES[1:]), seed=st.integers(0, 10**6))
def test_another_order_of_summation(dtype, seed):
    """A sum of the same numbers in another order is the same answer, in every precision."""
    one, other = (answer(total) for total in summed(dtype, seed))
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize("dtype", DTYPES)
def test_digits_that_a_type_carries(dtype):
    """What the last digits of a type may be is let pass, and a thousand times as much is not."""
    value = np.full(3, 0.7, dtype)
    rounding = np.finfo(value.dtype).eps
    assert same(value, value + np.array(rounding, dtype))
    assert not same(value, value * np.array(1 + max(1000 * rounding, 1e-8), dtype))


def test_single_precision_among_doubles():
    """Singles that were put into an array of doubles may differ by a rounding, doubles may not."""
    value, rounding = np.float32(0.7), np.spacing(np.float32(0.7))
    kept, other = np.array([value, 0.5], float), np.array([value + rounding, 0.5], float)
    assert same(answer(kept), answer(other))
    assert not same(answer(kept), answer(np.array([value + 1000 * rounding, 0.5], float)))
    assert not same(answer(np.array([0.7, 0.5])), answer(np.array([0.7 + rounding, 0.5])))
    assert not same(answer(np.array([0.75, 0.5])), answer(np.array([0.75 + rounding, 0.5])))


@given(value=st.floats(0.1, 1e9), share=st.floats(1e-7, 10))
def test_a_number_that_has_changed(value, share):
    """A double that differs in its seventh digit is another one, whichever way one asks."""
    other = value * (1 + share)
    assert not same(value, other)
    assert not same(answer(other), answer(value))
    assert not same(answer(np.array([other])), answer(np.array([value])))


def test_residue_of_a_difference():
    """An answer that is all rounding may change; a tolerance that an author wrote may not."""
    assert same(answer(1.6e-10), answer(9.8e-11))
    assert not same(1.6e-10, 9.8e-11)
    assert not same(answer(np.array([1e-6])), answer(np.array([2e-6])))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.array([3, 1]), np.array([3, 2])),
        (np.array([10**15]), np.array([10**15 + 1])),
        (np.array([True]), np.array([False])),
        (np.ones(2, np.float32), np.ones(2)),
        (np.ones(2), np.ones((2, 1))),
        (np.array([np.nan]), np.array([1.0])),
        (np.array([np.inf]), np.array([-np.inf])),
        (np.array([np.inf]), np.array([1e308])),
        (np.float32(1), np.float32(1.001)),
        (2, 3),
        (1, 1.0),
        ("sigmoid", "tanh"),
        ([1.0], [1.0, 2.0]),
        ({"a": 1.0}, {"b": 1.0}),
    ],
)
def test_what_is_another_answer(one, other):
    """Whole numbers, labels, text, types and shapes have to be equal, as do nan and infinity."""
    assert not same(answer(one), answer(other))


@pytest.mark.parametrize("value", [np.nan, np.inf, np.array([np.nan, -np.inf]), np.float32(2)])
def test_what_is_no_finite_number(value):
    """What is nan or infinite on both sides is the same, and so is a lone number of NumPy's."""
    assert same(answer(value), answer(value))
