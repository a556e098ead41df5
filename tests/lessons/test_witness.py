"""The independent witness: every gradient of the course's solutions is PyTorch's.

PyTorch gets the forward pass and the cost only, in double precision, and differentiates them by
itself. Nothing here is derived by hand, so a slip that the course made twice, in a solution and
in its cases, would be seen.
"""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from checker.records import Cell, Job
from checker.sandbox.inside.cells import namespace_for
from tests.course_lessons import course_lesson

torch = pytest.importorskip("torch")

SOLUTIONS = Path(__file__).parents[2] / "solutions"
NEURON, HAND, DELTAS, FULL = (
    "01_neuron",
    "03_hand_backward",
    "04_vectorized_deltas",
    "05_full_network",
)
TOLERANCE = 1e-10
SEEDS = range(3)

each_seed = pytest.mark.parametrize("seed", SEEDS)
#: All sizes different, all alike, one layer only, one neuron in the middle, and deep.
each_shape = pytest.mark.parametrize(
    "sizes", [[3, 4, 5, 2], [4, 4, 4], [5, 3], [3, 1, 2], [6, 5, 4, 5, 3, 2]], ids=str
)


@lru_cache(maxsize=4)
def lesson_of(name):
    return course_lesson(name)


@lru_cache(maxsize=32)
def solved(lesson, name):
    """Give what a worked cell of a lesson defines; only the cells that it needs are run."""
    loaded = lesson_of(lesson)
    cells = tuple(
        Cell(f"cell-{place}", "code", cell.source)
        for place, cell in enumerate(loaded.cells)
        if cell.exercise or cell.given
    )
    namespace, fault, *_ = namespace_for(Job(loaded.setup, cells, (name,)))
    assert fault is None, f"{lesson}: {fault}"
    return namespace[name]


def slopes(cost, *arrays):
    """Give the gradient of a cost, one array for each argument, as PyTorch finds it."""
    leaves = [torch.tensor(np.asarray(array, float), requires_grad=True) for array in arrays]
    total = cost(*leaves)
    assert total.dtype == torch.float64
    return [slope.numpy() for slope in torch.autograd.grad(total, leaves, materialize_grads=True)]


def parameter_slopes(cost, weights, biases):
    """Give the gradients of a cost of the parameters, as backprop does: for weights, for biases."""
    depth = len(weights)
    found = slopes(lambda *all_: cost(all_[:depth], all_[depth:]), *weights, *biases)
    return found[:depth], found[depth:]


def assert_same(ours, theirs):
    """Compare arrays, or lists of arrays, shape by shape and entry by entry."""
    if isinstance(theirs, list | tuple):
        assert isinstance(ours, list | tuple)
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            assert_same(one, other)
        return
    ours = np.asarray(ours)
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() <= TOLERANCE * np.abs(theirs).max()


def network(sizes, columns, seed):
    """Draw weights, biases, inputs and targets; nothing is 0 and no two are alike."""
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=(n, k)) for k, n in pairwise(sizes)]
    biases = [rng.normal(size=(n, 1)) for n in sizes[1:]]
    return weights, biases, rng.normal(size=(sizes[0], columns)), rng.random((sizes[-1], columns))


def one_hot_columns(classes, columns, seed):
    labels = np.random.default_rng(seed).integers(0, classes, columns)
    return np.eye(classes)[:, labels], labels


def run(weights, biases, X, hidden=torch.sigmoid, last=torch.sigmoid):
    """Run a network in PyTorch, examples as columns."""
    a = torch.as_tensor(X)
    for place, (W, b) in enumerate(zip(weights, biases, strict=True), 1):
        a = (last if place == len(weights) else hidden)(W @ a + b)
    return a


def quadratic(a, y):
    """Give the quadratic cost: half the squared distance, averaged over the columns."""
    return ((a - torch.as_tensor(y)) ** 2).sum(0).mean() / 2


def cross_entropy(Z, Y):
    """Give PyTorch's own cross-entropy of scores; it wants examples as rows."""
    return torch.nn.functional.cross_entropy(Z.T, torch.as_tensor(Y).T)


def as_scores(z):
    return z


# ---------------------------------------------------------------- the witness itself


