"""Pictures that stand still for notebook 4: one layer back, two costs, rows that learn, depth."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from checker.figures.plot_style import BLUE, ORANGE, STYLE
from checker.numerics import central_differences

Function = Callable[..., Any]
#: The neuron of notebook 1 that two costs teach: its weight and bias, and the learning rate.
_START, _RATE, _EPOCHS = 2.0, 0.15, 300
_DEPTHS = (2, 4, 6, 8)


def one_layer_back(W: np.ndarray, delta: np.ndarray, slopes: np.ndarray) -> None:
    """Draw how the deltas of two outputs make those of three hidden neurons."""
    left, right = [(0.0, 2.0), (0.0, 0.0), (0.0, -2.0)], [(4.0, 1.2), (4.0, -1.2)]
    sums = W.T @ delta
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots(figsize=(7, 4))
        for (j, k), weight in np.ndenumerate(W):
            _weighted_line(ax, np.array(left[k]), np.array(right[j]), weight)
        for place, total, slope in zip(left, sums[:, 0], slopes[:, 0], strict=True):
            words = f"{total:.1f} × {slope:.3g} = {total * slope:.3g}"
            ax.text(-0.35, place[1], words, color=ORANGE, fontsize=12, ha="right", va="center")
        for end, value in zip(right, delta[:, 0], strict=True):
            words = f"δ = {value:.1f}"
            ax.text(end[0] + 0.35, end[1], words, color=ORANGE, fontsize=12, va="center")
        for place in left + right:
            ax.plot(*place, "o", markersize=24, color="white", markeredgecolor="black")
        ax.set_title("Deltas flow back: sum over the lines that leave, times the slope")
        ax.set_xlim(-3.2, 5.6)
        ax.axis("off")
        plt.show()


def _weighted_line(ax: Any, start: np.ndarray, end: np.ndarray, weight: float) -> None:
    style = ":" if weight == 0 else "--" if weight < 0 else "-"
    ax.plot(*zip(start, end, strict=True), style, color="gray", linewidth=0.8 + abs(weight))
    at = 0.72 * start + 0.28 * end  # there no two lines cross
    look = {"color": BLUE, "fontsize": 12, "backgroundcolor": "white"}
    ax.text(*at, f"{weight:.0f}", ha="center", va="center", **look)


def two_costs(sigmoid: Function) -> None:
    """Draw the output of neuron B while it learns to say 0, by either cost."""
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        for name, line, color in [("quadratic", "--", "black"), ("cross-entropy", "-", BLUE)]:
            outputs = learned_by(name, sigmoid)
            needed = int(np.argmax(outputs < 0.5))
            ax.plot(outputs, line, color=color, linewidth=2, label=f"{name}: {needed} epochs")
        ax.axhline(0.5, color="gray", linewidth=1)
        ax.set_title("A confident mistake, two costs. Target y = 0")
        ax.set_xlabel("epoch")
        ax.set_ylabel("output a")
        ax.legend(loc="upper right")
        plt.show()


def learned_by(cost: str, sigmoid: Function) -> np.ndarray:
    """Return the outputs, epoch by epoch, of a neuron with x = 1 and y = 0."""
    outputs: list[float] = []
    w, b = _START, _START
    for _ in range(_EPOCHS):
        a = float(sigmoid(w + b))
        outputs.append(a)
        delta = a if cost == "cross-entropy" else a * a * (1 - a)
        w, b = w - _RATE * delta, b - _RATE * delta
    return np.array(outputs)


def two_classes(step: Function) -> None:
    """Draw thirty points in two classes, and where the learner's network parts them."""
    rng = np.random.default_rng(3)
    X = np.vstack([rng.normal([1, 1], 0.6, (15, 2)), rng.normal([-1, -1], 0.6, (15, 2))])
    labels = np.repeat([0, 1], 15)
    state = [0.1 * rng.normal(size=(2, 4)), np.zeros(4), 0.1 * rng.normal(size=(4, 2)), np.zeros(2)]
    state, first, _ = step(tuple(state), X, labels, 0.5)
    for _ in range(200):
        state, last, share = step(state, X, labels, 0.5)
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots(figsize=(5, 4.2))
        across, up = np.meshgrid(np.linspace(-3, 3, 61), np.linspace(-3, 3, 61))
        grid = np.column_stack([across.ravel(), up.ravel()])
        ax.contour(across, up, _lead(state, grid).reshape(across.shape), [0.0], colors="black")
        for label, mark, color in [(0, "o", BLUE), (1, "s", "gray")]:
            ax.plot(*X[labels == label].T, mark, color=color, label=f"class {label}")
        ax.set_title(f"loss {first:.3f}, then {last:.3f}; right {share:.0%}")
        ax.set_xlabel("input x₁")
        ax.set_ylabel("input x₂")
        ax.legend(loc="lower left")
        plt.show()


