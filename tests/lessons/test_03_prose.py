"""The lecture of notebook 3: its cells run when they should, and its numbers are right."""

import re
from dataclasses import replace
from unittest import mock

import matplotlib.pyplot as plt
import numpy as np
import pytest

from checker.course.release.course import load_lesson
from checker.exercises.casebook import compile_exercise
from checker.figures import still_backward
from checker.figures.graph_presets import NETWORK
from checker.grades import Outcome
from checker.judging import judge
from checker.records import Answer, Ending
from tests.lessons.lecture_tests import LectureTests
from tests.lessons.lectures import Lecture

pytestmark = pytest.mark.slow

LECTURE = Lecture("03_hand_backward")

#: Numbers that were chosen and claim nothing, and those that another test asserts.
GIVEN = {
    "0.0007": "a rate",
    "0.001": "a rate",
    "0.2": "a rate",
    "0.9": "a place",
    "1.1": "a place",
    "1.94": "a lecture's slip",
    "3.0": "a lecture's rate",
    "400": "differences",
    **dict.fromkeys(["0.00355", "0.0036", "0.003", "1340"], "test_the_lectures_step"),
    **dict.fromkeys(["0.56", "0.75"], "test_the_walk"),
    **dict.fromkeys(["1.5", "1.75"], "test_the_faded_graph"),
    **dict.fromkeys(["115", "119", "141", "146"], "test_lecture_003_exercise_1"),
    **dict.fromkeys(["2.5", "399"], "test_numbers_in_the_output"),
}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


LECTURE_GRAPH = {"x1": -1.0, "x2": -2.0, "w1": 2.0, "w2": -3.0, "b": -3.0, "y": 1.0, "lr": 1.0}
LECTURE_NETWORK = {
    "a0": [2, 1, 3],
    "W1": [[2, 3, 4], [2, 1, 2], [3, 5, 1], [2, 3, 4]],
    "b1": [4, 1, 1, 2],
    "W2": [[3, 1, 1, 1], [1, 4, 2, 2]],
    "b2": [2, 3],
    "y": [4, 5],
    "lr": 0.1,
}
#: What lecture 001 prints, with its slip mended.
TWO_DIGITS = {
    "Omega": 4, "z": 1, "a": 0.73, "C": 0.036, "dC_da": -0.27, "da_dz": 0.1971, "dC_dz": -0.053,
    "dC_db": -0.053, "dC_dw1": 0.053, "dC_dw2": 0.106, "w1_new": 1.947, "w2_new": -3.106,
    "b_new": -2.947, "a_new": 0.79,
}  # fmt: skip


@pytest.fixture(scope="module")
def answered(desk_of):
    """Compile a typed exercise for the lecture's numbers, without its mistakes."""
    desk = desk_of(load_lesson(LECTURE.path))

    def compiled(name, numbers):
        exercise = next(each for each in desk.lesson.exercises if each.name == name)
        return compile_exercise(replace(exercise, misconceptions=()), None, numbers, desk.solve)

    return compiled


def typed(compiled, fields):
    """Give the verdict on typed fields."""
    answers = [Answer(Ending.RETURNED, fields[case.name]) for case in compiled.cases]
    return judge(compiled, answers)


def test_the_lectures_own_working(answered):
    """The two-digit working of lecture 001 is right in every field; 1.94 is not."""
    compiled = answered("graph_by_hand", LECTURE_GRAPH)
    assert typed(compiled, TWO_DIGITS).outcome is Outcome.PASSED
    for rounded in ({"w1_new": 1.95}, {"C": 0.03645}, {"a_new": 0.789}):
        assert typed(compiled, TWO_DIGITS | rounded).outcome is Outcome.PASSED
    cut = typed(compiled, TWO_DIGITS | {"w1_new": 1.94})
    assert [check.name for check in cut.checks if not check.passed] == ["w1_new"]