@pytest.mark.parametrize("slip", [1 + 1e-9, 0.5, -1.0, 0.0, np.nan])
def test_witness_objects(slip):
    """A gradient that is off in one entry, by one in a thousand million, is refused."""
    (right,) = slopes(lambda x: (x**3).sum(), np.arange(1.0, 7).reshape(2, 3))
    wrong = right.copy()
    wrong[1, 2] *= slip
    assert_same([right], [right])
    with pytest.raises(AssertionError):
        assert_same([wrong], [right])


@pytest.mark.parametrize("wrong", [np.ones((3, 1)), np.ones(3), np.ones((1, 3, 1))])
def test_witness_objects_to_a_shape(wrong):
    """Equal entries in another shape are refused."""
    with pytest.raises(AssertionError):
        assert_same(wrong, np.ones((1, 3)))


# ---------------------------------------------------------------- notebook 1


@each_seed
def test_sigmoid_prime(seed):
    """1.2: the slope of PyTorch's sigmoid."""
    z = np.random.default_rng(seed).uniform(-8, 8, (3, 4))
    assert_same(solved(NEURON, "sigmoid_prime")(z), *slopes(lambda z: torch.sigmoid(z).sum(), z))


@each_seed
def test_quadratic_cost_prime(seed):
    """1.5: the slope of the quadratic cost."""
    a, y = np.random.default_rng(seed).normal(size=(2, 5, 1))
    ours = solved(NEURON, "quadratic_cost_prime")(a, y)
    assert_same(ours, *slopes(lambda a: quadratic(a, y), a))


@each_seed
@pytest.mark.parametrize("n", [1, 2, 7])
def test_neuron_gradients(seed, n):
    """1.6: the gradient of one sigmoid neuron."""
    rng = np.random.default_rng(seed)
    x, w, b, y = rng.normal(size=n), rng.normal(size=n), rng.normal(), rng.random()

    def cost(w, b):
        return (torch.sigmoid(torch.as_tensor(x) @ w + b) - y) ** 2 / 2

    assert_same(solved(NEURON, "neuron_gradients")(x, w, b, y), slopes(cost, w, b))


@each_seed
def test_train_neuron(seed):
    """1.8: 30 steps of PyTorch's gradient descent from the same start end at the same place."""
    rng = np.random.default_rng(seed)
    X, y, w, b = rng.normal(size=(3, 6)), rng.random(6), rng.normal(size=3), rng.normal()
    theirs = [torch.tensor(start, dtype=torch.float64, requires_grad=True) for start in (w, b)]
    descent, costs = torch.optim.SGD(theirs, lr=0.7), []
    for _ in range(30):
        descent.zero_grad()
        output = torch.sigmoid(torch.as_tensor(X.T) @ theirs[0] + theirs[1])
        cost = ((output - torch.as_tensor(y)) ** 2).mean() / 2
        cost.backward()
        costs.append(cost.item())
        descent.step()
    ours = solved(NEURON, "train_neuron")(X, y, w, b, 0.7, 30)
    assert_same(ours, [*(one.detach().numpy() for one in theirs), np.array(costs)])


# ---------------------------------------------------------------- notebook 3


def test_graph_by_hand():
    """3.1: every gradient and the step of the neuron, for the numbers in the notebook."""
    given = lesson_of(HAND).given["graph_by_hand"]
    x, y = torch.tensor([given["x1"], given["x2"], 1.0], dtype=torch.float64), given["y"]
    start = np.array([given["w1"], given["w2"], given["b"]])

    def output(parameters):
        return torch.sigmoid(parameters @ x)

    (gradient,) = slopes(lambda parameters: (output(parameters) - y) ** 2 / 2, start)
    a = output(torch.as_tensor(start))
    after = torch.as_tensor(start - given["lr"] * gradient)
    theirs = dict(zip(("dC_dw1", "dC_dw2", "dC_db"), gradient, strict=True))
    theirs |= dict(zip(("w1_new", "w2_new", "b_new"), after.numpy(), strict=True))
    theirs |= {"a": a, "C": (a - y) ** 2 / 2, "a_new": output(after), "dC_dz": theirs["dC_db"]}
    ours = solved(HAND, "graph_by_hand")
    for field, value in theirs.items():
        assert_same(ours[field], np.asarray(value))
    assert_same(ours["dC_da"] * ours["da_dz"], np.asarray(theirs["dC_dz"]))


