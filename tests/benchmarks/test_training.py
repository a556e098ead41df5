"""Training [784, 32, 10] in batches of 16: our network, the lecture's loop, PyTorch, and the limit.

All take the same steps from the same start: sigmoid, the quadratic cost, plain descent. The limit
is what the five matrix products of a step take by themselves, for nothing else can be had below
it. Everything runs on one thread, which `make bench` sees to.
"""

import time
from itertools import pairwise
from statistics import median

import numpy as np
import pytest

from checker.course.release.course import load_lesson
from tests.benchmarks.graders import ROOT
from tests.benchmarks.tables import in_turn, median_ratio, show

pytestmark = pytest.mark.benchmark
SIZES, BATCH, RATE, STEPS = [784, 32, 10], 16, 3.0, 200
OURS, LOOP, LIMIT = "our `Network`, float64", "the lecture's loop, float64", "its products, float64"
COLUMNS = ["training [784, 32, 10], batch 16", "samples/s", "ours, times it", "products, times it"]


@pytest.fixture(scope="module")
def course():
    """What notebook 5 defines: the setup and the worked solutions that a network needs."""
    lesson = load_lesson(ROOT / "solutions" / "05_full_network.py")
    namespace = {"__name__": "benchmark"}
    wanted = ("minibatches", "ArtificialNeuralNetwork", "Network")
    texts = [lesson.setup, *(lesson.worked(name).source for name in wanted)]
    for text in texts:
        exec(
            compile(text.replace("from checker import", "#"), "05_full_network", "exec"), namespace
        )
    return namespace


@pytest.fixture(scope="module")
def digits():
    """Inputs and one-hot targets for one epoch of a few steps."""
    rng = np.random.default_rng(1)
    X = rng.random((SIZES[0], BATCH * STEPS))
    return X, np.eye(SIZES[-1])[:, rng.integers(SIZES[-1], size=BATCH * STEPS)]


def batches(X, Y):
    starts = range(0, X.shape[1], BATCH)
    return [(X[:, at : at + BATCH].copy(), Y[:, at : at + BATCH].copy()) for at in starts]


def timed(step, each):
    """Give the seconds that a step takes over all of some batches."""
    start = time.perf_counter()
    for batch in each:
        step(*batch)
    return time.perf_counter() - start


def ours(course, X, Y):
    """One epoch of our own network, and where it ends."""
    network = course["Network"](SIZES, np.random.default_rng(2))

    def run():
        return timed(lambda x, y: network.update(x, y, RATE), batches(X, Y))

    return network, run


def lectures(course, X, Y):
    """One epoch of the lecture's class, which takes one example after the other."""
    network = course["ArtificialNeuralNetwork"](SIZES, np.random.default_rng(2))
    rng = np.random.default_rng(3)

    def run():
        start = time.perf_counter()
        network.train(X, Y, 1, BATCH, RATE, rng)
        return time.perf_counter() - start

    return run


def products(X, Y):
    """The matrix products of a step and nothing else: two forward, two for W, one backward."""
    rng = np.random.default_rng(2)
    W1, W2 = rng.normal(size=(SIZES[1], SIZES[0])), rng.normal(size=(SIZES[2], SIZES[1]))
    hidden, delta = rng.normal(size=(SIZES[1], BATCH)), rng.normal(size=(SIZES[2], BATCH))

    def step(x, _):
        first = W1 @ x
        W2 @ hidden, delta @ hidden.T, W2.T @ delta, first @ x.T

    return lambda: timed(step, batches(X, Y))


def eager(torch, kind, X, Y):
    """The same steps by PyTorch, eager, as its tutorials write them; and where they end."""
    start = np.random.default_rng(2)
    layers = [torch.nn.Linear(n, m, dtype=kind) for n, m in pairwise(SIZES)]
    with torch.no_grad():
        for layer, (n, m) in zip(layers, pairwise(SIZES), strict=True):
            weights = start.normal(size=(m, n)) / np.sqrt(n)
            layer.weight.copy_(torch.as_tensor(weights))
            layer.bias.zero_()
    model = torch.nn.Sequential(layers[0], torch.nn.Sigmoid(), layers[1], torch.nn.Sigmoid())
    descent = torch.optim.SGD(model.parameters(), lr=RATE)
    each = [[torch.as_tensor(part.T.copy(), dtype=kind) for part in b] for b in batches(X, Y)]

    def step(x, y):
        descent.zero_grad()
        (0.5 * ((model(x) - y) ** 2).sum() / BATCH).backward()
        descent.step()

    return layers, lambda: timed(step, each)


def test_training(course, digits, pytestconfig):
    """Print samples a second, and how far each is from the products' own limit."""
    rounds = pytestconfig.getoption("--bench-rounds")
    network, run = ours(course, *digits)
    takes = {OURS: run, LOOP: lectures(course, *digits), LIMIT: products(*digits)}
    torch = _torch()
    layers = None
    if torch is not None:
        torch.set_num_threads(1)
        for kind in ("float64", "float32"):
            name = f"PyTorch {torch.__version__} eager, {kind}"
            made, takes[name] = eager(torch, getattr(torch, kind), *digits)
            layers = layers or made
    seconds = in_turn(rounds, takes)
    if layers is not None:  # the same work: both have come to the same weights
        mine, theirs = network.weights[0], layers[0].weight.detach().numpy()
        np.testing.assert_allclose(mine, theirs, rtol=1e-6, atol=1e-6)
    else:
        print("\nPyTorch is not installed: make torch")
    rows = [
        [
            name,
            f"{BATCH * STEPS / median(spent):,.0f}",
            f"{median_ratio(seconds[OURS], spent):.1f}",
            f"{median_ratio(seconds[LIMIT], spent):.1f}",
        ]
        for name, spent in seconds.items()
    ]
    show("Training", COLUMNS, rows)


def _torch():
    try:
        import torch  # noqa: PLC0415  it need not be there
    except ImportError:
        return None
    return torch
