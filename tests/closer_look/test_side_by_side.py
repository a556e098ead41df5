"""When two ways of computing go side by side, and when one of them has slipped."""

import numpy as np
import pytest

from checker.closer_look.side_by_side import goes_along, has_slipped, only_gathers

TABLE, COLUMN = np.full((2, 3), 0.7), np.full((2, 1), 0.3)
ONE, OTHER = np.asarray(0.4), np.asarray(0.9)


@pytest.mark.parametrize(
    ("notes", "slipped"),
    [
        ([TABLE, COLUMN, ONE], False),
        ([TABLE, ONE, TABLE], True),
        ([TABLE, OTHER, COLUMN, ONE], True),
        ([TABLE, 2 * COLUMN, ONE], False),
        ([OTHER, TABLE, COLUMN, ONE], True),
        ([TABLE], False),
        ([2 * TABLE], False),
    ],
)
def test_slipped(notes, slipped):
    """A value that is left out, or one too many, is no wrong value in its place."""
    assert has_slipped(notes, [TABLE, COLUMN, ONE, OTHER]) is slipped


def test_slipped_numbers():
    """A number too many shifts the others, which two of them in a row show."""
    way = [ONE, OTHER, COLUMN]
    assert has_slipped([np.asarray(1.0), ONE, OTHER], way)
    assert not has_slipped([np.asarray(1.0), ONE, COLUMN], way)
    assert not has_slipped([np.asarray(1.0), ONE, ONE], [ONE, ONE, COLUMN])


def test_values_that_are_only_gathered():
    """Several values that come as they were, beside one that was never filled, tell no place."""
    assert only_gathers([TABLE, 0 * COLUMN], [COLUMN, TABLE])
    assert not only_gathers([TABLE, COLUMN], [COLUMN, TABLE])
    assert not only_gathers([2 * TABLE, 0 * COLUMN], [COLUMN, TABLE])
    assert not only_gathers([0 * TABLE], [TABLE])


def test_way_that_ends_early():
    """Most values are the right ones; or many have the forms of these, numbers among them."""
    way = [TABLE, COLUMN, ONE, COLUMN, ONE, TABLE, OTHER]
    assert goes_along(way[:4], way)
    assert goes_along([array * 3 for array in way[:6]], way)
    assert not goes_along([array * 3 for array in way[:5]], way)
    assert not goes_along([COLUMN * number for number in range(2, 9)], [COLUMN] * 7)
    assert not goes_along(way[1:], way)
