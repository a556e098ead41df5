"""The lecture of notebook 1: its cells run when they should, and its numbers are right."""

import numpy as np
import pytest

from tests.lessons.lectures import (
    Lecture,
    examples_are_right,
    figures_have_texts,
    is_quoted,
    lines_are_short,
    shows,
    waits_where_it_says,
)
from tests.lessons.numbers_in_prose import false_sums, needless, nobody_vouches_for

pytestmark = pytest.mark.slow

LECTURE = Lecture("01_neuron")

#: Numbers that were chosen and claim nothing, and those that another test asserts.
GIVEN = {
    "0.001": "a turn",
    "0.01": "to each side",
    "0.02": "twice 0.01",
    "0.12": "a rate",
    "0.15": "a rate",
    "1.1": "a rate",
    "2.5": "a start",
    "30.313": "quoted",
    "100": "in a sum that is printed",
    "1000": "far out",
    "2000": "epochs",
    "10000": "an axis",
    "0.05": "where 1 - 20 η changes its sign",
}


@pytest.fixture(scope="module")
def finished():
    """The names and cells of a notebook in which every exercise is solved."""
    return LECTURE.finished()


def test_solved_notebook(finished):
    """With all exercises solved every cell runs, and none causes a warning."""
    _, ran = finished
    assert [done.fault for done in ran if done.fault] == []


@pytest.mark.parametrize("solved", [0, 1, 4, 5, 6, 7])
def test_unfinished_notebook(solved):
    """A cell runs exactly from the exercise on that the prose above it names."""
    _, ran = LECTURE.run(solved)
    waits_where_it_says(LECTURE, ran, solved)


def test_printed_lines(finished):
    """No number that a cell prints is broken in a narrow window."""
    lines_are_short(finished[1])


def test_figures(finished):
    """Exactly the cells with a text for those who cannot see show a figure, one each."""
    figures_have_texts(finished[1])


def numbers_of_the_curve(names):
    """Give what sections 3 and 8 quote of the sigmoid and its slope."""
    sigmoid, slope = names["sigmoid"], names["sigmoid_prime"]
    return {
        "0.881": sigmoid(2),
        "0.119": sigmoid(-2),
        "0.818": sigmoid(1.5),
        "0.982": sigmoid(4),
        "0.9997": sigmoid(8),
        "0.1966": slope(1),
        "0.2194": slope(sigmoid(1)),
        "0.149": slope(1.5),
        "0.0177": slope(4),
        "0.000335": slope(8),
    }


def numbers_of_lecture_001(names):
    """Give what sections 2 to 6 quote of the lecture's neuron, before and after its step."""
    x, w, b, y = names["lecture_x"], names["lecture_w"], -3.0, 1.0
    _, a = names["neuron_forward"](x, w, b)
    dw, db = names["neuron_gradients"](x, w, b, y)
    new_w, new_b = names["sgd_step"]([w, b], [dw, db], 1.0)
    _, new_a = names["neuron_forward"](x, new_w, new_b)
    return {
        "0.731": a,
        "-0.269": names["quadratic_cost_prime"](a, y),
        "0.0723": (a - y) ** 2,
        "0.0362": names["quadratic_cost"](a, y),
        "-0.0529": db,
        "0.0529": dw[0],
        "0.1058": dw[1],
        "-0.000197": -0.001 * names["sigmoid_prime"](1.0),
        "0.0000529": 0.001 * dw[0],
        "1.947": new_w[0],
        "-3.106": new_w[1],
        "-2.947": new_b,
        "0.789": new_a,
        "0.0223": names["quadratic_cost"](new_a, y),
    }


def numbers_of_descent(names):
    """Give what section 6 quotes of gradient descent on x², and section 4 of a cost."""
    walk = names["walk"]
    return {
        "0.11": walk(1.0, 0.1, 10)[-1],
        "6.19": walk(1.0, -0.1, 10)[-1],
        "0.0000143": walk(1.0, 0.1, 50)[-1],
        "9100": walk(1.0, 1.1, 50)[-1],
    }


