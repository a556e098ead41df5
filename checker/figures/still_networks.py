"""Pictures that stand still for notebook 2: networks, and what they read."""

import json
from collections.abc import Callable
from importlib.resources import files
from itertools import product
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from checker.figures.plot_style import BLUE, ORANGE, STYLE, words_instead
from checker.figures.sheet_page import recorded
from checker.figures.some_digits import as_columns, new_digits

Function = Callable[..., Any]
#: The nodes of notebook 2 and where they stand.
_SIX = {1: (0, 1.6), 2: (0, 0.4), 3: (1, 2), 4: (1, 1), 5: (1, 0), 6: (2, 1)}
_WEIGHTS = {
    (1, 3): 4, (2, 3): 5, (1, 4): 5, (2, 4): 6, (1, 5): 6, (2, 5): 7, (3, 6): 9, (4, 6): 10,
    (5, 6): 11,
}  # fmt: skip
#: Where on its line the weight stands: no two labels meet.
_ALONG = {(1, 3): 0.5, (2, 3): 0.8, (1, 4): 0.75, (2, 4): 0.75, (1, 5): 0.8, (2, 5): 0.5}


def six_nodes() -> None:
    """Draw the network of six nodes, a weight on each line."""
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        _lines(ax, None)
        for (start, end), weight in _WEIGHTS.items():
            share = _ALONG.get((start, end), 0.5)
            place = (1 - share) * np.array(_SIX[start]) + share * np.array(_SIX[end])
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
            ax.text(place[0], place[1], str(weight), color=BLUE, ha="center", va="center", bbox=box)
        for node, value in [(1, "0.2"), (2, "0.3")]:
            ax.text(_SIX[node][0] - 0.17, _SIX[node][1], value, color=BLUE, ha="right", va="center")
        ax.set_title("Six nodes; each line bears its weight")
        plt.show()


def row_of_weights() -> None:
    """Draw the lines into node 4, and the row of the matrix in which their weights stand."""
    with mpl.rc_context(STYLE):
        _, (left, right) = plt.subplots(1, 2, figsize=(8, 3.4))
        _lines(left, 4)
        left.set_title("The lines into node 4 …")
        right.set_title("… are row 2 of W")
        for (row, column), entry in np.ndenumerate(np.array([[4, 5], [5, 6], [6, 7]])):
            right.text(column, 2 - row, str(entry), ha="center", va="center", size=15, color=BLUE)
        frame = Rectangle((-0.4, 0.7), 1.8, 0.6, fill=False, edgecolor=ORANGE, linewidth=3)
        right.add_patch(frame)
        right.text(1.6, 1, "row 2, into node 4", color=ORANGE, va="center", style="italic")
        right.text(0, 2.7, "from 1", ha="center")
        right.text(1, 2.7, "from 2", ha="center")
        right.set(xlim=(-0.7, 3.4), ylim=(-0.6, 3))
        right.axis("off")
        plt.show()


def _lines(ax: Any, pointed_out: int | None) -> None:
    """Draw the six nodes and their connections, those into one node thick."""
    for start, end in _WEIGHTS:
        thick = end == pointed_out
        style = {"color": ORANGE, "linewidth": 3} if thick else {"color": "gray", "linewidth": 1}
        ax.plot(*zip(_SIX[start], _SIX[end], strict=True), **style, zorder=1)
    for node, place in _SIX.items():
        ax.plot(*place, "o", markersize=24, color="white", markeredgecolor=BLUE, zorder=2)
        ax.text(*place, str(node), ha="center", va="center", color=BLUE)
    ax.margins(0.15)
    ax.axis("off")


def two_starts() -> None:
    """Draw how many digits networks read whose start has one spread or the other, five seeds each.

    `solutions/starts.py` has recorded them.
    """
    text = files("checker.figures").joinpath("starts.json").read_text("utf-8")
    kept = json.loads(text)
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        for name, line, color, label in [
            ("fan_in", "o-", BLUE, "spread $1/\\sqrt{n}$"),
            ("unit", "s--", "black", "spread 1"),
        ]:
            curves = np.array(kept[name])
            epochs = range(1, curves.shape[1])
            ax.plot(epochs, curves[:, 1:].T, line, color=color, linewidth=1, markersize=4)
            ax.plot([], [], line, color=color, label=label)
        ax.set_title("Two ways to start, five recorded trainings each")
        ax.set_ylim(0.8, 1)
        ax.set_xlabel("epochs of training")
        ax.set_ylabel("share of new digits read")
        ax.legend(loc="center right")
        plt.show()


def xor(network: Function) -> None:
    """Shade the plane of two inputs by a network's output, with the four cases of XOR in it.

    Parameters
    ----------
    network
        Takes cases as columns, (2, m); gives outputs, (1, m).
    """
    across, up = np.meshgrid(np.linspace(-0.4, 1.4, 181), np.linspace(-0.4, 1.4, 181))
    outputs = np.reshape(network(np.vstack([across.ravel(), up.ravel()])), across.shape)
    with mpl.rc_context(STYLE):
        fig, ax = plt.subplots(figsize=(5.6, 4.6))
        shades = ax.contourf(across, up, outputs, levels=np.linspace(0, 1, 11), cmap="Blues")
        ax.contour(across, up, outputs, levels=[0.5], colors="black", linestyles="--")
        for one, other in product((0, 1), repeat=2):
            inside = "black" if one != other else "white"
            ax.plot(one, other, "o", markersize=11, color=inside, markeredgecolor="black")
        ax.set_title("XOR: two hidden neurons, two lines")
        ax.set_xlabel("first button $x_1$")
        ax.set_ylabel("second button $x_2$")
        fig.colorbar(shades, label="output a")
        plt.show()


def twenty_digits(forward_batch: Function) -> None:
    """Show new digits with what the network of page one makes of them.

    Parameters
    ----------
    forward_batch
        What exercise 2.5 asks for: `forward_batch(weights, biases, X)`.
    """
    if (digits := new_digits()) is None:
        words_instead("The digits are not here: the folder data is missing.")
        return
    images, labels = digits[0][:20], digits[1][:20]
    layers = recorded()
    biases = [b.reshape(-1, 1) for b in layers.biases]
    read = np.argmax(forward_batch(layers.weights, biases, as_columns(images)), axis=0)
    with mpl.rc_context(STYLE):
        _, axes = plt.subplots(2, 10, figsize=(9, 2.6))
        for ax, image, says, label in zip(axes.flat, images, read, labels, strict=True):
            right = says == label
            ax.imshow(image, cmap="gray_r")
            ax.set_title(f"{says}" if right else f"{says} ✗", color=BLUE if right else ORANGE)
            ax.axis("off")
        plt.show()


def one_score_rises() -> None:
    """Draw the probabilities of three scores before and after the first of them rises by 1."""
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        for shift, first, color, hatch in [(-0.2, 2, "gray", ""), (0.2, 3, BLUE, "//")]:
            powers = np.exp([first, 1, 0])
            heights = powers / powers.sum()
            bars = ax.bar(
                np.arange(3) + shift, heights, 0.38, color="white", edgecolor=color, hatch=hatch
            )
            ax.bar_label(bars, [f"{height:.3f}" for height in heights], color=color)
            bars.set_label(f"scores ({first}, 1, 0)")
        ax.set_xticks(range(3), ["class 0", "class 1", "class 2"])
        ax.set_ylabel("probability")
        ax.set_title("Before and after")
        ax.legend(loc="upper right")
        plt.show()
