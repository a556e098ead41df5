"""Derivatives by a complex step: exact to rounding, where a function takes complex numbers."""

import warnings
from collections.abc import Callable

import numpy as np

from checker.numerics.slopes import slope_at_zero

#: So small that its square vanishes beside any number, and nothing is subtracted, so nothing lost.
COMPLEX_STEP = 1e-30
#: Central differences along one direction must agree this well, or the function is not analytic.
AGREEMENT, SMALLEST = 1e-5, 1e-8


def complex_step(
    function: Callable[[np.ndarray], complex], point: np.ndarray, seed: int = 0
) -> np.ndarray | None:
    """Return the gradient of a scalar function to 15 digits, or None where it cannot be had so.

    Entry j is Im f(p + i h e_j) / h. The function has to carry complex numbers through, as
    products, powers, exponentials and comparisons of real parts do. `abs`, `float`, `conj` and
    float arrays inside it do not: then it stops, or its result disagrees with a central
    difference along a random direction, and the answer is None.

    After Squire and Trapp (1998), "Using complex variables to estimate derivatives of real
    functions", SIAM Review 40.

    Parameters
    ----------
    function
        Takes an array shaped like `point`, returns one number.
    point : array of any shape, float64

    Returns
    -------
    array of float64, shaped like `point`, or None

    Examples
    --------
    >>> complex_step(lambda p: np.sum(p**3), np.array([1.0, -2.0]))
    array([ 3., 12.])
    >>> complex_step(lambda p: np.sum(np.abs(p)), np.array([1.0, -2.0])) is None
    True
    """
    point = np.array(point, dtype=float)
    gradient = np.empty_like(point)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            for index in np.ndindex(point.shape):
                moved = point.astype(complex)
                moved[index] += 1j * COMPLEX_STEP
                gradient[index] = np.imag(function(moved)) / COMPLEX_STEP
            agrees = _agrees(function, point, gradient, seed)
    except (TypeError, np.exceptions.ComplexWarning):
        return None
    return gradient if agrees else None


def _agrees(
    function: Callable[[np.ndarray], complex], point: np.ndarray, gradient: np.ndarray, seed: int
) -> bool:
    direction = np.random.default_rng(seed).standard_normal(point.shape)
    claimed = float(np.sum(gradient * direction))

    def line(t: float) -> float:
        return float(np.real(function(point + t * direction)))

    measured = slope_at_zero(line, line(0.0))
    size = float(np.linalg.norm(gradient)) or abs(measured.middle)
    return measured.misfit(claimed) <= AGREEMENT * size + SMALLEST