def numbers_of_slow_learning(names):
    """Give what section 8 quotes of the neurons A, B and C."""
    gradients, costs_of = names["neuron_gradients"], names["costs_of"]
    needed = {name: sum(cost >= 0.125 for cost in costs) for name, costs in costs_of.items()}
    return {
        "36": needed["A"],
        "232": needed["B"],
        "10 028": needed["C"],
        "0.122": gradients([1], [0.6], 0.9, 0)[1],
        "0.0173": gradients([1], [2], 2, 0)[1],
        "0.000335": gradients([1], [4], 4, 0)[1],
    }


def numbers_of_the_tables(names):
    """Give what tables and figures quote besides."""
    sigmoid, slope = names["sigmoid"], names["sigmoid_prime"]
    outputs, targets = np.full(4, 0.5), np.array([0, 1, 1, 1])
    assert 1 - 20 * 0.05 == 0
    return {
        "2.718": np.e,
        "0.368": np.exp(-1),
        "0.005": sigmoid(0.01) - sigmoid(-0.01),
        "0.25": slope(0),
        "0.197": slope(1),
        "0.036": names["quadratic_cost"](sigmoid(1), 1),
        "0.2689": 1 - sigmoid(1),
        "-0.0625": np.mean((outputs - targets) * slope(0)),
        "1.6": 2 * 0.8,
        "0.16": 0.1 * 1.6,
        "0.64": names["walk"](1.0, 0.1, 2)[-1],
        "1.28": 2 * 0.64,
        "0.128": 0.1 * 1.28,
        "0.512": names["walk"](1.0, 0.1, 3)[-1],
        "-1.4": 1 - 20 * 0.12,
        "308": np.log10(np.finfo(float).max),
        "25 450": 784 * 32 + 32 + 32 * 10 + 10,
    }


@pytest.mark.parametrize(
    "numbers",
    [
        numbers_of_the_curve,
        numbers_of_lecture_001,
        numbers_of_descent,
        numbers_of_slow_learning,
        numbers_of_the_tables,
    ],
)
def test_numbers_in_the_prose(finished, numbers):
    """Every number that the prose takes from the lectures is what the worked solutions give."""
    for quoted, computed in numbers(finished[0]).items():
        assert is_quoted(LECTURE.text, quoted), quoted
        assert shows(quoted.replace(" ", ""), float(computed))


def test_every_number(finished):
    """Each number of the prose and the figures' texts is computed, printed, a sum, or chosen."""
    functions = [
        numbers_of_the_curve,
        numbers_of_lecture_001,
        numbers_of_descent,
        numbers_of_slow_learning,
        numbers_of_the_tables,
    ]
    assert nobody_vouches_for(LECTURE, finished, functions, GIVEN) == []
    assert needless(LECTURE, GIVEN) == []
    assert false_sums(LECTURE) == []


def test_numbers_in_the_output(finished):
    """The cells print what the prose beneath them says."""
    printed = "".join(done.printed for done in finished[1])
    for line in [
        "weight 0.5   output 0\nweight 0.6   output 1",
        "slope = 0.0177",
        "new weights [ 1.947 -3.106]   new bias -2.947",
        "0.135 1.135",
        "cost 12.5",
        "[ 0.0529  0.1058 -0.0529]",
        "[0.5 1.5]",
        "sums: [1100. 1010.]",
        "A needs 36 epochs\nB needs 232 epochs\nC needs 10028 epochs",
        "cost 0.5\ngradient (array([0.])",
    ]:
        assert line in printed


def test_examples_in_docstrings(finished):
    """The examples in the exercises' docstrings are right."""
    names, _ = finished
    functions = [
        name for name in (*LECTURE.exercises, "quadratic_cost_prime") if callable(names[name])
    ]
    examples_are_right(names, functions)
