"""The lecture of notebook 2: its cells run when they should, and its numbers are right."""

import json
import re
from importlib.resources import files

import matplotlib.pyplot as plt
import numpy as np
import pytest

from checker.digits import load_mnist
from checker.figures import still
from tests.lessons.lecture_tests import LectureTests
from tests.lessons.lectures import Lecture

pytestmark = pytest.mark.slow

LECTURE = Lecture("02_forward_pass")

#: Numbers that were chosen and claim nothing, and those that another test asserts.
GIVEN = {
    "0.001": "a spread",
    "0.2": "an input",
    "0.3": "an input",
    "0.7": "an input",
    "100": "pixels of ink",
    "256": "rows of a lecture",
    "784": "pixels",
    "998": "a score",
    "999": "a score",
    "1000": "a score",
    **dict.fromkeys(["0.82", "0.86", "0.92", "0.95", "0.96", "0.97"], "test_recorded_starts"),
    "4.6": "numbers_of_the_start asserts it",
}


def numbers_of_lecture_003(names):
    """Give what sections 1, 2 and 4 quote of the lecture's network with six nodes."""
    x = np.array([[0.2], [0.3]])
    W1, W2 = np.array([[4, 5], [5, 6], [6, 7]]), np.array([[9, 10, 11]])
    zs, activations = names["forward"]([W1, W2], [np.ones((3, 1)), np.ones((1, 1))], x)
    return {
        "2.3": W1[0] @ x[:, 0],
        "3.3": zs[0][0, 0],
        "3.8": zs[0][1, 0],
        "4.3": zs[0][2, 0],
        "0.964": activations[1][0, 0],
        "0.978": activations[1][1, 0],
        "0.987": activations[1][2, 0],
        "30.314": zs[1][0, 0],
        "7 \\cdot 10^{-14}": (1 - activations[2][0, 0]) * 1e14,
        "20": 3 * 4 + 4 * 2,
    }


def numbers_of_small_layers(names):
    """Give what section 2 quotes of its small matrix."""
    W, a = np.array([[1, 2], [3, -1]]), np.array([[0.5], [1]])
    z, activation = names["layer_forward"](W, np.array([[-1], [0.5]]), a)
    return {
        "2.5": W[0] @ a[:, 0],
        "1.5": z[0, 0],
        "0.818": activation[0, 0],
        "0.731": activation[1, 0],
    }


def numbers_of_the_start(names):
    """Give what section 3 quotes of starting values."""
    slope = names["sigmoid_prime"]
    assert slope(4.6) < 0.01 < slope(4.55)
    return {"28": np.sqrt(784), "10": np.sqrt(100)}


def numbers_of_softmax(names):
    """Give what sections 6 and 8 quote of probabilities."""
    softmax = names["softmax"]
    low, high, dead = (np.array([[z], [0.5], [-1.0]]) for z in (-3.0, -2.0, 0.0))
    before, after = softmax(np.array([[2.0], [1], [0]])), softmax(np.array([[3.0], [1], [0]]))
    assert before[1, 0] / before[2, 0] == pytest.approx(after[1, 0] / after[2, 0])
    return {
        "7.389": np.exp(2),
        "2.718": np.exp(1),
        "11.107": np.exp([2, 1, 0]).sum(),
        "0.665": before[0, 0],
        "0.245": before[1, 0],
        "0.090": before[2, 0],
        "0.114": after[1, 0],
        "0.042": after[2, 0],
        "0.024": softmax(low)[0, 0],
        "0.063": softmax(high)[0, 0],
        "0.274": softmax(np.maximum(0, dead))[0, 0],
    }


def numbers_of_parameters(names):
    """Give what section 9 counts."""
    count = names["count_parameters"]
    return {
        "26": count([3, 4, 2]),
        "25 450": count([784, 32, 10]),
        "42": 32 + 10,
        "32 761": _points_of_the_picture(),
    }


def _points_of_the_picture():
    counted = []

    def network(X):
        counted.append(X.shape[1])
        return np.zeros((1, X.shape[1]))

    still.xor(network)
    plt.close("all")
    return counted[0]


def numbers_of_the_figures(names):
    """Give what the texts of figures quote of softmax."""
    four = names["softmax"](np.array([[2.0], [1], [0], [-1]]))[:, 0]
    quoted = dict(zip(("0.644", "0.237", "0.087", "0.032"), four, strict=True))
    return quoted | {"0.844": names["softmax"](np.array([[3.0], [1], [0]]))[0, 0]}


