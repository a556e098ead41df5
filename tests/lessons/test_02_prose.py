"""The lecture of notebook 2: its cells run when they should, and its numbers are right."""

import re

import numpy as np
import pytest

from tests.lessons.lectures import (
    Lecture,
    examples_are_right,
    figures_have_texts,
    is_quoted,
    shows,
    waits_where_it_says,
)

pytestmark = pytest.mark.slow

LECTURE = Lecture("02_forward_pass")


@pytest.fixture(scope="module")
def finished():
    """The names and cells of a notebook in which every exercise is solved."""
    return LECTURE.finished()


def test_solved_notebook(finished):
    """With all exercises solved every cell runs, and none causes a warning."""
    _, ran = finished
    assert [done.fault for done in ran if done.fault] == []


@pytest.mark.parametrize("solved", [0, 1, 2, 3, 4, 5, 6, 8])
def test_unfinished_notebook(solved):
    """A cell runs exactly from the exercise on that the prose above it names."""
    _, ran = LECTURE.run(solved)
    waits_where_it_says(LECTURE, ran, solved)


def test_figures(finished):
    """Exactly the cells with a text for those who cannot see show a figure, one each."""
    figures_have_texts(finished[1])


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
        "30.313790": zs[1][0, 0],
        "30.314": zs[1][0, 0],
        "7 \\cdot 10^{-14}": (1 - activations[2][0, 0]) * 1e14,
        "20": 3 * 4 + 4 * 2,
    }


def numbers_of_small_layers(names):
    """Give what section 2 quotes of its two small matrices."""
    W, a = np.array([[1, 2], [3, -1]]), np.array([[0.5], [1]])
    z, activation = names["layer_forward"](W, np.array([[-1], [0.5]]), a)
    return {
        "321": np.array([1, 2, 3]) @ np.array([1, 10, 100]),
        "2.5": W[0] @ a[:, 0],
        "1.5": z[0, 0],
        "0.818": activation[0, 0],
        "0.731": activation[1, 0],
    }


def numbers_of_the_start(names):
    """Give what section 3 quotes of starting values."""
    slope = names["sigmoid_prime"]
    assert slope(4.6) < 0.01 < slope(4.55)
    return {
        "28": np.sqrt(784),
        "0.36": np.sqrt(100) / 28,
        "0.0486": np.sqrt(2 / (784 + 64)),
        "0.0505": np.sqrt(2 / 784),
    }


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
        "50 890": count([784, 64, 10]),
        "42": 32 + 10,
        "32 761": names["points"].shape[1],
    }


@pytest.mark.parametrize(
    "numbers",
    [
        numbers_of_lecture_003,
        numbers_of_small_layers,
        numbers_of_the_start,
        numbers_of_softmax,
        numbers_of_parameters,
    ],
)
def test_numbers_in_the_prose(finished, numbers):
    """Every number that the prose takes from the lectures is what the worked solutions give."""
    for quoted, computed in numbers(finished[0]).items():
        assert is_quoted(LECTURE.prose, quoted), quoted
        assert shows(quoted.partition(" \\")[0].replace(" ", ""), float(computed)), quoted


def test_start_in_the_dead_zone():
    """About half of all scores are negative at the start of lecture 002, as section 8 says."""
    shares = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        hidden = np.maximum(0, rng.normal(0, np.sqrt(2 / 848), (64, 784)) @ rng.random((784, 20)))
        scores = rng.normal(0, np.sqrt(2 / 74), (10, 64)) @ hidden
        shares.append(np.mean(scores < 0))
    assert 0.4 < np.mean(shares) < 0.6


def test_numbers_in_the_output(finished):
    """The cells print what the prose beneath them says."""
    printed = "".join(done.printed for done in finished[1])
    for line in [
        "hidden nodes [0.964 0.978 0.987]\noutput node  z = 30.31379   value = 0.9999999999999",
        "W @ a = [321 654]",
        "(3, 1) @ (3, 1) does not fit\n(1, 3) @ (3, 1) gives (1, 1)",
        "with b of shape (3,):\n [[11. 12. 13.]",
        "[0.5 0.5 0.5]\n[0.5 0.5 0.5]",
        "s = 1     spread of z  9.9",
        "glorot      0.0486\nother rule  0.0505",
        "w_1 with x_1: (3, 2) @ (3, 1) does not fit",
        "doubled [6, 14]   states [3, 7, 16]",
        "shapes [(2, 1), (3, 1), (1, 1)]\nz6 = 30.31379   n6 = 0.9999999999999316",
        "3 examples: no error, and this was added:\n [[1. 2. 3.]",
        "256 rows, bias (256, 1) -> (256, 256)",
        "[[0. 1. 1. 0.]]",
        "[1000.0, 999.0, 998.0] -> [nan nan nan]\n[0.0, -1.0, -2.0] -> [0.665 0.245 0.09 ]",
        "(1, 3)\n(2, 1)\n(2,)",
        "pre-activations kept: 0\nshape of the probabilities: (784, 1)",
        "proper [0.024 0.798 0.178]   squashed [0.274 0.452 0.274]",
        "[784, 32, 10] 25450",
    ]:
        assert line in printed, line


def test_saturated_share(finished):
    """With spread 1 about two thirds of the slopes are below 0.01 at the start, and else none."""
    printed = "".join(done.printed for done in finished[1])
    shares = [int(share) for share in re.findall(r"below 0\.01: (\d+) %", printed)]
    assert 60 <= shares[0] <= 70
    assert shares[1] == 0


def test_listing_of_lecture_002(finished):
    """The repaired listing has none of the four faults that the prose names."""
    names, _ = finished
    X = np.random.default_rng(1).random((784, 5))
    weights, biases = names["listing_weights"], [b.copy() for b in names["listing_biases"]]
    biases[-1][:2, 0] = 1000, -5
    zs, activations = names["forward_fixed"](weights, biases, X)
    assert [a.shape for a in activations] == [(784, 5), (64, 5), (10, 5)]
    assert (zs[-1] < 0).any()
    assert np.allclose(activations[-1].sum(axis=0), 1)


def test_examples_in_docstrings(finished):
    """The examples in the exercises' docstrings are right."""
    names, _ = finished
    functions = [name for name in LECTURE.exercises if callable(names[name])]
    examples_are_right(names, functions)
