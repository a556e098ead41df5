"""What it costs to check a gradient: every entry by central differences, or random directions.

The network is one of the course's own, [n, 16, 4] on a batch of 8, at growing n. Both checks are
given the right gradient and have to say so, and a gradient wrong in one entry and have to refuse.
"""

import time
from functools import partial
from statistics import median

import numpy as np
import pytest

from checker.numerics.directions import TOLERANCE, check_directions
from checker.numerics.gradients import central_differences, relative_errors
from tests.benchmarks.tables import in_turn, median_ratio, show

pytestmark = pytest.mark.benchmark
WIDTHS = (4, 16, 64, 256)
HIDDEN, OUTPUTS, BATCH = 16, 4, 8
COLUMNS = [
    "gradient check of [n, 16, 4]", "parameters", "full, ms", "directions, ms", "times less",
]  # fmt: skip


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def a_network(width):
    """Give a cost, its parameters and their right gradient, all made up from one seed."""
    rng = np.random.default_rng(width)
    X, Y = rng.normal(size=(width, BATCH)), rng.random((OUTPUTS, BATCH))
    shapes = (HIDDEN, width), (HIDDEN, 1), (OUTPUTS, HIDDEN), (OUTPUTS, 1)
    parameters = [rng.normal(size=shape) / np.sqrt(shape[1]) for shape in shapes]

    def forward(parameters):
        W1, b1, W2, b2 = parameters
        hidden = sigmoid(W1 @ X + b1)
        return hidden, sigmoid(W2 @ hidden + b2)

    def cost(parameters):
        return float(0.5 * np.sum((forward(parameters)[1] - Y) ** 2) / BATCH)

    hidden, out = forward(parameters)
    delta2 = (out - Y) * out * (1 - out) / BATCH
    delta1 = parameters[2].T @ delta2 * hidden * (1 - hidden)
    gradient = [
        delta1 @ X.T, delta1.sum(axis=1, keepdims=True),
        delta2 @ hidden.T, delta2.sum(axis=1, keepdims=True),
    ]  # fmt: skip
    return cost, parameters, gradient


def full(cost, parameters, gradient):
    """Whether every entry agrees with its central difference."""
    errors = []
    for place, claimed in enumerate(gradient):

        def of_one(moved, place=place):
            return cost([*parameters[:place], moved, *parameters[place + 1 :]])

        errors.append(
            relative_errors(claimed, central_differences(of_one, parameters[place])).max()
        )
    return max(errors) < TOLERANCE


def by_directions(cost, parameters, gradient):
    """Whether the random directions find nothing wrong."""
    blocks = check_directions(cost, parameters, gradient)
    return max(block.error for block in blocks) < TOLERANCE


def timed(check, network):
    start = time.perf_counter()
    assert check(*network)
    return time.perf_counter() - start


def test_gradient_checks(pytestconfig):
    """Print milliseconds of both at growing size; both accept what is right alone."""
    rounds, rows = pytestconfig.getoption("--bench-rounds"), []
    for width in WIDTHS:
        network = a_network(width)
        for check in (full, by_directions):
            assert not check(*with_a_slip(*network))
        takes = {check: partial(timed, check, network) for check in (full, by_directions)}
        seconds = in_turn(rounds, takes)
        ms = [f"{1e3 * median(spent):.1f}" for spent in seconds.values()]
        size = sum(each.size for each in network[1])
        less = median_ratio(seconds[by_directions], seconds[full])
        rows.append([f"n = {width}", f"{size:,}", *ms, f"{less:.1f}"])
    show("Gradient check", COLUMNS, rows)


def with_a_slip(cost, parameters, gradient):
    """Make one entry of the gradient wrong by a hundredth of the array's length."""
    slipped = [each.copy() for each in gradient]
    slipped[0][0, 0] += 0.01 * np.linalg.norm(slipped[0])
    return cost, parameters, slipped
