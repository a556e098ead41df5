"""The six bugs of section 9 of notebook 5, and others, planted into a network that is right."""

from itertools import pairwise

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class Network:
    """A network of sigmoid neurons with the scaled start and quadratic cost."""

    def __init__(self, sizes, rng, spread=1.0):
        self.weights = [
            spread * rng.standard_normal((n_out, n_in)) / np.sqrt(n_in)
            for n_in, n_out in pairwise(sizes)
        ]
        self.biases = [np.zeros((n_out, 1)) for n_out in sizes[1:]]
        self.back = [rng.standard_normal(W.shape) / np.sqrt(W.shape[1]) for W in self.weights]

    def forward(self, X):
        self.activations = [X]
        for W, b in zip(self.weights, self.biases, strict=True):
            self.activations.append(sigmoid(W @ self.activations[-1] + b))
        return self.activations[-1]

    def slope(self, layer):
        """Give the slope of the sigmoid in a layer, counted from the first hidden one."""
        a = self.activations[layer + 1]
        return a * (1 - a)

    def gradients(self, X, Y):
        delta = (self.forward(X) - Y) * self.slope(len(self.weights) - 1)
        nabla_W, nabla_b = [], []
        for layer in reversed(range(len(self.weights))):
            nabla_W.insert(0, delta @ self.activations[layer].T / X.shape[1])
            nabla_b.insert(0, delta.mean(axis=1, keepdims=True))
            if layer:
                delta = self.way_back(layer).T @ delta * self.slope(layer - 1)
        return nabla_W, nabla_b

    def way_back(self, layer):
        return self.weights[layer]

    def update(self, X, Y, lr):
        nabla_W, nabla_b = self.gradients(X, Y)
        self.weights = [W - lr * grad for W, grad in zip(self.weights, nabla_W, strict=True)]
        self.biases = [b - lr * grad for b, grad in zip(self.biases, nabla_b, strict=True)]


class FrozenBiases(Network):
    """A: the biases are never updated."""

    def update(self, X, Y, lr):
        kept = self.biases
        super().update(X, Y, lr)
        self.biases = kept


class RandomWayBack(Network):
    """B: on the way back a fixed random matrix stands in for the transposed weights."""

    def way_back(self, layer):
        return self.back[layer]


class EarlyUpdate(Network):
    """C: the weights are updated before the error is sent back through them."""

    def update(self, X, Y, lr):
        self.lr = lr
        super().update(X, Y, lr)
        del self.lr

    def way_back(self, layer):
        if not hasattr(self, "lr"):
            return self.weights[layer]
        a = self.activations
        delta = (a[-1] - self.targets) * self.slope(layer)
        return self.weights[layer] - self.lr * delta @ a[layer].T / delta.shape[1]

    def gradients(self, X, Y):
        self.targets = Y
        return super().gradients(X, Y)


class NoOutputSlope(Network):
    """D: the slope is left out at the output."""

    def slope(self, layer):
        return 1.0 if layer == len(self.weights) - 1 else super().slope(layer)


class NoHiddenSlope(Network):
    """E: the slope is left out in the hidden layer."""

    def slope(self, layer):
        return 1.0 if layer < len(self.weights) - 1 else super().slope(layer)


class Sum(Network):
    """F: the gradients of a batch are added up and not averaged."""

    def gradients(self, X, Y):
        nabla_W, nabla_b = super().gradients(X, Y)
        m = X.shape[1]
        return [m * grad for grad in nabla_W], [m * grad for grad in nabla_b]


class FrozenLayer(Network):
    """The first layer is never updated."""

    def update(self, X, Y, lr):
        kept = self.weights[0], self.biases[0]
        super().update(X, Y, lr)
        self.weights[0], self.biases[0] = kept


BUGS = {
    "A": FrozenBiases,
    "B": RandomWayBack,
    "C": EarlyUpdate,
    "D": NoOutputSlope,
    "E": NoHiddenSlope,
    "F": Sum,
    "frozen layer": FrozenLayer,
}


def accuracy_after(network, X, Y, X_test, labels, epochs, rng):
    """Give the share of test digits that are right after training in batches of 16."""
    for _ in range(epochs):
        order = rng.permutation(X.shape[1])
        for start in range(0, len(order), 16):
            batch = order[start : start + 16]
            network.update(X[:, batch], Y[:, batch], 3.0)
    return float(np.mean(network.forward(X_test).argmax(axis=0) == labels))


def updates_by_heart(network, X, Y, most=2000):
    """Give after how many full-batch updates the mean cost is below 0.01; None if never."""
    for done in range(most):
        network.update(X, Y, 3.0)
        if 0.5 * np.sum((network.forward(X) - Y) ** 2) / X.shape[1] < 0.01:
            return done + 1
    return None
