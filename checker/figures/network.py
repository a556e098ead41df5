"""A small network and everything that flows through it, forward and back.

The deltas are measured and not derived: every pre-activation is moved by an imaginary step, and
what arrives at the cost is read off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

_STEP = 1e-30


@dataclass(frozen=True, eq=False)
class Flow:
    """Values and deltas of a network for one example, as flat arrays, layer by layer."""

    weights: list[np.ndarray]
    zs: list[np.ndarray]
    activations: list[np.ndarray]
    slopes: list[np.ndarray]
    deltas: list[np.ndarray]
    cost: float


def smooth_step(z: np.ndarray) -> np.ndarray:
    """Return the sigmoid of real or complex numbers, without an overflow."""
    values: np.ndarray = 0.5 + 0.5 * np.tanh(z / 2)
    return values


def network(sizes: Sequence[int], seed: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Draw weights `(to, from)` and biases `(to,)`, rounded so that they can be read."""
    rng = np.random.default_rng(seed)
    weights = [np.round(rng.normal(0, 1.2, (n_out, n_in)), 1) for n_in, n_out in pairwise(sizes)]
    biases = [np.round(rng.normal(0, 0.5, n_out), 1) for n_out in sizes[1:]]
    return weights, biases


def flow(weights: list[np.ndarray], biases: list[np.ndarray], x: np.ndarray, y: np.ndarray) -> Flow:
    """Send one example forward, and measure how its cost reacts to every pre-activation."""
    zs, activations = _forward(weights, biases, np.asarray(x, float)[:, None])
    deltas = []
    for layer, b in enumerate(biases):
        z = zs[layer] + 1j * _STEP * np.eye(len(b))  # one column for each neuron that is moved
        _, moved = _forward(weights[layer + 1 :], biases[layer + 1 :], smooth_step(z))
        deltas.append(np.imag(_cost(moved[-1], y)) / _STEP)
    slopes = [np.imag(smooth_step(z + 1j * _STEP)) / _STEP for z in zs]
    cost = float(_cost(activations[-1], y)[0])
    return Flow(weights, _flat(zs), _flat(activations), _flat(slopes), deltas, cost)


def _flat(tables: list[np.ndarray]) -> list[np.ndarray]:
    return [table[:, 0] for table in tables]


def _forward(
    weights: list[np.ndarray], biases: list[np.ndarray], X: np.ndarray
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return pre-activations and activations of every layer from columns of inputs."""
    zs, activations = list[np.ndarray](), [X]
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ activations[-1] + b[:, None])
        activations.append(smooth_step(zs[-1]))
    return zs, activations


def _cost(a: np.ndarray, y: np.ndarray) -> np.ndarray:
    costs: np.ndarray = ((a - np.asarray(y, float)[:, None]) ** 2).sum(axis=0) / 2
    return costs
