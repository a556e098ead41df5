"""Records the trainings that two figures of notebook 5 replay: `python solutions/replays.py`.

Eight networks [784, 32, 10] with sigmoids and the quadratic cost, batches of 16, learning rate
3.0, ten epochs on 55,000 digits; all but the first have one thing done wrong. What is kept goes
to checker/figures/replays.json: numbers for each epoch, counted on the 5,000 validation digits,
and some weights of the first layer, too few and too coarse to read a digit with.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from checker.digits import load_mnist

TARGET = Path(__file__).parents[1] / "checker" / "figures" / "replays.json"
EPOCHS, SIZE, RATE, SPLIT, SHOWN = 10, 16, 3.0, 55_000, 16
RUNS = {
    "correct": "nothing is wrong",
    "stuck": "weights and biases drawn with spread 1",
    "zero": "all weights start at 0",
    "summed": "the gradients of a batch are added up, not averaged",
    "shuffled": "labels are shuffled apart from the images",
    "frozen_bias": "the biases are never updated",
    "unscaled": "pixels from 0 to 255",
    "frozen_layer": "the first layer is never updated",
}


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -80, 80)))


@dataclass
class Net:
    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray
    rng: np.random.Generator = field(repr=False)

    def forward(self, X):
        A1 = sigmoid(self.W1 @ X + self.b1)
        return A1, sigmoid(self.W2 @ A1 + self.b2)

    def gradients(self, X, Y):
        A1, A2 = self.forward(X)
        delta2 = (A2 - Y) * A2 * (1 - A2) / X.shape[1]
        delta1 = self.W2.T @ delta2 * A1 * (1 - A1)
        sums = [delta.sum(axis=1, keepdims=True) for delta in (delta1, delta2)]
        return delta1 @ X.T, sums[0], delta2 @ A1.T, sums[1]

    def step(self, X, Y, name):
        rate = np.float32(RATE * (X.shape[1] if name == "summed" else 1))
        dW1, db1, dW2, db2 = self.gradients(X, Y)
        self.W2 -= rate * dW2
        if name != "frozen_layer":
            self.W1 -= rate * dW1
            self.b1 -= rate * db1
        if name != "frozen_bias":
            self.b2 -= rate * db2
        else:
            self.b1[:] = 0


def start(name, seed):
    rng = np.random.default_rng(seed)
    W1, W2 = rng.normal(size=(32, 784)), rng.normal(size=(10, 32))
    b1, b2 = rng.normal(size=(32, 1)), rng.normal(size=(10, 1))
    if name != "stuck":
        W1, W2, b1, b2 = W1 / np.sqrt(784), W2 / np.sqrt(32), 0 * b1, 0 * b2
    if name == "zero":
        W1, W2 = 0 * W1, 0 * W2
    return Net(*(table.astype(np.float32) for table in (W1, b1, W2, b2)), rng)


def digits(name):
    """Give training and validation digits as columns, done wrong where the run asks for it."""
    images, labels = load_mnist("train")
    X = images.reshape(len(images), -1).T.astype(np.float32)
    X = X if name == "unscaled" else X / np.float32(255)
    labels = labels.astype(int)
    if name == "shuffled":
        labels = np.concatenate(
            [np.random.default_rng(0).permutation(labels[:SPLIT]), labels[SPLIT:]]
        )
    return X, labels, np.eye(10, dtype=np.float32)[:, labels]


def record(name, seed=0, epochs=EPOCHS) -> Iterator[tuple[dict, Net]]:
    """Yield what is kept of each epoch, before the first too, and the network as it then is."""
    X, labels, Y = digits(name)
    net = start(name, seed)
    yield snapshot(net, X, labels, Y), net
    for _ in range(epochs):
        order = net.rng.permutation(SPLIT)
        for at in range(0, SPLIT, SIZE):
            chosen = order[at : at + SIZE]
            net.step(X[:, chosen], Y[:, chosen], name)
        yield snapshot(net, X, labels, Y), net


def snapshot(net, X, labels, Y):
    A1, A2 = net.forward(X[:, SPLIT:])
    seen, truth = A2.argmax(axis=0), labels[SPLIT:]
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (truth, seen), 1)
    wrong = np.flatnonzero(seen != truth)[:25]
    dW1, _, dW2, _ = net.gradients(X[:, :1000], Y[:, :1000])
    return {
        "train_cost": cost(net.forward(X[:, :5000])[1], Y[:, :5000]),
        "cost": cost(A2, Y[:, SPLIT:]),
        "accuracy": float(np.mean(seen == truth)),
        "saturated": float(np.mean(A1 * (1 - A1) < 0.01)),
        "norms": [float(f"{np.linalg.norm(table):.3g}") for table in (dW1, dW2)],
        "confusion": confusion.tolist(),
        "mistakes": [[int(i) + SPLIT, int(truth[i]), int(seen[i])] for i in wrong],
    }


def cost(A, Y):
    return float(f"{np.sum((A - Y) ** 2) / 2 / Y.shape[1]:.4g}")


def coarse(W):
    """Give some rows of weights as whole numbers from -127 to 127, each row by its largest."""
    rows = W[:SHOWN] / np.maximum(np.abs(W[:SHOWN]).max(axis=1, keepdims=True), 1e-12)
    return base64.b64encode(np.round(127 * rows).astype(np.int8).tobytes()).decode("ascii")


def stuck_seed():
    """Find the first seed whose run has a digit that nothing is taken for after two epochs."""
    for seed in range(60):
        *_, (last, _) = record("stuck", seed, 2)
        if (np.sum(last["confusion"], axis=0) == 0).any():
            return seed
    raise LookupError("no run of the unscaled start got stuck")


def main():
    kept = {}
    for name, cause in RUNS.items():
        seed = stuck_seed() if name == "stuck" else 0
        epochs, nets = zip(*record(name, seed), strict=True)
        kept[name] = {"cause": cause, "seed": seed, "epochs": epochs, "rows": coarse(nets[-1].W1)}
        print(name, seed, [epoch["accuracy"] for epoch in epochs], flush=True)
    kept["untrained"] = {"cause": "not trained yet", "rows": coarse(start("correct", 0).W1)}
    text = json.dumps(kept, separators=(",", ":"))
    TARGET.write_text(text.replace('"cause"', '\n"cause"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
