"""Pictures that stand still, drawn with the learner's own functions; a notebook shows no code."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from checker.figures.plot_style import BLUE, ORANGE, STYLE
from checker.figures.still_backward import misread, step_lengths, two_roads_back
from checker.figures.still_deltas import (
    depth,
    general_case,
    one_layer_back,
    two_classes,
    two_costs,
)
from checker.figures.still_networks import (
    one_score_rises,
    row_of_weights,
    six_nodes,
    twenty_digits,
    two_starts,
    xor,
)
from checker.figures.still_training import (
    after_training,
    by_heart,
    hidden_weights,
    pictures,
    scaling,
    six_bugs,
    two_checks,
    two_starts_of_digits,
)

__all__ = [
    "after_training",
    "by_heart",
    "cost_and_slope",
    "curve_and_slope",
    "depth",
    "general_case",
    "hidden_weights",
    "misread",
    "one_layer_back",
    "one_score_rises",
    "pictures",
    "row_of_weights",
    "scaling",
    "six_bugs",
    "six_nodes",
    "step_and_curve",
    "step_lengths",
    "three_neurons",
    "three_rates",
    "twenty_digits",
    "two_checks",
    "two_classes",
    "two_costs",
    "two_roads_back",
    "two_starts",
    "two_starts_of_digits",
    "xor",
]
Curve = Callable[[Any], Any]


def step_and_curve(sigmoid: Curve) -> None:
    """Draw the step and, for three k, the curve of kz."""
    z = np.linspace(-6, 6, 601)
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        ax.plot(z, z > 0, color="black", linewidth=1, label="perceptron: step")
        for k, line in [(1, "-"), (3, "--"), (10, ":")]:
            ax.plot(z, sigmoid(k * z), line, color=BLUE, linewidth=2, label=f"σ(kz), k = {k}")
        ax.plot(0, 0.5, "o", color=BLUE)
        ax.set_title("The steeper the sigmoid, the closer to the step")
        ax.set_xlabel("pre-activation z")
        ax.set_ylabel("output")
        ax.legend(loc="center right")
        plt.show()


def curve_and_slope(sigmoid: Curve, slope_of: Callable[[Curve, Any], Any]) -> None:
    """Draw the curve with its tangent at z = 1, and its slope beneath."""
    z, near, marked = np.linspace(-6, 6, 601), np.array([-1.0, 3.0]), np.array([-1.0, 0.0, 1.0])
    tangent = sigmoid(1.0) + slope_of(sigmoid, 1.0) * (near - 1.0)
    with mpl.rc_context(STYLE):
        _, (upper, lower) = plt.subplots(2, sharex=True, figsize=(7, 5))
        upper.plot(z, sigmoid(z), color=BLUE, linewidth=2, label="sigmoid")
        upper.plot(near, tangent, "--", color=ORANGE, label="tangent at z = 1")
        upper.plot(1.0, sigmoid(1.0), "o", color=BLUE)
        upper.set_title("The sigmoid and its slope")
        upper.set_ylabel("activation a")
        upper.legend(loc="upper left")
        lower.plot(z, slope_of(sigmoid, z), "--", color=ORANGE, linewidth=2)
        lower.plot(marked, slope_of(sigmoid, marked), "s", color=ORANGE)
        lower.set_xlabel("pre-activation z")
        lower.set_ylabel("slope")
        plt.show()


def cost_and_slope() -> None:
    """Draw the cost over the activation for the target 1, with its tangent at a = 0.731."""
    a, near = np.linspace(0, 1.2, 121), np.array([0.43, 1.0])
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        ax.plot(a, (a - 1) ** 2 / 2, color=BLUE, linewidth=2, label="cost C")
        tangent = (0.731 - 1) ** 2 / 2 + (0.731 - 1) * (near - 0.731)
        ax.plot(near, tangent, "--", color=ORANGE, linewidth=2, label="tangent at a = 0.731")
        ax.plot(0.731, (0.731 - 1) ** 2 / 2, "o", color=BLUE)
        ax.set_title("The cost for the target y = 1")
        ax.set_xlabel("activation a")
        ax.set_ylabel("cost C")
        ax.legend(loc="upper right")
        plt.show()


def three_rates(walk: Callable[[float, float, int], Any]) -> None:
    """Draw the height on x² over 50 steps of three learning rates, and print where each ends."""
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        for rate, line, color in [(1.1, "^:", "gray"), (1.0, "s--", "black"), (0.1, "o-", BLUE)]:
            path = np.asarray(walk(1.0, rate, 50))
            label = f"rate {rate}: x = {path[-1]:.6g} after 50 steps"
            ax.semilogy(path**2, line, color=color, markevery=5, label=label)
        ax.set_title("One function, three learning rates")
        ax.set_xlabel("steps taken")
        ax.set_ylabel("value of x² (log scale)")
        ax.legend(loc="lower left")
        plt.show()


def three_neurons(costs_of: Mapping[str, Sequence[float]]) -> None:
    """Draw the cost of three neurons over their epochs, on a logarithmic scale."""
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        for (name, costs), line, color in zip(
            costs_of.items(), ["-", "--", ":"], [BLUE, "gray", "black"], strict=False
        ):
            epochs = range(1, len(costs) + 1)
            ax.semilogx(epochs, costs, line, color=color, linewidth=2, label=name)
        ax.axhline(0.125, color="gray", linewidth=1)
        ax.text(700, 0.135, "a = 0.5", color="gray")
        ax.set_title("The further off, the longer it lasts")
        ax.set_xlabel("epoch (log scale)")
        ax.set_ylabel("cost C")
        ax.legend(title="neuron", loc="lower left")
        plt.show()
