"""Numerical gradients: the second oracle, which knows nothing of backpropagation."""

from collections.abc import Callable

import numpy as np

from checker.numerics.slopes import STEP


def central_differences(
    function: Callable[[np.ndarray], float], point: np.ndarray, h: float = STEP
) -> np.ndarray:
    """Return the gradient of a scalar function at a point, entry by entry.

    Each entry is (f(p + h) - f(p - h)) / 2h along that entry alone; the error is of order h², and
    of rounding ε |f| / h: with h = 1e-5 about 1e-10 of a function of order one.

    Parameters
    ----------
    function
        Takes an array shaped like `point`, returns one number.
    point : array of any shape, float64
    h : float
        Step along each entry.

    Returns
    -------
    array of float64, shaped like `point`

    Examples
    --------
    >>> central_differences(lambda p: float((p**2).sum()), np.array([1.0, -3.0])).round(6)
    array([ 2., -6.])
    """
    point = np.array(point, dtype=float)
    gradient = np.empty_like(point)
    for index in np.ndindex(point.shape):
        moved = point.copy()
        moved[index] = point[index] + h
        above = function(moved)
        moved[index] = point[index] - h
        gradient[index] = (above - function(moved)) / (2 * h)
    return gradient


def relative_errors(claimed: np.ndarray, numeric: np.ndarray) -> np.ndarray:
    """Return |claimed - numeric| of each entry, relative to the largest entry of either array.

    Relative to the array and not to the entry: a right gradient has entries near zero, whose
    own relative error is noise. Two gradients of zero have no error. In float64 right gradients
    stay below 1e-9 here, so 1e-6 tells them from wrong ones.

    Parameters
    ----------
    claimed, numeric : arrays of real numbers, of one shape

    Returns
    -------
    array of float64, of the same shape
        nan where either is nan.

    Raises
    ------
    ValueError
        If the shapes cannot be broadcast.

    Examples
    --------
    >>> relative_errors(np.array([1.0, 4.0]), np.array([1.0, 5.0]))
    array([0. , 0.2])
    """
    scale = max(float(np.abs(claimed).max(initial=0)), float(np.abs(numeric).max(initial=0)))
    errors: np.ndarray = np.abs(np.asarray(claimed, float) - numeric) / (scale or 1.0)
    return errors
