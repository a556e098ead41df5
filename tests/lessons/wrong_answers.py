"""Wrong answers that nobody planned: what students write, outside the list of known mistakes.

Each is (the cell, the mistakes it may be said to contain, and words of what is said or reasoned).
Where nothing is known of it, nothing may be named.
"""

WRONG: dict[str, dict[str, tuple[str, tuple[str, ...], str]]] = {
    "sigmoid": {
        "brackets forgotten": (
            """def sigmoid(z):
    return 1 / 1 + np.exp(-np.asarray(z))""",
            ("1.1.precedence",),
            "",
        ),
        "prints instead of returning": (
            """def sigmoid(z):
    print(1 / (1 + np.exp(-np.asarray(z))))""",
            (),
            "an array of numbers is asked",
        ),
        "rounds to three places": (
            """def sigmoid(z):
    return np.round(1 / (1 + np.exp(-np.asarray(z, float))), 3)""",
            (),
            "",
        ),
        "e typed as 2.718": (
            """def sigmoid(z):
    z = np.asarray(z, dtype=float)
    with np.errstate(over="ignore"):
        return 1 / (1 + 2.718 ** -z)""",
            (),
            "",
        ),
        "only the first entry": (
            """def sigmoid(z):
    z = np.atleast_1d(np.asarray(z, dtype=float))
    for v in z.ravel():
        return 1 / (1 + np.exp(-v))""",
            (),
            "",
        ),
        "hard sigmoid": (
            """def sigmoid(z):
    return np.clip(0.5 + np.asarray(z) / 4, 0, 1)""",
            (),
            "",
        ),
        "the examples looked up": (
            """def sigmoid(z):
    known = {-1: 0.26894142, 0: 0.5, 1: 0.73105858}
    return np.array([known.get(int(v), 1.0) for v in np.ravel(z)]).reshape(np.shape(z))""",
            (),
            "",
        ),
    },
    "sigmoid_prime": {
        "only one factor": (
            """def sigmoid_prime(z):
    return 1 - sigmoid(z)""",
            ("1.2.one_minus_sigma",),
            "",
        ),
        "squared for product": (
            """def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z) ** 2)""",
            (),
            "",
        ),
        "tanh's slope": (
            """def sigmoid_prime(z):
    return 1 - np.tanh(np.asarray(z)) ** 2""",
            ("1.2.tanh_prime",),
            "",
        ),
        "xor for power": (
            """def sigmoid_prime(z):
    s = sigmoid(z)
    return s - s ^ 2""",
            (),
            "",
        ),
    },
    "neuron_forward": {
        "returns inside the loop": (
            """def neuron_forward(x, w, b, activation=sigmoid):
    z = b
    for i in range(len(x)):
        z = z + w[i] * x[i]
        return z, activation(z)
    return z, activation(z)""",
            (),
            "",
        ),
        "last weight left out": (
            """def neuron_forward(x, w, b, activation=sigmoid):
    z = b
    for i in range(len(x) - 1):
        z += w[i] * x[i]
    return z, activation(z)""",
            (),
            "",
        ),
        "bias added at every step": (
            """def neuron_forward(x, w, b, activation=sigmoid):
    z = 0
    for i in range(len(x)):
        z += w[i] * x[i] + b
    return z, activation(z)""",
            ("1.3.bias_inside_sum",),
            "",
        ),
        "always the sigmoid": (
            """def neuron_forward(x, w, b, activation=None):
    z = np.dot(x, w) + b
    return z, 1 / (1 + np.exp(-z))""",
            ("1.3.hardcoded_sigma",),
            "",
        ),
        "bias subtracted": (
            """def neuron_forward(x, w, b, activation=sigmoid):
    z = np.dot(x, w) - b
    return z, activation(z)""",
            ("1.3.bias_minus",),
            "",
        ),
    },
    "quadratic_cost": {
        "no square": (
            """def quadratic_cost(a, y):
    return 0.5 * np.sum(np.asarray(a, float) - np.asarray(y, float))


def quadratic_cost_prime(a, y):
    return np.asarray(a, float) - np.asarray(y, float)""",
            (),
            "",
        ),
        "absolute value": (
            """def quadratic_cost(a, y):
    return 0.5 * np.sum(np.abs(np.asarray(a, float) - np.asarray(y, float)))


def quadratic_cost_prime(a, y):
    return np.asarray(a, float) - np.asarray(y, float)""",
            ("1.5.absolute",),
            "",
        ),
        "root of the squares": (
            """def quadratic_cost(a, y):
    return np.sqrt(np.sum((np.asarray(a, float) - np.asarray(y, float)) ** 2))


def quadratic_cost_prime(a, y):
    return np.asarray(a, float) - np.asarray(y, float)""",
            ("1.5.length",),
            "",
        ),
        "squares of both subtracted": (
            """def quadratic_cost(a, y):
    return 0.5 * np.sum(np.asarray(a, float) ** 2 - np.asarray(y, float) ** 2)


def quadratic_cost_prime(a, y):
    return np.asarray(a, float)""",
            ("1.5.squares_subtracted",),
            "",
        ),
    },
    "neuron_gradients": {
        "each entry its own delta": (
            """def neuron_gradients(x, w, b, y):
    x, w = np.asarray(x, float), np.asarray(w, float)
    z = x * w + b
    a = sigmoid(z)
    delta = (a - y) * sigmoid_prime(z)
    return delta * x, delta.sum()""",
            (),
            "",
        ),
        "x squared": (
            """def neuron_gradients(x, w, b, y):
    x = np.asarray(x, float)
    z, a = neuron_forward(x, w, b)
    delta = (a - y) * sigmoid_prime(z)
    return delta * x ** 2, delta""",
            (),
            "one times your first argument",
        ),
        "learning rate inside": (
            """def neuron_gradients(x, w, b, y):
    x = np.asarray(x, float)
    z, a = neuron_forward(x, w, b)
    delta = 0.1 * (a - y) * sigmoid_prime(z)
    return delta * x, delta""",
            (),
            "Every value is 0.1 times the expected one.",
        ),
        "sum instead of array": (
            """def neuron_gradients(x, w, b, y):
    x = np.asarray(x, float)
    z, a = neuron_forward(x, w, b)
    delta = (a - y) * sigmoid_prime(z)
    return (delta * x).sum(), delta""",
            (),
            "",
        ),
    },
    "sgd_step": {
        "changes the parameters": (
            """def sgd_step(params, grads, lr):
    for p, g in zip(params, grads):
        p -= lr * g
    return params""",
            ("1.7.in_place",),
            "",
        ),
        "gradient minus parameter": (
            """def sgd_step(params, grads, lr):
    return [lr * g - p for p, g in zip(params, grads)]""",
            (),
            "with the opposite sign",
        ),
        "only the first": (
            """def sgd_step(params, grads, lr):
    return [params[0] - lr * grads[0]] + list(params[1:])""",
            (),
            "item 1: the value differs",
        ),
        "divided": (
            """def sgd_step(params, grads, lr):
    return [p - g / lr for p, g in zip(params, grads)]""",
            ("1.7.divide_lr",),
            "",
        ),
    },
    "train_neuron": {
        "one example at a time": (
            """def train_neuron(X, y, w, b, lr, epochs):
    X, y, w = (np.asarray(item, dtype=float) for item in (X, y, w))
    costs = []
    for _ in range(epochs):
        total = 0.0
        for xi, yi in zip(X.T, y):
            a = sigmoid(xi @ w + b)
            total += 0.5 * (a - yi) ** 2
            delta = (a - yi) * a * (1 - a)
            w, b = w - lr * delta * xi / len(y), b - lr * delta / len(y)
        costs.append(total / len(y))
    return w, b, costs""",
            (),
            "",
        ),
        "one example a row": (
            """def train_neuron(X, y, w, b, lr, epochs):
    X, y, w = (np.asarray(item, dtype=float) for item in (X, y, w))
    costs = []
    for _ in range(epochs):
        dw, db, cost = np.zeros_like(w), 0.0, 0.0
        for x, t in zip(X, y):
            z, a = neuron_forward(x, w, b)
            cost += quadratic_cost(a, t)
            delta = (a - t) * sigmoid_prime(z)
            dw, db = dw + delta * x, db + delta
        costs.append(cost / len(y))
        w, b = w - lr * dw / len(y), b - lr * db / len(y)
    return w, b, costs""",
            ("1.8.rows",),
            "",
        ),
        "divided by the number of inputs": (
            """def train_neuron(X, y, w, b, lr, epochs):
    X, y, w = (np.asarray(item, dtype=float) for item in (X, y, w))
    m, costs = X.shape[0], []
    for _ in range(epochs):
        a = sigmoid(w @ X + b)
        costs.append(np.sum((a - y) ** 2) / (2 * m))
        delta = (a - y) * a * (1 - a)
        w, b = w - lr * X @ delta / m, b - lr * np.sum(delta) / m
    return w, b, costs""",
            ("1.8.counts_inputs_everywhere",),
            "",
        ),
        "remembers the last run": (
            """kept = []


def train_neuron(X, y, w, b, lr, epochs):
    X, y, w = (np.asarray(item, dtype=float) for item in (X, y, w))
    for _ in range(epochs):
        z = w @ X + b
        a = sigmoid(z)
        kept.append(0.5 * np.mean((a - y) ** 2))
        delta = (a - y) * sigmoid_prime(z)
        w, b = w - lr * X @ delta / len(y), b - lr * np.mean(delta)
    return w, b, kept""",
            (),
            "",
        ),
        "bias never learns": (
            """def train_neuron(X, y, w, b, lr, epochs):
    X, y, w = (np.asarray(item, dtype=float) for item in (X, y, w))
    costs = []
    for _ in range(epochs):
        z = w @ X + b
        a = sigmoid(z)
        costs.append(0.5 * np.mean((a - y) ** 2))
        w = w - lr * X @ ((a - y) * sigmoid_prime(z)) / len(y)
    return w, b, costs""",
            ("1.8.bias_frozen",),
            "",
        ),
    },
    "layer_forward": {
        "star for product": (
            """def layer_forward(W, b, a_prev, activation=sigmoid):
    z = W * a_prev + b
    return z, activation(z)""",
            (),
            "",
        ),
        "twice activated": (
            """def layer_forward(W, b, a_prev, activation=sigmoid):
    z = W @ a_prev + b
    return z, activation(activation(z))""",
            (),
            "Right throughout: z.",
        ),
        "a before z": (
            """def layer_forward(W, b, a_prev, activation=sigmoid):
    z = W @ a_prev + b
    return activation(z), z""",
            (),
            "Your z and a stand in each other's place.",
        ),
    },
    "init_network": {
        "seeds itself": (
            """def init_network(sizes, rng, scale="unit"):
    rng = np.random.default_rng(42)
    weights = [rng.normal(size=(n, k)) for k, n in zip(sizes, sizes[1:])]
    return weights, [np.zeros((n, 1)) for n in sizes[1:]]""",
            (),
            "",
        ),
        "always unit": (
            """def init_network(sizes, rng, scale="unit"):
    weights = [rng.normal(size=(n, k)) for k, n in zip(sizes, sizes[1:])]
    return weights, [rng.normal(size=(n, 1)) for n in sizes[1:]]""",
            (),
            "",
        ),
        "a hundredth": (
            """def init_network(sizes, rng, scale="unit"):
    weights = [0.01 * rng.normal(size=(n, k)) for k, n in zip(sizes, sizes[1:])]
    return weights, [np.zeros((n, 1)) for n in sizes[1:]]""",
            (),
            "",
        ),
    },
    "forward": {
        "one sum for all": (
            """def forward(weights, biases, x, activation=sigmoid):
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        z = np.sum(W) * activations[-1].mean() + b
        zs.append(z)
        activations.append(activation(z))
    return zs, activations""",
            (),
            "",
        ),
        "appends a list each": (
            """def forward(weights, biases, x, activation=sigmoid):
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        zs.append([W @ activations[-1] + b])
        activations.append(activation(zs[-1][0]))
    return zs, activations""",
            (),
            "",
        ),
        "the last first": (
            """def forward(weights, biases, x, activation=sigmoid):
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        zs.insert(0, W @ activations[-1] + b)
        activations.append(activation(zs[0]))
    return zs, activations""",
            (),
            "in the opposite order",
        ),
    },
    "forward_batch": {
        "loop over examples": (
            """def forward_batch(weights, biases, X):
    outputs = [forward(weights, biases, X[:, [i]])[1][-1] for i in range(X.shape[1])]
    return np.hstack(outputs)""",
            ("2.5.python_loop",),
            "",
        ),
        "z instead of a": (
            """def forward_batch(weights, biases, X):
    for W, b in zip(weights, biases):
        Z = W @ X + b
        X = sigmoid(Z)
    return Z""",
            (),
            "",
        ),
        "numpy's own loop": (
            """def forward_batch(weights, biases, X):
    def one(x):
        return forward(weights, biases, x[:, None])[1][-1].ravel()

    return np.apply_along_axis(one, 0, X)""",
            ("2.5.python_loop",),
            "",
        ),
    },
    "softmax": {
        "half divided": (
            """def softmax(Z, axis=0):
    e = np.exp(Z - np.max(Z, axis=axis, keepdims=True))
    return e / (1 + np.sum(e, axis=axis, keepdims=True))""",
            (),
            "",
        ),
        "largest only": (
            """def softmax(Z, axis=0):
    return (Z == np.max(Z, axis=axis, keepdims=True)).astype(float)""",
            (),
            "",
        ),
        "base 2": (
            """def softmax(Z, axis=0):
    e = 2.0 ** (Z - np.max(Z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)""",
            (),
            "",
        ),
        "always columns": (
            """def softmax(Z, axis=0):
    e = np.exp(Z - np.max(Z, axis=0))
    return e / e.sum(axis=0)""",
            (),
            "",
        ),
    },
    "one_hot": {
        "ones everywhere below": (
            """def one_hot(labels, n_classes=10):
    labels = np.asarray(labels, dtype=int)
    return (np.arange(n_classes)[:, None] <= labels).astype(float)""",
            (),
            "",
        ),
        "always ten": (
            """def one_hot(labels, n_classes=10):
    return np.eye(10)[:, np.asarray(labels, dtype=int)]""",
            (),
            "",
        ),
    },
    "count_parameters": {
        "product of all": (
            """def count_parameters(sizes):
    return int(np.prod(sizes)) + sum(sizes[1:])""",
            (),
            "",
        ),
    },
    "numerical_gradient": {
        "backward difference": (
            """def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x) - f(x - e)) / h
    return g""",
            (),
            "",
        ),
        "first axis only": (
            """def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in range(len(x)):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g""",
            ("3.5.row_by_row",),
            "move a whole row",
        ),
    },
    "two_layer_gradients": {
        "wrong activations": (
            """def two_layer_gradients(W1, b1, W2, b2, x, y):
    h = sigmoid(W1 @ x + b1)
    o = sigmoid(W2 @ h + b2)
    d2 = (o - y) * o * (1 - o)
    d1 = W2.T @ d2 * h * (1 - h)
    return d1 @ x.T, d1, d2 @ o.T, d2""",
            (),
            "",
        ),
        "updated first": (
            """def two_layer_gradients(W1, b1, W2, b2, x, y):
    h = sigmoid(W1 @ x + b1)
    o = sigmoid(W2 @ h + b2)
    d2 = (o - y) * o * (1 - o)
    dW2 = d2 @ h.T
    W2 -= 0.1 * dW2
    d1 = W2.T @ d2 * h * (1 - h)
    return d1 @ x.T, d1, dW2, d2""",
            (),
            "Right throughout: dW2 and db2.",
        ),
    },
    "delta_output": {
        "matrix product": (
            """def delta_output(a, y, z):
    return (a - y) @ sigmoid_prime(z).T""",
            ("4.1.matrix_product",),
            "",
        ),
        "cubed": (
            """def delta_output(a, y, z):
    return (a - y) ** 2 * sigmoid_prime(z)""",
            (),
            "",
        ),
    },
    "delta_hidden": {
        "own weights": (
            """def delta_hidden(W_next, delta_next, z):
    return (W_next.T @ delta_next) * sigmoid(z)""",
            (),
            "",
        ),
        "sum of weights": (
            """def delta_hidden(W_next, delta_next, z):
    return W_next.sum(axis=0)[:, None] * delta_next.mean(axis=0) * sigmoid_prime(z)""",
            (),
            "",
        ),
    },
    "backprop": {
        "measured": (
            """def backprop(weights, biases, x, y, h=1e-5):
    def cost():
        a = x
        for W, b in zip(ws, bs):
            a = sigmoid(W @ a + b)
        return 0.5 * np.sum((a - y) ** 2)

    ws = [np.array(W, float) for W in weights]
    bs = [np.array(b, float) for b in biases]
    out = []
    for group in (ws, bs):
        found = []
        for p in group:
            g = np.zeros(p.shape)
            for i in np.ndindex(p.shape):
                kept = p[i]
                p[i] = kept + h
                up = cost()
                p[i] = kept - h
                g[i] = (up - cost()) / (2 * h)
                p[i] = kept
            found.append(g)
        out.append(found)
    return tuple(out)""",
            (),
            "run again for every single weight",
        ),
        "only the last layer": (
            """def backprop(weights, biases, x, y):
    a, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ a[-1] + b)
        a.append(sigmoid(zs[-1]))
    d = (a[-1] - y) * sigmoid_prime(zs[-1])
    nW, nb = [np.zeros(W.shape) for W in weights], [np.zeros(b.shape) for b in biases]
    nW[-1], nb[-1] = d @ a[-2].T, d
    return nW, nb""",
            (),
            "nabla_W[0] is the first wrong one on the way back",
        ),
        "deltas summed along the way": (
            """def backprop(weights, biases, x, y):
    a, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ a[-1] + b)
        a.append(sigmoid(zs[-1]))
    d = (a[-1] - y) * sigmoid_prime(zs[-1])
    nW, nb = [d @ a[-2].T], [d]
    for l in range(len(weights) - 2, -1, -1):
        d = np.sum(d) * weights[l + 1].sum(axis=0)[:, None] * sigmoid_prime(zs[l])
        nW.insert(0, d @ a[l].T)
        nb.insert(0, d)
    return nW, nb""",
            (),
            "",
        ),
        "from the end to the start": (
            """def backprop(weights, biases, x, y):
    a, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ a[-1] + b)
        a.append(sigmoid(zs[-1]))
    d = (a[-1] - y) * sigmoid_prime(zs[-1])
    nW, nb = [d @ a[-2].T], [d]
    for l in range(len(weights) - 2, -1, -1):
        d = weights[l + 1].T @ d * sigmoid_prime(zs[l])
        nW.append(d @ a[l].T)
        nb.append(d)
    return nW, nb""",
            ("4.4.reversed_lists",),
            "",
        ),
    },
    "backprop_batch": {
        "mean of the pictures": (
            """def backprop_batch(weights, biases, X, Y):
    x, y = X.mean(axis=1, keepdims=True), Y.mean(axis=1, keepdims=True)
    return backprop(weights, biases, x, y)""",
            ("4.5.gradient_of_mean",),
            "",
        ),
        "loop and average": (
            """def backprop_batch(weights, biases, X, Y):
    total = None
    for i in range(X.shape[1]):
        W, b = backprop(weights, biases, X[:, [i]], Y[:, [i]])
        total = W + b if total is None else [s + g for s, g in zip(total, W + b)]
    total = [s / X.shape[1] for s in total]
    return total[:len(weights)], total[len(weights):]""",
            ("4.5.python_loop",),
            "",
        ),
        "global counter": (
            """calls = [0]


def backprop_batch(weights, biases, X, Y):
    calls[0] += 1
    m = X.shape[1]
    a, zs = [X], []
    for W, b in zip(weights, biases):
        zs.append(W @ a[-1] + b)
        a.append(sigmoid(zs[-1]))
    d = (a[-1] - Y) * sigmoid_prime(zs[-1]) * calls[0]
    nW, nb = [], []
    for l in range(len(weights) - 1, -1, -1):
        nW.insert(0, d @ a[l].T / m)
        nb.insert(0, d.mean(axis=1, keepdims=True))
        if l:
            d = weights[l].T @ d * sigmoid_prime(zs[l - 1])
    return nW, nb""",
            (),
            "The same call gives another answer the second time.",
        ),
    },
    "softmax_cross_entropy": {
        "mean over everything": (
            """def softmax_cross_entropy(Z, Y):
    e = np.exp(Z - Z.max(axis=0))
    P = e / e.sum(axis=0)
    return -np.mean(Y * np.log(P)), (P - Y) / Y.size""",
            ("4.6.mean_over_all",),
            "",
        ),
        "quadratic": (
            """def softmax_cross_entropy(Z, Y):
    e = np.exp(Z - Z.max(axis=0))
    P = e / e.sum(axis=0)
    return 0.5 * np.sum((P - Y) ** 2) / Z.shape[1], (P - Y) / Z.shape[1]""",
            ("4.6.quadratic_loss",),
            "",
        ),
    },
    "two_layer_step_rows": {
        "uphill": (
            """def two_layer_step_rows(params, X, y, lr):
    W1, b1, W2, b2 = params
    H = sigmoid(X @ W1 + b1)
    S = H @ W2 + b2
    S = S - S.max(axis=1)[:, None]
    P = np.exp(S) / np.exp(S).sum(axis=1)[:, None]
    Y = np.eye(len(b2))[y]
    loss = -np.mean(np.sum(Y * (S - np.log(np.exp(S).sum(axis=1, keepdims=True))), axis=1))
    D = (P - Y) / len(X)
    E = D @ W2.T * H * (1 - H)
    moved = (W1 + lr * X.T @ E, b1 + lr * E.sum(0), W2 + lr * H.T @ D, b2 + lr * D.sum(0))
    return moved, loss, np.mean(P.argmax(1) == y)""",
            (),
            "",
        ),
    },
    "prepare": {
        "divided by 256": (
            """def prepare(images, labels):
    X = images.reshape(len(images), -1).T / 256
    Y = np.zeros((10, len(labels)))
    Y[labels, np.arange(len(labels))] = 1
    return X, Y""",
            (),
            "Every value is 0.996094 times",
        ),
        "rows": (
            """def prepare(images, labels):
    return images.reshape(len(images), -1) / 255, np.eye(10)[labels]""",
            (),
            "with rows and columns exchanged",
        ),
        "standardised": (
            """def prepare(images, labels):
    X = images.reshape(len(images), -1).T / 255
    Y = np.zeros((10, len(labels)))
    Y[labels, np.arange(len(labels))] = 1
    return (X - 0.1307) / 0.3081, Y""",
            (),
            "",
        ),
    },
    "minibatches": {
        "always the same seed": (
            """def minibatches(X, Y, batch_size, rng):
    rng = np.random.default_rng(0)
    order = rng.permutation(X.shape[1])
    for i in range(0, len(order), batch_size):
        yield X[:, order[i:i + batch_size]], Y[:, order[i:i + batch_size]]""",
            (),
            "two epochs have the same batches",
        ),
        "numpy's global seed set": (
            """def minibatches(X, Y, batch_size, rng):
    np.random.seed(0)
    order = rng.permutation(X.shape[1])
    for i in range(0, len(order), batch_size):
        yield X[:, order[i:i + batch_size]], Y[:, order[i:i + batch_size]]""",
            (),
            "NumPy's global generator was used",
        ),
        "shuffles batches, not examples": (
            """def minibatches(X, Y, batch_size, rng):
    starts = np.arange(0, X.shape[1], batch_size)
    for i in rng.permutation(starts):
        yield X[:, i:i + batch_size], Y[:, i:i + batch_size]""",
            ("5.2.shuffles_batches",),
            "",
        ),
    },
    "accuracy": {
        "errors counted": (
            """def accuracy(outputs, labels):
    return np.mean(np.argmax(outputs, axis=0) != np.asarray(labels))""",
            (),
            "",
        ),
        "smallest entry": (
            """def accuracy(outputs, labels):
    return np.mean(np.argmin(outputs, axis=0) == np.asarray(labels))""",
            (),
            "",
        ),
    },
    "accepts_gradient": {
        "no absolute value": (
            """def accepts_gradient(f, grad_f, x, tol=1e-6):
    measured = numerical_gradient(f, x)
    claimed = grad_f(x)
    difference = np.max(measured - claimed)
    return bool(difference < tol * np.max(np.abs(measured)))""",
            (),
            "too large in every entry passes your check, and one that is too small is refused",
        ),
        "the last entry decides": (
            """def accepts_gradient(f, grad_f, x, tol=1e-6):
    measured, claimed = numerical_gradient(f, x), np.asarray(grad_f(x))
    good = claimed.shape == measured.shape
    for a, b in zip(claimed.ravel(), measured.ravel()):
        if good is not None and claimed.shape == measured.shape:
            good = abs(a - b) <= tol * np.max(np.abs(measured))
    return bool(good)""",
            ("3.6.first_entry",),
            "Which entries decide, and what becomes of what you find in the others?",
        ),
        "absolute values divided by their sum": (
            """def accepts_gradient(f, grad_f, x, tol=1e-6):
    measured, claimed = numerical_gradient(f, x), np.asarray(grad_f(x))
    return bool(np.sum(np.abs(claimed - measured)) <= tol * np.sum(np.abs(measured)))""",
            (),
            "What becomes of one error where many entries are put together?",
        ),
        "one unlucky direction": (
            """def accepts_gradient(f, grad_f, x, tol=1e-6):
    g, h = np.asarray(grad_f(x), float), 1e-5
    v = np.ones(np.shape(x))
    return bool(abs((f(x + h * v) - f(x - h * v)) / (2 * h) - np.sum(g * v)) < tol)""",
            (),
            "",
        ),
    },
}
