import numpy as np
import pytest

from checker.numerics import compare, constant_ratio


def test_equal_arrays():
    """Arrays that agree within the tolerances have no difference."""
    assert compare(np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-9])) is None


def test_one_entry_off_by_a_thousandth():
    """A relative error of 0.1 % is found, counted and named by its index."""
    expected = np.arange(1.0, 7.0).reshape(2, 3)
    got = expected.copy()
    got[1, 0] *= 1.001
    difference = compare(got, expected)
    assert (difference.wrong, difference.total, difference.index) == (1, 6, (1, 0))
    assert difference.got == pytest.approx(4.004)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_the_same_limit_on_both_sides(value):
    """Nan agrees with nan and an infinity with itself."""
    assert compare(np.array([value]), np.array([value])) is None


@pytest.mark.parametrize(
    ("got", "expected"), [(np.nan, 1.0), (1.0, np.nan), (np.inf, 1.0), (np.inf, -np.inf)]
)
def test_a_limit_on_one_side_only(got, expected):
    """Nan or an infinity never agrees with anything else."""
    assert compare(np.array([got]), np.array([expected])) is not None


def test_negative_zero():
    """Minus zero agrees with zero."""
    assert compare(np.array([-0.0]), np.array([0.0])) is None


def test_single_precision():
    """An answer in float32 is held to the seven digits that it has, and not to fewer."""
    expected = np.array([0.1, 2.7])
    assert compare(expected.astype(np.float32), expected) is None
    assert compare((expected * 1.01).astype(np.float32), expected) is not None


def test_empty_arrays():
    """Nothing differs where there is nothing."""
    assert compare(np.zeros((0, 3)), np.zeros((0, 3))) is None


def test_constant_ratio():
    """The one factor between two arrays is found, and none is invented."""
    expected = np.array([1.0, -2.0, 0.5])
    assert constant_ratio(-3 * expected, expected) == pytest.approx(-3)
    assert constant_ratio(expected + 1, expected) is None
    assert constant_ratio(expected * 0, expected) is None
    assert constant_ratio(expected * np.nan, expected) is None


def test_answer_in_single_precision_where_double_is_expected():
    """Its type buys an answer no wider tolerance."""
    expected = np.array([1.0, 2.0, 3e-7])
    got = expected + np.array([0.0, 3e-3, 0.0])
    for kind in (np.float64, np.float32, np.float16, np.complex64):
        assert compare(got.astype(kind), expected) is not None
    assert compare(np.array([0.0]), np.array([3e-7], np.float32)) is None
