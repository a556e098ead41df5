"""Pictures that stand still for notebook 3: what a network gets wrong, the way back, one step."""

from collections.abc import Callable, Sequence
from itertools import product

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from checker.figures.layers import Layers
from checker.figures.network import smooth_step
from checker.figures.plot_style import BLUE, ORANGE, STYLE, words_instead
from checker.figures.sheet_page import recorded
from checker.figures.some_digits import as_columns, new_digits

#: The 3-4-2 network of notebook 3: where its layers stand, and what is written into its nodes.
_LAYERS = [(0, [3.4, 2.2, 1.0]), (3, [4, 2.8, 1.6, 0.4]), (6.5, [3, 1.4])]
_IN_NODES = [["2", "1", "3"], ["486", "?", "397", "397"], ["115", "141"]]


def misread() -> None:
    """Show a digit that the network of page one takes for another, with its ten outputs.

    Beneath it stands what the cost does when one of the network's numbers is turned by 0.1.
    """
    if (digits := new_digits()) is None:
        words_instead("The digits are not here: the folder data is missing.")
        return
    layers, (images, labels) = recorded(), digits
    outputs = layers.forward(as_columns(images[:2000]))
    place = int(np.flatnonzero((labels[:2000] == 7) & (outputs.argmax(axis=0) == 1))[0])
    before, after = _costs(layers, images[place])
    with mpl.rc_context(STYLE):
        _, (left, right) = plt.subplots(1, 2, figsize=(7, 3), width_ratios=[1, 2])
        left.imshow(images[place], cmap="gray_r")
        left.axis("off")
        left.set_title("a 7")
        right.barh(range(10), outputs[:, place], color=BLUE)
        right.set(yticks=range(10), xlim=(0, 1), ylabel="digit", xlabel="output")
        right.invert_yaxis()
        right.set_title(f"cost {before:.5f}; one weight turned by 0.1: {after:.5f}")
        plt.show()


def _costs(layers: Layers, image: np.ndarray) -> tuple[float, float]:
    """Return the cost of a 7 before and after one weight of the first layer is turned by 0.1."""
    pixels, target = as_columns(image[None]), np.eye(10)[:, [7]]
    turned = [layers.weights[0].copy(), *layers.weights[1:]]
    hidden = smooth_step(layers.weights[0] @ pixels[:, 0] + layers.biases[0])
    neuron = int(np.argmin(np.abs(hidden - 0.5)))  # where its curve is steep
    turned[0][neuron, int(np.argmax(pixels))] += 0.1
    other = Layers(turned, layers.biases, layers.activations)
    one, two = (float(np.sum((each.forward(pixels) - target) ** 2) / 2) for each in (layers, other))
    return one, two


def two_roads_back() -> None:
    """Draw the 3-4-2 network with the deltas of its outputs on their way to a hidden node."""
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots(figsize=(7, 4.2))
        for (left, starts), (right, ends) in (_LAYERS[:2], _LAYERS[1:]):
            for start, end in product(starts, ends):
                back = (left, start) == (3, 4)
                color, width = (ORANGE, 2.5) if back else ("lightgray", 1)
                ax.plot([left, right], [start, end], color=color, linewidth=width, zorder=0)
        for (across, heights), texts in zip(_LAYERS, _IN_NODES, strict=True):
            for height, text in zip(heights, texts, strict=True):
                box = {"boxstyle": "circle", "facecolor": "white", "edgecolor": "gray"}
                shown = ORANGE if across else BLUE
                ax.text(across, height, text, color=shown, ha="center", va="center", bbox=box)
        ax.text(4.9, 3.65, "weight 3", color=BLUE)
        ax.text(5.4, 2.35, "weight 1", color=BLUE, backgroundcolor="white")
        ax.text(3, 4.5, "486 = 3 · 115 + 1 · 141", color=ORANGE, ha="center", style="italic")
        ax.set_ylim(0, 4.9)
        ax.set_title("Each hidden node collects along the weights that leave it")
        ax.axis("off")
        plt.show()


def step_lengths(cost_after: Callable[[float], float], rates: Sequence[float]) -> None:
    """Draw the cost after one step over the learning rate, both on logarithmic scales."""
    axis = 10 ** np.linspace(-5, -1, 400)
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        ax.loglog(axis, [cost_after(rate) for rate in axis], color=BLUE, linewidth=2)
        for rate, mark in zip(rates, "os^Dv", strict=False):
            after = cost_after(rate)
            ax.loglog(rate, after, mark, color="black", label=f"η = {rate:g}: C = {after:,.0f}")
        before = cost_after(0.0)
        ax.axhline(before, color="gray", linestyle="--", linewidth=1, label="before the step")
        ax.set_title("One step in the right direction, shorter or longer")
        ax.set_xlabel("learning rate η (log scale)")
        ax.set_ylabel("cost C after the step (log scale)")
        ax.legend(loc="upper left")
        plt.show()
