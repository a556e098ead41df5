"""The lecture of notebook 4: its cells run when they should, and its numbers are right."""

import re
from functools import cache

import numpy as np
import pytest

from checker.course.release.course import load_lesson
from checker.figures import deltas
from checker.figures.still_deltas import errors_of_the_rule, learned_by, what_arrives
from checker.judging import judge
from checker.numerics import inspect_gradients
from tests.lessons.budget import FOLD
from tests.lessons.lecture_tests import LectureTests
from tests.lessons.lectures import (
    Lecture,
    is_quoted,
    shows,
)

pytestmark = pytest.mark.slow

LECTURE = Lecture("04_vectorized_deltas")
COMPARED = (LECTURE.path.parent / "lectures_compared.md").read_text("utf-8")

#: Numbers that were chosen and claim nothing, and those that another test asserts.
GIVEN = {
    "0.7": "a loss that would be off",
    "0.9": "a signal",
    "500": "examples",
    "1000": "a score",
}


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


def measured(cost, at, h=1e-5):
    """Measure the slope of a cost for every entry of an array."""
    at = np.atleast_1d(at)
    steps = h * np.eye(len(at))
    return [float(np.squeeze(cost(at + step) - cost(at - step))) / (2 * h) for step in steps]


def numbers_of_deltas(names):
    """Give what sections 1 to 4 quote of two outputs and three hidden neurons."""
    sigmoid = names["sigmoid"]
    outputs = measured(
        lambda z: np.sum((sigmoid(z) - names["y_two"]) ** 2) / 2, names["z_two"]
    )  # fmt: skip
    W, delta, slopes = names["W_out"], names["delta_out"], names["slopes_three"].ravel()
    back = (W.T @ delta).ravel()
    table = delta @ np.array([[0.1, 0.5, 1.0]])
    return {
        "-0.125": outputs[0],
        "0.0925": outputs[1],
        "0.8808": sigmoid(2),
        "0.105": slopes[0],
        "0.25": slopes[1],
        "0.0452": slopes[2],
        "0.2": back[0],
        "0.021": back[0] * slopes[0],
        "0.04": table[0, 0],
        "-0.01": table[1, 0],
        "25 450": 784 * 32 + 32 + 32 * 10 + 10,
        "50 900": 2 * 25_450,
    }


def numbers_of_batches(names):
    """Give what section 5 quotes of two examples and of a wrong divisor."""
    both = names["delta_batch"] @ names["A_batch"].T
    return {
        "0.8": both[0, 0],
        "0.5": both[1, 0],
        "0.6": names["delta_batch"][1, 0] * names["A_batch"][1, 0] + 0.6,
        "0.50": 16 / 32,
    }


def numbers_of_costs(names):
    """Give what section 6 quotes of pairs of activation and cost."""
    sigmoid, slope = names["sigmoid"], names["sigmoid_prime"]
    entropy = measured(names["cost_if_first_is_right"], [1.0, 2.0, 0.0])
    p, y = softmax(np.array([1.0, 2.0, 0.0])), np.array([1.0, 0.0, 0.0])
    quadratic = measured(lambda z: 0.5 * np.sum((softmax(z) - y) ** 2), [1.0, 2.0, 0.0])
    return {
        "0.982": sigmoid(4),
        "0.01766": slope(4),
        "0.0173": sigmoid(4) * slope(4),
        "4.02": -np.log(1 - sigmoid(4)),
        "55.6": 1 / (1 - sigmoid(4)),
        "232": np.argmax(learned_by("quadratic", sigmoid) < 0.5),
        "17": np.argmax(learned_by("cross-entropy", sigmoid) < 0.5),
        "0.2447": p[0],
        "0.6652": entropy[1],
        "0.0900": entropy[2],
        "-0.7553": entropy[0],
        "1.408": -np.log(p[0]),
        "-0.2499": quadratic[0],
        "0.2657": quadratic[1],
        "-0.0158": quadratic[2],
        "-0.1396": ((p - y) * p * (1 - p))[0],
        "0.1481": ((p - y) * p * (1 - p))[1],
        "0.0074": ((p - y) * p * (1 - p))[2],
        "2.303": np.log(10),
        "0.693": np.log(2),
        "-0.9438": softmax(names["z_scores"])[2] - 1,
    }


def numbers_of_depth(names):
    """Give what section 9 quotes of signals on their way back."""
    narrow, wide = (what_arrives(names["backprop"], spread) for spread in (1 / np.sqrt(30), 1.0))
    return {
        "0.23": narrow[0],
        "0.012": narrow[1],
        "0.00067": narrow[2],
        "0.000036": narrow[3],
        "0.048": wide[3],
    }


