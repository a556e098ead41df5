"""The slope of a function of one variable at 0, measured so that a kink is noticed.

A central difference takes it for granted that the function is smooth between its two points.
Where a unit of a ReLU layer switches in between, the points lie on two different branches, and
their difference quotient is a mixture of both slopes, in error by half the bend.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

#: Best step of a central difference of a function of order one in float64.
STEP = 1e-5
EPSILON = float(np.finfo(float).eps)
#: A kink that lies nearer than this counts as the point itself.
SMALLEST_STEP = 1e-8
#: Errors up to this part of the slope are no reason to look closer: right is what is below 1e-6.
UNSEEN = 1e-7
#: A bend up to this part of the slope, beside a claim that agrees, is taken for a curve's.
SHARP = 1e-3
#: By how much a step is made smaller, and the bend of a smooth function at least with it.
SHRINK, SMOOTH_SHRINK = 0.1, 0.5


@dataclass(frozen=True)
class Slope:
    """A measured slope: between `low` and `high`, which are the same wherever there is one.

    On a kink they are the slopes to either side, and whatever lies between is a right answer.
    `step` is the last step taken; `shrunk` says that it had to be made smaller, because a kink or
    a sharp bend lay between the points; `resolution` is what rounding hides.
    """

    low: float
    high: float
    step: float
    shrunk: bool
    resolution: float

    @property
    def kink(self) -> bool:
        """Whether the point lies on a kink, where there is no one slope."""
        return self.low < self.high

    @property
    def middle(self) -> float:
        """The slope, or on a kink the mean of both."""
        return (self.low + self.high) / 2

    def distance(self, claimed: float) -> float:
        """Return how far a claimed slope lies from what was measured; inf if not finite."""
        off = max(self.low - claimed, claimed - self.high, 0.0)
        return off if np.isfinite([off, claimed]).all() else np.inf

    def misfit(self, claimed: float) -> float:
        """Return how far a claimed slope lies off beyond what rounding hides; inf if not finite."""
        off = self.distance(claimed)
        return max(off - self.resolution, 0.0) if off < np.inf else off


@dataclass(frozen=True)
class _Stencil:
    """The slopes to the left and right of 0 at one step."""

    left: float
    right: float
    step: float
    rounding: float

    @property
    def central(self) -> float:
        return (self.left + self.right) / 2

    @property
    def bend(self) -> float:
        """How much the slope changes: of the order of the step, except across a kink."""
        return abs(self.right - self.left)

    def hidden(self, scale: float) -> float:
        """How large a difference between slopes may be before it matters."""
        return UNSEEN * max(abs(self.left), abs(self.right), scale) + self.rounding

    def fits(self, claimed: float, scale: float) -> bool:
        """Whether a claim agrees, and no sharp bend could have made it agree."""
        agrees = abs(self.central - claimed) <= UNSEEN * max(abs(claimed), scale)
        return agrees and self.bend <= SHARP * max(abs(claimed), scale)


def slope_at_zero(
    line: Callable[[float], float],
    middle: float,
    h: float = STEP,
    scale: float = 0.0,
    claimed: float = math.nan,
) -> Slope:
    """Return the slope of `line` at 0 by central differences, with a smaller step beside a kink.

    Where the slopes to the left and the right differ, a step ten times smaller is tried. If it
    gives the same slope and less difference, the curve bends smoothly. Else a kink lies, or lay,
    between the points, and the search goes on from the smaller step. If the difference stays,
    down to a step of 1e-8, the point itself lies on a kink.

    Parameters
    ----------
    line
        The function along one direction.
    middle : float
        `line(0)`, which the caller knows already.
    h : float
        The first step; the error of the result is of order h².
    scale : float
        The size of slopes that matter; differences below 1e-7 of it are not looked into.
    claimed : float
        A claimed slope, if there is one. Where the first central difference agrees with it, and
        hardly anything bends, two calls are enough.

    Examples
    --------
    >>> slope = slope_at_zero(lambda t: max(t + 2e-6, 0.0), 2e-6)
    >>> round(slope.middle, 6), slope.kink, slope.shrunk
    (1.0, False, True)
    """
    coarse = _stencil(line, middle, h)
    if coarse.fits(claimed, scale):
        return _slope(coarse, shrunk=False)
    shrunk = False
    while coarse.bend > (hidden := coarse.hidden(scale)):
        if coarse.step < 2 * SMALLEST_STEP:
            low, high = sorted((coarse.left, coarse.right))
            return Slope(low, high, coarse.step, shrunk=shrunk, resolution=coarse.rounding)
        fine = _stencil(line, middle, coarse.step * SHRINK)
        agrees = abs(fine.central - coarse.central) <= hidden + fine.rounding
        if agrees and fine.bend <= SMOOTH_SHRINK * coarse.bend + fine.rounding:
            break
        coarse, shrunk = fine, True
    return _slope(coarse, shrunk=shrunk)


def _stencil(line: Callable[[float], float], middle: float, h: float) -> _Stencil:
    above, below = float(line(h)), float(line(-h))
    rounding = 4 * EPSILON * max(abs(above), abs(below)) / h
    return _Stencil((middle - below) / h, (above - middle) / h, h, rounding)


def _slope(stencil: _Stencil, *, shrunk: bool) -> Slope:
    central = stencil.central
    return Slope(central, central, stencil.step, shrunk=shrunk, resolution=stencil.rounding)
