"""Which check of notebook 5 finds which bug: the table of section 9, measured."""

import re
from pathlib import Path

import numpy as np
import pytest

from checker.digits import load_mnist
from checker.numerics import inspect_gradients
from tests.lessons.planted_bugs import BUGS, Network, updates_by_heart

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parents[2] / "solutions" / "05_full_network.py").read_text(encoding="utf-8")
SIZES, SEED = [5, 4, 3], 2


def small(kind):
    rng = np.random.default_rng(SEED)
    network, X = kind(SIZES, rng), rng.normal(size=(5, 6))
    return network, X, np.eye(3)[:, [0, 1, 2, 0, 1, 2]]


def gradient_check_finds(kind):
    """Whether measured slopes differ from what `gradients` returns."""
    network, X, Y = small(kind)
    right = Network(SIZES, np.random.default_rng(0))

    def cost(parameters):
        right.weights, right.biases = parameters[:2], parameters[2:]
        return 0.5 * float(np.sum((right.forward(X) - Y) ** 2)) / X.shape[1]

    nabla_W, nabla_b = network.gradients(X, Y)
    found = inspect_gradients(cost, [*network.weights, *network.biases], [*nabla_W, *nabla_b])
    return not all(each.right for each in found)


def one_step_finds(kind):
    """Whether `update` moves anything otherwise than by minus the rate times its gradient."""
    network, X, Y = small(kind)
    nabla_W, nabla_b = network.gradients(X, Y)
    before = [*network.weights, *network.biases]
    network.update(X, Y, 0.5)
    rows = zip(before, [*network.weights, *network.biases], [*nabla_W, *nabla_b], strict=True)
    return not all(np.allclose(new, old - 0.5 * nabla, atol=1e-12) for old, new, nabla in rows)


def twenty_by_heart(kind, seed, labels=None):
    images, true = load_mnist("train")
    X = images[20 * seed : 20 * seed + 20].reshape(20, -1).T / 255
    Y = np.eye(10)[true[20 * seed : 20 * seed + 20] if labels is None else labels].T
    with np.errstate(over="ignore"):
        return updates_by_heart(kind([784, 32, 10], np.random.default_rng(seed)), X, Y, 600)


@pytest.mark.parametrize("letter", "ABCDEF")
def test_table(letter):
    """Each entry of the table is what the check says of the planted bug."""
    kind = BUGS[letter]
    found = [
        gradient_check_finds(kind), one_step_finds(kind), twenty_by_heart(kind, 0) is None,
    ]  # fmt: skip
    rows = re.findall(
        r"^# \| (?:gradient check|one step against the formula|twenty by heart) \| (.+) \|$",
        PAGE, re.MULTILINE,
    )  # fmt: skip
    said = [row.split(" | ")["ABCDEF".index(letter)] for row in rows]
    assert said == ["yes" if each else "no" for each in found]
    assert any(found[:2])


def test_right_network():
    """No check finds anything where nothing is wrong, and twenty digits take about 150 updates."""
    assert not gradient_check_finds(Network)
    assert not one_step_finds(Network)
    assert 100 <= twenty_by_heart(Network, 0) <= 200


@pytest.mark.parametrize("seed", [0, 1])
def test_labels_of_other_images(seed):
    """Any twenty labels can be learned by heart, so this check finds no wrong pairs."""
    labels = np.random.default_rng(seed).integers(0, 10, 20)
    assert twenty_by_heart(Network, seed, labels) <= 250


def test_frozen_layer():
    """A layer that never moves is found."""
    assert twenty_by_heart(BUGS["frozen layer"], 0) is None