def test_backward_by_hand():
    """3.4: every gradient and the step of the 3-4-2 network, for the numbers in the notebook."""
    given = lesson_of(HAND).given["backward_by_hand"]
    a0, y = (torch.tensor(given[name], dtype=torch.float64) for name in ("a0", "y"))
    names = "W1", "b1", "W2", "b2"

    def cost(W1, b1, W2, b2):
        return ((W2 @ (W1 @ a0 + b1) + b2 - y) ** 2).sum() / 2

    start = [np.array(given[name], dtype=float) for name in names]
    found = dict(zip(names, slopes(cost, *(given[name] for name in names)), strict=True))
    theirs = {"delta1": found["b1"], "delta2": found["b2"]}
    theirs |= {f"d{name}_row1": found[name][0] for name in ("W1", "W2")}
    theirs["W1_new_row1"] = start[0][0] - given["lr"] * found["W1"][0]
    theirs["b2_new"] = start[3] - given["lr"] * found["b2"]
    theirs["C"] = np.asarray(cost(*(torch.tensor(each) for each in start)))
    ours = solved(HAND, "backward_by_hand")
    for field, value in theirs.items():
        assert_same(ours[field], value)


#: A node's backward function, what it is told beside the incoming slope, and the node.
NODES = {
    "add_backward": (lambda x, y: (), lambda x, y: x + y),
    "mul_backward": (lambda x, y: (x, y), lambda x, y: x * y),
    "sigmoid_backward": (lambda z: (1 / (1 + np.exp(-z)),), torch.sigmoid),
    "half_square_backward": (lambda a, y: (a, y), lambda a, y: (a - y) ** 2 / 2),
}


@each_seed
@pytest.mark.parametrize("name", NODES)
@pytest.mark.parametrize("shape", [(), (4,), (2, 3)])
def test_node_backward(seed, name, shape):
    """3.2: each node's slopes, times the slope that comes in."""
    told, node = NODES[name]
    rng = np.random.default_rng(seed)
    dout, *inputs = rng.normal(size=(1 + node_inputs(name), *shape))
    theirs = slopes(lambda *inputs: (torch.as_tensor(dout) * node(*inputs)).sum(), *inputs)
    if name == "half_square_backward":
        theirs = theirs[:1]  # y is given, and nobody asks for its slope
    ours = solved(HAND, name)(dout, *told(*inputs))
    assert_same(ours if len(theirs) > 1 else [ours], theirs)


def node_inputs(name):
    return 1 if name == "sigmoid_backward" else 2


@each_seed
def test_fork_gradient(seed):
    """3.3: the slope by a value that is used twice."""
    u, w1, w2, y = np.random.default_rng(seed).normal(size=4)

    def cost(u):
        return (torch.sigmoid(w1 * u) + torch.sigmoid(w2 * u) - y) ** 2 / 2

    ours = solved(HAND, "fork_gradient")(float(u), float(w1), float(w2), float(y))
    assert_same(ours, *slopes(cost, u))


@each_seed
def test_numerical_gradient(seed):
    """3.5: measured slopes are the true ones to eight digits, which is what measuring gives."""
    x = np.random.default_rng(seed).normal(size=(3, 2))
    ours = solved(HAND, "numerical_gradient")(lambda x: float(np.sum(np.sin(x) * x[0, 0])), x)
    (theirs,) = slopes(lambda x: (torch.sin(x) * x[0, 0]).sum(), x)
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() < 1e-8


@each_seed
@pytest.mark.parametrize("sizes", [(3, 4, 2), (4, 4, 4), (1, 5, 1)], ids=str)
def test_two_layer_gradients(seed, sizes):
    """3.7: the gradients of two layers, biases included."""
    (W1, W2), (b1, b2), x, y = network(sizes, 1, seed)
    ours = solved(HAND, "two_layer_gradients")(W1, b1, W2, b2, x, y)

    def cost(W1, b1, W2, b2):
        return quadratic(run((W1, W2), (b1, b2), x), y)

    assert_same(ours, slopes(cost, W1, b1, W2, b2))


# ---------------------------------------------------------------- notebook 4


@each_seed
@pytest.mark.parametrize("columns", [1, 5])
def test_delta_output(seed, columns):
    """4.1: the slope of the cost by the scores of the last layer, each example for itself."""
    rng = np.random.default_rng(seed)
    z, y = rng.normal(size=(3, columns)), rng.random((3, columns))
    ours = solved(DELTAS, "delta_output")(1 / (1 + np.exp(-z)), y, z)
    assert_same(ours, *slopes(lambda z: columns * quadratic(torch.sigmoid(z), y), z))


