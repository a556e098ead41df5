"""Answers that are right but for a factor: of two slips one is mended."""

import numpy as np
import pytest

from checker.closer_look.multiples import is_multiple

RIGHT = np.array([[1.5, -2.0], [0.25, 4.0]])


@pytest.mark.parametrize("factor", [1, 0.5, 2, -1, -0.5, -2])
@pytest.mark.parametrize("right", [RIGHT, 0.7])
def test_factors_of_a_slip(right, factor):
    """The right numbers themselves, and what a forgotten half or a sign makes of them."""
    assert is_multiple(right * factor, right)


@pytest.mark.parametrize(
    ("got", "right"),
    [
        (3 * RIGHT, RIGHT),
        (RIGHT + 1, RIGHT),
        (RIGHT[:1], RIGHT),
        (np.full_like(RIGHT, np.nan), RIGHT),
        (0 * RIGHT, RIGHT),
        (0.0, 0.0),
        ("0.7", 0.7),
        (None, 0.7),
        ([0.7], 0.7),
        (0.7j, 0.7),
    ],
)
def test_other_answers(got, right):
    """Other factors, shapes and kinds, and zeros, of which everything is a multiple."""
    assert not is_multiple(got, right)
