"""The lecture of notebook 1: its cells run when they should, and its numbers are right."""

import numpy as np
import pytest

from tests.lessons.lecture_tests import LectureTests
from tests.lessons.lectures import Lecture

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


class TestLecture(LectureTests):
    """Its cells run when they should, and its numbers are right."""

    lecture = LECTURE
    unfinished = (0, 1, 4, 5, 6, 7)
    given = GIVEN
    numbers = (
        numbers_of_the_curve,
        numbers_of_lecture_001,
        numbers_of_descent,
        numbers_of_slow_learning,
        numbers_of_the_tables,
    )
    printed = (
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
    )

    def with_examples(self, names):
        """The functions whose docstrings hold examples; one of them is given."""
        return [*super().with_examples(names), "quadratic_cost_prime"]