@each_seed
@pytest.mark.parametrize(("n", "n_next"), [(3, 2), (4, 4), (5, 1)])
@pytest.mark.parametrize("columns", [1, 4])
def test_delta_hidden(seed, n, n_next, columns):
    """4.2: the slope by z one layer back, for a next layer with any slopes at all."""
    rng = np.random.default_rng(seed)
    W, z, delta = rng.normal(size=(n_next, n)), *rng.normal(size=(2, n + n_next, columns))
    z, delta = z[:n], delta[:n_next]
    ours = solved(DELTAS, "delta_hidden")(W, delta, z)

    def cost(z):
        return (torch.as_tensor(delta) * (torch.as_tensor(W) @ torch.sigmoid(z))).sum()

    assert_same(ours, *slopes(cost, z))


@each_seed
def test_layer_gradients(seed):
    """4.3: the slopes by the weights and biases of a layer, from those by its z."""
    rng = np.random.default_rng(seed)
    delta, a_prev = rng.normal(size=(3, 1)), rng.normal(size=(4, 1))

    def cost(W, b):
        return (torch.as_tensor(delta) * (W @ torch.as_tensor(a_prev) + b)).sum()

    theirs = slopes(cost, rng.normal(size=(3, 4)), rng.normal(size=(3, 1)))
    assert_same(solved(DELTAS, "layer_gradients")(delta, a_prev), theirs)


@each_seed
@each_shape
def test_backprop(seed, sizes):
    """4.4: the gradients of a network of any depth, for one example."""
    weights, biases, x, y = network(sizes, 1, seed)
    theirs = parameter_slopes(lambda W, b: quadratic(run(W, b, x), y), weights, biases)
    assert_same(solved(DELTAS, "backprop")(weights, biases, x, y), theirs)


@each_seed
@each_shape
@pytest.mark.parametrize("columns", [1, 4, 16])
def test_backprop_batch(seed, sizes, columns):
    """4.5: the gradients of the mean cost of a batch."""
    weights, biases, X, Y = network(sizes, columns, seed)
    theirs = parameter_slopes(lambda W, b: quadratic(run(W, b, X), Y), weights, biases)
    assert_same(solved(DELTAS, "backprop_batch")(weights, biases, X, Y), theirs)


@each_seed
@pytest.mark.parametrize(("classes", "columns"), [(10, 7), (4, 4), (2, 1)])
@pytest.mark.parametrize("soft", [False, True])
def test_softmax_cross_entropy(seed, classes, columns, soft):
    """4.6: PyTorch's cross-entropy and its slope, for one-hot and for soft labels."""
    rng = np.random.default_rng(seed)
    Z = 5 * rng.normal(size=(classes, columns))
    Y, _ = one_hot_columns(classes, columns, seed)
    if soft:
        Y += rng.random(Y.shape)
        Y /= Y.sum(0)
    loss, dZ = solved(DELTAS, "softmax_cross_entropy")(Z, Y)
    assert_same(loss, cross_entropy(torch.as_tensor(Z), Y).numpy())
    assert_same(dZ, *slopes(lambda Z: cross_entropy(Z, Y), Z))


@each_seed
@each_shape
@pytest.mark.parametrize("columns", [1, 4, 16])
def test_backprop_relu_softmax(seed, sizes, columns):
    """4.7: the gradients of a network with rectifiers inside and softmax at its end."""
    weights, biases, X, _ = network(sizes, columns, seed)
    # So that some rectifiers of each layer are open, and the softmax is not sure of anything.
    weights, biases = [W / 2 for W in weights], [np.abs(b) / 2 for b in biases]
    Y, _ = one_hot_columns(sizes[-1], columns, seed)

    def cost(weights, biases):
        return cross_entropy(run(weights, biases, X, torch.relu, as_scores), Y)

    theirs = parameter_slopes(cost, weights, biases)
    assert all(np.abs(slope).max() > 1e-6 for slope in theirs[0])
    assert_same(solved(DELTAS, "backprop_relu_softmax")(weights, biases, X, Y), theirs)


