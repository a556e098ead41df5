"""Pictures that stand still for notebook 5: digits, starts, checks, and what training made."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from checker.figures.plot_style import BLUE, ORANGE, STYLE
from checker.figures.replays import rows
from checker.numerics import central_differences

#: Test accuracy in percent after five epochs, seeds 0 to 4, as `tests/lessons/planted_bugs.py`
#: plants the bugs; learning rate 3, batches of 16, all 60 000 digits.
MEASURED = {
    "right": (95.57, 95.74, 95.65, 95.78, 95.69),
    "A": (95.44, 95.55, 95.68, 95.46, 95.67),
    "B": (94.93, 94.67, 95.05, 94.7, 94.74),
    "C": (92.67, 93.11, 92.58, 94.12, 93.59),
    "D": (93.47, 92.15, 93.48, 93.28, 93.84),
    "E": (70.7, 67.48, 74.48, 74.07, 74.73),
    "F": (9.82, 10.1, 8.92, 11.35, 9.8),
}
#: Signs on one scale: orange below 0, blue above.
_SIGNS = LinearSegmentedColormap.from_list("signs", [ORANGE, "white", BLUE])


def pictures(images: np.ndarray, labels: Sequence[Any]) -> None:
    """Draw digits in rows of ten, each with its label."""
    columns = min(10, len(images))
    lines = -(-len(images) // columns)
    with mpl.rc_context(STYLE):
        _, axes = plt.subplots(lines, columns, figsize=(0.8 * columns, 1.15 * lines), squeeze=False)
        for image, label, ax in zip(images, labels, axes.flat, strict=False):
            ax.imshow(image, cmap="gray_r")
            ax.set_title(label, size=10)
            ax.axis("off")
        plt.show()


def scaling(images: np.ndarray) -> None:
    """Draw the pre-activations of 256 neurons for pixels up to 255, and for pixels up to 1."""
    W = 0.001 * np.random.default_rng(0).normal(size=(256, *images.shape[1:]))
    _histograms({"pixels 0 to 255": sums(W, images), "pixels 0 to 1": sums(W, images / 255)})


def two_starts_of_digits(images: np.ndarray) -> None:
    """Draw the pre-activations of 32 neurons for weights of spread 1, and for scaled ones."""
    W = np.random.default_rng(1).normal(size=(32, *images.shape[1:]))
    z = sums(W, images / 255)
    _histograms({"unit": z, "fan_in": z / np.sqrt(images[0].size)})


def sums(W: np.ndarray, images: np.ndarray) -> np.ndarray:
    """Return what each neuron adds up for each picture."""
    found: np.ndarray = np.tensordot(W, images.astype(float), axes=((1, 2), (1, 2)))
    return found


def flat_share(z: np.ndarray, below: float = 0.05) -> float:
    """Return the share of pre-activations at which the slope of the sigmoid is small."""
    a = 0.5 + 0.5 * np.tanh(z / 2)
    return float(np.mean(a * (1 - a) < below))


def _histograms(found: Mapping[str, np.ndarray]) -> None:
    """Draw histograms with the same bins, each as tall as it is: a narrow one is one tall bar."""
    far = max(float(np.abs(z).max()) for z in found.values())
    bins = np.linspace(-far, far, 62)
    with mpl.rc_context(STYLE):
        _, axes = plt.subplots(1, len(found), figsize=(8, 3), sharex=True)
        for ax, (name, z) in zip(axes, found.items(), strict=True):
            ax.hist(z.ravel(), bins=bins, color=BLUE, weights=np.full(z.size, 1 / z.size))
            ax.set_title(f"{name}: spread {z.std():.2g}, flat {flat_share(z):.0%}")
            ax.set_xlabel("pre-activation z")
        axes[0].set_ylabel("share of neurons")
        plt.show()


def two_checks(network: Callable[..., Any], X: np.ndarray, Y: np.ndarray) -> None:
    """Draw how far gradients are from measured slopes, and say what a fresh network costs."""
    errors = errors_of(network)
    fresh = network([784, 32, 10], np.random.default_rng(4)).forward(X)
    cost = 0.5 * float(np.sum((fresh - Y) ** 2)) / X.shape[1]
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        ax.semilogy(list(errors), np.maximum(list(errors.values()), 1e-13), "o", color=ORANGE)
        ax.axhspan(1e-13, 1e-6, color="gray", alpha=0.15)
        ax.text(0, 1e-7, "right", color="gray")
        ax.set_title(f"Your gradients against measured slopes. Cost at the start: {cost:.2f}")
        ax.set_ylabel("relative error (log scale)")
        ax.set_ylim(1e-13, 1e2)
        plt.show()


def errors_of(network: Callable[..., Any]) -> dict[str, float]:
    """Return the relative error of each array of gradients of a network [5, 4, 3]."""
    small = network([5, 4, 3], np.random.default_rng(2))
    X, Y = np.random.default_rng(3).normal(size=(5, 6)), np.eye(3)[:, [0, 1, 2, 0, 1, 2]]
    start = [np.array(array) for array in (*small.weights, *small.biases)]
    nabla_W, nabla_b = small.gradients(X, Y)
    errors = {}
    names = ("W1", "W2", "b1", "b2")
    for place, (name, claimed) in enumerate(zip(names, (*nabla_W, *nabla_b), strict=True)):

        def cost(array: np.ndarray, place: int = place) -> float:
            moved = [*start[:place], array, *start[place + 1 :]]
            small.weights, small.biases = moved[:2], moved[2:]
            return float(0.5 * np.sum((small.forward(X) - Y) ** 2) / X.shape[1])

        measured = central_differences(cost, start[place])
        errors[name] = float(np.abs(claimed - measured).max() / np.abs(measured).max())
    return errors


def by_heart(learn: Callable[..., Sequence[float]], X: np.ndarray, Y: np.ndarray) -> None:
    """Draw the cost of a few digits over the updates, with landmarks."""
    costs = learn(X, Y, np.random.default_rng(5))
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        ax.semilogy(costs, color=BLUE, linewidth=2)
        for level, words in [(1.25, "all 0.5"), (0.45, "all 0.1"), (0.01, "by heart")]:
            ax.axhline(level, color="gray", linestyle="--", linewidth=1)
            ax.text(len(costs), level, words, ha="right", va="bottom", color="gray")
        ax.set_title("Twenty digits by heart")
        ax.set_xlabel("updates")
        ax.set_ylabel("mean cost (log scale)")
        plt.show()


def after_training(history: Mapping[str, Sequence[float]], labels: Any, predicted: Any) -> None:
    """Draw cost and accuracy over the epochs, and which digit was taken for which."""
    confusion = confusion_of(labels, predicted)
    with mpl.rc_context(STYLE):
        figure = plt.figure(figsize=(7, 8))
        grid = figure.add_gridspec(2, 2, height_ratios=[1, 2.3])
        _curve(figure.add_subplot(grid[0, 0]), history["cost"], "cost in training")
        shares = 100 * np.array(history["accuracy"])
        _curve(figure.add_subplot(grid[0, 1]), shares, "validation digits right (%)")
        _matrix(figure.add_subplot(grid[1, :]), confusion)
        plt.show()


def confusion_of(labels: Any, predicted: Any) -> np.ndarray:
    """Count for each true digit (row) how often each digit was predicted (column)."""
    confusion = np.zeros((10, 10), dtype=int)
    np.add.at(confusion, (np.asarray(labels), np.asarray(predicted).ravel()), 1)
    return confusion


def worst_pair(confusion: np.ndarray) -> tuple[int, int]:
    """Return the two digits that are mixed up most often, the smaller one first."""
    mixed = np.triu(confusion + confusion.T, 1)
    first, second = np.unravel_index(mixed.argmax(), mixed.shape)
    return int(first), int(second)


def _curve(ax: Any, values: Any, name: str) -> None:
    epochs = range(1, len(values) + 1)
    ax.plot(epochs, values, "o-", color=BLUE)
    ax.set_xticks(epochs)
    ax.set_title(name)
    ax.set_xlabel("epoch")


def _matrix(ax: Any, confusion: np.ndarray) -> None:
    ax.imshow(np.log1p(confusion), cmap="Blues")
    for row, column in np.ndindex(10, 10):
        shade = "white" if confusion[row, column] > 200 else "black"
        ax.text(column, row, confusion[row, column], ha="center", va="center", color=shade, size=10)
    first, second = worst_pair(confusion)
    ax.set_title(f"Most often mixed up: {first} and {second}")
    ax.set_xlabel("predicted digit")
    ax.set_ylabel("true digit")
    ax.set_xticks(range(10))
    ax.set_yticks(range(10))
    ax.grid(visible=False)


def hidden_weights(W: np.ndarray) -> None:
    """Draw the weights of eight hidden neurons as pictures, and those of two recorded networks."""
    lines = {
        "yours": np.asarray(W)[:8].reshape(8, 28, 28),
        "from zero": rows("zero")[:8],
        "frozen": rows("frozen_layer")[:8],
    }
    with mpl.rc_context(STYLE):
        _, axes = plt.subplots(3, 8, figsize=(8, 3.6))
        for line, (name, weights) in zip(axes, lines.items(), strict=True):
            for ax, picture in zip(line, weights, strict=True):
                limit = np.abs(picture).max() or 1.0
                ax.imshow(picture, cmap=_SIGNS, vmin=-limit, vmax=limit)
                ax.set_xticks([])
                ax.set_yticks([])
            line[0].set_ylabel(name)
        plt.show()


def six_bugs() -> None:
    """Draw the accuracy of networks with one planted bug each: medians, and the range of seeds."""
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        for place, shares in enumerate(MEASURED.values()):
            middle = float(np.median(shares))
            ax.bar(place, middle, color=BLUE if place == 0 else "gray")
            ax.plot([place] * 2, [min(shares), max(shares)], color="black", linewidth=2)
            ax.text(place, 2, f"{middle:.1f}", ha="center", color="white")
        ax.axhline(95, color="gray", linestyle="--")
        ax.set_xticks(range(len(MEASURED)), list(MEASURED))
        ax.set_title("One planted bug each, five epochs: median and range of five seeds")
        ax.set_ylabel("test digits right (percent)")
        plt.show()
