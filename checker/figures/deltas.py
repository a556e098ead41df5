"""F7: values flow forward through a network, and deltas flow back, layer by layer."""

from itertools import pairwise
from typing import Any

import numpy as np

from checker.figures.delta_sheet import draw, tell
from checker.figures.figure import Choice, Figure, Found, Params, Press, Slider
from checker.figures.network import Flow, flow, network

SIZES = {
    "2-3-2": (2, 3, 2),
    "3-3-3": (3, 3, 3),
    "3-4-2": (3, 4, 2),
    "3-4-3-2": (3, 4, 3, 2),
    "4-5-5-3": (4, 5, 5, 3),
}
MISTAKES = ("none", "no transpose", "no slope", "slope of the wrong layer")


def figure() -> Figure:
    """Return the figure."""
    return Figure(
        title="Deltas flow back",
        question="A hidden neuron can get almost no blame for two different reasons. Which two "
        "do you expect?",
        task="Step back and find the hidden neuron with the smallest delta. Is the sum small, or "
        "the slope? Then look for a seed where it is the other one.",
        controls=(
            (
                Choice("sizes", "network", list(SIZES), "3-4-2"),
                Slider("seed", "seed of the weights", 0, 30, 1, 4),
            ),
            (
                Press("next", "next step", _next),
                Press("previous", "back", _previous),
                Press("reset", "reset", lambda params: params | {"stage": 0}),
            ),
            (
                Choice("mistake", "planted mistake", MISTAKES, "none"),
                Slider("weight", "weight shown, by number", 0, 60, 1, 0),
            ),
        ),
        model=model,
        draw=draw,
        tell=tell,
        hidden={"stage": 0},
    )


def model(params: Params) -> Found:
    """Return values, deltas and what flows along each weight, and how far both have come.

    Stages count the layers forward first; then, for each layer from the last, what arrives as a
    sum, and what the slope makes of it.
    """
    sizes = SIZES[params["sizes"]]
    weights, biases = network(sizes, int(params["seed"]))
    rng = np.random.default_rng(1000 + int(params["seed"]))
    x, y = np.round(rng.uniform(-1, 1, sizes[0]), 1), (rng.uniform(size=sizes[-1]) > 0.5) * 1.0
    found = flow(weights, biases, x, y)
    last = len(weights)
    stage = min(int(params["stage"]), last + 2 * last - 1)
    sums = _sums(found)
    return {
        "sizes": sizes,
        "flow": found,
        "target": y,
        "stage": stage,
        "forward": min(stage, last),
        "summed": [stage >= last + 2 * (last - layer) for layer in range(1, last + 1)],
        "sloped": [stage >= last + 2 * (last - layer) + 1 for layer in range(1, last + 1)],
        "sums": sums,
        "wrong": _mistaken(found, sums, params["mistake"]),
        "mistake": params["mistake"],
        "weight": _weight(weights, int(params["weight"])),
    }


def _next(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"stage": min(params["stage"] + 1, 3 * (len(SIZES[params["sizes"]]) - 1) - 1)}


def _previous(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"stage": max(params["stage"] - 1, 0)}


def _sums(found: Flow) -> list[np.ndarray]:
    """Return how the cost reacts to the activations of each layer: delta without the slope."""
    return [delta / slope for delta, slope in zip(found.deltas, found.slopes, strict=True)]


def _mistaken(found: Flow, sums: list[np.ndarray], mistake: str) -> list[np.ndarray | None]:
    """Return what a mistake makes of the hidden deltas; None where it does not fit or changes none.

    Each mistake starts from right deltas of the next layer, so that one is seen at a time.
    """
    wrong: list[np.ndarray | None] = []
    for layer, (here, behind) in enumerate(pairwise(found.slopes)):
        W, delta = found.weights[layer + 1], found.deltas[layer + 1]
        if mistake == "no slope":
            wrong.append(sums[layer])
        elif mistake == "slope of the wrong layer" and len(here) == len(behind):
            wrong.append(sums[layer] * behind)
        elif mistake == "no transpose" and W.shape[0] == W.shape[1]:
            wrong.append((W * delta[None, :]).sum(axis=1) * here)
        else:
            wrong.append(None)
    return [*wrong, None]


def _weight(weights: list[np.ndarray], place: int) -> tuple[int, int, int]:
    """Return layer, row and column of a weight by its number; numbers begin again at the end."""
    sizes = [W.size for W in weights]
    place %= sum(sizes)
    layer = 0
    while place >= sizes[layer]:
        place -= sizes[layer]
        layer += 1
    row, column = divmod(place, weights[layer].shape[1])
    return layer, row, column
