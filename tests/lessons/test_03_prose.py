"""The lecture of notebook 3: its cells run when they should, and its numbers are right."""

from dataclasses import replace

import numpy as np
import pytest

from checker.course.release.course import load_lesson
from checker.exercises.casebook import compile_exercise
from checker.grades import Outcome
from checker.judging import judge
from checker.records import Answer, Ending
from tests.lessons.lectures import (
    Lecture,
    examples_are_right,
    figures_have_texts,
    is_quoted,
    shows,
    waits_where_it_says,
)

pytestmark = pytest.mark.slow

LECTURE = Lecture("03_hand_backward")


@pytest.fixture(scope="module")
def finished():
    """The names and cells of a notebook in which every exercise is solved."""
    return LECTURE.finished()


def test_solved_notebook(finished):
    """With all exercises solved every cell runs, and none causes a warning."""
    _, ran = finished
    assert [done.fault for done in ran if done.fault] == []


@pytest.mark.parametrize("solved", [0, 1, 2, 5, 6, 7])
def test_unfinished_notebook(solved):
    """A cell runs exactly from the exercise on that the prose above it names."""
    _, ran = LECTURE.run(solved)
    waits_where_it_says(LECTURE, ran, solved)


def test_figures(finished):
    """Exactly the cells with a text for those who cannot see show a figure, one each."""
    figures_have_texts(finished[1])


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
    "t": [4, 5],
    "alpha": 0.1,
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
        "delta2": [115, 141],
        "delta1": [486, 679, 397, 397],
        "dW2": [[2645, 1380, 1725, 2415], [3243, 1692, 2115, 2961]],
        "dW1": [[972, 486, 1458], [1358, 679, 2037], [794, 397, 1191], [794, 397, 1191]],
        "W2_new": [[-261.5, -137, -171.5, -240.5], [-323.3, -165.2, -209.5, -294.1]],
        "b2_new": [-9.5, -11.1],
        "W1_new": [
            [-95.2, -45.6, -141.8], [-133.8, -66.9, -201.7], [-76.4, -34.7, -118.1],
            [-77.4, -36.7, -115.1],
        ],
        "b1_new": [-44.6, -66.9, -38.7, -37.7],
    }  # fmt: skip
    assert typed(compiled, expected).outcome is Outcome.PASSED
    for row in (*expected["dW2"], *expected["dW1"], expected["delta1"]):
        assert f"({', '.join(map(str, row))})" in LECTURE.prose
    assert "| `a1` | 23, 12, 15, 21 |" in LECTURE.prose
    assert "| `a2` | 119, 146 |" in LECTURE.prose


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
    w1, w2, b = 2 + exact, -3 + 2 * exact, -3 - exact
    return {
        "0.73": sigmoid(1),
        "0.036": (1 - 0.73) ** 2 / 2,
        "-0.27": 0.73 - 1,
        "0.1971": 0.73 * 0.27,
        "-0.053": delta,
        "0.106": -2 * delta,
        "-0.0528": 1000 * (names["cost_at"](1.001) - names["cost_at"](1)),
        "-0.106": 2 * exact,
        "0.159": -3 * exact,
        "1.947": w1,
        "-3.106": w2,
        "-2.947": b,
        "0.79": sigmoid(-w1 - 2 * w2 + b),
        "0.789": sigmoid(-w1 - 2 * w2 + b),
    }


def numbers_of_the_forks(names):
    """Give what section 3 quotes of its forks."""
    one, two = sigmoid(2), sigmoid(1)
    e = one + two - 1
    return {
        "1.95": 1.5 * 1.3,
        "3.9": 1.95 * 2,
        "-1.365": 1.95 * -0.7,
        "2.535": 3.9 - 1.365,
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
        "17.02": f(1.1, 2),
        "15.02": f(0.9, 2),
        "10.2": (f(1.1, 2) - f(1, 2)) / 0.1,
        "0.61": (f(1, 2.1) - f(1, 2)) / 0.1 - 15,
        "0.06": (f(1, 2.01) - f(1, 2)) / 0.01 - 15,
        "0.01": (f(1, 2.1) - f(1, 1.9)) / 0.2 - 15,
        "0.0001": (f(1, 2.01) - f(1, 1.99)) / 0.02 - 15,
        "0.0529": names["true_slope"],
        "25 450": parameters,
        "50 900": 2 * parameters,
        "0.0009": 1e6 * 0.9 * 1e-9,
    }


def numbers_of_the_step(names):
    """Give what section 8 quotes of the lecture's step."""
    E_after = names["E_after"]
    return {
        "1339": 23**2 + 12**2 + 15**2 + 21**2,
        "0.00075": 1 / 1340,
        "134": 0.1 * 1340,
        "11 272": E_after(0.0001),
        "34": E_after(0.0007),
        "1500": E_after(0.001),
        "18.5": E_after(0.01) / 1e6,
        "-261.5": 3 - 0.1 * 2645,
    }


