"""The lecture of notebook 4: its cells run when they should, and its numbers are right."""

from functools import cache

import numpy as np
import pytest

import checker
from checker.course.release.course import load_lesson
from checker.judging import judge
from tests.lessons.lectures import (
    Lecture,
    examples_are_right,
    figures_have_texts,
    is_quoted,
    shows,
    waits_where_it_says,
)

pytestmark = pytest.mark.slow

LECTURE = Lecture("04_vectorized_deltas")


@pytest.fixture(scope="module")
def finished():
    """The names and cells of a notebook in which every exercise is solved."""
    return LECTURE.finished()


def test_solved_notebook(finished):
    """With all exercises solved every cell runs, and none causes a warning."""
    _, ran = finished
    assert [done.fault for done in ran if done.fault] == []


@pytest.mark.parametrize("solved", [0, 3, 4, 5, 6, 7])
def test_unfinished_notebook(solved):
    """A cell runs exactly from the exercise on that the prose above it names."""
    _, ran = LECTURE.run(solved)
    waits_where_it_says(LECTURE, ran, solved)


def test_figures(finished):
    """Exactly the cells with a text for those who cannot see show a figure, one each."""
    figures_have_texts(finished[1])


def measured(cost, at, h=1e-5):
    """Measure the slope of a cost for every entry of an array."""
    steps = h * np.eye(len(at))
    return [(cost(at + step) - cost(at - step)) / (2 * h) for step in steps]


def numbers_of_deltas(names):
    """Give what sections 1 to 3 quote of two outputs and three hidden neurons."""
    outputs = measured(names["cost_of_outputs"], names["z_two"])
    W, delta, z = names["W_out"], names["delta_out"], names["z_hidden"]
    slopes = names["sigmoid_prime"](z).ravel()
    back = (W.T @ delta).ravel()
    table = names["delta_two"] @ names["a_three"].T
    return {
        "-0.125": outputs[0],
        "0.0925": outputs[1],
        "0.8808": names["sigmoid"](2),
        "0.105": slopes[0],
        "0.25": slopes[1],
        "0.0452": slopes[2],
        "0.2": back[0],
        "-0.9": back[1],
        "0.1": back[2],
        "0.021": back[0] * slopes[0],
        "-0.225": back[1] * slopes[1],
        "0.0045": back[2] * slopes[2],
        "0.04": table[0, 0],
        "-0.05": table[1, 1],
        "25 088": 784 * 32,
        "25 450": names["parameters_784"],
        "50 900": 2 * names["parameters_784"],
    }


def numbers_of_batches(names):
    """Give what section 5 quotes of two examples and of wrong divisors."""
    both = names["delta_batch"] @ names["A_batch"].T
    return {
        "0.8": both[0, 0],
        "0.5": both[1, 0],
        "0.6": names["kept"][0, 0],
        "0.3": names["kept"][0, 0] / 2,
        "0.50": 16 / 32,
        "0.25": 2 / 8,
    }


def numbers_of_costs(names):
    """Give what section 6 quotes of pairs of activation and cost."""
    sigmoid, slope_at = names["sigmoid"], names["slope_at"]
    scores, softmax = names["scores"], names["probabilities_of"]
    entropy = measured(lambda z: -np.log(softmax(z)[0]), scores)
    quadratic = names["slopes_measured"]
    p, y = names["p"], names["y_hot"]
    return {
        "0.982": sigmoid(4),
        "0.01766": names["sigmoid_prime"](4),
        "0.0173": sigmoid(4) * names["sigmoid_prime"](4),
        "0.018": 1 - sigmoid(4),
        "4.02": -np.log(1 - sigmoid(4)),
        "55.6": 1 / (1 - sigmoid(4)),
        "-0.0964": slope_at(lambda z: 0.5 * (sigmoid(z) - 1) ** 2, 0.4),
        "-0.4013": slope_at(lambda z: -np.log(sigmoid(z)), 0.4),
        "-0.6": slope_at(lambda z: 0.5 * (z - 1) ** 2, 0.4),
        "-0.4256": slope_at(lambda z: -np.log(sigmoid(z)), 0.3),
        "-0.1040": (sigmoid(0.3) - 1) * names["sigmoid_prime"](0.3),
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
        "2.879": -np.log(softmax(names["z_scores"])[2]),
        "2.245": -np.log(softmax(names["z_scores"] - 0.5 * names["error_002"])[2]),
        "3.545": -np.log(softmax(names["z_scores"] + 0.5 * names["error_002"])[2]),
    }


