"""A network as its layers: weights, biases and the names of activations, and how they are packed.

The page of a network computes with what is packed here, in the reader's browser (`reading.js`).
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from checker.errors import UsageError
from checker.figures.network import smooth_step

Table = np.ndarray
Forward = Callable[[Table], Any]
PIXELS, DIGITS = 784, 10
#: So many numbers fit as they are, and so many rounded to two bytes each, into a page of 1 MB.
EXACT, MOST = 150_000, 300_000
#: An activation of the page is that of a network if their outputs differ by no more.
TOLERANCE = 1e-3
_STEPS = 32_767
_KINDS = {"float32": "<f4", "int16": "<i2"}


def _softmax(z: Table) -> Table:
    powers = np.exp(z - z.max(axis=0, keepdims=True))
    shares: Table = powers / powers.sum(axis=0, keepdims=True)
    return shares


ACTIVATIONS: Mapping[str, Callable[[Table], Table]] = {
    "sigmoid": smooth_step,
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
    "softmax": _softmax,
    "linear": lambda z: z,
}
_HIDDEN, _LAST = ("sigmoid", "relu", "tanh"), ("sigmoid", "softmax", "linear", "tanh")


@dataclass(frozen=True, eq=False)
class Layers:
    """A network from 784 pixels to ten outputs: weights `(to, from)`, biases `(to,)`."""

    weights: Sequence[Table]
    biases: Sequence[Table]
    activations: Sequence[str]

    @property
    def size(self) -> int:
        """Return how many numbers the network consists of."""
        return sum(table.size for table in (*self.weights, *self.biases))

    @property
    def widths(self) -> list[int]:
        """Return how many neurons there are in each layer, the pixels being the first."""
        return [PIXELS, *(len(b) for b in self.biases)]

    def forward(self, X: Table) -> Table:
        """Return the ten outputs, `(10, m)`, for pixels as columns, `(784, m)`."""
        for W, b, name in zip(self.weights, self.biases, self.activations, strict=True):
            X = ACTIVATIONS[name](W @ X + b[:, None])
        return X

    def packed(self, kind: str = "") -> list[dict[str, Any]]:
        """Return the layers for a page: as they are, or in two bytes each where they are many."""
        kind = kind or ("float32" if self.size <= EXACT else "int16")
        return [
            {"weights": _packed(W, kind), "biases": _packed(b, "float32"), "activation": name}
            for W, b, name in zip(self.weights, self.biases, self.activations, strict=True)
        ]


def layers_from(packed: Sequence[Mapping[str, Any]]) -> Layers:
    """Return the layers that were packed."""
    weights, biases = [], []
    for layer in packed:
        biases.append(_unpacked(layer["biases"]))
        weights.append(_unpacked(layer["weights"]).reshape(len(biases[-1]), -1))
    return Layers(weights, biases, [layer["activation"] for layer in packed])


def _packed(table: Table, kind: str) -> dict[str, Any]:
    scale = float(np.abs(table).max()) / _STEPS if kind == "int16" else 1.0
    scale = scale or 1.0  # a table of zeros has none
    numbers = np.round(table / scale) if kind == "int16" else table
    data = numbers.astype(_KINDS[kind]).tobytes()
    return {"kind": kind, "scale": scale, "data": base64.b64encode(data).decode("ascii")}


def _unpacked(table: Mapping[str, Any]) -> Table:
    numbers = np.frombuffer(base64.b64decode(table["data"]), _KINDS[table["kind"]])
    return float(table["scale"]) * numbers.astype(float)


def layers_of(network: Any, activations: Sequence[str], X: Table) -> Layers:
    """Return the layers of a network, with the activations by which its own outputs come about.

    Parameters
    ----------
    network
        Has lists `weights` and `biases`, and perhaps `forward`; or holds arrays `W1`, `b1`, ….
    activations
        Their names, that of the last layer last, if no `forward` is there to find them by.
    X
        Pixels as columns on which `forward` is asked.

    Raises
    ------
    UsageError
        If it is no network that reads digits, too large, or computes something else.
    """
    weights, biases = _tables(network)
    forward = getattr(network, "forward", None)
    if not activations and not callable(forward):
        raise UsageError(
            'which activations has the network? Name them, as in activations=("relu", "softmax"), '
            "the last layer's last"
        )
    tried = [Layers(weights, biases, names) for names in _choices(len(weights), activations)]
    if not callable(forward):
        return tried[0]
    given = _outputs(forward, X)
    found = min(tried, key=lambda layers: _apart(layers.forward(X), given))
    if not _apart(found.forward(X), given) <= TOLERANCE:
        raise UsageError(
            "the page would say something else than the network's forward: it knows layers "
            f"W @ a + b with {', '.join(ACTIVATIONS)}, and none of them gives these outputs"
        )
    return found


def _tables(network: Any) -> tuple[list[Table], list[Table]]:
    """Return weights and biases, once their shapes are found to fit together."""
    if isinstance(network, Mapping):
        count = sum(f"W{place}" in network for place in range(1, len(network) + 1))
        try:
            named = [(network[f"W{at}"], network[f"b{at}"]) for at in range(1, count + 1)]
        except KeyError as error:
            raise UsageError(f"the network has no array {error}") from error
    else:
        named = list(zip(*(getattr(network, name, ()) for name in ("weights", "biases")),
                         strict=False))  # fmt: skip
    if not named:
        raise UsageError("a network has lists weights and biases, or holds arrays W1, b1, W2, b2")
    weights = [_numbers(W).reshape(len(W), -1) for W, _ in named]
    biases = [_numbers(b).ravel() for _, b in named]
    _fit(weights, biases)
    return weights, biases


def _numbers(table: Any) -> Table:
    try:
        numbers = np.asarray(table, float)
    except (TypeError, ValueError) as error:
        raise UsageError("weights and biases are arrays of numbers, and one is not") from error
    if not numbers.ndim or not numbers.size or not np.isfinite(numbers).all():
        raise UsageError("weights and biases are arrays of finite numbers, and one is not")
    return numbers


def _fit(weights: Sequence[Table], biases: Sequence[Table]) -> None:
    """Refuse layers that do not lead from 784 pixels to ten outputs, or too many of them."""
    given = [PIXELS, *(len(b) for b in biases)]
    fits = [W.shape == (n_out, n_in) for W, n_in, n_out in
            zip(weights, given[:-1], given[1:], strict=True)]  # fmt: skip
    if not all(fits) or given[-1] != DIGITS:
        shapes = ", ".join(str(W.shape) for W in weights)
        raise UsageError(
            f"the layers lead from 784 pixels to 10 outputs; these weights have the shapes {shapes}"
        )
    size = sum(table.size for table in (*weights, *biases))
    if size > MOST:
        raise UsageError(
            f"a page of 1 MB holds a network of at most {MOST} numbers; this one has {size}"
        )


def _choices(layers: int, activations: Sequence[str]) -> list[list[str]]:
    """List what the activations may be: those named, or each hidden one with each last one."""
    if not activations:
        pairs = product(_HIDDEN, _LAST) if layers > 1 else [("", last) for last in _LAST]
        return [[hidden] * (layers - 1) + [last] for hidden, last in pairs]
    names = [activations] if isinstance(activations, str) else list(activations)
    unknown = [str(name) for name in names if name not in ACTIVATIONS]
    if unknown:
        raise UsageError(f"the page knows {', '.join(ACTIVATIONS)}, and not {unknown[0]:.40}")
    hidden, last = names[:-1] or names, names[-1]
    return [[hidden[min(at, len(hidden) - 1)] for at in range(layers - 1)] + [last]]


def _outputs(forward: Forward, X: Table) -> Table:
    try:
        outputs = np.asarray(forward(X), float)
    except Exception as error:
        raise UsageError(
            f"the network's forward stopped with {type(error).__name__}: {error!s:.200}"
        ) from error
    if outputs.shape != (DIGITS, X.shape[1]):
        raise UsageError(
            f"the network's forward gave the shape {outputs.shape} for {X.shape[1]} pictures, "
            f"where ({DIGITS}, {X.shape[1]}) is expected"
        )
    return outputs


def _apart(these: Table, those: Table) -> float:
    return float(np.abs(these - those).max())