def test_lecture_003_exercise_1(answered):
    """The worked solution gives the answers to the lecture's exercise 1, for its own step."""
    compiled = answered("backward_by_hand", LECTURE_NETWORK)
    expected = {
        "a1": [23, 12, 15, 21],
        "a2": [119, 146],
        "C": 16553,
        "delta2": [115, 141],
        "delta1": [486, 679, 397, 397],
        "dW2_row1": [2645, 1380, 1725, 2415],
        "dW1_row1": [972, 486, 1458],
        "W1_new_row1": [-95.2, -45.6, -141.8],
        "b2_new": [-9.5, -11.1],
    }
    assert typed(compiled, expected).outcome is Outcome.PASSED
    assert sum(np.size(each) for each in expected.values()) == 25


def test_answers_to_exercise_1_for_instructors():
    """The file that compares the lectures holds all tables of lecture 003's exercise 1."""
    text = (LECTURE.path.parent / "lectures_compared.md").read_text("utf-8")
    n = {name: np.array(value) for name, value in LECTURE_NETWORK.items()}
    a1 = n["W1"] @ n["a0"] + n["b1"]
    a2 = n["W2"] @ a1 + n["b2"]
    delta2 = a2 - n["y"]
    delta1 = n["W2"].T @ delta2
    tables = *np.outer(delta2, a1), *np.outer(delta1, n["a0"]), a1, a2, delta2, delta1
    for row in tables:
        assert f"({', '.join(map(str, row))})" in text


def test_the_smaller_network():
    """The faded example of section 4 is right."""
    a0, W1, W2 = np.array([1, 2]), np.array([[1, 2], [3, 1]]), np.array([[2, -1]])
    a1 = W1 @ a0 + [0, 1]
    delta2 = W2 @ a1 + 3 - 5
    assert (a1.tolist(), delta2.tolist(), (W2.T @ delta2).tolist()) == ([5, 6], [2], [4, -2])
    assert np.outer(delta2, a1).tolist() == [[10, 12]]
    assert np.outer(W2.T @ delta2, a0).tolist() == [[4, 8], [-2, -4]]


def test_the_faded_graph():
    """The graph with gaps in section 1 is right: nothing there needs rounding."""
    delta = (0.5 - 1) * 0.25
    w, b = np.array([1, -2]) - 2 * delta * np.array([2, 1]), -2 * delta
    assert (delta, w.tolist(), b) == (-0.125, [1.5, -1.75], 0.25)


def numbers_of_lecture_001(names):
    """Give what section 1 quotes of the lecture's graph, worked with two digits as there."""
    delta = (0.73 - 1) * 0.73 * 0.27
    exact = (sigmoid(1) - 1) * sigmoid_prime(1)
    return {
        "0.73": sigmoid(1),
        "0.036": (1 - 0.73) ** 2 / 2,
        "-0.27": 0.73 - 1,
        "0.1971": 0.73 * 0.27,
        "-0.053": delta,
        "0.106": -2 * delta,
        "0.053": 1000 * (names["graph_cost"](w1=2.001) - names["graph_cost"]()),
        "1.947": 2 + exact,
    }


def numbers_of_the_forks(names):
    """Give what section 3 quotes of its forks."""
    one, two = sigmoid(2), sigmoid(1)
    e = one + two - 1
    return {
        "0.881": one,
        "0.731": two,
        "0.612": e,
        "0.105": sigmoid_prime(2),
        "0.197": sigmoid_prime(1),
        "0.064": e * sigmoid_prime(2),
        "0.120": e * sigmoid_prime(1),
        "0.128": 2 * e * sigmoid_prime(2),
        "0.249": names["fork_gradient"](1, 2, 1, 1),
    }