@each_seed
@pytest.mark.parametrize("sizes", [(5, 4, 3), (4, 4, 4)], ids=str)
@pytest.mark.parametrize("m", [1, 4, 32])
def test_two_layer_step_rows(seed, sizes, m):
    """4.8: one step of PyTorch's gradient descent, examples as rows; cost and hits before it."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(m, sizes[0]))
    labels = rng.integers(0, sizes[2], m)
    shapes = (sizes[0], sizes[1]), (sizes[1],), (sizes[1], sizes[2]), (sizes[2],)
    params = [rng.normal(size=shape) for shape in shapes]
    theirs = [torch.tensor(param, requires_grad=True) for param in params]
    W1, b1, W2, b2 = theirs
    scores = torch.sigmoid(torch.as_tensor(X) @ W1 + b1) @ W2 + b2
    loss = torch.nn.functional.cross_entropy(scores, torch.as_tensor(labels))
    loss.backward()
    torch.optim.SGD(theirs, lr=0.3).step()
    hits = (scores.argmax(1).numpy() == labels).mean()
    new, our_loss, accuracy = solved(DELTAS, "two_layer_step_rows")(tuple(params), X, labels, 0.3)
    assert_same(list(new), [param.detach().numpy() for param in theirs])
    # The step itself, and not only the place it leads to, which is mostly the old one.
    steps = [param.grad.numpy() for param in theirs]
    assert_same([(old - one) / 0.3 for old, one in zip(params, new, strict=True)], steps)
    assert_same(our_loss, loss.detach().numpy())
    assert accuracy == hits


# ---------------------------------------------------------------- notebook 5


@each_seed
@each_shape
def test_lecture_class(seed, sizes):
    """5.3: the gradients of the repaired class, for the example that went forward last."""
    lecture = solved(FULL, "ArtificialNeuralNetwork")(sizes, np.random.default_rng(seed))
    _, _, x, y = network(sizes, 1, seed)
    theirs = parameter_slopes(
        lambda W, b: quadratic(run(W, b, x), y), lecture.weights, lecture.biases
    )
    lecture.forward(x)
    assert_same(lecture._backward(y), theirs)


@each_seed
@each_shape
@pytest.mark.parametrize("columns", [1, 16])
def test_network_gradients(seed, sizes, columns):
    """5.4: the gradients of the class, for the parameters it has drawn and for others."""
    net = solved(FULL, "Network")(sizes, np.random.default_rng(seed))
    weights, biases, X, Y = network(sizes, columns, seed)
    for _ in range(2):
        drawn = list(net.weights), list(net.biases)
        theirs = parameter_slopes(lambda W, b: quadratic(run(W, b, X), Y), *drawn)
        assert_same(net.gradients(X, Y), theirs)
        net.weights, net.biases = weights, biases


def in_pytorch(net):
    """Give the same network, built of PyTorch's own layers; examples are rows there."""
    layers = []
    for W, b in zip(net.weights, net.biases, strict=True):
        layer = torch.nn.Linear(W.shape[1], W.shape[0], dtype=torch.float64)
        layer.weight.data, layer.bias.data = torch.tensor(W), torch.tensor(b[:, 0])
        layers += [layer, torch.nn.Sigmoid()]
    return torch.nn.Sequential(*layers)


@pytest.mark.parametrize("scale", ["unit", "fan_in"])
def test_network_in_training(scale):
    """5.4: after 20 mini-batches from one start, PyTorch's network has the same parameters."""
    rng = np.random.default_rng(11)
    net = solved(FULL, "Network")([20, 16, 12, 10], rng, scale)
    theirs = in_pytorch(net)
    descent = torch.optim.SGD(theirs.parameters(), lr=3.0)
    start = [W.copy() for W in net.weights]
    for _ in range(20):
        X, (Y, _) = rng.random((20, 16)), one_hot_columns(10, 16, int(rng.integers(1000)))
        descent.zero_grad()
        cost = ((theirs(torch.as_tensor(X.T)) - torch.as_tensor(Y.T)) ** 2).sum(1).mean() / 2
        cost.backward()
        descent.step()
        net.update(X, Y, 3.0)
    expected = [param.detach().numpy() for param in theirs.parameters()]
    assert_same([param.T for param in net.weights], [W.T for W in expected[0::2]])
    assert_same([b[:, 0] for b in net.biases], expected[1::2])
    assert all(np.abs(W - old).max() > 0.01 for W, old in zip(net.weights, start, strict=True))
    X = rng.random((20, 200))
    assert np.array_equal(net.predict(X), theirs(torch.as_tensor(X.T)).argmax(1).numpy())