def _lead(state: Any, X: np.ndarray) -> np.ndarray:
    """Return by how much the score of class 0 is larger than that of class 1."""
    W1, b1, W2, b2 = (np.asarray(array, dtype=float) for array in state)
    scores = (0.5 + 0.5 * np.tanh((X @ W1 + b1) / 2)) @ W2 + b2
    lead: np.ndarray = scores[:, 0] - scores[:, 1]
    return lead


def depth(backprop: Function) -> None:
    """Draw how little of delta arrives at the first layer of deep networks."""
    steps = np.array(_DEPTHS) - 1
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        for spread, line, color, beside in [
            (1.0, "s-", "black", (6, 5)),
            (1 / np.sqrt(30), "o-", ORANGE, (-8, -15)),  # beneath, where no line runs
        ]:
            ratios = what_arrives(backprop, spread)
            ax.semilogy(_DEPTHS, ratios, line, color=color, label=f"spread {spread:.2f}")
            for layers, ratio in zip(_DEPTHS, ratios, strict=True):
                words = np.format_float_positional(ratio, 2, fractional=False, trim="-")
                ax.annotate(words, (layers, ratio), beside, textcoords="offset points")
        ax.semilogy(_DEPTHS, 0.25**steps, "--", color="gray", label="1/4 per step back")
        ax.set_title("What arrives at the first layer")
        ax.set_xlabel("layers of weights")
        ax.set_ylabel("|δ¹| / |δᴸ| (log scale)")
        ax.set_xticks(_DEPTHS)
        ax.set_xlim(1.7, 9)
        ax.legend(loc="lower left")
        plt.show()


def what_arrives(backprop: Function, spread: float) -> list[float]:
    """Return the size of delta 1 over that of delta L, for each depth: medians of 20 networks."""
    return [
        float(np.median([_shrinkage(backprop, layers, spread, seed) for seed in range(20)]))
        for layers in _DEPTHS
    ]


def _shrinkage(backprop: Function, layers: int, spread: float, seed: int) -> float:
    rng = np.random.default_rng(seed)
    weights = [rng.normal(0, spread, (30, 30)) for _ in range(layers)]
    x, y = rng.normal(size=(30, 1)), rng.uniform(size=(30, 1))
    _, deltas = backprop(weights, [np.zeros((30, 1))] * layers, x, y)
    return float(np.linalg.norm(deltas[0]) / np.linalg.norm(deltas[-1]))


def general_case() -> None:
    """Draw in which layers the rule of lecture 004 agrees with measuring, for either cost."""
    with mpl.rc_context(STYLE):
        _, ax = plt.subplots()
        for name, look, shift in [("quadratic", "ks", -0.1), ("cross-entropy", "o", 0.1)]:
            errors = errors_of_the_rule(name)
            ax.semilogy(np.arange(1, 4) + shift, errors, look, markersize=9, label=name)
        ax.axhspan(1e-13, 1e-6, color="gray", alpha=0.15)
        ax.text(3.3, 3e-8, "right", color="gray")
        ax.set_title("The rule, compared with measured slopes")
        ax.set_xlabel("layer of weights")
        ax.set_ylabel("relative error (log scale)")
        ax.set_xticks([1, 2, 3])
        ax.set_xlim(0.5, 3.7)
        ax.set_ylim(1e-13, 1e3)
        ax.legend(loc="center left")
        plt.show()


def errors_of_the_rule(cost: str) -> list[float]:
    """Return, layer by layer, how far the rule is from slopes measured on a cost."""
    rng = np.random.default_rng(2)
    weights = [rng.normal(size=shape) for shape in ((4, 3), (5, 4), (2, 5))]
    x, y = np.array([[0.5], [-1.2], [0.8]]), np.array([[1.0], [0.0]])

    def cost_at(layer: int, W: np.ndarray) -> float:
        f = _values([*weights[:layer], W, *weights[layer + 1 :]], x)[-1]
        if cost == "quadratic":
            return 0.5 * float(np.sum((f - y) ** 2))
        return -float(np.sum(np.log(np.where(y == 1, f, 1 - f))))

    errors = []
    for layer, claimed in enumerate(_by_the_rule(weights, x, y)):
        measured = central_differences(partial(cost_at, layer), weights[layer])
        errors.append(float(np.abs(claimed - measured).max() / np.abs(measured).max()))
    return errors


def _values(weights: Sequence[np.ndarray], x: np.ndarray) -> list[np.ndarray]:
    values = [x]
    for W in weights:
        values.append(0.5 + 0.5 * np.tanh(W @ values[-1] / 2))
    return values


def _by_the_rule(weights: Sequence[np.ndarray], x: np.ndarray, y: np.ndarray) -> list[np.ndarray]:
    """Return the gradients of sigmoid layers as lecture 004 has them, to the letter."""
    values = _values(weights, x)
    delta, gradients = values[-1] - y, list[np.ndarray]()
    for W, a, f in zip(weights[::-1], values[-2::-1], values[:0:-1], strict=True):
        gradients.insert(0, delta * f * (1 - f) @ a.T)
        delta = W.T @ delta
    return gradients
