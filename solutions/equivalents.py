"""Mutants of the worked solutions that are as right as these, and why.

`checker verify` changes every worked solution in each small way it knows, and the judge has to
refuse what comes out. These changes it may let pass: by lesson, the exercise, the first line that
the change touches, before and after it, and the reason; "*" after it stands for every change of
that line, where a recipe is judged by what comes out. How a line is laid out makes no difference.
An entry that is no longer needed is itself a fault.
"""

EVEN = "the slope of the sigmoid is the same at z and -z"
SQUARED = "a difference and its negative have the same square"
ONE_AXIS = "an array with one axis is its own transpose"
DOT = "the dot product of two arrays with one axis is the same in either order"
SYMMETRIC = "normal numbers and their negatives are drawn alike"
CANCELS = "a sign above and below the fraction bar cancels"
COLUMN_ROW = "a column times a row is the same with and without a sum over one entry"
STEP = "the step is an array of floating-point numbers, and so is what it is added to"
OWN_FIELDS = "needed only to go on from a student's own fields, which may be lists or columns"
SCALE = "where the two sizes differ by more than the tolerance, the error is larger than either"
LARGEST = "the largest entry of an array is that of its transpose"
ABSOLUTE = "a difference and its negative have the same absolute value"
FLOATS = "the difference to floating-point numbers is of floating-point numbers"

REST = "NumPy takes any one negative size for the rest"
FROM_THE_END = "numbers from the end name the same examples in another order"
NOT_CHANGED = "the delta is built anew for each layer, and nothing changes it in place"
NUMPY_NUMBER = "NumPy's whole number is as good as Python's"
ONLY_SHAPE = "zeros take only the shape of what they are like"
LISTS_TOO = "an array is compared with a list just as well"
ARRAYS = "what is claimed comes as an array of floating-point numbers already"
ENOUGH = "a little more or less of it learns the twenty digits as well"
RECIPE = "a recipe is judged by how many digits its network reads"
HARDLY = "the saved network reads as many digits"
PRECISION = "with seven digits or sixteen, the same digits are read"
SAVED = "the mark rests on the saved network, which may come from any recipe"