def test_numbers_for_instructors(finished):
    """What is told of the lectures beside the notebook comes out when it is computed."""
    names, _ = finished
    sigmoid, scores, one = names["sigmoid"], names["z_scores"], np.eye(4)[2]
    p = softmax(scores)
    at_third = [
        measured(lambda z: 0.5 * (sigmoid(z) - 1) ** 2, 0.4)[0],
        measured(lambda z: -np.log(sigmoid(z)), 0.4)[0],
        measured(lambda z: 0.5 * (z - 1) ** 2, 0.4)[0],
        measured(lambda z: -np.log(sigmoid(z)), 0.3)[0],
        (sigmoid(0.3) - 1) * names["sigmoid_prime"](0.3),
    ]
    lower = [-np.log(softmax(scores + step * (p - one))[2]) for step in (0, -0.5, 0.5)]
    quoted = ["-0.0964", "-0.4013", "-0.6", "-0.4256", "-0.1040", "2.879", "2.245", "3.545"]
    for words, computed in zip(quoted, [*at_third, *lower], strict=True):
        assert is_quoted(COMPARED, words), words
        assert shows(words, float(computed)), words
    assert is_quoted(COMPARED, "25 088")
    assert 784 * 32 == 25_088
    assert 0.23**10 < 1e-6 < 0.23**9


def numbers_of_the_figures(names):
    """Give what the texts of figures quote of the four equations and of depth."""
    slopes, back = names["slopes_three"].ravel(), (names["W_out"].T @ names["delta_out"]).ravel()
    slow = learned_by("quadratic", names["sigmoid"])
    assert slow[100] > 0.95
    return {
        "0.00452": back[2] * slopes[2],
        "0.225": -back[1] * slopes[1],
        "0.18": 30**-0.5,
        "0.47": what_arrives(names["backprop"], 1.0)[0],
        "0.95": 0.95,
        "0.69": np.log(2),
        "128": 2**7,
    }


class TestLecture(LectureTests):
    """Its cells run when they should, and its numbers are right."""

    lecture = LECTURE
    unfinished = (0, 3, 4, 5, 6, 7)
    given = GIVEN
    numbers = (
        numbers_of_deltas,
        numbers_of_batches,
        numbers_of_costs,
        numbers_of_depth,
        numbers_of_the_figures,
    )
    printed = (
        "measured slope: -0.1250\nmeasured slope: 0.0925",
        "[[-0.5     0.5   ]\n [-0.1192  0.8808]]",
        "num_layers 4 fills [-1, -2, -3]\nnum_layers 3 fills [-1, -2]",
        "16 examples divided by 32: 0.50 of the mean",
        "[(64, 784), (10, 64)]   activations 3",
        "ln 0.018 = -4.02   slope of ln at 0.018: 55.6",
        "slope -0.7553\nslope 0.6652\nslope 0.0900",
        "-0.9438",
    )


def test_one_factor_per_layer(finished):
    """The marked factor of exercise 4.9 is what each step back multiplies by, at every depth."""
    narrow = what_arrives(finished[0]["backprop"], 1 / np.sqrt(30))
    factors = [ratio ** (1 / back) for ratio, back in zip(narrow, (1, 3, 5, 7), strict=True)]
    assert all(abs(factor - finished[0]["depth"]["factor"]) < 0.01 for factor in factors)


def test_brackets_of_the_delta():
    """Wherever a delta comes back through W and meets slopes, the product stands in brackets."""
    back = [line for line in LECTURE.prose.splitlines() if re.search(r"\^T \\delta", line)]
    assert back
    assert all(re.search(r"\\bigl\(.*\^T.*\\bigr\) *\\odot", line) for line in back), back


def test_gradient_at_the_mean_example():
    """Two examples of a straight line have the mean gradient 5, and at their mean it is 4."""
    at_1, at_3, at_2 = (measured(lambda w, x=x: 0.5 * (w * x) ** 2, 1.0)[0] for x in (1, 3, 2))
    assert np.round([at_1, at_3, at_2], 6).tolist() == [1, 9, 4]
    told = re.sub(r"\s+", " ", LECTURE.prose)
    assert "are 1 and 9, their mean is 5. At the mean example, $x = 2$, it is 4." in told


def test_what_exercise_9_asks_is_told_by_its_picture_alone():
    """No prose in sight, and no step of the figure of deltas, says by how much a layer shrinks."""
    above = FOLD.sub("", LECTURE.prose.partition("### Exercise 4.9")[0])
    assert not is_quoted(above, "0.23")
    deltas_flow = deltas.figure()
    for stage in range(6):
        told = deltas_flow.text({"stage": stage})
        assert "deltas" in told.lower()
        assert re.search(r"\b(size|length|norm|shrink|per layer)", told) is None, told


