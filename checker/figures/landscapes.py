"""The surfaces on which gradient descent is shown: functions of two numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

#: Of the imaginary steps that measure a gradient: far too small to be rounded.
STEP = 1e-30


@dataclass(frozen=True)
class Landscape:
    """A function of two numbers, the names of the two, and the part of it that is shown."""

    name: str
    height: Callable[[Any, Any], Any]
    axes: tuple[str, str]
    span: float
    start: tuple[float, float]


def _neuron_cost(w: Any, b: Any) -> Any:
    """Return the mean cost of a neuron with one input on four examples."""
    costs = [
        (1 / (1 + np.exp(-(w * x + b))) - y) ** 2 / 2
        for x, y in ((-2.0, 0.0), (-0.5, 0.0), (0.5, 1.0), (2.0, 1.0))
    ]
    return sum(costs) / len(costs)


LANDSCAPES = {
    "lecture": Landscape(
        "lecture 003: 2x² + 3xy + y³", lambda x, y: 2 * x * x + 3 * x * y + y**3,
        ("x", "y"), 3.0, (1.0, 2.0),
    ),
    "valley": Landscape(
        "long valley: x² + 10y²", lambda x, y: x * x + 10 * y * y, ("x", "y"), 3.0, (2.5, 1.0)
    ),
    "saddle": Landscape(
        "saddle: x² − y²", lambda x, y: x * x - y * y, ("x", "y"), 3.0, (2.0, 0.0)
    ),
    "neuron": Landscape(
        "cost of a neuron with one input", _neuron_cost, ("w", "b"), 6.0, (-4.0, 3.0)
    ),
}  # fmt: skip


def gradient_at(land: Landscape, point: np.ndarray) -> np.ndarray:
    """Measure the gradient by an imaginary step along each number."""
    x, y = point
    with np.errstate(over="ignore"):
        across = land.height(x + 1j * STEP, y), land.height(x, y + 1j * STEP)
    return np.imag(across) / STEP
