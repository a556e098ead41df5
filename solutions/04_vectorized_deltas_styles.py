"""Right answers of notebook 4 in other clothes: each text is a cell that earns full marks.

A student may write any correct program. The accept tests run all of these, and made-up classes
are dressed in them.
"""

LAYERS_RIGHT = """


def layers_right(cost):
    if cost == "quadratic":
        return [3]
    return [2]"""

STYLES: dict[str, list[str]] = {
    "delta_output": [
        """def delta_output(a, y, z):
    error = np.subtract(a, y)
    s = sigmoid(z)
    return np.multiply(error, s - s**2)""",
        """def delta_output(a, y, z):
    delta = np.zeros(a.shape)
    for j in range(a.shape[0]):
        for i in range(a.shape[1]):
            delta[j, i] = (a[j, i] - y[j, i]) * sigmoid_prime(z[j, i])
    return delta""",
        """def delta_output(output, target, pre_activation, verbose=False):
    # a is σ(z), so its slope can be read off a itself
    return -(target - output) * output * (1 - output)""",
        """delta_output = lambda a, y, z: sigmoid_prime(z) * a - sigmoid_prime(z) * y""",
        """def delta_output(a, y, z, h=1e-5):
    # the definition: half squares measured on both sides
    return (0.5 * (sigmoid(z + h) - y) ** 2 - 0.5 * (sigmoid(z - h) - y) ** 2) / (2 * h)""",
        """def delta_output(a, y, z):
    return np.frompyfunc(lambda p, q, v: (p - q) * float(sigmoid_prime(v)), 3, 1)(a, y, z).astype(float)""",
        """class Delta(np.ndarray):
    pass


def delta_output(a, y, z):
    return ((a - y) * sigmoid_prime(z)).view(Delta)""",
    ],
    "delta_hidden": [
        """def delta_hidden(W_next, delta_next, z):
    return np.einsum("jk,ji->ki", W_next, delta_next) * sigmoid_prime(z)""",
        """def delta_hidden(W_next, delta_next, z):
    signal = (delta_next.T @ W_next).T
    return np.multiply(signal, sigmoid_prime(z))""",
        """def delta_hidden(W_next, delta_next, z):
    delta = np.zeros(z.shape)
    for i in range(z.shape[1]):
        for k in range(z.shape[0]):
            total = 0.0
            for j in range(W_next.shape[0]):
                total += W_next[j, k] * delta_next[j, i]
            delta[k, i] = total * sigmoid_prime(z[k, i])
    return delta""",
        """def delta_hidden(W_next, delta_next, z):
    columns = []
    for i in range(z.shape[1]):
        jacobian = W_next @ np.diag(sigmoid_prime(z[:, i]))
        columns.append(jacobian.T @ delta_next[:, i])
    return np.column_stack(columns)""",
        """def delta_hidden(W_next, delta_next, z):
    return np.tensordot(W_next, delta_next, axes=(0, 0)) * sigmoid_prime(z)""",
        """def delta_hidden(W_next, delta_next, z):
    signal = sum(np.outer(row, d) for row, d in zip(W_next, delta_next))
    return signal * sigmoid_prime(z)""",
    ],
    "layer_gradients": [
        """def layer_gradients(delta, a_prev):
    return np.outer(delta, a_prev), np.array(delta)""",
        """def layer_gradients(delta, a_prev):
    dW = delta * a_prev.T
    db = 1.0 * delta
    return [dW, db]""",
        """def layer_gradients(delta, a_prev):
    dW = np.multiply.outer(delta.ravel(), a_prev.ravel())
    return dW, delta + 0""",
        """def layer_gradients(delta, a_prev):
    dW = [[float(d) * float(a) for a in a_prev.ravel()] for d in delta.ravel()]
    return dW, [[float(d)] for d in delta.ravel()]""",
        """def layer_gradients(delta, a_prev):
    with_one = np.vstack([a_prev, [[1.0]]])  # the bias as weight of a constant input
    both = delta @ with_one.T
    return both[:, :-1], both[:, -1:]""",
        """def layer_gradients(delta, a_prev):
    return np.kron(delta, a_prev.T), np.array(delta, order="F")""",
        """def layer_gradients(delta, a_prev):
    return np.matrix(delta) * np.matrix(a_prev).T, np.matrix(delta)""",
    ],
    "backprop": [
        """def backprop(weights, biases, x, y):
    # lecture 001: counted from the end
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(np.dot(W, activations[-1]) + b)
        activations.append(sigmoid(zs[-1]))
    nabla_W = [None] * len(weights)
    nabla_b = [None] * len(biases)
    delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
    nabla_W[-1], nabla_b[-1] = np.dot(delta, activations[-2].T), delta
    for l in range(2, len(weights) + 1):
        delta = np.dot(weights[-l + 1].T, delta) * sigmoid_prime(zs[-l])
        nabla_b[-l] = delta
        nabla_W[-l] = np.dot(delta, activations[-l - 1].T)
    return nabla_W, nabla_b""",
        """def backprop(weights, biases, x, y):
    # carries the slope for a through the loop instead of delta
    activations = [np.asarray(x)]
    for W, b in zip(weights, biases):
        activations += [sigmoid(W @ activations[-1] + b)]
    dC_da = activations[-1] - y
    nabla_W, nabla_b = (), ()
    for W, a_in, a_out in zip(weights[::-1], activations[-2::-1], activations[:0:-1]):
        dC_dz = dC_da * a_out * (1 - a_out)
        nabla_W = (dC_dz @ a_in.T, *nabla_W)
        nabla_b = (dC_dz, *nabla_b)
        dC_da = W.T @ dC_dz
    return nabla_W, nabla_b""",
        """def walk(weights, biases, a, y):
    if not weights:
        return [], [], a - y
    z = weights[0] @ a + biases[0]
    nabla_W, nabla_b, signal = walk(weights[1:], biases[1:], sigmoid(z), y)
    delta = signal * sigmoid_prime(z)
    return [delta @ a.T] + nabla_W, [delta] + nabla_b, weights[0].T @ delta


def backprop(weights, biases, x, y):
    nabla_W, nabla_b, _ = walk(list(weights), list(biases), x, y)
    return nabla_W, nabla_b""",
        """def backprop(weights, biases, x, y):
    # explicit Jacobians, from the output back
    a, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ a[-1] + b)
        a.append(sigmoid(zs[-1]))
    row = (a[-1] - y).T @ np.diag(sigmoid_prime(zs[-1]).ravel())
    nabla_W, nabla_b = [], []
    for place in range(len(weights) - 1, -1, -1):
        nabla_W.insert(0, np.outer(row, a[place]))
        nabla_b.insert(0, row.T.copy())
        if place:
            row = row @ weights[place] @ np.diag(sigmoid_prime(zs[place - 1]).ravel())
    return nabla_W, nabla_b""",
        """class Network:
    def __init__(self, weights, biases):
        self.layers = list(zip(weights, biases))

    def forward(self, x):
        self.zs, self.activations = [], [x]
        for W, b in self.layers:
            self.zs.append(W @ self.activations[-1] + b)
            self.activations.append(sigmoid(self.zs[-1]))

    def backward(self, y):
        delta, gradients = delta_output(self.activations[-1], y, self.zs[-1]), []
        for place in reversed(range(len(self.layers))):
            gradients.append(layer_gradients(delta, self.activations[place]))
            if place > 0:
                delta = delta_hidden(self.layers[place][0], delta, self.zs[place - 1])
        return [list(part) for part in zip(*reversed(gradients))]


def backprop(weights, biases, x, y):
    network = Network(weights, biases)
    network.forward(x)
    nabla_W, nabla_b = network.backward(y)
    return nabla_W, nabla_b""",
        """def backprop(weights, biases, x, y):
    # neuron by neuron, weight by weight, in the manner of lecture 004
    def slope(value):
        return value * (1 - value)

    outputs = [[float(v) for v in np.ravel(x)]]
    for W, b in zip(weights, biases):
        layer = []
        for j in range(len(W)):
            z = float(b[j, 0])
            for k in range(len(W[j])):
                z += float(W[j, k]) * outputs[-1][k]
            layer.append(float(sigmoid(z)))
        outputs.append(layer)
    deltas = [(a - float(t)) * slope(a) for a, t in zip(outputs[-1], np.ravel(y))]
    nabla_W, nabla_b = [], []
    for place in range(len(weights) - 1, -1, -1):
        nabla_W.insert(0, np.array([[d * a for a in outputs[place]] for d in deltas]))
        nabla_b.insert(0, np.array([[d] for d in deltas]))
        before = []
        for k in range(len(outputs[place])):
            signal = sum(float(weights[place][j, k]) * deltas[j] for j in range(len(deltas)))
            before.append(signal * slope(outputs[place][k]))
        deltas = before
    return nabla_W, nabla_b""",
        """def backprop(weights, biases, x, y):
    tape = []

    def step(W, b, a):
        z = W @ a + b
        def back(up):
            delta = up * sigmoid_prime(z)
            return (delta @ a.T, delta), W.T @ delta
        tape.append(back)
        return sigmoid(z)

    a = np.asarray(x, float)
    for W, b in zip(weights, biases):
        a = step(W, b, a)
    up, found = a - y, []
    while tape:
        gradient, up = tape.pop()(up)
        found.append(gradient)
    W, b = zip(*found[::-1])
    return list(W), list(b)""",
        """def backprop(weights, biases, x, y):
    kind = np.result_type(np.float32, *weights)  # as precise as what comes in
    weights = [np.asarray(W, kind) for W in weights]
    biases = [np.asarray(b, kind) for b in biases]
    a, zs = [np.asarray(x, kind)], []
    for W, b in zip(weights, biases):
        zs.append(W @ a[-1] + b)
        a.append(sigmoid(zs[-1]).astype(kind))
    d = ((a[-1] - y) * sigmoid_prime(zs[-1])).astype(kind)
    nw, nb = [], []
    for l in range(len(weights) - 1, -1, -1):
        nw.append(d @ a[l].T)
        nb.append(d)
        if l:
            d = weights[l].T @ d * sigmoid_prime(zs[l - 1]).astype(kind)
    return nw[::-1], nb[::-1]""",
    ],
    "backprop_batch": [
        """def backprop_batch(weights, biases, X, Y):
    # 1/m in the first delta, and nowhere else
    zs, activations = [], [X]
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    delta = delta_output(activations[-1], Y, zs[-1]) / Y.shape[1]
    nabla_W, nabla_b = [], []
    for place in range(len(weights) - 1, -1, -1):
        nabla_W = [np.einsum("ji,ki->jk", delta, activations[place])] + nabla_W
        nabla_b = [delta @ np.ones((X.shape[1], 1))] + nabla_b
        delta = delta_hidden(weights[place], delta, zs[place - 1]) if place else None
    return nabla_W, nabla_b""",
        """def backprop_batch(weights, biases, X, Y):
    # rows inside, transposed at the end
    m = len(X.T)
    A = [X.T]
    for W, b in zip(weights, biases):
        A.append(sigmoid(A[-1] @ W.T + b.T))
    dZ = (A[-1] - Y.T) * A[-1] * (1 - A[-1])
    nabla_W, nabla_b = [], []
    for place in reversed(range(len(weights))):
        nabla_W.insert(0, (A[place].T @ dZ).T / m)
        nabla_b.insert(0, np.mean(dZ, axis=0).reshape(-1, 1))
        dZ = (dZ @ weights[place]) * A[place] * (1 - A[place])
    return nabla_W, nabla_b""",
        """def backprop_batch(weights, biases, X, Y):
    # a stack of columns, one outer product per example, averaged over the stack
    a, zs = [X.T[:, :, None]], []
    for W, b in zip(weights, biases):
        zs.append(W @ a[-1] + b)
        a.append(sigmoid(zs[-1]))
    delta = (a[-1] - Y.T[:, :, None]) * sigmoid_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for place in reversed(range(len(weights))):
        nabla_W.insert(0, (delta @ a[place].transpose(0, 2, 1)).mean(axis=0))
        nabla_b.insert(0, delta.mean(axis=0))
        if place > 0:
            delta = weights[place].T @ delta * sigmoid_prime(zs[place - 1])
    return nabla_W, nabla_b""",
        """def backprop_batch(weights, biases, X, Y):
    m = X.shape[1]
    zs, activations = [], [X]
    for W, b in zip(weights, biases):
        zs.append(np.dot(W, activations[-1]) + b)
        activations.append(sigmoid(zs[-1]))
    delta = delta_output(activations[-1], Y, zs[-1])
    pairs = []
    for place in reversed(range(len(weights))):
        summed, _ = layer_gradients(delta, activations[place])
        pairs.append((summed / m, np.average(delta, axis=1)[:, np.newaxis]))
        if place:
            delta = delta_hidden(weights[place], delta, zs[place - 1])
    return tuple(W for W, _ in pairs[::-1]), tuple(b for _, b in pairs[::-1])""",
        """def backprop_batch(weights, biases, X, Y):
    def walk(layer, A):
        if layer == len(weights):
            return (A - Y) / X.shape[1], [], []
        Z = weights[layer] @ A + biases[layer]
        S = sigmoid(Z)
        up, nW, nb = walk(layer + 1, S)
        D = up * S * (1 - S)
        return weights[layer].T @ D, [D @ A.T] + nW, [D.sum(1)[:, None]] + nb

    return walk(0, X)[1:]""",
    ],
    "softmax_cross_entropy": [
        """def softmax_cross_entropy(Z, Y):
    # integer labels pick the log-probabilities
    n, m = Z.shape
    labels = Y.argmax(axis=0)
    shifted = Z - Z.max(axis=0)
    logp = shifted - np.log(np.sum(np.exp(shifted), axis=0))
    dZ = np.exp(logp)
    dZ[labels, np.arange(m)] -= 1
    return -logp[labels, np.arange(m)].mean(), dZ / m""",
        """def softmax_cross_entropy(Z, Y):
    # the Jacobian of log-softmax, example by example
    n, m = Z.shape
    loss, dZ = 0.0, np.zeros((n, m))
    for i in range(m):
        z, y = Z[:, i] - Z[:, i].max(), Y[:, i]
        logp = z - np.log(np.exp(z).sum())
        jacobian = np.eye(n) - np.outer(np.ones(n), np.exp(logp))
        loss -= y @ logp / m
        dZ[:, i] = -jacobian.T @ y / m
    return loss, dZ""",
        """def softmax_cross_entropy(Z, Y):
    # a tiny number inside the logarithm keeps it finite
    e = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    P = e / e.sum(axis=0, keepdims=True)
    return np.mean(-np.sum(Y * np.log(P + 1e-15), axis=0)), np.divide(P - Y, Z.shape[1])""",
        """def softmax_cross_entropy(Z, Y):
    # lecture 000 inside: examples as rows
    scores, targets = Z.T, Y.T
    total = np.logaddexp.reduce(scores, axis=1, keepdims=True)
    logp = scores - total
    loss = -(targets * logp).sum() / len(scores)
    return [np.array([loss]), ((np.exp(logp) - targets) / len(scores)).T]""",
        """def softmax_cross_entropy(Z, Y):
    top = Z.max(axis=0, keepdims=True)
    lse = top + np.log(np.exp(Z - top).sum(axis=0, keepdims=True))
    loss = float((lse - (Y * Z).sum(axis=0, keepdims=True)).mean())
    P = np.exp(Z - lse)
    P -= Y
    P /= len(Z.T)
    return loss, P""",
    ],
    "backprop_relu_softmax": [
        """def backprop_relu_softmax(weights, biases, X, Y):
    zs, activations = [], [X]
    for place, (W, b) in enumerate(zip(weights, biases)):
        zs.append(W @ activations[-1] + b)
        if place < len(weights) - 1:
            activations.append(np.where(zs[-1] > 0, zs[-1], 0.0))
    e = np.exp(zs[-1] - zs[-1].max(axis=0))
    delta = e / e.sum(axis=0) - Y
    m = X.shape[1]
    nabla_W, nabla_b = [], []
    for place in range(len(weights) - 1, -1, -1):
        nabla_W.insert(0, delta @ activations[place].T / m)
        nabla_b.insert(0, delta.mean(axis=1, keepdims=True))
        delta = (weights[place].T @ delta) * np.sign(activations[place])
    return nabla_W, nabla_b"""
        + LAYERS_RIGHT,
        """def backprop_relu_softmax(weights, biases, X, Y):
    # the listing of lecture 002, repaired; slope 1 at exactly 0
    activation, hidden_activations, z_list = X, [X], []
    for w, b in zip(weights, biases):
        z = np.dot(w, activation) + b
        activation = np.maximum(z, 0)
        z_list.append(z)
        hidden_activations.append(activation)
    weight_gradients = [np.zeros(w.shape) for w in weights]
    bias_gradients = [np.zeros(b.shape) for b in biases]
    loss, delta = softmax_cross_entropy(z_list[-1], Y)
    weight_gradients[-1] = np.dot(delta, hidden_activations[-2].T)
    bias_gradients[-1] = np.sum(delta, axis=1, keepdims=True)
    for l in range(2, len(weights) + 1):
        delta = np.dot(weights[-l + 1].T, delta) * (z_list[-l] >= 0)
        weight_gradients[-l] = np.dot(delta, hidden_activations[-l - 1].T)
        bias_gradients[-l] = np.sum(delta, axis=1, keepdims=True)
    return weight_gradients, bias_gradients


def layers_right(cost):
    return np.array([3 if cost == "quadratic" else 2])""",
        """def layers_right(cost: str) -> tuple:
    return (3,) if cost.startswith("quad") else (2,)


def back(weights, biases, A, Y):
    W, b = weights[0], biases[0]
    Z = W @ A + b
    if len(weights) == 1:
        dZ = softmax_cross_entropy(Z, Y)[1]
        nabla_W, nabla_b = [], []
    else:
        dA, nabla_W, nabla_b = back(weights[1:], biases[1:], Z.clip(0), Y)
        dZ = dA.copy()
        dZ[Z <= 0] = 0
    return W.T @ dZ, [dZ @ A.T, *nabla_W], [dZ.sum(axis=1).reshape(-1, 1), *nabla_b]


def backprop_relu_softmax(weights, biases, X, Y):
    return back(weights, biases, X, Y)[1:]""",
    ],
    "two_layer_step_rows": [
        """def two_layer_step_rows(params, X, y, lr):
    # columns inside, rows outside
    W1, b1, W2, b2 = params
    A0, Y = X.T, np.eye(len(b2))[:, y]
    Z1 = W1.T @ A0 + b1[:, None]
    A1 = sigmoid(Z1)
    Z2 = W2.T @ A1 + b2[:, None]
    loss, dZ2 = softmax_cross_entropy(Z2, Y)
    dZ1 = (W2 @ dZ2) * sigmoid_prime(Z1)
    accuracy = np.mean(Z2.argmax(axis=0) == y)
    moved = [
        W1 - lr * (dZ1 @ A0.T).T,
        b1 - lr * dZ1.sum(axis=1),
        W2 - lr * (dZ2 @ A1.T).T,
        b2 - lr * dZ2.sum(axis=1),
    ]
    return moved, loss, accuracy""",
        """def softmax(scores):
    numer = np.exp(scores - scores.max(axis=1, keepdims=True))
    return numer / numer.sum(axis=1, keepdims=True)


def cross_entropy_loss(ypred, yactual):
    return -np.mean(np.log(ypred[np.arange(len(yactual)), yactual]))


def compute_accuracy(ypred, yactual):
    return (np.argmax(ypred, axis=1) == yactual).sum() / yactual.shape[0]


def two_layer_step_rows(params, X, y, lr):
    # lecture 000, repaired
    W1, b1, W2, b2 = [np.array(param, dtype=float) for param in params]
    N = X.shape[0]
    Y = np.zeros((N, W2.shape[1]))
    Y[np.arange(N), y] = 1
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    A2 = softmax(A1 @ W2 + b2)
    loss, accuracy = cross_entropy_loss(A2, y), compute_accuracy(A2, y)
    dZ2 = A2 - Y
    dA1 = dZ2 @ W2.T
    dZ1 = np.multiply(dA1, sigmoid_prime(Z1))
    W2 -= lr * (A1.T @ dZ2) / N
    b2 -= lr * np.sum(dZ2, axis=0) / N
    W1 -= lr * (X.T @ dZ1) / N
    b1 -= lr * np.sum(dZ1, axis=0) / N
    return (W1, b1, W2, b2), loss, accuracy""",
        """def two_layer_step_rows(params, X, y, lr):
    # one example after the other
    W1, b1, W2, b2 = params
    grads = [np.zeros(np.shape(param)) for param in params]
    loss, right = 0.0, 0
    for x, label in zip(np.asarray(X, dtype=float), y):
        a1 = sigmoid(x @ W1 + b1)
        z2 = a1 @ W2 + b2
        p = np.exp(z2 - max(z2))
        p /= sum(p)
        loss -= np.log(p[label])
        right += int(np.argmax(z2) == label)
        d2 = p - (np.arange(len(b2)) == label)
        d1 = (W2 @ d2) * a1 * (1 - a1)
        for grad, new in zip(grads, (np.outer(x, d1), d1, np.outer(a1, d2), d2)):
            grad += new / len(X)
    return tuple(p - lr * g for p, g in zip(params, grads)), loss / len(X), right / len(X)""",
        """def two_layer_step_rows(params, X, y, lr):
    W1, b1, W2, b2 = (np.array(p, dtype=float) for p in params)
    H = sigmoid(X @ W1 + b1)
    S = H @ W2 + b2
    S = S - S.max(axis=1)[:, None]
    P = np.exp(S) / np.exp(S).sum(axis=1)[:, None]
    rows = np.arange(len(y))
    loss = -np.mean(S[rows, y] - np.log(np.exp(S).sum(axis=1)))
    right = np.mean(P.argmax(1) == y)
    P[rows, y] -= 1
    P /= len(y)
    D = P @ W2.T * H * (1 - H)
    W2 -= lr * H.T @ P
    b2 -= lr * P.sum(0)
    W1 -= lr * X.T @ D
    b1 -= lr * D.sum(0)
    return [W1, b1, W2, b2], loss, right""",
    ],
    "depth": [
        """depth = {
    "factor": 0.25,
    "reason": "slopes",
}""",
        """depth = dict(factor=np.float64(0.012) ** (1 / 3), reason=" Slopes ")""",
        """depth = {
    "reason": "slopes",
    "factor": round((3.6e-05) ** (1 / 7), 2),
}""",
    ],
}
