"""Programs that answer like a known mistake and were written otherwise.

A sentence is chosen by answers, so it goes to every program with these answers. Beside each
mistake stand some with other causes than its own body: a cell, or what is exchanged in the worked
one. A third item lists words that would be false of them.
"""

#: A student's cell, or pieces of the worked cell and what stands in their place.
Program = str | dict[str, str]

ONE_BACK = "delta_hidden(weights[layer], delta, zs[layer - 1])"

OTHER_CAUSES: dict[str, list[tuple[str, str, Program, tuple[str, ...]]]] = {
    "01_neuron": [
        (
            "sigmoid", "positive_exponent",
            "def sigmoid(z):\n    return 1 - 1 / (1 + np.exp(-np.asarray(z)))",
            ("sign must the exponent",),
        ),
        (
            "sigmoid", "precedence",
            "def sigmoid(z):\n    return 1 + np.exp(-np.asarray(z))",
            ("divides before", "sits under"),
        ),
        (
            "sigmoid", "scalar_only",
            "def sigmoid(z):\n    return 1 / (1 + np.exp(-float(z)))",
            ("library",),
        ),
        (
            "sigmoid", "unstable",
            "def sigmoid(z):\n    return np.exp(z) * (1 / (1 + np.exp(z)))",
            ("inf divided by inf",),
        ),
        (
            "sigmoid", "step",
            "def sigmoid(z):\n    return np.round(1 / (1 + np.exp(-np.asarray(z))))",
            ("that is the perceptron",),
        ),
        (
            "sigmoid_prime", "literal_nan",
            ("def sigmoid_prime(z):\n"
            "    return np.exp(-np.asarray(z)) * sigmoid(np.asarray(z)) ** 2"),
            ("divides inf by inf", "quotient"),
        ),
        (
            "sigmoid_prime", "squared",
            "def sigmoid_prime(z):\n    s = sigmoid(z)\n    return s * (1 - s) * s",
            ("quotient rule",),
        ),
        (
            "neuron_gradients", "db_zero",
            ("def neuron_gradients(x, w, b, y):\n"
            "    z = np.dot(w, x) + b\n"
            "    delta = (sigmoid(z) - y) * sigmoid_prime(z)\n"
            "    db = 0.0 * delta\n"
            "    return delta * np.asarray(x), db"),
            ("You treated",),
        ),
        (
            "forward_by_hand", "wrong_side",
            {"1 if z > 0 else 0": "0 if z > 0 else 1"},
            ("always says",),
        ),
        (
            "which_learns_faster", "worse_learns_faster",
            {'"slope",': '" Error ",'},
            ("Your prediction",),
        ),
    ],
    "02_forward_pass": [
        (
            "init_network", "zeros",
            {"spread * rng.standard_normal((n_out, n_in))": "0 * rng.random((n_out, n_in))"},
            ("for ever",),
        ),
    ],
    "03_hand_backward": [
        (
            "fork_gradient", "last_path",
            ("def fork_gradient(u, w1, w2, y):\n"
            "    e = sigmoid(w1 * u) + sigmoid(w2 * u) - y\n"
            "    s = sigmoid(w2 * u)\n"
            "    return e * s * (1 - s) * w2"),
            ("assignment", "replaced"),
        ),
        (
            "numerical_gradient", "forward_difference",
            ("def numerical_gradient(f, x, h=1e-5):\n"
            "    x = np.array(x, dtype=float)\n"
            "    gradient = np.zeros(x.shape)\n"
            "    for place in np.ndindex(x.shape):\n"
            "        moved = x.copy()\n"
            "        moved[place] += h\n"
            "        gradient[place] = (f(moved) - f(x.copy())) / h\n"
            "    return gradient"),
            ("h = 1e-3",),
        ),
        (
            "accepts_gradient", "allclose_defaults",
            {"<= tol * scale)": "<= 1e-8 + 1e-5 * np.max(np.abs(measured)))"},
            ("that you call",),
        ),
    ],
    "04_vectorized_deltas": [
        (
            "backprop", "slope_of_last_layer",
            {ONE_BACK: "delta_hidden(weights[layer], delta, zs[layer])"},
            ("loop variable", "the last one"),
        ),
        (
            "backprop", "first_layer_zero",
            {
                "nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)": (
                    "nabla_W = [np.zeros(W.shape) for W in weights]\n"
                    "    nabla_b = [np.zeros(b.shape) for b in biases]"
                ),
                "reversed(range(len(weights)))": (
                    "[len(weights) - 1] + list(range(1, len(weights) - 1))[::-1]"
                ),
            },
            ("the loop ended",),
        ),
        (
            "backprop_batch", "averaged_twice",
            {"/ m": "/ m**2"},
            ("two places",),
        ),
        (
            "backprop_batch", "slope_of_next_layer",
            {ONE_BACK: "(weights[layer].T @ delta) * sigmoid_prime(zs[layer])"},
            ("the last one",),
        ),
        (
            "backprop_batch", "last_example",
            {"m = X.shape[1]": "X, Y = X[:, [-1]], Y[:, [-1]]\n    m = 1"},
            ("overwritten",),
        ),
    ],
    "05_full_network": [
        (
            "prepare", "integer_division",
            {"/ 255": "// 255"},
            ("whole numbers by whole numbers",),
        ),
        (
            "prepare", "integer_division",
            ("def prepare(images, labels):\n"
            "    X = (images / 255).astype(int).reshape(len(images), -1).T\n"
            "    Y = np.zeros((10, len(labels)))\n"
            "    Y[labels, np.arange(len(labels))] = 1\n"
            "    return X, Y"),
            ("dividing", "division"),
        ),
        (
            "prepare", "scaled_twice",
            {"/ 255": "/ 65025"},
            ("happened twice",),
        ),
        (
            "prepare", "labels_as_column_order",
            ("def prepare(images, labels):\n"
            "    X = images.reshape(len(images), -1).T / 255\n"
            "    Y = np.zeros((10, len(labels)))\n"
            "    rank = {digit: row for row, digit in enumerate(sorted(set(labels.tolist())))}\n"
            "    Y[[rank[digit] for digit in labels.tolist()], np.arange(len(labels))] = 1\n"
            "    return X, Y"),
            ("in which they occur",),
        ),
        (
            "ArtificialNeuralNetwork", "never_steps",
            {"self._step()": "self._zero_grad()\n                self._step()"},
            ("never called",),
        ),
    ],
}  # fmt: skip
