"""What a student hands over to be measured, brought into one form: lists of arrays and a cost."""

from collections.abc import Callable
from typing import Any

import numpy as np

from checker.errors import UsageError
from checker.numerics.directions import Cost


def as_claim(
    function: Callable[[Any], float], parameters: object, gradients: object
) -> tuple[Cost, list[np.ndarray], list[np.ndarray]]:
    """Return the cost as a function of a list of arrays, the parameters, and their gradients.

    Parameters
    ----------
    function
        Takes what `parameters` is and returns one number.
    parameters, gradients
        An array each, or a list of arrays each.

    Raises
    ------
    UsageError
        If gradients and parameters do not fit each other, or are no numbers. The cost raises it
        if the function stops, or returns anything but one number.
    """
    several = isinstance(parameters, list | tuple)
    points = _arrays(parameters if several else [parameters], "parameters")
    claimed = _arrays(gradients if several else [gradients], "gradients")
    _require_fit(points, claimed)

    def cost(moved: list[np.ndarray]) -> float:
        return _one_number(function, moved if several else moved[0])

    return cost, points, claimed


def _arrays(items: Any, noun: str) -> list[np.ndarray]:
    try:
        arrays = [np.asarray(item) for item in items]
    except (TypeError, ValueError) as error:
        raise UsageError(f"the {noun} are not arrays ({error})") from error
    if any(array.dtype.kind not in "biuf" for array in arrays):
        raise UsageError(f"the {noun} are not arrays of real numbers")
    return [array.astype(float) for array in arrays]


def _require_fit(points: list[np.ndarray], claimed: list[np.ndarray]) -> None:
    if len(points) != len(claimed):
        raise UsageError(f"there are {len(points)} parameters and {len(claimed)} gradients")
    for place, (point, gradient) in enumerate(zip(points, claimed, strict=True)):
        if point.shape != gradient.shape:
            raise UsageError(
                f"gradient {place} has the shape {gradient.shape}, its parameter {point.shape}"
            )


def _one_number(function: Callable[[Any], float], parameters: Any) -> float:
    """Ask the student's function; what stops it is theirs to know, and no failure of ours."""
    try:
        value = np.asarray(function(parameters))
    except Exception as error:
        raise UsageError(f"your function stopped with {type(error).__name__}: {error}") from error
    if value.dtype.kind not in "biuf" or value.size != 1:
        kind = f"the shape {value.shape}" if value.dtype.kind in "biuf" else str(value)[:60]
        raise UsageError(f"your function has to return one real number, not {kind}")
    return float(value.item())