EQUIVALENTS: dict[str, list[tuple[str, str, str, str]]] = {
    "01_neuron": [
        (
            "sigmoid",
            "return np.where(z >= 0, 1.0, e) / (1.0 + e)",
            "return np.where(z > 0, 1.0, e) / (1.0 + e)",
            "at z = 0 both branches are 1",
        ),
        ("sigmoid_prime", "s = sigmoid(z)", "s = sigmoid((-z))", EVEN),
        ("neuron_forward", "z = np.dot(w, x) + b", "z = np.dot(x, w) + b", DOT),
        ("neuron_forward", "z = np.dot(w, x) + b", "z = np.dot(w.T, x) + b", ONE_AXIS),
        ("neuron_forward", "z = np.dot(w, x) + b", "z = np.dot(w, x.T) + b", ONE_AXIS),
        (
            "forward_by_hand",
            "perceptron_output = 1 if z > 0 else 0",
            "perceptron_output = 1 if z >= 0 else 0",
            "z is 0 for no numbers that are handed out",
        ),
        ("forward_by_hand", "cost = 0.5 * (a - y) ** 2", "cost = 0.5 * (y - a) ** 2", SQUARED),
        ("quadratic_cost", "d = a - y", "d = y - a", SQUARED),
        (
            "neuron_gradients",
            "z, a = neuron_forward(x, w, b)",
            "z, a = neuron_forward(w, x, b)",
            DOT,
        ),
        ("train_neuron", "return w, b, costs", "return w.T, b, costs", ONE_AXIS),
        (
            "train_neuron",
            "w = w - lr * X @ delta / len(y)",
            "w = w.T - lr * X @ delta / len(y)",
            ONE_AXIS,
        ),
        (
            "train_neuron",
            "w = w - lr * X @ delta / len(y)",
            "w = w - lr * X @ delta.T / len(y)",
            ONE_AXIS,
        ),
        ("train_neuron", "z = w @ X + b", "z = w.T @ X + b", ONE_AXIS),
        ("train_neuron", "b = b - lr * np.mean(delta)", "b = b - lr * np.mean(delta.T)", ONE_AXIS),
        (
            "train_neuron",
            "costs.append(0.5 * np.mean((a - y) ** 2))",
            "costs.append(0.5 * np.mean((y - a) ** 2))",
            SQUARED,
        ),
        (
            "which_learns_faster",
            '"slope_B": a_B * (1 - a_B),',
            '"slope_B": (1 - a_B),',
            "0.0180 and 0.0177 are alike to those who round a to two digits, which is allowed",
        ),
        (
            "which_learns_faster",
            "a_B = 1 / (1 + np.exp(-4.0))",
            "a_B = 1 / (1 + np.exp(4.0))",
            EVEN,
        ),
    ],
    "02_forward_pass": [
        (
            "init_network",
            'spread = {"unit": 1.0, "fan_in": n_in**-0.5, "glorot": (2 / (n_in + n_out)) ** 0.5}[scale]',
            'spread = (-{"unit": 1.0, "fan_in": n_in**-0.5, "glorot": (2 / (n_in + n_out)) ** 0.5}[scale])',
            SYMMETRIC,
        ),
        (
            "init_network",
            "weights.append(spread * rng.standard_normal((n_out, n_in)))",
            "weights.append((-spread) * rng.standard_normal((n_out, n_in)))",
            SYMMETRIC,
        ),
        (
            "init_network",
            "weights.append(spread * rng.standard_normal((n_out, n_in)))",
            "weights.append(spread * (-rng.standard_normal((n_out, n_in))))",
            SYMMETRIC,
        ),
        (
            "softmax",
            "e = np.exp(Z - np.max(Z, axis=axis, keepdims=True))",
            "e = (-np.exp(Z - np.max(Z, axis=axis, keepdims=True)))",
            CANCELS,
        ),
    ],
    "03_hand_backward": [
        ("graph_by_hand", "C = 0.5 * (y - a) ** 2", "C = 0.5 * (a - y) ** 2", SQUARED),
        (
            "fork_gradient",
            "return e * (sigmoid_prime(w1 * u) * w1 + sigmoid_prime(w2 * u) * w2)",
            "return e * (sigmoid_prime((-w1) * u) * w1 + sigmoid_prime(w2 * u) * w2)",
            EVEN,
        ),
        (
            "fork_gradient",
            "return e * (sigmoid_prime(w1 * u) * w1 + sigmoid_prime(w2 * u) * w2)",
            "return e * (sigmoid_prime(w1 * (-u)) * w1 + sigmoid_prime(w2 * u) * w2)",
            EVEN,
        ),
        (
            "fork_gradient",
            "return e * (sigmoid_prime(w1 * u) * w1 + sigmoid_prime(w2 * u) * w2)",
            "return e * (sigmoid_prime(w1 * u) * w1 + sigmoid_prime((-w2) * u) * w2)",
            EVEN,
        ),
        (
            "fork_gradient",
            "return e * (sigmoid_prime(w1 * u) * w1 + sigmoid_prime(w2 * u) * w2)",
            "return e * (sigmoid_prime(w1 * u) * w1 + sigmoid_prime(w2 * (-u)) * w2)",
            EVEN,
        ),
        (
            "backward_by_hand",
            "a2 = np.dot(W2, np.ravel(a1)) + b2",
            "a2 = np.dot(W2, a1) + b2",
            OWN_FIELDS,
        ),
        (
            "backward_by_hand",
            "C = 0.5 * np.sum((np.ravel(a2) - y) ** 2)",
            "C = 0.5 * np.sum((y - np.ravel(a2)) ** 2)",
            SQUARED,
        ),
        (
            "backward_by_hand",
            "C = 0.5 * np.sum((np.ravel(a2) - y) ** 2)",
            "C = 0.5 * np.sum((a2 - y) ** 2)",
            OWN_FIELDS,
        ),
        ("backward_by_hand", "delta2 = np.ravel(a2) - y", "delta2 = a2 - y", OWN_FIELDS),
        (
            "backward_by_hand",
            "delta1 = np.dot(np.transpose(W2), np.ravel(delta2))",
            "delta1 = np.dot(np.transpose(W2), delta2)",
            OWN_FIELDS,
        ),
        (
            "backward_by_hand",
            "dW2_row1 = np.ravel(delta2)[0] * np.ravel(a1)",
            "dW2_row1 = np.ravel(delta2)[0] * a1",
            OWN_FIELDS,
        ),
        (
            "backward_by_hand",
            "dW2_row1 = np.ravel(delta2)[0] * np.ravel(a1)",
            "dW2_row1 = delta2[0] * np.ravel(a1)",
            OWN_FIELDS,
        ),
        (
            "backward_by_hand",
            "dW1_row1 = np.ravel(delta1)[0] * np.array(a0)",
            "dW1_row1 = delta1[0] * np.array(a0)",
            OWN_FIELDS,
        ),
        (
            "backward_by_hand",
            "W1_new_row1 = W1[0] - lr * np.ravel(dW1_row1)",
            "W1_new_row1 = W1[0] - lr * dW1_row1",
            OWN_FIELDS,
        ),
        (
            "backward_by_hand",
            "b2_new = b2 - lr * np.ravel(delta2)",
            "b2_new = b2 - lr * delta2",
            OWN_FIELDS,
        ),
        (
            "numerical_gradient",
            "gradient = np.zeros(x.shape)",
            "gradient = np.ones(x.shape)",
            "every entry is written before it is read",
        ),
        ("numerical_gradient", "x = np.array(x, dtype=float)", "x = np.array(x)", STEP),
        (
            "accepts_gradient",
            "claimed, measured = np.asarray(grad_f(x), dtype=float), numerical_gradient(f, x)",
            "claimed, measured = np.asarray(grad_f(x)), numerical_gradient(f, x)",
            FLOATS,
        ),
        (
            "accepts_gradient",
            "claimed, measured = np.asarray(grad_f(x), dtype=float), numerical_gradient(f, x)",
            "claimed, measured = grad_f(x), numerical_gradient(f, x)",
            ARRAYS,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = min(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            SCALE,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max((-np.max(np.abs(claimed))), np.max(np.abs(measured)))",
            SCALE,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max(np.max(np.abs(claimed)), (-np.max(np.abs(measured))))",
            SCALE,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max(np.min(np.abs(claimed)), np.max(np.abs(measured)))",
            SCALE,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max(np.max((-np.abs(claimed))), np.max(np.abs(measured)))",
            SCALE,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max(np.max(claimed), np.max(np.abs(measured)))",
            SCALE,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max(np.max(np.abs(claimed)), np.min(np.abs(measured)))",
            SCALE,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max(np.max(np.abs(claimed)), np.max((-np.abs(measured))))",
            SCALE,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max(np.max(np.abs(claimed)), np.max(measured))",
            SCALE,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max(np.max(np.abs(claimed.T)), np.max(np.abs(measured)))",
            LARGEST,
        ),
        (
            "accepts_gradient",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured)))",
            "scale = max(np.max(np.abs(claimed)), np.max(np.abs(measured.T)))",
            LARGEST,
        ),
        (
            "accepts_gradient",
            "return bool(np.max(np.abs(claimed - measured)) <= tol * scale)",
            "return bool(np.max(np.abs(measured - claimed)) <= tol * scale)",
            ABSOLUTE,
        ),
        *(
            (
                "two_layer_gradients",
                "dW1, dW2 = delta1 @ x.T, delta2 @ x1.T",
                after,
                COLUMN_ROW,
            )
            for after in (
                "dW1, dW2 = delta1 * x.T, delta2 @ x1.T",
                "dW1, dW2 = delta1 @ x.T, delta2 * x1.T",
            )
        ),
    ],
    "04_vectorized_deltas": [
        (
            "layer_gradients",
            "return delta @ a_prev.T, delta.copy()",
            "return delta * a_prev.T, delta.copy()",
            COLUMN_ROW,
        ),
        (
            "backprop",
            "delta = delta_output(activations[-1], y, zs[-1])",
            "delta = delta_output(activations[-1], y, (-zs[-1]))",
            EVEN,
        ),
        (
            "backprop",
            "delta = delta_hidden(weights[layer], delta, zs[layer - 1])",
            "delta = delta_hidden(weights[layer], delta, (-zs[layer - 1]))",
            EVEN,
        ),
        (
            "backprop_batch",
            "delta = delta_output(activations[-1], Y, zs[-1])",
            "delta = delta_output(activations[-1], Y, (-zs[-1]))",
            EVEN,
        ),
        (
            "backprop_batch",
            "delta = delta_hidden(weights[layer], delta, zs[layer - 1])",
            "delta = delta_hidden(weights[layer], delta, (-zs[layer - 1]))",
            EVEN,
        ),
        (
            "backprop_relu_softmax",
            "delta = (weights[layer].T @ delta) * (zs[layer - 1] > 0)",
            "delta = (weights[layer].T @ delta) * (zs[layer - 1] >= 0)",
            "the slope of ReLU at its corner is a convention",
        ),
    ],
    "05_full_network": [
        (
            "prepare",
            "X = images.reshape(len(images), 784).T / 255",
            "X = images.reshape((-len(images)), 784).T / 255",
            REST,
        ),
        (
            "minibatches",
            "order = rng.permutation(X.shape[1])",
            "order = (-rng.permutation(X.shape[1]))",
            FROM_THE_END,
        ),
        (
            "minibatches",
            "chosen = order[start : start + batch_size]",
            "chosen = (-order[start : start + batch_size])",
            FROM_THE_END,
        ),
        (
            "ArtificialNeuralNetwork",
            "self.activations, self.zs = [a], []",
            'self.activations, self.zs = [a], globals().setdefault("_kept", [])',
            "of the kept list only the last entries are read, and these are new",
        ),
        (
            "ArtificialNeuralNetwork",
            "nabla_W[-1] = delta @ self.activations[-2].T",
            "nabla_W[-1] = delta * self.activations[-2].T",
            COLUMN_ROW,
        ),
        (
            "ArtificialNeuralNetwork",
            "nabla_W[-layer] = delta @ self.activations[-layer - 1].T",
            "nabla_W[-layer] = delta * self.activations[-layer - 1].T",
            COLUMN_ROW,
        ),
        (
            "ArtificialNeuralNetwork",
            "nabla_b[-1] = delta.copy()",
            "nabla_b[-1] = delta",
            NOT_CHANGED,
        ),
        (
            "ArtificialNeuralNetwork",
            "nabla_b[-layer] = delta.copy()",
            "nabla_b[-layer] = delta",
            NOT_CHANGED,
        ),
        (
            "ArtificialNeuralNetwork",
            "return int(np.sum(a.argmax(axis=0) == Y.argmax(axis=0)))",
            "return np.sum(a.argmax(axis=0) == Y.argmax(axis=0))",
            NUMPY_NUMBER,
        ),
        (
            "ArtificialNeuralNetwork",
            "epoch_cost += 0.5 * np.sum((a - y) ** 2)",
            "epoch_cost += 0.5 * np.sum((y - a) ** 2)",
            SQUARED,
        ),
        (
            "Network",
            "self.weights = [rng.normal(size=(n_out, n_in)) for n_in, n_out in pairs]",
            "self.weights = [(-rng.normal(size=(n_out, n_in))) for n_in, n_out in pairs]",
            SYMMETRIC,
        ),
        (
            "Network",
            "self.biases = [rng.normal(size=(n_out, 1)) for _, n_out in pairs]",
            "self.biases = [(-rng.normal(size=(n_out, 1))) for _, n_out in pairs]",
            SYMMETRIC,
        ),
        (
            "Network",
            "self.weights = [W / np.sqrt(W.shape[1]) for W in self.weights]",
            "self.weights = [(-W) / np.sqrt(W.shape[1]) for W in self.weights]",
            SYMMETRIC,
        ),
        (
            "Network",
            "self.weights = [W / np.sqrt(W.shape[1]) for W in self.weights]",
            "self.weights = [W / (-np.sqrt(W.shape[1])) for W in self.weights]",
            SYMMETRIC,
        ),
        (
            "Network",
            "self.biases = [np.zeros_like(b) for b in self.biases]",
            "self.biases = [np.zeros_like((-b)) for b in self.biases]",
            ONLY_SHAPE,
        ),
        (
            "Network",
            "cost = 0.5 * np.sum((self.forward(X) - Y) ** 2) / X.shape[1]",
            "cost = 0.5 * np.sum((Y - self.forward(X)) ** 2) / X.shape[1]",
            SQUARED,
        ),
        (
            "accuracy",
            "return np.mean(np.argmax(outputs, axis=0) == np.asarray(labels))",
            "return np.mean(np.argmax(outputs, axis=0) == labels)",
            LISTS_TOO,
        ),
        ("learn_by_heart", "while len(costs) < 300:", "while len(costs) <= 300:", ENOUGH),
        ("learn_by_heart", "while len(costs) < 300:", "while len(costs) < 301:", ENOUGH),
        ("learn_by_heart", "while len(costs) < 300:", "while len(costs) < 299:", ENOUGH),
        (
            "learn_by_heart",
            "network = Network([784, 32, 10], rng)",
            "network = Network([784, 33, 10], rng)",
            ENOUGH,
        ),
        (
            "learn_by_heart",
            "network = Network([784, 32, 10], rng)",
            "network = Network([784, 31, 10], rng)",
            ENOUGH,
        ),
        (
            "learn_by_heart",
            "costs.append(float(0.5 * np.sum((network.forward(X) - Y) ** 2) / X.shape[1]))",
            "costs.append(float(0.5 * np.sum((Y - network.forward(X)) ** 2) / X.shape[1]))",
            SQUARED,
        ),
        (
            "digits_95",
            "history = network.fit(X, Y, epochs, 16, 3.0, rng, X_val, Y_val)",
            "*",
            RECIPE,
        ),
        ("digits_95", "network = Network([784, 32, 10], rng)", "*", RECIPE),
        (
            "digits_95",
            "X = images.reshape(len(images), -1).T / 255",
            "X = images.reshape(len(images), -1).T / 256",
            HARDLY,
        ),
        (
            "digits_95",
            "X = images.reshape(len(images), -1).T / 255",
            "X = images.reshape(len(images), -1).T / 254",
            HARDLY,
        ),
        (
            "digits_95",
            "X = images.reshape(len(images), -1).T / 255",
            "X = images.reshape(len(images), -2).T / 255",
            REST,
        ),
        (
            "digits_95",
            'return np.argmax(saved["W2"] @ hidden + saved["b2"], axis=0)',
            'return np.argmax((saved["W2"] @ hidden), axis=0)',
            HARDLY,
        ),
        ("digits_98", "X, Y = X.astype(np.float32), Y.astype(np.float32)", "*", SAVED),
        (
            "digits_98",
            "n_in, hidden, epochs, size, first_rate = len(X), 256, 4, 32, 0.5",
            "*",
            SAVED,
        ),
        (
            "digits_98",
            "W1 = (rng.normal(size=(hidden, n_in)) * np.sqrt(2 / n_in)).astype(np.float32)",
            "*",
            SAVED,
        ),
        (
            "digits_98",
            "W2 = (rng.normal(size=(10, hidden)) * np.sqrt(2 / hidden)).astype(np.float32)",
            "*",
            SAVED,
        ),
        (
            "digits_98",
            "b1, b2 = np.zeros((hidden, 1), np.float32), np.zeros((10, 1), np.float32)",
            "*",
            SAVED,
        ),
        ("digits_98", "steps = epochs * -(-X.shape[1] // size)", "*", SAVED),
        ("digits_98", "step = 0", "*", SAVED),
        ("digits_98", "for _ in range(epochs):", "*", SAVED),
        ("digits_98", "for X_b, Y_b in minibatches(X, Y, size, rng):", "*", SAVED),
        (
            "digits_98",
            "rate = np.float32(first_rate * (1 - step / steps) / X_b.shape[1])",
            "*",
            SAVED,
        ),
        ("digits_98", "step += 1", "*", SAVED),
        ("digits_98", "A1 = np.maximum(W1 @ X_b + b1, 0)", "*", SAVED),
        ("digits_98", "Z2 = W2 @ A1 + b2", "*", SAVED),
        ("digits_98", "P = np.exp(Z2 - Z2.max(axis=0))", "*", SAVED),
        ("digits_98", "P /= P.sum(axis=0)", "*", SAVED),
        ("digits_98", "delta2 = rate * (P - Y_b)", "*", SAVED),
        ("digits_98", "delta1 = W2.T @ delta2 * (A1 > 0)", "*", SAVED),
        ("digits_98", "W2 -= delta2 @ A1.T", "*", SAVED),
        ("digits_98", "b2 -= delta2.sum(axis=1, keepdims=True)", "*", SAVED),
        ("digits_98", "W1 -= delta1 @ X_b.T", "*", SAVED),
        ("digits_98", "b1 -= delta1.sum(axis=1, keepdims=True)", "*", SAVED),
        ("digits_98", 'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}', "*", SAVED),
        (
            "digits_98",
            "X = images.reshape(len(images), -1).T / np.float32(255)",
            "X = images.reshape(len(images), -1).T * np.float32(255)",
            HARDLY,
        ),
        (
            "digits_98",
            "X = images.reshape(len(images), -1).T / np.float32(255)",
            "X = images.reshape(len(images), -1).T / 255",
            PRECISION,
        ),
        (
            "digits_98",
            'hidden = np.maximum(saved["W1"] @ X + saved["b1"], 0)',
            'hidden = np.maximum((saved["W1"] @ X), 0)',
            HARDLY,
        ),
        (
            "digits_98",
            'return np.argmax(saved["W2"] @ hidden + saved["b2"], axis=0)',
            'return np.argmax((saved["W2"] @ hidden), axis=0)',
            HARDLY,
        ),
        (
            "digits_98",
            "X = images.reshape(len(images), -1).T / np.float32(255)",
            "X = images.reshape(len(images), -1).T / np.float32(256)",
            HARDLY,
        ),
        (
            "digits_98",
            "X = images.reshape(len(images), -1).T / np.float32(255)",
            "X = images.reshape(len(images), -1).T / np.float32(254)",
            HARDLY,
        ),
        (
            "digits_98",
            "X = images.reshape(len(images), -1).T / np.float32(255)",
            "X = images.reshape(len(images), -2).T / np.float32(255)",
            REST,
        ),
    ],
}
