"""The film of three neurons on XOR: its numbers are the network's, and it is told in words."""

import re

import numpy as np
import pytest

from checker import figures
from checker.errors import UsageError
from checker.figures.flow_player import CASES, LINES, case_moments, xor_network


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def number(text):
    return float(text.replace("−", "-"))


def forward(parameters, x):
    W1, b1, W2, b2 = parameters
    return sigmoid(W2 @ sigmoid(W1 @ x + b1) + b2)


@pytest.mark.parametrize("case", range(4))
def test_numbers_of_the_film_forward(case):
    """Each node shows its activation, and the bell rings for exactly one pressed button."""
    weights, biases = xor_network(20.0)
    moments = case_moments(case + 1, CASES[case], weights, biases, back=False)
    x = np.array(CASES[case], float)
    hidden = sigmoid(weights[0] @ x + biases[0])
    shown = [*x, *hidden, *sigmoid(weights[1] @ hidden + biases[1])]
    assert [number(value) for value in moments[-1].values] == [round(each, 2) for each in shown]
    assert moments[-1].values[4] == ("1.00" if sum(CASES[case]) == 1 else "0.00")
    assert moments[-1].said.endswith("as it should.")


@pytest.mark.parametrize("case", range(4))
def test_numbers_of_the_film_back(case):
    """Deltas and slopes are what is measured on the cost, to two digits."""
    weights, biases = xor_network(2.0)
    moments = case_moments(case + 1, CASES[case], weights, biases, back=True)
    x, y = np.array(CASES[case], float), float(sum(CASES[case]) == 1)
    arrays = [weights[0], biases[0], weights[1], biases[1]]

    def measured(which, place):
        costs = []
        for step in (1e-5, -1e-5):
            moved = [array.copy() for array in arrays]
            moved[which][place] += step
            costs.append(0.5 * np.sum((forward(moved, x) - y) ** 2))
        return (costs[0] - costs[1]) / 2e-5

    deltas = [measured(1, (0,)), measured(1, (1,)), measured(3, (0,))]
    assert [number(text) for text in moments[-1].deltas[2:]] == pytest.approx(deltas, rel=0.06)
    slopes = [measured(0, (j, k)) for j in (0, 1) for k in (0, 1)]
    slopes += [measured(2, (0, k)) for k in (0, 1)]
    assert len(slopes) == len(LINES)
    found = [number(text) for text in moments[-1].slopes]
    assert found == pytest.approx(slopes, rel=0.06, abs=1e-12)


@pytest.mark.parametrize("back", [False, True])
def test_sums_that_are_said(back):
    """Each weighted sum in a sentence comes out when it is computed."""
    told = figures.delta_flow("xor", back=back).text()
    sums = re.findall(r"neuron|: ([−\d. ·+]+) = (−?[\d.]+), and σ\((−?[\d.]+)\) = ([\d.]+)\.", told)
    sums = [each for each in sums if each[0]]
    assert len(sums) == 3 * len(CASES)
    for terms, z, again, a in sums:
        computed = eval(terms.replace("−", "-").replace("·", "*"))
        assert number(z) == number(again) == pytest.approx(computed, abs=0.011)
        assert float(a) == pytest.approx(sigmoid(computed), abs=0.006)
    assert ("δ" in told or "Delta" in told) == back


def test_preset_that_is_none():
    """A preset that there is not is told of."""
    with pytest.raises(UsageError, match="no preset 'or'"):
        figures.delta_flow("or")