def test_output_delta_of_lecture_000(finished):
    """P - Y of a batch of 32 is 32 times the slope of the mean loss."""
    rng = np.random.default_rng(0)
    Z, Y = rng.normal(size=(10, 32)), np.eye(10)[:, rng.integers(0, 10, 32)]
    P = np.exp(Z) / np.exp(Z).sum(axis=0)
    _, dZ = finished[0]["softmax_cross_entropy"](Z, Y)
    assert np.allclose(P - Y, 32 * dZ)


@pytest.mark.parametrize("cost", ["quadratic", "cross-entropy"])
def test_the_rule_of_lecture_004(finished, cost):
    """It fits the one layer that exercise 4.7 marks, for either cost, and no other by far."""
    errors = errors_of_the_rule(cost)
    right = [layer for layer, error in enumerate(errors, 1) if error < 1e-8]
    assert right == finished[0]["layers_right"](cost)
    assert sorted(errors)[1] > 0.1


@pytest.mark.parametrize("cross_entropy", [True, False])
def test_the_listing_of_lecture_004(finished, cross_entropy):
    """Hidden ReLU and sigmoid outputs with f - y at the end: it fits cross-entropy alone."""
    rng = np.random.default_rng(3)
    weights = [rng.normal(size=(4, 4)), rng.normal(size=(2, 5))]
    inputs, y = np.array([1.0, 0.5, -1.2, 0.8]), np.array([1.0, 0.0])

    def forward(tables):
        z = tables[0] @ inputs
        hidden = np.array([1.0, *np.maximum(z, 0)])
        return z, hidden, finished[0]["sigmoid"](tables[1] @ hidden)

    def cost(tables):
        f = forward(tables)[-1]
        if cross_entropy:
            return -np.sum(np.log(np.where(y == 1, f, 1 - f)))
        return 0.5 * np.sum((f - y) ** 2)

    z, hidden, f = forward(weights)
    back = (weights[1][:, 1:].T @ (f - y)) * (z > 0)
    assert 0 < np.count_nonzero(back) < 4
    found = inspect_gradients(cost, weights, [np.outer(back, inputs), np.outer(f - y, hidden)])
    assert [each.right for each in found] == [cross_entropy] * 2


@pytest.fixture(scope="module")
def points_of(desk_of):
    """Give the points and reasons of a text that stands for the cell of an exercise."""
    lesson = load_lesson(LECTURE.path)
    desk = desk_of(lesson)

    @cache
    def compiled(name):
        return desk.compiled(next(each for each in lesson.exercises if each.name == name), 7)

    def judged(name, text):
        exercise = next(each for each in lesson.exercises if each.name == name)
        verdict = judge(compiled(name), desk.answers(exercise, compiled(name).cases, text))
        return verdict.points, [check.name for check in verdict.checks if check.reason]

    return judged


def flat_biases(name):
    """The worked solution, with bias gradients of shape (n,)."""
    source = load_lesson(LECTURE.path).worked(name).source
    changes = {
        "layer_gradients": ("delta.copy()", "delta.ravel().copy()"),
        "backprop": ("return nabla_W, nabla_b", "return nabla_W, [b.ravel() for b in nabla_b]"),
        "backprop_batch": (", keepdims=True", ""),
        "backprop_relu_softmax": (", keepdims=True", ""),
    }
    assert source.count(changes[name][0]) == 1
    return source.replace(*changes[name])


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("layer_gradients", 1.625),
        ("backprop", 3.5),
        ("backprop_batch", 3.5),
        ("backprop_relu_softmax", 2.625),
    ],
)
def test_flat_bias_gradients(points_of, name, points):
    """Bias gradients of shape (n,) lose the points for shapes and no others."""
    assert points_of(name, flat_biases(name)) == (points, ["shapes"])


CENTRAL_DIFFERENCES = """
def backprop(weights, biases, x, y, h=1e-5):
    def cost():
        a = x
        for W, b in zip(weights, biases):
            a = {sigmoid}
        return 0.5 * np.sum((a - y) ** 2)

    weights = [np.array(W, dtype=float) for W in weights]
    biases = [np.array(b, dtype=float) for b in biases]
    gradients = []
    for arrays in (weights, biases):
        gradients.append([np.zeros(array.shape) for array in arrays])
        for array, gradient in zip(arrays, gradients[-1]):
            for place in np.ndindex(array.shape):
                kept = array[place]
                array[place] = kept + h
                above = cost()
                array[place] = kept - h
                gradient[place] = (above - cost()) / (2 * h)
                array[place] = kept
    return gradients[0], gradients[1]
"""


@pytest.mark.parametrize("inside", ["sigmoid(W @ a + b)", "1 / (1 + np.exp(-(W @ a + b)))"])
def test_central_differences_are_not_backpropagation(points_of, inside):
    """Measuring every weight keeps three of the four points, whether or not it calls functions."""
    text = CENTRAL_DIFFERENCES.format(sigmoid=inside)
    assert points_of("backprop", text) == (3.0, ["one way back"])
