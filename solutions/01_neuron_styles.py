"""Right answers of notebook 1 in other clothes: each text is a cell that earns full marks.

A student may write any correct program. The accept tests run all of these, and made-up classes
are dressed in them.
"""

STYLES: dict[str, list[str]] = {
    "sigmoid": [
        """def sigmoid(z):
    z = np.clip(np.asarray(z), -500, 500)
    return 1 / (1 + np.exp(-z))""",
        """def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))""",
        """def sigmoid(x):
    return np.exp(-np.logaddexp(0, -np.asarray(x)))""",
        """import math


def one(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


sigmoid = np.vectorize(one, otypes=[float])""",
        """def sigmoid(z: "any shape") -> np.ndarray:
    # eine Zahl nach der anderen
    z = np.asarray(z, dtype=float)
    values = [1 / (1 + np.exp(-v)) if v >= 0 else 1 - 1 / (1 + np.exp(v)) for v in z.ravel()]
    return np.array(values).reshape(z.shape)""",
        """def sigmoid(z):
    z = np.asarray(z, dtype=np.float32)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, np.float32(1), e) / (1 + e)""",
        """sigmoid = lambda z: np.exp(-np.logaddexp(0.0, np.negative(z)))""",
        """class Sigmoid:
    def __call__(self, z):
        print("called with", z)
        return 0.5 + 0.5 * np.tanh(np.asarray(z) / 2)


sigmoid = Sigmoid()""",
        """from functools import singledispatch


@singledispatch
def sigmoid(z):
    return sigmoid(np.asarray(z, dtype=float))


@sigmoid.register
def _(z: np.ndarray):
    powers = np.exp(-abs(z.astype(float)))
    result = np.empty_like(powers)
    np.divide(1, 1 + powers, out=result, where=z >= 0)
    np.divide(powers, 1 + powers, out=result, where=~(z >= 0))
    return result""",
        """def sigmoid(z):
    z = np.asfortranarray(np.asarray(z, dtype=np.longdouble))
    with np.errstate(over="ignore"):
        return (1 / (1 + np.exp(-z))).astype(float).reshape(np.shape(z))""",
    ],
    "sigmoid_prime": [
        """def sigmoid_prime(z):
    s = sigmoid(z)
    return s - s**2""",
        """def sigmoid_prime(z):
    e = np.exp(-np.abs(np.asarray(z)))
    return e / (1 + e) ** 2""",
        """def sigmoid_prime(z):
    z = np.clip(np.asarray(z, dtype=float), -700, 700)
    return 1 / (2 + np.exp(z) + np.exp(-z))""",
        """def sigmoid_prime(z):
    return 0.25 * (1 - np.tanh(np.asarray(z) / 2) ** 2)""",
        """def sigmoid_prime(z):
    return np.multiply(sigmoid(z), np.subtract(1, sigmoid(z)))""",
        """def sigmoid_prime(z, *, step=1e-20):
    # a complex step instead of a formula: Im f(z + ih) / h; the slope is even
    w = np.abs(np.asarray(z, dtype=float)) + 1j * step
    return np.imag(1 / (1 + np.exp(-w))) / step""",
        """def sigmoid_prime(z):
    return (lambda s: s * (1 - s))(sigmoid(z))""",
    ],
    "neuron_forward": [
        """def neuron_forward(x, w, b, activation=sigmoid):
    z = sum(w_i * x_i for w_i, x_i in zip(w, x)) + b
    return z, activation(z)""",
        """def neuron_forward(x, w, b, activation=sigmoid):
    z = b
    for i in range(len(x)):
        z = z + w[i] * x[i]
    a = activation(z)
    return [z, a]""",
        """def neuron_forward(x, w, b, activation=sigmoid):
    inputs = np.append(x, 1.0)
    weights = np.append(w, b)
    z = inputs @ weights
    return z, activation(z), "more than was asked\"""",
        """import math


def neuron_forward(inputs, weights, bias, g=sigmoid, verbose=False):
    z = math.fsum(float(i) * float(w) for i, w in zip(inputs, weights)) + bias
    return np.array(z), g(z)""",
        """def neuron_forward(x, w, b, activation=sigmoid):
    z = np.einsum("i,i->", np.asarray(x, float), np.asarray(w, float)) + b
    return np.array([z]), np.array([activation(z)])""",
        """def neuron_forward(x, w, b, activation=sigmoid):
    z = np.inner(w, x) + b
    return {0: z, 1: activation(z)}[0], activation(z)""",
        """from functools import reduce
from operator import mul


def neuron_forward(x, w, b, activation=sigmoid):
    z = reduce(lambda total, pair: total + mul(*pair), zip(x, w), b)
    return z, activation(z)""",
        """def neuron_forward(*args, **kw):
    x, w, b, *rest = args
    g = rest[0] if rest else kw.get("activation", sigmoid)
    return (z := float(np.asarray(x) @ np.asarray(w)) + b), g(z)""",
        """from collections import namedtuple

Neuron = namedtuple("Neuron", "z a")


def neuron_forward(x, w, b, activation=sigmoid):
    z = sum((xi * wi for xi, wi in zip(x, w)), start=b)
    return Neuron(z, activation(z))""",
        """def neuron_forward(x, w, b, activation=sigmoid):
    if len(x) == 0:
        return b, activation(b)
    if len(x) == 1:
        z = x[0] * w[0] + b
        return z, activation(z)
    return neuron_forward(x[1:], w[1:], b + x[0] * w[0], activation)""",
    ],
    "forward_by_hand": [
        """forward_by_hand = {
    "z": w1 * x1 + w2 * x2 + b,
    "a": float(sigmoid(w1 * x1 + w2 * x2 + b)),
    "cost": round(0.5 * (float(sigmoid(w1 * x1 + w2 * x2 + b)) - y) ** 2, 3),
    "perceptron_output": w1 * x1 + w2 * x2 + b > 0,
}""",
        """z_hand = np.dot([w1, w2], [x1, x2]) + b
a_hand = np.round(1 / (1 + np.exp(-z_hand)), 3)
forward_by_hand = dict(
    z=z_hand, a=a_hand, cost=np.array([(a_hand - y) ** 2 / 2]), perceptron_output=float(z_hand > 0)
)""",
    ],
    "quadratic_cost": [
        """def quadratic_cost(a, y):
    d = np.asarray(a, dtype=float) - np.asarray(y, dtype=float)
    return 0.5 * np.linalg.norm(d) ** 2


def quadratic_cost_prime(a, y):
    return -(np.asarray(y, dtype=float) - np.asarray(a, dtype=float))""",
        """def difference(a, y):
    return np.array(a, dtype=float) - np.array(y, dtype=float)


def quadratic_cost(a, y):
    d = difference(a, y).ravel()
    return np.array([d @ d / 2])


def quadratic_cost_prime(a, y):
    return difference(a, y)""",
        """def quadratic_cost_prime(a, y):
    return np.subtract(a, y)


def quadratic_cost(a, y):
    total = 0.0
    for d in np.ravel(quadratic_cost_prime(a, y)):
        total += d * d
    return total / 2""",
        """def differences(function):
    def wrapped(a, y):
        return function(np.asarray(a, dtype=float) - np.asarray(y, dtype=float))
    return wrapped


@differences
def quadratic_cost(d):
    return np.vdot(d, d) / 2


@differences
def quadratic_cost_prime(d):
    return d.copy()""",
        """def quadratic_cost(a, y):
    return sum((p - q) ** 2 / 2 for p, q in zip(np.ravel(a).tolist(), np.ravel(y).tolist()))


def quadratic_cost_prime(a, y):
    return np.matrix(a, dtype=float).A.reshape(np.shape(a)) - np.asarray(y, dtype=float)""",
    ],
    "neuron_gradients": [
        """def neuron_gradients(x, w, b, y):
    x = np.asarray(x, dtype=float)
    a = sigmoid(np.dot(w, x) + b)
    db = (a - y) * a * (1 - a)
    return db * x, db""",
        """def neuron_gradients(x, w, b, y):
    z, a = neuron_forward(x, w, b)
    dC_da = quadratic_cost_prime(a, y)
    da_dz = sigmoid_prime(z)
    return [float(dC_da * da_dz * x_i) for x_i in x], float(dC_da * da_dz)""",
        """def neuron_gradients(x, w, b, y):
    column = np.reshape(np.asarray(x, dtype=float), (-1, 1))
    z = np.reshape(w, (1, -1)) @ column + b
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return column @ delta, delta""",
        """from dataclasses import dataclass


@dataclass
class Neuron:
    w: list
    b: float

    def backward(self, x, y):
        z, a = neuron_forward(x, self.w, self.b)
        return sigmoid_prime(z) * (a - y)


def neuron_gradients(x, w, b, y):
    delta = Neuron(w, b).backward(x, y)
    return [delta * v for v in x], delta""",
        """def neuron_gradients(x, w, b, y):
    z, a = neuron_forward(x, w, b)
    both = np.append(x, 1.0) * (a - y) * a * (1 - a)
    return both[:-1], both[-1:]""",
    ],
    "sgd_step": [
        """def sgd_step(params, grads, lr):
    moved = []
    for place in range(len(params)):
        moved.append(np.array(params[place]) - lr * np.array(grads[place]))
    return moved""",
        """def sgd_step(params, grads, lr):
    return tuple(np.subtract(p, np.multiply(lr, g)) for p, g in zip(params, grads))""",
        """def sgd_step(params, grads, lr):
    moved = [np.array(p, dtype=float) for p in params]
    for p, g in zip(moved, grads):
        p -= lr * np.asarray(g)
    return moved""",
        """def sgd_step(params, grads, lr):
    new = [np.array(p, dtype=float, copy=True) for p in params]
    for p, g in zip(new, grads):
        p -= lr * np.asarray(g)
    return new""",
        """def sgd_step(params, grads, lr):
    return list(map(lambda p, g: np.subtract(p, np.multiply(lr, g)), params, grads))""",
        """def sgd_step(params, grads, lr):
    def steps():
        for place, p in enumerate(params):
            yield np.add(p, np.multiply(-lr, grads[place]))
    return tuple(steps())""",
    ],
    "train_neuron": [
        """def train_neuron(X, y, w, b, lr, epochs):
    w = np.array(w, dtype=float)
    costs = np.zeros(epochs)
    for epoch in range(epochs):
        dw, db = np.zeros_like(w), 0.0
        for x_i, y_i in zip(np.transpose(X), y):
            z, a = neuron_forward(x_i, w, b)
            costs[epoch] += 0.5 * (a - y_i) ** 2 / len(y)
            delta = (a - y_i) * sigmoid_prime(z)
            dw += delta * x_i / len(y)
            db += delta / len(y)
        w -= lr * dw
        b -= lr * db
    return w, b, costs""",
        """def train_neuron(X, y, w, b, lr, epochs):
    costs = []
    for _ in range(epochs):
        pairs = list(zip(np.array(X).T, y))
        gradients = [neuron_gradients(x, w, b, t) for x, t in pairs]
        costs.append(np.mean([quadratic_cost(neuron_forward(x, w, b)[1], t) for x, t in pairs]))
        dw = np.mean([dw for dw, _ in gradients], axis=0)
        db = np.mean([db for _, db in gradients])
        w, b = sgd_step([w, b], [dw, db], lr)
    return w, b, costs""",
        """def train_neuron(X, y, w, b, lr, epochs):
    if epochs == 0:
        return w, b, []
    a = sigmoid(w @ X + b)
    delta = (a - y) * a * (1 - a)
    later = train_neuron(X, y, w - lr * X @ delta / len(y), b - lr * delta.mean(), lr, epochs - 1)
    return later[0], later[1], [((a - y) ** 2).mean() / 2] + later[2]""",
        """def train_neuron(X, y, w, b, lr, epochs, costs=None):
    X, y, w = np.array(X, float), np.array(y, float), np.array(w, float)
    costs = [] if costs is None else costs
    if epochs == 0:
        return w, b, costs
    z, _ = X.T @ w + b, None
    a = sigmoid(z)
    delta = (a - y) * sigmoid_prime(z) / len(y)
    return train_neuron(X, y, w - lr * delta @ X.T, b - lr * delta.sum(), lr, epochs - 1,
                        costs + [float(((a - y) ** 2).mean() / 2)])""",
        """def train_neuron(X, y, w, b, lr, epochs):
    costs = []
    w, b = np.array(w, dtype=float), float(b)
    for _ in range(epochs):
        dw, db, cost = np.zeros(len(w)), 0.0, 0.0
        for xi, yi in zip(np.asarray(X, float).T, y):
            g, h = neuron_gradients(xi, w, b, yi)
            dw, db = dw + g, db + h
            cost += quadratic_cost(neuron_forward(xi, w, b)[1], yi)
        costs.append(cost / len(y))
        w, b = sgd_step([w, b], [dw / len(y), db / len(y)], lr)
    return w, b, np.array(costs)""",
    ],
    "which_learns_faster": [
        """which_learns_faster = {
    "factor": "Slope",
    "slope_B": 0.98 * 0.02,
    "small_gradient_means": " flat ",
}""",
        """which_learns_faster = {
    "factor": "slope",
    "slope_B": sigmoid_prime(4.0),
    "small_gradient_means": "flat",
}""",
    ],
}
