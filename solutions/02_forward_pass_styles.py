"""Right answers of notebook 2 in other clothes: each text is a cell that earns full marks.

A student may write any correct program. The accept tests run all of these, and made-up classes
are dressed in them.
"""

STYLES: dict[str, list[str]] = {
    "network_by_hand": [
        """W_hand = np.array([[w13, w23], [w14, w24], [w15, w25]])
hidden = 1 / (1 + np.exp(-(W_hand @ [n1, n2] + [b3, b4, b5])))
z = np.dot([w36, w46, w56], hidden) + b6
network_by_hand = dict(zip(["n3", "n4", "n5"], hidden), z6=z, n6=1 / (1 + np.exp(-z)))""",
        """n3 = round(float(sigmoid(w13 * n1 + w23 * n2 + b3)), 3)
n4 = round(float(sigmoid(w14 * n1 + w24 * n2 + b4)), 3)
n5 = round(float(sigmoid(w15 * n1 + w25 * n2 + b5)), 3)
z6 = round(w36 * n3 + w46 * n4 + w56 * n5 + b6, 3)
network_by_hand = {
    "n3": n3,  # drei Stellen auf dem Weg
    "n4": n4,
    "n5": n5,
    "z6": z6,
    "n6": [round(float(sigmoid(z6)), 3)],
}""",
    ],
    "layer_forward": [
        """def layer_forward(W, b, a_prev, activation=sigmoid):
    z = np.dot(W, a_prev) + b
    return z, activation(z)""",
        """def layer_forward(W, b, a_prev, activation=sigmoid):
    z = np.einsum("jk,ki->ji", W, a_prev) + b
    a = activation(z)
    return [z, a]""",
        """def layer_forward(weights, bias, inputs, g=sigmoid, *, verbose=False):
    z = np.zeros((len(bias), inputs.shape[1]))
    for j in range(weights.shape[0]):
        for k in range(weights.shape[1]):
            z[j] += weights[j, k] * inputs[k]
        z[j] += bias[j]
    return z, g(z)""",
        """def layer_forward(W, b, a_prev, activation=sigmoid):
    z = (a_prev.T @ W.T).T + b
    return z, activation(z), {"cache": z}["cache"]""",
        """def layer_forward(W, b, a_prev, activation=sigmoid):
    # the bias as the weight of an input that is always 1
    z = np.hstack([W, b]) @ np.vstack([a_prev, np.ones((1, a_prev.shape[1]))])
    return z, activation(z)""",
        """class Layer:
    def __call__(self, W, b, a_prev, activation=sigmoid):
        z = (W[:, :, np.newaxis] * a_prev).sum(axis=1) + b
        print("z has the shape", z.shape)
        return z, activation(z)


layer_forward = Layer()""",
        """def layer_forward(W, b, a_prev, activation=sigmoid):
    z = np.tensordot(np.matrix(W), a_prev, axes=1) + b
    return np.asfortranarray(z), activation(z)""",
        """def layer_forward(W, b, a_prev, activation=sigmoid):
    z = np.matrix(W) * np.matrix(a_prev) + np.matrix(b)
    return z, activation(np.asarray(z))""",
        """def layer_forward(W, b, a_prev, activation=sigmoid):
    z = np.array(b, dtype=float, copy=True, order="F")
    for column, row in zip(np.asarray(W).T, np.asarray(a_prev)):
        z = z + np.outer(column, row)
    return z, activation(z)""",
        """from functools import partial


def pre(W, b, a):
    return np.vstack([np.dot(row, a) for row in W]) + b


layer_forward = lambda W, b, a_prev, activation=sigmoid: (
    (z := partial(pre, W, b)(a_prev)), activation(z))""",
    ],
    "init_network": [
        """def init_network(sizes, rng, scale="unit"):
    def spread(n_in, n_out):
        if scale == "unit":
            return 1
        if scale == "fan_in":
            return 1 / np.sqrt(n_in)
        return np.sqrt(2.0 / (n_in + n_out))

    pairs = list(zip(sizes[:-1], sizes[1:]))
    weights = [rng.normal(0, spread(n, k), (k, n)) for n, k in pairs]
    biases = [rng.normal(0, 1, (k, 1)) * (scale == "unit") for _, k in pairs]
    return weights, biases""",
        """def init_network(sizes, rng, scale="unit"):
    weights, biases = (), ()
    for i in range(1, len(sizes)):
        W = rng.standard_normal((sizes[i - 1], sizes[i])).T
        b = rng.standard_normal((sizes[i], 1))
        if scale != "unit":
            b = np.zeros_like(b)
            variance = 1 / sizes[i - 1] if scale == "fan_in" else 2 / (sizes[i - 1] + sizes[i])
            W = W * variance**0.5
        weights, biases = (*weights, W), (*biases, b)
    return weights, biases""",
        """def init_network(sizes, rng, scale="unit"):
    factor = {
        "unit": lambda n, k: 1.0,
        "fan_in": lambda n, k: n ** -0.5,
        "glorot": lambda n, k: (2 / (n + k)) ** 0.5,
    }[scale]
    biases = [rng.standard_normal((k, 1)) for k in sizes[1:]]
    if scale != "unit":
        biases = [0.0 * b for b in biases]
    weights = []
    for n, k in pairwise(sizes):
        weights.append(np.reshape([factor(n, k) * x for x in rng.standard_normal(n * k)], (k, n)))
    return [weights, biases]""",
        """def init_network(sizes, rng, scale="unit"):
    if len(sizes) < 2:
        return [], []
    n_in, n_out, *_ = sizes
    s = 1.0 if scale == "unit" else np.sqrt(1 / n_in if scale == "fan_in" else 2 / (n_in + n_out))
    W = s * rng.standard_normal(size=(n_out, n_in))
    b = rng.standard_normal(size=(n_out, 1)) if scale == "unit" else np.zeros((n_out, 1))
    weights, biases = init_network(sizes[1:], rng, scale)
    return [W] + weights, [b] + biases""",
        """def init_network(sizes, rng, scale="unit"):
    def one(n_in, n_out):
        if scale == "unit":
            return rng.normal(0, 1, (n_out, n_in)), rng.normal(0, 1, (n_out, 1))
        s = 1 / np.sqrt(n_in) if scale == "fan_in" else np.sqrt(2 / (n_in + n_out))
        return rng.normal(scale=s, size=(n_out, n_in)), np.zeros([n_out, 1])

    layers = [one(p, q) for p, q in zip(sizes, sizes[1:])]
    return tuple([layer[part] for layer in layers] for part in (0, 1))""",
    ],
    "forward": [
        """def forward(weights, biases, x, activation=sigmoid):
    a, zs, activations = x, [], [x]
    for W, b in zip(weights, biases):
        z = np.dot(W, a) + b
        a = activation(z)
        zs.append(z)
        activations.append(a)
    return zs, activations""",
        """def forward(weights, biases, x, activation=sigmoid):
    # vectors of shape (n,) inside
    a = np.ravel(x)
    zs, activations = [], [a]
    for l in range(len(weights)):
        zs.append(weights[l] @ a + biases[l].ravel())
        a = activation(zs[-1])
        activations.append(a)
    return zs, activations""",
        """def forward(weights, biases, x, activation=sigmoid):
    if not len(weights):
        return [], [x]
    z, a = layer_forward(weights[0], biases[0], x, activation)
    zs, activations = forward(weights[1:], biases[1:], a, activation)
    return [z] + zs, [x] + activations""",
        """def forward(weights, biases, x, activation=sigmoid, trace=False):
    zs, activations = (), (np.array(x, dtype=float),)
    for W, b in zip(weights, biases):
        z, a = layer_forward(W, b, activations[-1], activation)
        zs, activations = (*zs, z), (*activations, a)
    return zs, activations, "nothing else\"""",
        """def forward(weights, biases, x, activation=sigmoid):
    zs = [None] * len(weights)
    activations = [x] + [None] * len(weights)
    for i, W in enumerate(weights):
        zs[i] = np.einsum("jk,ki->ji", W, activations[i]) + biases[i]
        activations[i + 1] = activation(zs[i])
    return zs, activations""",
        """def forward(weights, biases, x, activation=sigmoid):
    if len(weights) == 0:
        return [], [x]
    z, a = layer_forward(weights[0], biases[0], x, activation)
    zs, activations = forward(weights[1:], biases[1:], a, activation)
    return [z, *zs], [x, *activations]""",
        """from itertools import accumulate


def forward(weights, biases, x, activation=sigmoid):
    activations = list(accumulate(zip(weights, biases),
                                  lambda a, Wb: activation(Wb[0] @ a + Wb[1]), initial=x))
    return [W @ a + b for W, b, a in zip(weights, biases, activations)], activations""",
        """class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __rrshift__(self, a):
        self.z = self.W @ a + self.b
        return self.z


def forward(weights, biases, x, activation=sigmoid):
    layers = [Layer(W, b) for W, b in zip(weights, biases)]
    out = [x]
    for layer in layers:
        layer.__rrshift__(out[-1])
        out.append(activation(layer.z))
    return tuple(layer.z for layer in layers), tuple(out)""",
    ],
    "forward_batch": [
        """def forward_batch(weights, biases, X):
    return forward(weights, biases, X)[1][-1]""",
        """def forward_batch(weights, biases, X):
    # examples are rows inside
    A = X.T
    for W, b in zip(weights, biases):
        A = sigmoid(A @ W.T + b.T)
    return A.T""",
        """def forward_batch(weights, biases, X):
    stack = X.T[:, :, None]  # one column after the other, shape (m, n, 1)
    for W, b in zip(weights, biases):
        stack = sigmoid(np.matmul(W, stack) + b)
    return stack[:, :, 0].T""",
        """from functools import reduce


def forward_batch(weights, biases, X):
    def step(A, layer):
        W, b = layer
        Z = W.dot(A)
        Z += b
        return 1 / (1 + np.exp(-Z))

    return reduce(step, zip(weights, biases), X)""",
        """def forward_batch(weights, biases, X):
    A = X.copy()
    for i in range(len(weights)):
        _, A = layer_forward(weights[i], biases[i], A)
    return A""",
        """from functools import reduce


def forward_batch(weights, biases, X):
    return reduce(lambda A, Wb: sigmoid(np.dot(Wb[0], A) + Wb[1]), zip(weights, biases), X)""",
        """def forward_batch(weights, biases, X):
    A = np.vstack([X, np.ones((1, X.shape[1]))])
    for W, b in zip(weights, biases):
        A = np.vstack([sigmoid(np.hstack([W, b]) @ A), np.ones((1, X.shape[1]))])
    return A[:-1]""",
    ],
    "softmax": [
        """def softmax(Z, axis=0):
    Z = np.asarray(Z, dtype=float)
    log_sum = np.logaddexp.reduce(Z, axis=axis, keepdims=True)
    return np.exp(Z - log_sum)""",
        """def softmax(Z, axis=0):
    shifted = Z - Z.max(axis, keepdims=True) - 0.5
    e = np.exp(shifted)
    return e / e.sum(axis, keepdims=True)""",
        """def softmax(Z, axis=0):
    if axis == 1:
        return softmax(Z.T).T
    e = np.exp(Z - Z.max(axis=0))
    return e / e.sum(axis=0)""",
        """def softmax(scores, axis=0):
    # eine Spalte nach der anderen
    P = np.zeros(scores.shape)
    for j in range(scores.shape[1 - axis]):
        place = (slice(None), j) if axis == 0 else (j, slice(None))
        e = np.exp(scores[place] - max(scores[place]))
        P[place] = e / sum(e)
    return P""",
        """def softmax(Z, axis=0):
    Z = np.asarray(Z, dtype=np.float32)
    e = np.exp(Z - np.max(Z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)""",
        """def softmax(Z, axis=0):
    if axis == 1:
        return softmax(np.transpose(Z), 0).T
    Z = np.array(Z, dtype=float)
    Z -= Z.max(axis=0)
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=0)
    return Z""",
        """def softmax(Z, axis=0):
    # p_i = 1 / sum_j exp(z_j - z_i)
    Z = np.moveaxis(np.asarray(Z, float), axis, 0)
    with np.errstate(over="ignore"):
        P = 1 / np.exp(Z[None, :] - Z[:, None]).sum(axis=1)
    return np.moveaxis(P, 0, axis)""",
    ],
    "one_hot": [
        """def one_hot(labels, n_classes=10):
    return np.eye(n_classes)[labels].T""",
        """def one_hot(labels, n_classes=10):
    return np.arange(n_classes)[:, None] == np.asarray(labels)[None, :]""",
        """def one_hot(labels, n_classes=10):
    table = np.zeros((n_classes, len(labels)), dtype=np.int8)
    for j, label in enumerate(labels):
        table[label, j] = 1
    return table""",
        """def one_hot(labels, n_classes=10):
    return np.array([[float(label == row) for label in labels] for row in range(n_classes)])""",
        """def one_hot(labels, n_classes=10):
    return [[int(label == k) for label in labels] for k in range(n_classes)]""",
        """def one_hot(labels, n_classes=10):
    return np.equal.outer(np.arange(n_classes), np.asarray(labels, int))""",
    ],
    "forward_fixed": [
        """def forward_fixed(weights, biases, X):
    activation = X
    hidden_activations = [X]
    z_list = []
    for w, b in zip(weights, biases):
        z = np.dot(w, activation) + b
        activation = np.maximum(z, 0)
        z_list.append(z)
        hidden_activations.append(activation)
    t = z_list[-1] - np.max(z_list[-1], axis=0)
    hidden_activations[-1] = np.exp(t) / np.sum(np.exp(t), axis=0)
    return z_list, hidden_activations""",
        """def forward_fixed(weights, biases, X):
    zs, activations = [], [X]
    last = len(weights) - 1
    for i, W in enumerate(weights):
        g = softmax if i == last else lambda z: z * (z > 0)
        z, a = layer_forward(W, biases[i], activations[-1], g)
        zs.append(z)
        activations.append(a)
    return zs, activations""",
        """def forward_fixed(weights, biases, X):
    *hidden, (V, c) = zip(weights, biases)
    zs, A = (), (X,)
    for W, b in hidden:
        zs += (W @ A[-1] + b,)
        A += (np.where(zs[-1] > 0, zs[-1], 0),)
    zs += (V @ A[-1] + c,)
    return zs, A + (softmax(zs[-1]),)""",
        """def forward_fixed(weights, biases, X):
    zs, activations = [], [X]
    *hidden, last = zip(weights, biases)
    for W, b in hidden:
        z, a = layer_forward(W, b, activations[-1], relu)
        zs.append(z)
        activations.append(a)
    z, p = layer_forward(*last, activations[-1], softmax)
    return zs + [z], activations + [p]""",
    ],
    "count_parameters": [
        """def count_parameters(sizes):
    total = 0
    for i in range(1, len(sizes)):
        total += (sizes[i - 1] + 1) * sizes[i]
    return total""",
        """def count_parameters(sizes):
    weights, biases = init_network(sizes, np.random.default_rng(0))
    return sum(p.size for p in weights + biases)""",
        """def count_parameters(sizes):
    n = np.array(sizes)
    return np.dot(n[:-1] + 1, n[1:])""",
        """def count_parameters(sizes):
    first, *rest = sizes
    return (first + 1) * rest[0] + count_parameters(rest) if rest else 0""",
        """def count_parameters(sizes):
    return int(sum(np.zeros((n, k + 1)).size for k, n in zip(sizes, sizes[1:])))""",
    ],
}
