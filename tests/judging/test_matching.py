"""Right answers in other clothes pass; wrong ones stop at the rung that is wrong."""

import numpy as np
import pytest

from checker.judging.matching import Matcher

COLUMN = np.array([[1.5], [-2.0], [0.25]])


def mismatch(got, expected, **options):
    return Matcher(**options).mismatch(got, expected)


@pytest.mark.parametrize(
    "got",
    [2.5, np.array(2.5), np.array([2.5]), np.array([[2.5]]), [2.5], np.float32(2.5).reshape(())],
    ids=["float", "0-d", "one entry", "one entry, 2-D", "list of one", "float32"],
)
def test_number_in_other_clothes(got):
    """A number may come as a float or as any array of one entry."""
    assert mismatch(got, 2.5) is None


def test_array_of_one_entry_for_a_number():
    """An array of one entry stands for its number, whatever its shape; of no or two, for none.

    The course takes it so: a cost that comes as (1, 1) from `delta.T @ delta` is the right cost,
    and where a shape is the task, an array is asked and not a number.
    """
    assert mismatch(np.full((1, 1), 2.5), 2.5) is None
    assert mismatch(np.full((1, 1), 2.6), 2.5).reason == "the value differs"
    assert mismatch(np.full((1, 2), 2.5), 2.5).reason == "one number is asked"
    assert mismatch(2.5, np.full((1, 1), 2.5)).reason == "the shape differs"


@pytest.mark.parametrize("got", [True, 1, 1.0])
def test_whole_number_as_bool_int_or_float(got):
    """One is one."""
    assert mismatch(got, 1) is None


@pytest.mark.parametrize(
    "got",
    [
        COLUMN.tolist(),
        COLUMN.ravel(),
        tuple(map(tuple, COLUMN.tolist())),
        np.asfortranarray(COLUMN),
    ],
    ids=["nested list", "flat", "nested tuples", "Fortran order"],
)
def test_column_in_other_clothes(got):
    """An array may come as lists, flat, or in another memory order."""
    assert mismatch(got, COLUMN) is None


def test_flat_column_leaves_a_remark():
    """A flat column passes with a remark, except where the shape is the task."""
    matcher = Matcher()
    assert matcher.mismatch(COLUMN.ravel(), COLUMN) is None
    assert matcher.remarks == ["Your shape is (3,) where (3, 1) is asked."]
    assert mismatch(COLUMN.ravel(), COLUMN, columns=False).reason == "the shape differs"


def test_more_items_than_asked():
    """A third item after a right pair passes with a remark."""
    matcher = Matcher()
    assert matcher.mismatch((1.0, 2.0, "cache"), (1.0, 2.0)) is None
    assert matcher.remarks == ["You return 3 items where 2 are asked."]


def test_more_after_one_array():
    """A right array followed by something else passes with a remark."""
    matcher = Matcher()
    assert matcher.mismatch((COLUMN, 3.0), COLUMN) is None
    assert matcher.remarks == ["You return more than is asked."]


@pytest.mark.parametrize(
    ("got", "expected", "reason"),
    [
        (None, 1.0, "a number is asked"),
        ("0.5", 0.5, "a number is asked"),
        (np.ones(3), 1.0, "one number is asked"),
        (np.array([]), 1.0, "one number is asked"),
        ([[1.0], [2.0, 3.0]], COLUMN, "an array of numbers is asked"),
        (np.ones((3, 3)), COLUMN, "the shape differs"),
        (COLUMN.T, COLUMN, "the shape differs"),
        (0.0, np.zeros((3, 1)), "the shape differs"),
        (COLUMN.astype(complex), COLUMN, "the numbers are complex"),
        pytest.param(10**400, 1.0, "a number is asked", id="endless integer"),
        (1.0, (1.0, 2.0), "a pair of 2 is asked"),
        ((1.0,), (1.0, 2.0), "the number of items differs"),
        ([1.0, 2.0], [1.0, 2.0, 3.0], "the shape differs"),
        (np.nan, 1.0, "the value is nan or inf"),
        (np.array([np.inf, 1.0]), np.array([1.0, 1.0]), "1 of 2 entries are nan or inf"),
        (1.001, 1.0, "the value differs"),
        ("slop", "slope", "the word differs"),
        (3, "slope", "a word in quotes is asked"),
    ],
)
def test_first_wrong_rung(got, expected, reason):
    """The reason names the first rung at which an answer fails."""
    assert mismatch(got, expected).reason == reason


def test_a_scalar_does_not_broadcast():
    """A lone zero is not an array of zeros, however NumPy would compare them."""
    assert mismatch(0.0, np.zeros(4)) is not None


def test_wrong_item_of_a_pair_is_named():
    """The place of the first wrong item is given."""
    assert mismatch((1.0, 5.0), (1.0, 2.0)).part == (1,)


def test_word_in_other_case():
    """A typed word may have other capitals and blanks around it."""
    assert mismatch(" Slope ", "slope") is None
