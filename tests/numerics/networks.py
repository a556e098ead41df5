"""Networks of two layers with their gradients in closed form, for tests of numerical gradients."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)


SLOPES = {sigmoid: lambda z: sigmoid(z) * (1 - sigmoid(z)), relu: lambda z: (z > 0) * 1.0}


def network(sizes=(784, 32, 10), m=16, hidden=sigmoid, seed=0):
    """Give the cost of a network as a function of its parameters, these, and their gradients."""
    rng = np.random.default_rng(seed)
    n_in, n_hidden, n_out = sizes
    X = rng.random((n_in, m)) * (rng.random((n_in, m)) < 0.2)  # a fifth is ink, as in digits
    Y = np.eye(n_out)[rng.integers(0, n_out, m)].T
    parameters = [
        rng.normal(size=(n_hidden, n_in)) / np.sqrt(n_in),
        rng.normal(size=(n_hidden, 1)),
        rng.normal(size=(n_out, n_hidden)) / np.sqrt(n_hidden),
        rng.normal(size=(n_out, 1)),
    ]

    def cost(p):
        W1, b1, W2, b2 = p
        return 0.5 * np.sum((sigmoid(W2 @ hidden(W1 @ X + b1) + b2) - Y) ** 2) / m

    W1, b1, W2, b2 = parameters
    Z1 = W1 @ X + b1
    A1 = hidden(Z1)
    A2 = sigmoid(W2 @ A1 + b2)
    delta2 = (A2 - Y) * A2 * (1 - A2)
    delta1 = W2.T @ delta2 * SLOPES[hidden](Z1)
    nabla = [delta1 @ X.T, delta1.sum(1, keepdims=True), delta2 @ A1.T]
    return cost, parameters, [each / m for each in (*nabla, delta2.sum(1, keepdims=True))]
