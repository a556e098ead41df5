"""Gradients checked along random directions: the cost does not grow with the parameters."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from checker.numerics.slopes import STEP, Slope, slope_at_zero

#: Errors of right gradients stay below this, relative to their array.
TOLERANCE = 1e-6
#: Directions for each array of parameters. Even, for the closed form of `miss_probability`.
DIRECTIONS = 10

#: Takes a list of arrays, the parameters, and returns one number, the cost.
Cost = Callable[[list[np.ndarray]], float]


@dataclass(frozen=True)
class Block:
    """What the directions say of one array of parameters.

    `missed` is the root mean square of what the directions miss, an estimate of ‖e‖, and `error`
    the same relative to the claimed gradient, ‖e‖ / ‖g‖, both beyond what rounding hides.
    `distance` is the relative error with what rounding hides, and `hidden` how large that can be.
    `kinks` of the directions were held to the slopes on both sides of a kink on which the point
    lies, and for `shrunk` of them the step was made smaller beside one.
    """

    missed: float
    error: float
    kinks: int
    shrunk: int
    distance: float = 0.0
    hidden: float = 0.0


def check_directions(
    cost: Cost,
    parameters: Sequence[np.ndarray],
    gradients: Sequence[np.ndarray],
    *,
    directions: int = DIRECTIONS,
    h: float = STEP,
    seed: int = 0,
) -> list[Block]:
    """Compare claimed gradients with slopes measured along random directions in each array.

    Along v, drawn from a normal distribution in one array and 0 in the others, the slope is the
    sum of v times the gradient. A gradient that is wrong by e misses it by the sum of v times e,
    which is normal with spread ‖e‖, however e lies in the array. The error of an array is the
    root mean square of what K directions miss, divided by ‖g‖. `miss_probability` says
    how often an error of a given size stays below the tolerance.

    Parameters
    ----------
    parameters, gradients : sequences of arrays of float64, of the same shapes
    directions : int
        K, for each array. The cost is called 2 K times for each array that is right, and about
        4 K times for one that is not.

    h : float
        The first step along a direction, made smaller beside a kink.
    seed : int
        Draws the directions.

    Returns
    -------
    list of Block, one for each array
        Right up to an error of `TOLERANCE`, 1e-6.

    Raises
    ------
    ValueError
        If a gradient does not have the shape of its parameter; `as_claim` asks that first.
        Whatever the cost raises is raised here too.

    Examples
    --------
    >>> W = np.array([[1.0, 2.0]])
    >>> [block] = check_directions(lambda p: float((p[0] ** 2).sum()), [W], [2.002 * W])
    >>> 1e-4 < block.error < 1e-2
    True
    """
    rng = np.random.default_rng(seed)
    middle = float(cost(list(parameters)))
    return [
        check_block(
            along(cost, parameters, place), middle, gradient,
            [rng.standard_normal(np.shape(gradient)) for _ in range(directions)], h,
        )
        for place, gradient in enumerate(gradients)
    ]  # fmt: skip


def check_block(
    cost: Callable[[np.ndarray], float],
    middle: float,
    gradient: np.ndarray,
    directions: Sequence[np.ndarray],
    h: float,
) -> Block:
    """Compare one array's gradient with slopes along these directions; `cost` takes the move."""
    size = float(np.linalg.norm(gradient))
    claims = [float(np.vdot(v, gradient)) for v in directions]
    slopes = [
        slope_at_zero(_line(cost, v), middle, h, size, claimed)
        for v, claimed in zip(directions, claims, strict=True)
    ]
    missed = _root_mean_square(map(Slope.misfit, slopes, claims))
    distance = _root_mean_square(map(Slope.distance, slopes, claims))
    hidden = max((slope.resolution for slope in slopes), default=0.0)
    return Block(
        missed=missed,
        error=_relative(missed, size, slopes),
        distance=_relative(distance, size, slopes),
        hidden=_relative(hidden, size, slopes) if distance else 0.0,
        kinks=sum(slope.kink for slope in slopes),
        shrunk=sum(slope.shrunk for slope in slopes),
    )


def _line(cost: Callable[[np.ndarray], float], v: np.ndarray) -> Callable[[float], float]:
    return lambda t: cost(t * v)


def along(
    cost: Cost, parameters: Sequence[np.ndarray], place: int
) -> Callable[[np.ndarray], float]:
    """Return the cost as a function of how far one of the arrays is moved."""
    before, after = list(parameters[:place]), list(parameters[place + 1 :])
    return lambda move: cost([*before, parameters[place] + move, *after])


def _relative(missed: float, size: float, slopes: Sequence[Slope]) -> float:
    """Relative to the claimed gradient; to the measured slopes if it claims to vanish."""
    if not missed or not np.isfinite(missed):
        return missed
    return missed / (size or _root_mean_square(slope.middle for slope in slopes) or missed)


def _root_mean_square(numbers: Iterable[float]) -> float:
    squares = [number**2 for number in numbers]
    return math.sqrt(sum(squares) / max(len(squares), 1))


def miss_probability(
    error: float, directions: int = DIRECTIONS, tolerance: float = TOLERANCE
) -> float:
    """Return the probability that a gradient wrong by ‖e‖ = error · ‖g‖ passes.

    K directions miss it if the mean of K squared normal numbers is below (tolerance / error)²,
    which is a lower tail of χ² with K degrees of freedom. For an even K it is a sum of Poisson
    terms: P(χ² ≤ 2x) = e⁻ˣ (xⁿ / n! + xⁿ⁺¹ / (n + 1)! + …), with n = K / 2.

    Raises
    ------
    ValueError
        If the number of directions is odd, or anything is not positive.

    Examples
    --------
    An error of 0.1 % in one layer, and one of 0.001 %:

    >>> f"{miss_probability(1e-3):.0e}", f"{miss_probability(1e-5):.0e}"
    ('3e-29', '2e-09')
    """
    if directions < 2 or directions % 2 or error <= 0 or tolerance <= 0:
        raise ValueError("an even number of directions is needed, and a positive error")
    n, x = directions // 2, directions / 2 * (tolerance / error) ** 2
    if x > 700:
        return 1.0
    term = math.exp(n * math.log(x) - math.lgamma(n + 1) - x)
    total, k = 0.0, n
    while term > 1e-17 * total:
        total, k = total + term, k + 1
        term *= x / k
    return min(total, 1.0)
