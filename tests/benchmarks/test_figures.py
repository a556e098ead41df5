"""How long every figure takes to be drawn anew, beside the same drawing by matplotlib."""

import io
import statistics
import time

import numpy as np
import pytest

from checker.figures import (
    dashboard,
    deltas,
    descent,
    graph_steps,
    measuring,
    neuron,
    saturation,
    shapes,
    sketches,
    softmax,
    weights,
)
from checker.figures.printed import as_matplotlib
from checker.figures.svg import as_svg

pytestmark = pytest.mark.benchmark
ROUNDS = 9


def network():
    """Give a network of the size that notebook 5 trains."""
    rng = np.random.default_rng(0)
    W1, W2 = rng.normal(size=(32, 784)) / 28, rng.normal(size=(10, 32)) / 6
    return lambda X: np.tanh(W2 @ np.tanh(W1 @ X))


#: Each figure where it has most to draw.
FIGURES = {
    "F1": (neuron.figure(), {}),
    "F2": (shapes.figure(), {"n1": 8, "m": 8}),
    "F3": (descent.figure("lecture"), {"steps": 200}),
    "F4": (saturation.figure(), {"depth": 8}),
    "F5": (graph_steps.figure("network"), {"known": 99, "done": 99}),
    "F6": (measuring.figure(), {}),
    "F7": (deltas.figure(), {"sizes": "4-5-5-3", "stage": 9, "depth": 8}),
    "F8": (dashboard.figure(), {"run": "B"}),
    "F9": (sketches.figure(network()), {}),
    "F10": (weights.figure(), {}),
    "F11": (softmax.figure(), {"raised": "1", "plain": True}),
}


def milliseconds(work):
    """Give the median time of a piece of work, after one round that fills its caches."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def test_redrawing():
    """Prints, for each figure, model and SVG in milliseconds, and how much longer a PNG takes."""
    print()
    for name, (figure, params) in FIGURES.items():

        def redraw(figure=figure, params=params):
            return as_svg(figure.drawing(params))

        def print_(figure=figure, params=params):
            as_matplotlib(figure.drawing(params)).savefig(io.BytesIO(), dpi=96)

        ours, theirs = milliseconds(redraw), milliseconds(print_)
        print(f"{name:4} {ours:6.1f} ms   {theirs / ours:5.1f} times as long by matplotlib")
