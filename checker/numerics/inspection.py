"""Claimed gradients held against measured slopes, array by array, with a map of the errors.

Small arrays are measured entry by entry. Large ones are checked along random directions, and
only one that is wrong is looked at more closely: its parts are checked in the same way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from checker.numerics.comparison import constant_ratio
from checker.numerics.directions import (
    DIRECTIONS,
    TOLERANCE,
    Cost,
    along,
    check_block,
)
from checker.numerics.slopes import STEP, Slope, slope_at_zero

#: Arrays up to this size are measured entry by entry.
MOST_ENTRIES = 400
#: Rows and columns of the map of a large array, and directions for each of its parts.
MAP_SIDE, MAP_DIRECTIONS = 8, 2
#: Where rounding can hide more than this part of a gradient, measuring says nothing of it.
TOO_MUCH_HIDDEN = 1e-3


@dataclass(frozen=True, eq=False)
class Inspected:
    """What measuring says of the claimed gradient of one array.

    Attributes
    ----------
    shape : tuple of int
    error : float
        Entry by entry, the largest error relative to the array's largest entry; along directions,
        the error's size relative to the gradient's. Inf if a number is not finite.
    directions : int
        How many directions were taken; 0 if each entry was measured.
    errors : array, two-dimensional
        The errors as a map: of each entry, or of the parts of a large array. Arrays of more than
        two dimensions have their last ones side by side.
    tiles : tuple of int
        How many rows and columns of the array one place of the map stands for, at most.
    worst : tuple of int, claimed, measured : float
        The entry that is most in error and its two values; empty and 0 along directions.
    ratio : float or None
        The one number by which every entry differs from what is measured, if there is one.
    kinks, shrunk : int
        How many slopes were taken on a kink, and beside one, with a smaller step.
    distance : float
        The error as it was measured; `error` is what of it rounding of the cost cannot explain.
    hidden : float
        How large an error rounding can hide, in the same measure.
    """

    shape: tuple[int, ...]
    error: float
    directions: int
    errors: np.ndarray
    tiles: tuple[int, int]
    worst: tuple[int, ...] = ()
    claimed: float = 0.0
    measured: float = 0.0
    ratio: float | None = None
    kinks: int = 0
    shrunk: int = 0
    distance: float = 0.0
    hidden: float = 0.0

    @property
    def right(self) -> bool:
        """Whether the error is one that right gradients have."""
        return self.error <= TOLERANCE

    @property
    def too_small(self) -> bool:
        """Whether the gradient looks right and might be wrong: rounding hides too much of it."""
        return self.right and self.hidden > TOO_MUCH_HIDDEN


def inspect_gradients(
    cost: Cost,
    parameters: Sequence[np.ndarray],
    gradients: Sequence[np.ndarray],
    h: float = STEP,
    seed: int = 0,
) -> list[Inspected]:
    """Compare claimed gradients with slopes of the cost, for each array of parameters.

    Parameters
    ----------
    cost
        Takes a list like `parameters` and returns one number.
    parameters, gradients : sequences of arrays of float64, of the same shapes
    h : float
        The step, made smaller beside a kink.
    seed : int
        Draws the directions, in arrays of more than 400 entries.

    Returns
    -------
    list of Inspected, one for each array
        Right up to an error of 1e-6. `miss_probability` says how rarely directions miss more.

    Raises
    ------
    ValueError
        If a gradient does not have the shape of its parameter; `as_claim` asks that first.
        Whatever the cost raises is raised here too.

    Examples
    --------
    >>> W = np.array([[1.0, 2.0]])
    >>> [found] = inspect_gradients(lambda p: float((p[0] ** 2).sum()), [W], [3 * W])
    >>> found.right, found.worst, round(found.ratio, 6)
    (False, (0, 1), 1.5)
    """
    rng = np.random.default_rng(seed)
    middle = float(cost(list(parameters)))
    return [
        _by_directions(along(cost, parameters, place), middle, gradient, h, rng)
        if gradient.size > MOST_ENTRIES
        else _by_entries(along(cost, parameters, place), middle, gradient, h)
        for place, gradient in enumerate(gradients)
    ]


def _by_entries(
    cost: Callable[[np.ndarray], float], middle: float, gradient: np.ndarray, h: float
) -> Inspected:
    size = float(np.abs(gradient).max(initial=0))
    slopes = [
        slope_at_zero(
            _entry_line(cost, gradient.shape, index), middle, h, size, float(gradient[index])
        )
        for index in np.ndindex(gradient.shape)
    ]
    measured = np.array([slope.middle for slope in slopes]).reshape(gradient.shape)
    pairs = list(zip(slopes, gradient.ravel().tolist(), strict=True))
    largest = _largest(slopes, gradient)
    errors = np.array([slope.misfit(claim) for slope, claim in pairs]) / largest
    errors = errors.reshape(gradient.shape)
    error = float(errors.max(initial=0))
    distance = max((slope.distance(claim) for slope, claim in pairs), default=0.0)
    hidden = max((slope.resolution for slope in slopes), default=0.0) if distance else 0.0
    worst = np.unravel_index(int(errors.argmax()), errors.shape) if error > TOLERANCE else ()
    index = tuple(int(place) for place in worst)
    return Inspected(
        shape=gradient.shape,
        error=error,
        directions=0,
        errors=_as_table(errors),
        tiles=(1, 1),
        worst=index,
        claimed=float(gradient[index]) if error > TOLERANCE else 0.0,
        measured=float(measured[index]) if error > TOLERANCE else 0.0,
        ratio=constant_ratio(gradient, measured) if error > TOLERANCE else None,
        kinks=sum(slope.kink for slope in slopes),
        shrunk=sum(slope.shrunk and not slope.kink for slope in slopes),
        distance=distance / largest,
        hidden=hidden / largest,
    )


def _entry_line(
    cost: Callable[[np.ndarray], float], shape: tuple[int, ...], index: tuple[int, ...]
) -> Callable[[float], float]:
    def line(t: float) -> float:
        move = np.zeros(shape)
        move[index] = t
        return cost(move)

    return line


def _largest(slopes: Sequence[Slope], gradient: np.ndarray) -> float:
    """Return the largest entry that is claimed or measured, as `relative_errors` does; never 0."""
    sizes = np.abs([*gradient.ravel().tolist(), *(slope.middle for slope in slopes)])
    return float(sizes.max(initial=0, where=np.isfinite(sizes))) or 1.0


def _by_directions(
    cost: Callable[[np.ndarray], float],
    middle: float,
    gradient: np.ndarray,
    h: float,
    rng: "np.random.Generator",
) -> Inspected:
    directions = [rng.standard_normal(gradient.shape) for _ in range(DIRECTIONS)]
    block = check_block(cost, middle, gradient, directions, h)
    errors, tiles = np.full((1, 1), block.error), _as_table(gradient).shape
    if block.error > TOLERANCE:
        errors, tiles = _map_of_parts(cost, middle, gradient, h, rng)
    return Inspected(
        shape=gradient.shape,
        error=block.error,
        directions=DIRECTIONS,
        errors=errors,
        tiles=(tiles[0], tiles[1]),
        kinks=block.kinks,
        shrunk=block.shrunk,
        distance=block.distance,
        hidden=block.hidden,
    )


def _map_of_parts(
    cost: Callable[[np.ndarray], float],
    middle: float,
    gradient: np.ndarray,
    h: float,
    rng: "np.random.Generator",
) -> tuple[np.ndarray, tuple[int, ...]]:
    """Check the parts of a wrong array; their errors are relative to the largest part."""
    table = _as_table(gradient)
    rows, columns = (np.array_split(np.arange(n), min(n, MAP_SIDE)) for n in table.shape)
    errors = np.zeros((len(rows), len(columns)))
    sizes = np.zeros_like(errors)
    for i, j in np.ndindex(errors.shape):
        part = np.zeros(table.shape, dtype=bool)
        part[np.ix_(rows[i], columns[j])] = True
        mask = part.reshape(gradient.shape)
        directions = [mask * rng.standard_normal(gradient.shape) for _ in range(MAP_DIRECTIONS)]
        claimed = np.where(mask, gradient, 0.0)
        sizes[i, j] = float(np.linalg.norm(claimed))
        errors[i, j] = check_block(cost, middle, claimed, directions, h).missed
    return errors / (sizes.max() or 1.0), (len(rows[0]), len(columns[0]))


def _as_table(array: np.ndarray) -> np.ndarray:
    """Return an array as rows and columns: (n,) as one row, more dimensions side by side."""
    if array.ndim < 2:
        return array.reshape(1, -1)
    return array.reshape(array.shape[0], -1)
