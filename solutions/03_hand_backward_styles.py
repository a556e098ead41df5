"""Right answers of notebook 3 in other clothes: each text is a cell that earns full marks.

A student may write any correct program. The accept tests run all of these, and made-up classes
are dressed in them.
"""

STYLES: dict[str, list[str]] = {
    "graph_by_hand": [
        """s = 1 / (1 + np.exp(-(w1 * x1 + w2 * x2 + b)))
d = (s - y) * s * (1 - s)
p, q, r = w1 - lr * d * x1, w2 - lr * d * x2, b - lr * d
graph_by_hand = {
    "Omega": w1 * x1 + w2 * x2, "z": w1 * x1 + w2 * x2 + b, "a": s, "C": (s - y) ** 2 / 2,
    "dC_da": -(y - s), "da_dz": s - s**2, "dC_dz": d, "dC_db": d, "dC_dw1": d * x1,
    "dC_dw2": d * x2, "w1_new": p, "w2_new": q, "b_new": r,
    "a_new": sigmoid(p * x1 + q * x2 + r),
}""",
        """# auf drei Stellen gerundet, jeder Wert aus dem gerundeten davor
z_ = np.dot([w1, w2], [x1, x2]) + b
a_ = round(float(sigmoid(z_)), 3)
e_ = round(a_ - y, 3)
s_ = round(a_ * (1 - a_), 3)
d_ = round(e_ * s_, 3)
new_ = [round(old - lr * d_ * x, 3) for old, x in [(w1, x1), (w2, x2), (b, 1)]]
graph_by_hand = dict(
    Omega=z_ - b, z=z_, a=a_, C=round(e_ * e_ / 2, 3), dC_da=e_, da_dz=s_, dC_dz=d_, dC_db=d_,
    dC_dw1=d_ * x1, dC_dw2=d_ * x2, w1_new=new_[0], w2_new=new_[1], b_new=new_[2],
    a_new=np.round(sigmoid(new_[0] * x1 + new_[1] * x2 + new_[2]), 3),
)""",
    ],
    "add_backward": [
        """def add_backward(dout):
    return [1 * dout, 1 * dout]


def mul_backward(dout, x, y):
    return np.multiply(dout, y), np.multiply(dout, x)


def sigmoid_backward(dout, out):
    return dout * (out - out**2)


def half_square_backward(dout, a, y):
    return -dout * (y - a)""",
        """add_backward = lambda g: (g, g)
mul_backward = lambda g, x, y: (g * y, g * x)
sigmoid_backward = lambda g, s: g * s * (1.0 - s)
half_square_backward = lambda g, a, y: g * np.subtract(a, y)""",
        """def add_backward(upstream):
    \"\"\"A sum copies.\"\"\"
    local = np.ones_like(upstream)
    return upstream * local, upstream * local


def mul_backward(upstream, x: float, y: float, verbose=False) -> tuple:
    print("product node", upstream)
    return (upstream * np.asarray(y), upstream * np.asarray(x))


def sigmoid_backward(upstream, out):
    z = np.log(out / (1 - out)) if np.all((0 < np.asarray(out)) & (np.asarray(out) < 1)) else None
    return upstream * (sigmoid_prime(z) if z is not None else out * (1 - out))


def half_square_backward(upstream, a, y):
    return upstream * a - upstream * y""",
    ],
    "fork_gradient": [
        """def fork_gradient(u, w1, w2, y):
    total = 0.0
    error = sigmoid(w1 * u) + sigmoid(w2 * u) - y
    for w in (w1, w2):
        s = sigmoid(w * u)
        total += error * s * (1 - s) * w
    return total""",
        """def fork_gradient(u, w1, w2, y):
    w = np.array([w1, w2], dtype=float)
    s = 0.5 * (1 + np.tanh(w * u / 2))
    return np.array([(s.sum() - y) * np.dot(s * (1 - s), w)])""",
        """def fork_gradient(u, w1, w2, y):
    s1, s2 = sigmoid(w1 * u), sigmoid(w2 * u)
    error = half_square_backward(1, s1 + s2, y)
    back1, back2 = add_backward(error)
    _, one = mul_backward(sigmoid_backward(back1, s1), w1, u)
    _, two = mul_backward(sigmoid_backward(back2, s2), w2, u)
    one, _ = mul_backward(sigmoid_backward(back1, s1), u, w1)
    two, _ = mul_backward(sigmoid_backward(back2, s2), u, w2)
    return float(one + two)""",
        """def fork_gradient(u, w1, w2, y):
    e = sum(sigmoid(w * u) for w in (w1, w2)) - y
    d = half_square_backward(1.0, e + y, y)
    return sum(mul_backward(sigmoid_backward(d, sigmoid(w * u)), w, u)[1] for w in (w1, w2))""",
        """import cmath


def fork_gradient(u, w1, w2, y, h=1e-20):
    s = lambda v: 1 / (1 + cmath.exp(-v))
    v = complex(u, h)
    return ((s(w1 * v) + s(w2 * v) - y) ** 2 / 2).imag / h""",
    ],
    "backward_by_hand": [
        """A0 = np.array(a0)[:, None]
A1 = np.array(W1) @ A0 + np.array(b1)[:, None]
A2 = np.array(W2) @ A1 + np.array(b2)[:, None]
D2 = A2 - np.array(y)[:, None]
D1 = np.array(W2).T @ D2
backward_by_hand = {
    "a1": A1, "a2": A2, "C": np.vdot(D2, D2) / 2, "delta2": D2, "delta1": D1,
    "dW2_row1": (D2 @ A1.T)[0], "dW1_row1": (D1 @ A0.T)[0],
    "W1_new_row1": (W1 - lr * D1 @ A0.T)[0], "b2_new": np.array(b2)[:, None] - lr * D2,
}""",
        """h = [sum(w * x for w, x in zip(row, a0)) + bias for row, bias in zip(W1, b1)]
o = [sum(w * x for w, x in zip(row, h)) + bias for row, bias in zip(W2, b2)]
d2 = [o[i] - y[i] for i in range(2)]
d1 = tuple(sum(W2[i][j] * d2[i] for i in range(2)) for j in range(4))
backward_by_hand = {
    "a1": h, "a2": tuple(o), "C": sum(d * d for d in d2) / 2, "delta2": d2, "delta1": d1,
    "dW2_row1": [d2[0] * x for x in h], "dW1_row1": [d1[0] * x for x in a0],
    "W1_new_row1": [round(W1[0][j] - lr * d1[0] * a0[j], 3) for j in range(3)],
    "b2_new": [round(b2[i] - lr * d2[i], 3) for i in range(2)],
}""",
    ],
    "numerical_gradient": [
        """def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[place] += h
        below[place] -= h
        gradient[place] = (f(above) - f(below)) / (above[place] - below[place])
    return gradient""",
        """def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    units = np.eye(x.size).reshape(x.size, *x.shape)
    slopes = [(f(x + h * e) - f(x - h * e)) / 2 / h for e in units]
    return np.array(slopes).reshape(x.shape)""",
        """def numerical_gradient(f, x, h=1e-5):
    # plate: a flat copy, put back into shape for every call
    shape = np.shape(x)
    flat = [float(v) for v in np.ravel(x)]

    def at(i, d):
        moved = flat[:i] + [flat[i] + d] + flat[i + 1 :]
        return float(f(np.array(moved).reshape(shape)))

    return np.reshape([(at(i, h) - at(i, -h)) / (2 * h) for i in range(len(flat))], shape)""",
        """def numerical_gradient(function, place, step=1e-5, verbose=False):
    place = np.array(place, dtype="float64")
    result = np.full(place.shape, np.nan)
    it = np.nditer(place, flags=["multi_index", "zerosize_ok"])
    middle = function(place.copy())  # not needed, and allowed: one call more
    for _ in it:
        values = []
        for sign in (+1, -1):
            moved = place.copy()
            moved[it.multi_index] += sign * step
            values.append(function(moved))
        result[it.multi_index] = (values[0] - values[1]) / (2 * step)
    return result""",
        """def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    moves = h * np.eye(x.size).reshape(-1, *x.shape) if x.size else []
    return np.array([(f(x + v) - f(x - v)) / (2 * h) for v in moves], float).reshape(x.shape)""",
        """def numerical_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float, order="C")
    flat, out = point.reshape(-1), []
    for i, kept in enumerate(flat.tolist()):
        try:
            flat[i] = kept + h
            up = f(point.copy())
            flat[i] = kept - h
            out += [(up - f(point.copy())) / (h + h)]
        finally:
            flat[i] = kept
    return np.asarray(out).reshape(np.shape(x))""",
    ],
    "accepts_gradient": [
        """def accepts_gradient(f, grad_f, x, tol=1e-6):
    g, n = grad_f(x), numerical_gradient(f, x)
    if np.shape(g) != np.shape(n) or not np.all(np.isfinite(g)):
        return False
    size = np.linalg.norm(g) + np.linalg.norm(n)
    return size == 0 or np.linalg.norm(g - n) / size < tol""",
        """def accepts_gradient(f, grad_f, x, tol=1e-6):
    claimed = np.array(grad_f(x.copy()), dtype=float)
    measured = numerical_gradient(f, x)
    if claimed.shape != x.shape:
        return 0
    limit = tol * np.max(np.abs(measured)) + 1e-300
    for place in np.ndindex(x.shape):
        if not abs(claimed[place] - measured[place]) <= limit:
            return 0
    return 1""",
        """def accepts_gradient(f, grad_f, x, tol=1e-6):
    g, n = grad_f(x), numerical_gradient(f, x)
    return np.shape(g) == np.shape(n) and np.allclose(g, n, rtol=tol, atol=tol * np.abs(n).max())""",
        """def accepts_gradient(f, grad_f, x, tol=1e-6):
    claimed, measured = np.array(grad_f(x), float), numerical_gradient(f, x)
    return claimed.shape == measured.shape and np.allclose(
        claimed, measured, rtol=0, atol=tol * max(abs(measured).max(), abs(claimed).max()))""",
    ],
    "two_layer_gradients": [
        """def two_layer_gradients(W1, b1, W2, b2, x, y):
    h = sigmoid(np.dot(W1, x) + b1)
    o = sigmoid(np.dot(W2, h) + b2)
    d2 = (o - y) * o * (1 - o)
    d1 = np.dot(W2.T, d2) * h * (1 - h)
    return np.outer(d1, x), d1, np.outer(d2, h), d2""",
        """def two_layer_gradients(W1, b1, W2, b2, x, y):
    # dC/da carried instead of delta
    h = sigmoid(W1 @ x + b1)
    o = sigmoid(W2 @ h + b2)
    da2 = o - y
    dz2 = sigmoid_backward(da2, o)
    da1 = (dz2.T @ W2).T
    dz1 = sigmoid_backward(da1, h)
    return [dz1 * x.T, dz1, dz2 * h.T, dz2]""",
        """def two_layer_gradients(W1, b1, W2, b2, x, y):
    z1 = np.einsum("ij,jk->ik", W1, x) + b1
    x1 = sigmoid(z1)
    z2 = np.einsum("ij,jk->ik", W2, x1) + b2
    delta2 = (sigmoid(z2) - y) * sigmoid_prime(z2)
    delta1 = np.einsum("kj,ki->ji", W2, delta2) * sigmoid_prime(z1)
    dW2 = np.array([[d * v for v in x1[:, 0]] for d in delta2[:, 0]])
    return delta1 @ x.T, delta1.ravel(), dW2, delta2.ravel()""",
        """def two_layer_gradients(W1, b1, W2, b2, x, y):
    def cost(W1, b1, W2, b2):
        return np.sum((sigmoid(W2 @ sigmoid(W1 @ x + b1) + b2) - y) ** 2) / 2

    parameters = [np.array(p, dtype=float) for p in (W1, b1, W2, b2)]
    return tuple(
        numerical_gradient(
            lambda p, i=i: cost(*parameters[:i], p, *parameters[i + 1 :]), parameters[i], 1e-4
        )
        for i in range(4)
    )""",
        """def two_layer_gradients(W1, b1, W2, b2, x, y):
    def cost(p):
        i = 0
        parts = []
        for q in (W1, b1, W2, b2):
            parts.append(p[i:i + q.size].reshape(q.shape))
            i += q.size
        V1, c1, V2, c2 = parts
        return 0.5 * float(np.sum((sigmoid(V2 @ sigmoid(V1 @ x + c1) + c2) - y) ** 2))

    x = np.asarray(x, float)
    flat = np.concatenate([np.ravel(q) for q in (W1, b1, W2, b2)]).astype(float)
    g = numerical_gradient(cost, flat, 1e-4)
    out, i = [], 0
    for q in (W1, b1, W2, b2):
        out.append(g[i:i + q.size].reshape(q.shape))
        i += q.size
    return tuple(out)""",
        """def two_layer_gradients(W1, b1, W2, b2, x, y):
    h = sigmoid(W1 @ x + b1)
    o = sigmoid(W2 @ h + b2)
    d2 = np.einsum("ij,ij,ij->ij", o - y, o, 1 - o)
    d1 = np.einsum("kj,ki,ji,ji->ji", W2, d2, h, 1 - h)
    return [np.kron(d1, x.T), d1, np.kron(d2, h.T), d2]""",
    ],
    "step_length": [
        """step_length = {
    "largest_that_lowers": 1e-3,
    "best": 7e-4,
    "limit_set_by": " Numbers",
}""",
        """step_length = dict(
    largest_that_lowers=np.float64(0.001), best=0.7 / 1000,
    limit_set_by="numbers",
)""",
    ],
}