class TestLecture(LectureTests):
    """Its cells run when they should, and its numbers are right."""

    lecture = LECTURE
    unfinished = (0, 1, 2, 3, 4, 5, 6, 8)
    given = GIVEN
    numbers = (
        numbers_of_lecture_003,
        numbers_of_small_layers,
        numbers_of_the_start,
        numbers_of_softmax,
        numbers_of_parameters,
        numbers_of_the_figures,
    )
    printed = (
        "hidden nodes [0.964 0.978 0.987]\noutput node  z = 30.31379   value = 0.9999999999999",
        "(3, 1) @ (3, 1): does not fit\n(1, 3) @ (3, 1): (1, 1)\n(3, 3) @ (3, 1): (3, 1)",
        "[[11. 12. 13.]\n [21. 22. 23.]",
        "[0.5 0.5 0.5]\n[0.5 0.5 0.5]",
        "[(5, 8), (8, 6), (6, 2)]",
        "doubled [6, 14]   states [3, 7, 16]",
        "z6 = 30.3137",
        "shape (3, 4)",
        "[ 3. 12. 21.] [ 9. 12. 15.]",
        "[[1. 1. 1. 1.]]",
        "[1000.0, 999.0, 998.0] -> [nan nan nan]\n[0.0, -1.0, -2.0] -> [0.665 0.245 0.09 ]",
        "(1, 3) (3,)",
        "score -3.0   proper    [0.024 0.798 0.178]",
        "with ReLU [0.274 0.452 0.274]",
        "[[0 7 0 0 0]",
    )


def test_start_in_the_dead_zone():
    """About half of all scores are negative at the start of lecture 002, as section 8 says."""
    shares = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        hidden = np.maximum(0, rng.normal(0, np.sqrt(2 / 848), (64, 784)) @ rng.random((784, 20)))
        scores = rng.normal(0, np.sqrt(2 / 74), (10, 64)) @ hidden
        shares.append(np.mean(scores < 0))
    assert 0.4 < np.mean(shares) < 0.6


def test_saturated_share(finished):
    """With spread 1 about two thirds of the slopes are below 0.01 at the start, and else none."""
    printed = "".join(done.printed for done in finished[1])
    shares = [int(share) for share in re.findall(r"below 0\.01: (\d+)%", printed)]
    assert 60 <= shares[0] <= 70
    assert shares[1] == 0


def test_recorded_starts():
    """Of five networks each, those with the scaled start read more; one of the others is stuck."""
    text = files("checker.figures").joinpath("starts.json").read_text("utf-8")
    unit, scaled = (np.array(json.loads(text)[name]) for name in ("unit", "fan_in"))
    assert unit.shape == scaled.shape == (5, 7)
    assert (np.abs(scaled[:, 1] - 0.95) < 0.0075).all()
    assert unit[:, 1].max() < scaled[:, 1].min()
    stuck, *others = sorted(unit[:, -1])
    assert (round(stuck, 2), round(min(others), 2), round(max(others), 2)) == (0.86, 0.95, 0.95)


def test_the_listing(finished):
    """The printed listing has the four faults that the prose names, and the mended one has none."""
    names, _ = finished
    (listing,) = re.findall(r"```python\n(.*?)```", LECTURE.prose, re.DOTALL)
    rng = np.random.default_rng(2)
    weights, biases = names["init_network"]([784, 64, 10], rng, "glorot")
    biases[-1][:3, 0] = 1000, -5, 0
    X = rng.random((784, 5))
    ran = names | {"image": X[:, :1], "weights": weights, "biases": biases}
    exec(listing, ran)
    assert (ran["activations"][-1].shape, len(ran["zs"])) == ((784, 1), 0)
    appended = listing.replace("relu(z)", "relu(z)\n    zs.append(z)\n    activations.append(a)")
    ran["image"] = X
    with np.errstate(over="ignore", invalid="ignore"):
        exec(appended, ran)
    assert np.isnan(ran["activations"][-1]).any()
    ran["biases"][-1][:3, 0] = 1, -50, -40
    exec(appended, ran)
    last = ran["activations"][-1]
    assert np.array_equal(last[1], last[2])
    assert last.sum() == pytest.approx(1)
    zs, activations = names["forward_fixed"](weights, biases, X)
    assert [a.shape for a in activations] == [(784, 5), (64, 5), (10, 5)]
    assert (zs[-1] < 0).any()
    assert np.allclose(activations[-1].sum(axis=0), 1)
    assert (activations[-1][1] != activations[-1][2]).all()


def test_digits_of_page_one(finished):
    """On the weights of page one the learner's function reads 18 of 20 digits."""
    shown = []

    def forward_batch(weights, biases, X):
        shown.append(names["forward_batch"](weights, biases, X))
        return shown[-1]

    names, _ = finished
    still.twenty_digits(forward_batch)
    plt.close("all")
    _, labels = load_mnist("test")
    assert np.sum(np.argmax(shown[0], axis=0) == labels[:20]) == 18
