"""Right answers of notebook 5 in other clothes: each text is a cell that earns full marks."""

STYLES: dict[str, list[str]] = {
    "prepare": [
        """def prepare(images, labels):
    X = np.array([image.ravel() for image in images], dtype=np.float32).T / 255
    return X, np.eye(10)[labels].T""",
        """def prepare(pictures, digits):
    Y = np.zeros((10, len(digits)), dtype=int)
    for j, digit in enumerate(digits):
        Y[digit, j] = 1
    return np.moveaxis(pictures, 0, -1).reshape(784, -1) * (1 / 255), Y""",
        """def prepare(images, labels):
    X = np.zeros((784, len(images)))
    for j in range(len(images)):
        X[:, j] = images[j].flatten() / 255.0
    return [X, np.arange(10)[:, np.newaxis] == labels]""",
        """def prepare(images, labels):
    X = np.einsum("mrc->rcm", images / 255).reshape(28 * 28, len(images))
    Y = (np.arange(10).reshape(10, 1) == np.asarray(labels)).astype(np.int8)
    print("prepared", X.shape)
    return X, Y, "more than was asked\"""",
        """def prepare(images, labels):
    X = np.stack([image.ravel() for image in images], axis=1) / 255.0
    return X, np.equal(np.arange(10)[:, None], labels)""",
        """def prepare(images, labels):
    X = np.asarray(images, dtype=np.float32).transpose(1, 2, 0).reshape(784, -1) / np.float32(255)
    Y = [[1.0 if label == k else 0.0 for label in labels] for k in range(10)]
    return X, np.array(Y, dtype=np.float32)""",
    ],
    "minibatches": [
        """def minibatches(X, Y, batch_size, rng):
    order = np.argsort(rng.random(X.shape[1]))
    batches = []
    for start in range(0, X.shape[1], batch_size):
        chosen = order[start : start + batch_size]
        batches.append((X[:, chosen].copy(), Y[:, chosen].copy()))
    return batches""",
        """def minibatches(X, Y, batch_size, rng):
    order = list(range(X.shape[1]))
    rng.shuffle(order)
    while order:
        chosen, order = order[:batch_size], order[batch_size:]
        yield [X[:, chosen], Y[:, chosen]]""",
        """def minibatches(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    starts = range(0, len(order), batch_size)
    slices = (order[start : start + batch_size] for start in starts)
    return ((X.T[chosen].T, Y.T[chosen].T) for chosen in slices)""",
        """def minibatches(X, Y, batch_size, rng):
    both = rng.permutation(np.vstack([X, Y]), axis=1)
    m = X.shape[1]
    for k in range(-(-m // batch_size)):
        part = both[:, k * batch_size : (k + 1) * batch_size]
        yield part[: len(X)], part[len(X) :]""",
        """def minibatches(X, Y, batch_size, rng):
    order = list(range(X.shape[1]))
    rng.shuffle(order)
    return [(X[:, order[i:i + batch_size]], Y[:, order[i:i + batch_size]])
            for i in range(0, len(order), batch_size)]""",
        """class minibatches:
    def __init__(self, X, Y, batch_size, rng):
        self.X, self.Y, self.size = X, Y, batch_size
        self.left = np.argsort(rng.random(X.shape[1]))

    def __iter__(self):
        return self

    def __next__(self):
        if not len(self.left):
            raise StopIteration
        now, self.left = self.left[:self.size], self.left[self.size:]
        return self.X.take(now, axis=1), self.Y.take(now, axis=1)""",
    ],
    "ArtificialNeuralNetwork": [
        """class ArtificialNeuralNetwork:
    def __init__(self, layer_sizes, rng):
        self.num_layers = len(layer_sizes)
        self.weights = [rng.normal(size=(j, k)) for k, j in zip(layer_sizes, layer_sizes[1:])]
        self.biases = [rng.normal(size=(j, 1)) for j in layer_sizes[1:]]
        self.costs = []

    def train(self, X, Y, num_epochs, minibatch_size, learning_rate, rng):
        m = X.shape[1]
        for epoch in range(num_epochs):
            order = rng.permutation(X.shape[1])
            epoch_cost = 0
            for start in range(0, m, minibatch_size):
                self._zero_grad()
                for i in order[start : start + minibatch_size]:
                    x, y = X[:, [i]], Y[:, [i]]
                    a = self.forward(x)
                    d_nabla_W, d_nabla_b = self._backward(y)
                    self._accumulate_grad(d_nabla_W, d_nabla_b)
                    epoch_cost += 0.5 * np.linalg.norm(a - y) ** 2
                self._step(learning_rate, min(minibatch_size, m - start))
            print(f"Epoch {epoch + 1}: loss {epoch_cost / m:.2f}")
            self.costs.append(epoch_cost / m)

    def _zero_grad(self):
        self.nabla_W = [np.zeros(W.shape) for W in self.weights]
        self.nabla_b = [np.zeros(b.shape) for b in self.biases]

    def _accumulate_grad(self, d_nabla_W, d_nabla_b):
        self.nabla_W = [nw + dnw for nw, dnw in zip(self.nabla_W, d_nabla_W)]
        self.nabla_b = [nb + dnb for nb, dnb in zip(self.nabla_b, d_nabla_b)]

    def _step(self, learning_rate, count):
        self.weights = [
            w - (learning_rate / count) * nw for w, nw in zip(self.weights, self.nabla_W)
        ]
        self.biases = [b - (learning_rate / count) * nb for b, nb in zip(self.biases, self.nabla_b)]

    def forward(self, a):
        self.activations = [a]
        self.zs = []
        for W, b in zip(self.weights, self.biases):
            z = np.dot(W, a) + b
            a = sigmoid(z)
            self.zs.append(z)
            self.activations.append(a)
        return a

    def _backward(self, y):
        nabla_W = [np.zeros(W.shape) for W in self.weights]
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        delta = (self.activations[-1] - y) * sigmoid_prime(self.zs[-1])
        nabla_W[-1] = np.dot(delta, self.activations[-1 - 1].T)
        nabla_b[-1] = delta
        for l in range(2, self.num_layers):
            delta = np.dot(self.weights[-l + 1].T, delta) * sigmoid_prime(self.zs[-l])
            nabla_W[-l] = np.dot(delta, self.activations[-l - 1].T)
            nabla_b[-l] = delta
        return nabla_W, nabla_b

    def num_correct(self, X, Y):
        kept = self.activations, self.zs
        columns = [self.forward(X[:, [i]]) for i in range(X.shape[1])]
        self.activations, self.zs = kept
        return sum(int(np.argmax(a) == np.argmax(y)) for a, y in zip(columns, Y.T))""",
        """class ArtificialNeuralNetwork:
    # everything at once: one matrix per layer, one column per example
    def __init__(self, sizes, rng):
        self.weights = [rng.standard_normal((n, k)) for k, n in zip(sizes[:-1], sizes[1:])]
        self.biases = [rng.standard_normal((n, 1)) for n in sizes[1:]]
        self.costs = []

    def pass_through(self, A):
        layers = [A]
        for W, b in zip(self.weights, self.biases):
            layers += [W @ layers[-1] + b]
            layers += [sigmoid(layers[-1])]
        return layers

    def forward(self, x):
        self.layers = self.pass_through(x)
        return self.layers[-1]

    def _backward(self, y):
        slope, gradients = self.layers[-1] - y, []
        for number in range(len(self.weights) - 1, -1, -1):
            delta = slope * sigmoid_prime(self.layers[2 * number + 1])
            gradients += [(delta @ self.layers[2 * number].T, delta.sum(axis=1, keepdims=True))]
            slope = self.weights[number].T @ delta
        nabla_W, nabla_b = zip(*gradients[::-1])
        return list(nabla_W), list(nabla_b)

    def train(self, X, Y, num_epochs, minibatch_size, learning_rate, rng):
        for _ in range(num_epochs):
            order, cost = rng.permutation(len(X[0])), 0.0
            while len(order):
                batch, order = np.split(order, [min(minibatch_size, len(order))])
                cost += 0.5 * ((self.forward(X[:, batch]) - Y[:, batch]) ** 2).sum()
                for place, (dW, db) in enumerate(zip(*self._backward(Y[:, batch]))):
                    self.weights[place] = self.weights[place] - learning_rate * dW / len(batch)
                    self.biases[place] = self.biases[place] - learning_rate * db / len(batch)
            self.costs.append(cost / X.shape[1])

    def num_correct(self, X, Y):
        return np.count_nonzero(self.pass_through(X)[-1].argmax(0) == Y.argmax(0))""",
        """class ArtificialNeuralNetwork:
    def __init__(self, layer_sizes, rng):
        self.num_layers, self.costs = len(layer_sizes), []
        self.weights = [rng.normal(size=(j, k)) for k, j in pairwise(layer_sizes)]
        self.biases = [rng.normal(size=(j, 1)) for j in layer_sizes[1:]]

    def forward(self, a, keep=True):
        zs, activations = [], [a]
        for W, b in zip(self.weights, self.biases):
            zs.append(W.dot(a) + b)
            a = sigmoid(zs[-1])
            activations.append(a)
        if keep:
            self.zs, self.activations = zs, activations
        return a

    def _backward(self, y):
        delta = (self.activations[-1] - y) * sigmoid_prime(self.zs[-1])
        deltas = [delta]
        for W, z in zip(self.weights[:0:-1], self.zs[-2::-1]):
            delta = (W.T @ delta) * sigmoid_prime(z)
            deltas.insert(0, delta)
        return [d * a.T for d, a in zip(deltas, self.activations)], deltas

    def train(self, X, Y, num_epochs, minibatch_size, learning_rate, rng):
        m = X.shape[1]
        for _ in range(num_epochs):
            order = list(range(m))
            rng.shuffle(order)
            costs = []
            for start in range(0, m, minibatch_size):
                batch = order[start : start + minibatch_size]
                gradients = []
                for i in batch:
                    a = self.forward(X[:, i : i + 1])
                    costs.append(0.5 * float(np.sum((a - Y[:, i : i + 1]) ** 2)))
                    gradients.append(self._backward(Y[:, i : i + 1]))
                for place in range(self.num_layers - 1):
                    dW = np.mean([nabla_W[place] for nabla_W, _ in gradients], axis=0)
                    db = np.mean([nabla_b[place] for _, nabla_b in gradients], axis=0)
                    self.weights[place] = self.weights[place] - learning_rate * dW
                    self.biases[place] = self.biases[place] - learning_rate * db
            self.costs.append(np.mean(costs))

    def num_correct(self, X, Y):
        return (self.forward(X, keep=False).argmax(0) == Y.argmax(0)).sum()""",
    ],
    "Network": [
        """class Network:
    def __init__(self, sizes, rng, scale="fan_in"):
        self.weights, self.biases = [], []
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            spread = n_in**-0.5 if scale == "fan_in" else 1.0
            self.weights.append(rng.normal(0, spread, (n_out, n_in)))
            self.biases.append((scale != "fan_in") * rng.normal(size=(n_out, 1)))

    def forward(self, X):
        self.activations = [X]
        for W, b in zip(self.weights, self.biases):
            self.activations.append(sigmoid(np.dot(W, self.activations[-1]) + b))
        return self.activations[-1]

    def gradients(self, X, Y):
        A = self.forward(X)
        slope = (A - Y) / len(X.T)
        nabla_W, nabla_b = [], []
        for W, A_in in zip(self.weights[::-1], self.activations[-2::-1]):
            delta = slope * A * (1 - A)
            nabla_W.append(np.einsum("jm,km->jk", delta, A_in))
            nabla_b.append(delta @ np.ones((len(X.T), 1)))
            slope, A = W.T @ delta, A_in
        return nabla_W[::-1], nabla_b[::-1]

    def update(self, X, Y, lr):
        # in place: the arrays are this network's own
        for parameters, nablas in zip((self.weights, self.biases), self.gradients(X, Y)):
            for parameter, nabla in zip(parameters, nablas):
                parameter -= lr * nabla

    def predict(self, X):
        return np.argmax(self.forward(X), axis=0)

    def fit(self, X, Y, epochs, batch_size, lr, rng, X_val=None, Y_val=None):
        costs, accuracies = [], []
        for epoch in range(epochs):
            for X_b, Y_b in minibatches(X, Y, batch_size, rng):
                self.update(X_b, Y_b, lr)
            costs.append(np.mean(np.sum((self.forward(X) - Y) ** 2, axis=0)) / 2)
            X_c, Y_c = (X, Y) if X_val is None else (X_val, Y_val)
            accuracies.append(np.mean(self.predict(X_c) == np.argmax(Y_c, axis=0)))
            print(f"epoch {epoch + 1}: {accuracies[-1]:.2%}")
        return {"cost": costs, "accuracy": accuracies}""",
        """class Network:
    def __init__(self, sizes, rng, scale="fan_in"):
        shapes = list(zip(sizes[1:], sizes))
        self.biases = [np.zeros((n, 1)) for n, _ in shapes]
        self.weights = [rng.standard_normal(shape) / np.sqrt(shape[1]) for shape in shapes]
        if scale == "unit":
            self.biases = [rng.standard_normal(b.shape) for b in self.biases]
            self.weights = [W * np.sqrt(W.shape[1]) for W in self.weights]

    def _backpropagate(self, A, Y, layer=0):
        if layer == len(self.weights):
            return A - Y, [], []
        out = sigmoid(self.weights[layer] @ A + self.biases[layer])
        slope, nabla_W, nabla_b = self._backpropagate(out, Y, layer + 1)
        delta = slope * out * (1 - out)
        dW, db = delta @ A.T / A.shape[1], np.mean(delta, axis=1, keepdims=True)
        return self.weights[layer].T @ delta, [dW, *nabla_W], [db, *nabla_b]

    def forward(self, X):
        for layer in range(len(self.weights)):
            X = sigmoid(self.weights[layer] @ X + self.biases[layer])
        return X

    def gradients(self, X, Y):
        return self._backpropagate(X, Y)[1:]

    def update(self, X, Y, lr):
        nabla_W, nabla_b = self.gradients(X, Y)
        for layer in range(len(self.weights)):
            self.weights[layer] = self.weights[layer] - lr * nabla_W[layer]
            self.biases[layer] = self.biases[layer] - lr * nabla_b[layer]

    def predict(self, X):
        return [int(np.argmax(column)) for column in self.forward(X).T]

    def fit(self, X, Y, epochs, batch_size, lr, rng, X_val=None, Y_val=None):
        history = {"cost": [], "accuracy": [], "seconds": []}
        m = X.shape[1]
        order = np.arange(m)
        while len(history["cost"]) < epochs:
            rng.shuffle(order)  # of the epoch before
            for start in range(0, m, batch_size):
                batch = order[start : start + batch_size]
                self.update(X[:, batch], Y[:, batch], lr)
            history["cost"].append(np.sum((self.forward(X) - Y) ** 2) / (2 * m))
            if X_val is None:
                right = np.array(self.predict(X)) == Y.argmax(0)
            else:
                right = np.array(self.predict(X_val)) == Y_val.argmax(0)
            history["accuracy"].append(right.mean())
        return history""",
        """def start_of(sizes, rng, scale):
    weights = [rng.normal(size=(n, k)) for k, n in zip(sizes, sizes[1:])]
    if scale == "unit":
        return weights, [rng.normal(size=(n, 1)) for n in sizes[1:]]
    return [W / len(W.T) ** 0.5 for W in weights], [np.zeros((n, 1)) for n in sizes[1:]]


class Network:
    def __init__(self, sizes, rng, scale="fan_in", verbose=False):
        self.weights, self.biases = start_of(sizes, rng, scale)

    def passes(self, X):
        zs, activations = [], [X]
        for W, b in zip(self.weights, self.biases):
            zs.append(np.matmul(W, activations[-1]) + b)
            activations.append(sigmoid(zs[-1]))
        return zs, activations

    def forward(self, X):
        return self.passes(X)[1][-1]

    def gradients(self, X, Y):
        zs, activations = self.passes(X)
        deltas = [(activations[-1] - Y) * sigmoid_prime(zs[-1])]
        for W, z in zip(reversed(self.weights), reversed(zs[:-1])):
            deltas.append((deltas[-1].T @ W).T * sigmoid_prime(z))
        deltas.reverse()
        m = X.shape[1]
        nabla_W = [delta @ A.T / m for delta, A in zip(deltas, activations)]
        return nabla_W, [delta.sum(1)[:, None] / m for delta in deltas]

    def update(self, X, Y, lr):
        steps = self.gradients(X, Y)
        self.weights = [W - lr * d for W, d in zip(self.weights, steps[0])]
        self.biases = [b - lr * d for b, d in zip(self.biases, steps[1])]

    def predict(self, X):
        return self.forward(X).argmax(0)

    def fit(self, X, Y, epochs, batch_size, lr, rng, X_val=None, Y_val=None):
        X_val, Y_val = (X, Y) if X_val is None else (X_val, Y_val)
        seen = []
        for _ in range(epochs):
            [self.update(*batch, lr) for batch in minibatches(X, Y, batch_size, rng)]
            cost = 0.5 * np.linalg.norm(self.forward(X) - Y) ** 2 / X.shape[1]
            seen.append((cost, (self.predict(X_val) == Y_val.argmax(0)).mean()))
        return {"cost": [cost for cost, _ in seen], "accuracy": [share for _, share in seen]}""",
    ],
    "accuracy": [
        """def accuracy(outputs, labels):
    return sum(np.argmax(column) == y for column, y in zip(np.transpose(outputs), labels)) / len(
        labels
    )""",
        """def accuracy(outputs, labels):
    winners = np.asarray(outputs).argmax(0)
    return np.array([np.count_nonzero(winners == labels) / winners.size])""",
        """accuracy = lambda A, y: float((np.argmax(np.asarray(A), axis=0) == np.array(y)).mean())""",
        """def accuracy(outputs, labels):
    outputs = np.asarray(outputs)
    one_hot = np.eye(len(outputs))[labels].T
    winners = np.eye(len(outputs))[outputs.argmax(axis=0)].T
    return np.sum(one_hot * winners) / outputs.shape[1]""",
        """def accuracy(outputs, labels):
    columns = list(zip(*np.asarray(outputs).tolist()))
    hits = [column.index(max(column)) == label for column, label in zip(columns, labels)]
    return sum(hits) / len(hits)""",
    ],
    "learn_by_heart": [
        """def learn_by_heart(X, Y, rng):
    network = Network([784, 32, 10], rng)
    costs = [1.0]
    costs.clear()
    while not costs or costs[-1] >= 0.01:
        costs.append(np.mean(np.sum((network.forward(X) - Y) ** 2, axis=0)) / 2)
        network.update(X, Y, 3.0)
        assert len(costs) < 2000
    return costs""",
        """def learn_by_heart(X, Y, rng):
    network = Network([784, 64, 10], rng)
    costs = np.zeros(1200)
    for step in range(1200):
        costs[step] = ((network.forward(X) - Y) ** 2).sum() / 2 / X.shape[1]
        nabla_W, nabla_b = network.gradients(X, Y)
        for place in (0, 1):
            network.weights[place] = network.weights[place] - 1.5 * nabla_W[place]
            network.biases[place] = network.biases[place] - 1.5 * nabla_b[place]
    return costs""",
        """def learn_by_heart(X, Y, rng):
    network = Network([784, 32, 10], rng)
    history = network.fit(X, Y, 600, X.shape[1], 2.0, rng)
    start = Network([784, 32, 10], rng).forward(X)
    return [0.5 * np.sum((start - Y) ** 2) / X.shape[1]] + history["cost"]""",
        """def learn_by_heart(X, Y, rng):
    def costs():
        net = Network((784, 24, 10), rng)
        for _ in range(800):
            c = float(np.sum((net.forward(X) - Y) ** 2)) / (2 * X.shape[1])
            yield c
            if c < 0.005:
                return
            net.update(X, Y, 3.0)

    return tuple(costs())""",
    ],
    "digits_95": [
        """def train_digits(X, Y, X_val, Y_val, rng, epochs):
    network = Network([784, 32, 10], rng)
    best, kept = -1.0, None
    for _ in range(epochs):
        share = network.fit(X, Y, 1, 16, 3.0, rng, X_val, Y_val)["accuracy"][0]
        if share > best:
            best, kept = share, [p.copy() for p in (*network.weights, *network.biases)]
    network.weights, network.biases = kept[:2], kept[2:]
    return network


def digits_95(images):
    saved = np.load("digits_95.npz")
    network = Network([784, 32, 10], np.random.default_rng(0))
    network.weights = [saved["W1"], saved["W2"]]
    network.biases = [saved["b1"], saved["b2"]]
    X, _ = prepare(images, np.zeros(len(images), dtype=int))
    return network.predict(X)""",
        """def train_digits(X, Y, X_val, Y_val, rng, epochs):
    net = Network([784, 32, 10], rng)
    for _ in range(epochs):
        for X_b, Y_b in minibatches(X, Y, 16, rng):
            net.update(X_b, Y_b, 3.0)
    return net, {"cost": [], "accuracy": []}


def digits_95(images):
    with np.load("digits_95.npz") as saved:
        W1, b1, W2, b2 = (saved[name].astype(float) for name in ("W1", "b1", "W2", "b2"))
    return [
        int(np.argmax(W2 @ sigmoid(W1 @ image.reshape(784, 1) / 255 + b1) + b2)) for image in images
    ]""",
        """class Trained(Network):
    pass


def train_digits(X, Y, X_val, Y_val, rng, epochs):
    net = Trained([784, 64, 10], rng)
    return [net, net.fit(X, Y, epochs, 10, 2.0, rng, X_val, Y_val)]


def digits_95(images):
    saved = np.load("digits_95.npz")
    rows = np.float32(images).reshape(-1, 784) / 255
    rows = sigmoid(rows @ saved["W1"].T + saved["b1"].T)
    return np.argmax(sigmoid(rows @ saved["W2"].T + saved["b2"].T), axis=1)""",
    ],
    "digits_98": [
        """def digits_98(images):
    saved = np.load("digits_98.npz")
    A = images.reshape(-1, 784).T / 255
    Z = saved["W2"] @ np.clip(saved["W1"] @ A + saved["b1"], 0, None) + saved["b2"]
    P = np.exp(Z - Z.max(axis=0))
    return (P / P.sum(axis=0)).argmax(axis=0)""",
        """def relu(z):
    return z * (z > 0)


def digits_98(images):
    with np.load("digits_98.npz") as file:
        network = {name: np.asarray(file[name], dtype=np.float32) for name in file.files}
    labels = []
    for some in np.array_split(images, 10):
        x = some.reshape(len(some), 784) / np.float32(255)
        hidden = relu(x @ network["W1"].T + network["b1"].ravel())
        labels.extend((hidden @ network["W2"].T + network["b2"].ravel()).argmax(axis=1))
    return np.array(labels, dtype=np.uint8)""",
        """def digits_98(images):
    X, _ = prepare(images, np.zeros(len(images), dtype=int))
    saved = np.load("digits_98.npz")
    hidden = np.maximum(0, saved["W1"] @ X + saved["b1"])
    return (saved["W2"] @ hidden + saved["b2"]).argmax(axis=0)[:, np.newaxis]""",
    ],
    "what_accuracy_proves": [
        """what_accuracy_proves = {
    "passing": " ab ",
    "finds_A": "One Step",
    "finds_B": " gradient check",
    "zero_start": "Copies",
    "lr_300": "stuck ",
}""",
        """what_accuracy_proves = dict(passing="AB", finds_A="one step")
what_accuracy_proves["finds_B"] = "gradient check"
what_accuracy_proves |= {"zero_start": "copies", "lr_300": "STUCK"}""",
    ],
}