@pytest.mark.parametrize(
    "numbers",
    [numbers_of_lecture_001, numbers_of_the_forks, numbers_of_measuring, numbers_of_the_step],
)
def test_numbers_in_the_prose(finished, numbers):
    """Every number that the prose takes from the lectures is what the worked solutions give."""
    for quoted, computed in numbers(finished[0]).items():
        assert is_quoted(LECTURE.prose, quoted), quoted
        assert shows(quoted.replace(" ", ""), float(computed)), quoted


def test_the_lectures_step(finished):
    """The lecture's rate sends E from 16 553 to 390 billion; the break-even is 0.00355."""
    E_after = finished[0]["E_after"]
    lowering = [rate for rate in finished[0]["rates"] if E_after(rate) < 16553]
    assert E_after(0.0) == 16553
    assert round(E_after(0.1), -10) == 390e9
    assert E_after(0.00355) < 16553 < E_after(0.00356)
    assert (max(lowering), min(lowering, key=E_after)) == (0.001, 0.0007)
    assert min(finished[0]["rate_axis"], key=E_after) < 1 / 1340


def test_numbers_in_the_graph(finished):
    """The computation graph shows the values and gradients of the lecture's neuron."""
    e, delta = 0.73 - 1, (0.73 - 1) * 0.73 * 0.27
    values = [2, -1, -3, -2, -2, 6, 4, -3, 1, sigmoid(1), 1, e**2 / 2]
    gradients = [-delta, None, -2 * delta, None, *[delta] * 5, e, None, 1]
    _compare(finished[0]["lines"], values, gradients)


def test_numbers_in_the_fork(finished):
    """The fork shows the values and gradients of its two roads."""
    one, two = sigmoid(2), sigmoid(1)
    e = one + two - 1
    back = e * sigmoid_prime(2), e * sigmoid_prime(1)
    values = [1, 1, 1, 2, 1, 2, 1, one, two, one + two, 1, e**2 / 2]
    gradients = [2 * back[0] + back[1], 2 * back[0], back[1], None, None, *back, e, e, e, None, 1]
    _compare(finished[0]["fork_lines"], values, gradients)


def _compare(graph, values, gradients):
    for line, value, gradient in zip(graph, values, gradients, strict=True):
        assert shows(line[3], value), line
        assert not line[4] if gradient is None else shows(line[4], gradient), line


def test_best_steps(finished):
    """The figure of section 5 has its lowest places where the prose says."""
    names = finished[0]
    sizes = names["sizes"]
    best = {kind: sizes[np.argmin(errors)] for kind, errors in names["errors"].items()}
    assert 1e-6 <= best["centred"] <= 1e-5
    assert 1e-3 <= best["centred, float32"] <= 1e-2
    assert 1e-9 <= best["one-sided"] <= 1e-7
    at = dict(zip(np.round(np.log10(sizes), 1), range(len(sizes)), strict=True))
    assert names["errors"]["centred"][at[-5.0]] < 1e-9
    assert min(names["errors"]["centred, float32"][at[-7.0] :]) == 1


def test_numbers_in_the_output(finished):
    """The cells print what the prose beneath them says."""
    printed = "".join(done.printed for done in finished[1])
    for line in [
        "moves by -0.0528 thousandths",
        "1.94 gives 0.79\n1.947 gives 0.7888",
        "-0.053  0.053  0.106",
        "measured slope: 6.0",
        "measured slope: 2.535",
        "node 1: 23",
        "[2645 1380 1725 2415]",
        "one-sided 15.6100, centred 15.0100",
        "one-sided 15.0601, centred 15.0001",
        "[1 2 3]\nwhat was remembered: [1.5 2. ]",
        "million, right:     9.0e-04\nbillionth, doubled: 9.0e-10",
        "one off: mean 2.5e-07, sum 1.0e-04\ntwo cancel: mean 1.5e-03, sum 0.0e+00",
        "[nan nan] [False False]\nnan both ways: False False",
        "(3, 3)",
        "printed True\nslipped False",
        "(4, 3)  2.0e+00",
        "good enough: True",
        "rate 0.1: E = 391,591,816,900",
    ]:
        assert line in printed, line


def test_the_printed_deltas(finished):
    """With the signs turned round, the printed deltas are right only where all biases are 0."""
    names, _ = finished
    for network, right in ((names["no_biases"], True), (names["with_biases"], False)):
        printed = names["printed_gradients"](*network, names["example"], names["target"])
        mended = names["two_layer_gradients"](*network, names["example"], names["target"])
        for one, other in zip(printed, mended, strict=True):
            assert (np.abs(one + other).max() <= 1e-12) == right
            assert right or np.abs(one + other).max() > 0.3 * np.abs(other).max()


def test_examples_in_docstrings(finished):
    """The examples in the exercises' docstrings are right."""
    names, _ = finished
    functions = [name for name in LECTURE.exercises if callable(names[name])]
    examples_are_right(names, functions)