def numbers_of_measuring(names):
    """Give what section 5 quotes of lecture 003's function and of the network of notebook 5."""
    f = names["lecture_f"]
    parameters = 784 * 32 + 32 + 32 * 10 + 10
    return {
        "16": f([1, 2]),
        "17.02": f([1.1, 2]),
        "15.02": f([0.9, 2]),
        "10.2": (f([1.1, 2]) - f([1, 2])) / 0.1,
        "0.61": (f([1, 2.1]) - f([1, 2])) / 0.1 - 15,
        "0.06": (f([1, 2.01]) - f([1, 2])) / 0.01 - 15,
        "0.01": (f([1, 2.1]) - f([1, 1.9])) / 0.2 - 15,
        "0.0001": (f([1, 2.01]) - f([1, 1.99])) / 0.02 - 15,
        "25 450": parameters,
        "50 900": 2 * parameters,
        "0.0009": 1e6 * 0.9 * 1e-9,
    }


def numbers_of_the_step(names):
    """Give what section 8 quotes of the lecture's step."""
    return {
        "1339": np.sum(names["lecture_a1"] ** 2),
        "0.00075": 1 / 1340,
        "134": 0.1 * 1340,
    }


class TestLecture(LectureTests):
    """Its cells run when they should, and its numbers are right."""

    lecture = LECTURE
    unfinished = (0, 1, 2, 5, 6, 7)
    given = GIVEN
    numbers = (
        numbers_of_lecture_001,
        numbers_of_the_forks,
        numbers_of_measuring,
        numbers_of_the_step,
    )
    printed = (
        "w1 moves the cost by 0.053 thousandths\nw2 moves the cost by 0.106 thousandths\n",
        "b moves the cost by -0.053 thousandths",
        "thousandths: -0.0528",
        "3.1 · 5 rises by 0.5, so the cost moves by -1.0",
        "3 · 5.1 rises by 0.3, so the cost moves by -0.6",
        "measured slope: 6.0",
        "measured slope: 0.249",
        "a1 [23 12 15 21]   a2 [119 146]",
        "delta1 [486 679 397 397]",
        "[[2645 1380 1725 2415]\n [3243 1692 2115 2961]]\n\n[[ 972  486 1458]",
        "one-sided 15.6100, centred 15.0100",
        "one-sided 15.0601, centred 15.0001",
        "slope 9e+05, off by 9.0e-04\nslope 9e-10, off by 9.0e-10",
        "mean 2.5e-07, sum 1.0e-04, largest 1.0e-04\nmean 1.5e-03, sum 0.0e+00, largest 3.0e-01",
        "(4, 3)  2.0e+00",
    )


def test_the_lectures_step(finished):
    """The lecture's rate sends C from 16 553 to 390 billion; the break-even is 0.00355."""
    cost_after = finished[0]["cost_after"]
    rates = [0.1, 0.01, 0.001, 0.0007, 0.0001]
    lowering = [rate for rate in rates if cost_after(rate) < 16553]
    assert cost_after(0.0) == 16553
    assert round(cost_after(0.1), -10) == 390e9
    assert cost_after(0.00355) < 16553 < cost_after(0.00356) < cost_after(0.0036)
    assert (max(lowering), min(lowering, key=cost_after)) == (0.001, 0.0007)
    assert min(10 ** np.linspace(-5, -1, 400), key=cost_after) < 1 / 1340
    dip = min(np.linspace(0.0015, 0.0035, 400), key=cost_after)
    assert (round(dip, 3), cost_after(dip) > 10 * cost_after(0.0007)) == (0.003, True)
    after = [cost_after(rate) for rate in (0.01, 0.001, 0.0007, 0.0001)]
    assert np.allclose(after, [18.5e6, 1500, 34, 11272], rtol=0.01)


