"""Kinks are noticed: the step shrinks beside one, and on one both slopes are told."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.numerics import STEP, slope_at_zero

slopes = st.floats(-10, 10).filter(lambda number: abs(number) > 1e-3)


def kinked(place, left, right):
    """A line of two pieces that meet at `place`, with a little curvature."""
    return lambda t: (left if t < place else right) * (t - place) + t * t


@given(slopes, slopes, st.floats(-7, -2), st.sampled_from([-1, 1]))
def test_kink_beside_the_point(left, right, exponent, side):
    """However near a kink lies, the slope is that of the branch on which the point lies."""
    assume(abs(left - right) > 1e-2)
    place = side * 10**exponent
    line = kinked(place, left, right)
    slope = slope_at_zero(line, line(0.0))
    expected = left if place > 0 else right
    assert not slope.kink
    assert slope.middle == pytest.approx(expected, abs=1e-5)
    assert slope.shrunk is (abs(place) < STEP)


@given(slopes, slopes)
def test_point_on_a_kink(left, right):
    """On a kink both slopes are given; what lies between them fits, and nothing else."""
    assume(abs(left - right) > 1e-2)
    line = kinked(0.0, left, right)
    slope = slope_at_zero(line, 0.0)
    assert slope.kink
    assert [slope.low, slope.high] == pytest.approx(sorted([left, right]), abs=1e-6)
    assert slope.misfit((left + right) / 2) == 0
    assert slope.misfit(max(left, right) + 1) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("line", [np.sin, np.expm1, lambda t: t + 1e4 * t**2, lambda t: 0.0 * t])
def test_smooth_function(line):
    """Where the function is smooth, however bent, nothing is shrunk and nothing called a kink."""
    slope = slope_at_zero(line, 0.0)
    assert not slope.kink
    assert not slope.shrunk
    assert slope.misfit(0.0 if line(1.0) == 0 else 1.0) < 1e-9


def test_agreement_saves_calls():
    """Where the claim fits, two calls are all; where it does not, a finer step is tried."""
    calls = []

    def line(t):
        calls.append(t)
        return np.exp(t)

    slope_at_zero(line, 1.0, claimed=1.0)
    assert len(calls) == 2
    slope_at_zero(line, 1.0, claimed=2.0)
    assert len(calls) == 6


def test_no_number():
    """A function that answers nan has no slope, and nothing fits it."""
    assert slope_at_zero(lambda t: np.nan, np.nan).misfit(0.0) == np.inf
    assert slope_at_zero(np.sin, 0.0).misfit(np.nan) == np.inf