def numbers_of_depth(names):
    """Give what section 9 quotes of signals on their way back."""
    narrow, wide = names["measured_ratios"].values()
    return {
        "0.23": narrow[0],
        "0.012": narrow[1],
        "0.00067": narrow[2],
        "0.000036": narrow[3],
        "0.048": wide[3],
    }


@pytest.mark.parametrize(
    "numbers", [numbers_of_deltas, numbers_of_batches, numbers_of_costs, numbers_of_depth]
)
def test_numbers_in_the_prose(finished, numbers):
    """Every number that the prose takes from the lectures is what the worked solutions give."""
    for quoted, computed in numbers(finished[0]).items():
        assert is_quoted(LECTURE.prose, quoted), quoted
        assert shows(quoted.replace(" ", ""), float(computed)), (quoted, computed)


def test_one_factor_per_layer(finished):
    """The marked factor of exercise 4.9 is what each step back multiplies by, at every depth."""
    narrow, _ = finished[0]["measured_ratios"].values()
    factors = [ratio ** (1 / back) for ratio, back in zip(narrow, (1, 3, 5, 7), strict=True)]
    assert all(abs(factor - finished[0]["depth"]["factor"]) < 0.01 for factor in factors)


def test_output_delta_of_lecture_000(finished):
    """P - Y of a batch of 32 is 32 times the slope of the mean loss."""
    rng = np.random.default_rng(0)
    Z, Y = rng.normal(size=(10, 32)), np.eye(10)[:, rng.integers(0, 10, 32)]
    P = np.exp(Z) / np.exp(Z).sum(axis=0)
    _, dZ = finished[0]["softmax_cross_entropy"](Z, Y)
    assert np.allclose(P - Y, 32 * dZ)


def test_what_lecture_004_gets_right(finished):
    """Its listing fits cross-entropy; its general case fits the layers that 4.7 marks."""
    names, _ = finished
    gradient_check, cost = checker.gradient_check, names["cost_004"]

    def error(place, kinds, tables, gradients, cross_entropy):
        def at(table):
            return cost([*tables[:place], table, *tables[place + 1 :]], kinds, cross_entropy)

        return gradient_check(at, tables[place], gradients[place])

    listing = names["kinds_2"], names["tables_2"], names["gradients_004"]
    assert all(error(place, *listing, True) < 1e-8 for place in (0, 1))
    assert all(error(place, *listing, False) > 0.5 for place in (0, 1))
    general = names["kinds_3"], names["tables_3"], names["gradients_general"]
    for kind, entropy in (("quadratic", False), ("cross-entropy", True)):
        right = [place + 1 for place in range(3) if error(place, *general, entropy) < 1e-8]
        assert right == names["layers_right"](kind)


def test_numbers_in_the_output(finished):
    """The cells print what the prose beneath them says."""
    printed = "".join(done.printed for done in finished[1])
    for line in [
        "measured slope: -0.125\nmeasured slope: 0.0925",
        "a - y has the shape (2, 2)",
        "num_layers 4 fills [-1, -2, -3]\nnum_layers 3 fills [-1, -2]",
        "16 examples divided by 32: 0.50 of the mean",
        "2 examples divided by 8: 0.25 of the mean",
        "plain row: (2, 2)   keepdims: (2, 1)",
        "p = 0.0   -log(p) = inf",
        "32 examples: operands could not be broadcast",
        "256 examples: (256, 256)",
        "labels 1 and 0, accuracy 0.0",
        "steps: 10",
    ]:
        assert line in printed, line


def test_examples_in_docstrings(finished):
    """The examples in the exercises' docstrings are right."""
    names, _ = finished
    functions = [name for name in LECTURE.exercises if callable(names[name])]
    examples_are_right(names, functions)


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