@pytest.mark.parametrize("rate", [0.1, 0.2])
def test_the_walk(rate):
    """From (1, 2) it ends in the valley at the rate 0.1, though lower places lie below it."""

    def f(x, y):
        return 2 * x**2 + 3 * x * y + y**3

    place = np.array([1.0, 2.0])
    for step in range(200):
        x, y = place
        place = place - rate * np.array([4 * x + 3 * y, 3 * x + 3 * y**2])
        if step == 0 and rate == 0.1:
            assert np.allclose(place, [0, 0.5])
        if not np.abs(place).max() < 3:
            break
    if rate == 0.1:
        assert place.round(2).tolist() == [-0.56, 0.75]
        assert f(0, -3) < f(*place)
    else:
        assert np.abs(place).max() > 3


def test_cost_after_a_step(finished):
    """What one step leads to is what the worked solution's step leads to."""
    n = {name: np.array(value) for name, value in LECTURE_NETWORK.items()}
    a1 = n["W1"] @ n["a0"] + n["b1"]
    delta2 = n["W2"] @ a1 + n["b2"] - n["y"]
    delta1 = n["W2"].T @ delta2
    for rate in (0.1, 0.0007):
        hidden = (n["W1"] - rate * np.outer(delta1, n["a0"])) @ n["a0"] + n["b1"] - rate * delta1
        output = (n["W2"] - rate * np.outer(delta2, a1)) @ hidden + n["b2"] - rate * delta2
        cost = np.sum((output - n["y"]) ** 2) / 2
        assert finished[0]["cost_after"](rate) == pytest.approx(cost)


def test_roads_in_the_network():
    """Seven slopes lead from C to the first weight; the first five serve its neighbour as well."""
    ways = {}
    ends = {one: node for node in NETWORK.nodes for one in node.inputs}
    for weight in ("w₁₁", "w₁₂"):
        name, way = weight, []
        while name in ends:
            way.append(ends[name].name)
            name = ends[name].name
        ways[weight] = way[::-1]
    one, other = ways.values()
    assert len(one) == len(other) == 7
    assert one[:6] == other[:6]  # the sixth node is z₁, which has a line for each of its inputs
    assert one[5] == "z₁"


def test_misread():
    """The network of page one takes a 7 for a 1, and one number hardly moves its cost."""
    with mock.patch.object(still_backward.plt, "show") as show:
        still_backward.misread()
    assert show.called
    title = plt.gcf().axes[1].get_title()
    before, _, after = (float(number) for number in re.findall(r"\d\.\d+", title))
    assert 0 < abs(after - before) < 0.03 * before
    plt.close("all")


def test_best_steps():
    """A central difference is best near 1e-5, and right to about ten digits there."""

    def cost(w):
        return (sigmoid(3 - w) - 1) ** 2 / 2

    exact = (1 - sigmoid(1)) * sigmoid_prime(1)
    sizes = 10.0 ** np.arange(-1, -12.5, -0.5)
    errors = [abs((cost(2 + h) - cost(2 - h)) / (2 * h) - exact) / exact for h in sizes]
    assert 1e-6 <= sizes[np.argmin(errors)] <= 1e-5
    assert errors[8] < 1e-9


def test_the_slopes_stand_below_their_question():
    """What the first prediction asks for is not told above it, in notebook 1 neither."""
    sources = [cell.source for cell in LECTURE.cells]
    asked = next(i for i, source in enumerate(sources) if 'predict("three knobs")' in source)
    for told in ("0.053", "0.106"):
        assert told not in "".join(sources[: asked + 1])
        assert told not in Lecture("01_neuron").text


def test_the_printed_deltas(finished):
    """With the signs turned round, the printed deltas are right only where all biases are 0."""
    names, _ = finished
    for network, right in ((names["no_biases"], True), (names["with_biases"], False)):
        printed = names["printed_gradients"](*network, names["example"], names["target"])
        mended = names["two_layer_gradients"](*network, names["example"], names["target"])
        for one, other in zip(printed, mended, strict=True):
            assert (np.abs(one + other).max() <= 1e-12) == right
            assert right or np.abs(one + other).max() > 0.3 * np.abs(other).max()
