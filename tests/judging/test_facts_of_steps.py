"""Facts of steps, costs and columns: each where it is true, and where it is nearly so."""

import numpy as np
import pytest

from checker.exercises import Values, call
from checker.judging import judge
from checker.judging.sentences import is_unfit
from checker.sandbox.inside.probe import ask
from tests.judging.test_unknown_mistake import written

RNG = np.random.default_rng(8)


def exercise(right, *arguments):
    cases = tuple(call(f"case {at}", "f", *each) for at, each in enumerate(arguments))
    return written(right, Values("values", 1.0, cases))


def said(exercise, function):
    answers = [ask({"f": function, "np": np}, case.steps) for case in exercise.cases]
    sentence = judge(exercise, answers).sentence
    assert not sentence or not is_unfit(sentence)
    return sentence


def updated(w, grad, lr):
    return w - lr * grad


UPDATES = [(*(RNG.normal(size=(3, n)) for _ in range(2)), lr) for n, lr in ((2, 0.1), (4, 0.3))]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda w, g, lr: w + lr * g, "argument is the expected one with the opposite sign"),
        (lambda w, g, lr: w - g, "argument is the expected one divided by your third argument"),
        (lambda w, g, lr: w - lr**2 * g, "the expected one times your third argument"),
        (lambda w, g, lr: w - lr * g / w.shape[1], "number of"),
        (lambda w, g, lr: w - 7 * lr * g, "7 times the expected one"),
    ],
)
def test_step(wrong, words):
    """A step of the wrong length or direction is told by its factor."""
    sentence = said(exercise(updated, *UPDATES), wrong)
    assert sentence.startswith("The step from your first argument")
    assert words in sentence


@pytest.mark.parametrize(
    "wrong",
    [
        lambda w, g, lr: w - lr * np.abs(g),
        lambda w, g, lr: w - lr * g + 0.01 * w**2,
        lambda w, g, lr: np.zeros_like(w),
        lambda w, g, lr: np.full_like(w, np.nan),
        lambda w, g, lr: (w - g)[:2],
    ],
)
def test_no_factor_of_a_step(wrong):
    """Where no one factor lies between two steps, none is told."""
    assert "The step" not in said(exercise(updated, *UPDATES), wrong)


def costs_of(x, epochs, rate=0.5):
    return [float(x * np.exp(-rate * k) + k / 100) for k in range(epochs)]


FALLING = [(4.0, 6), (3.0, 5)]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda x, n: costs_of(x, n, -0.5), "rise from one to the next"),
        (lambda x, n: [x] * n, "stay where they begin"),
        (lambda x, n: [x * (1 - 1e-5 * k) for k in range(n)], "stay where they begin"),
        (lambda x, n: costs_of(x, n, 0.1), "more slowly"),
    ],
)
def test_costs(wrong, words):
    """Costs that should fall are told how they go."""
    assert words in said(exercise(costs_of, *FALLING), wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda x, n: costs_of(x, n, 0.45),
        lambda x, n: costs_of(x, n, 0.9),
        lambda x, n: [x, *costs_of(x, n, -0.5)[1:-1], 0.5],
        lambda x, n: costs_of(x, n + 1, 0.1),
        lambda x, n: [np.nan] * n,
        lambda x, n: [np.inf] * n,
        lambda x, n: [(-1) ** k * 1.7e308 for k in range(n)],
    ],
)
def test_costs_that_go_otherwise(wrong):
    """Of other costs nothing is said of how they go."""
    sentence = said(exercise(costs_of, *FALLING), wrong)
    assert not any(words in sentence for words in ("rise", "stay", "more slowly"))


def test_numbers_that_need_not_fall():
    """Of numbers that should rise, or go up and down, nothing is said of costs."""
    rising = exercise(lambda x, n: costs_of(x, n, -0.5), *FALLING)
    assert "should fall" not in said(rising, lambda x, n: [x] * n)


TABLES = [(RNG.normal(size=(3, m)),) for m in (4, 6)]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda X: np.repeat(X[:, :1], X.shape[1], axis=1) * 2, "All columns are one and the same"),
        (lambda X: X[:, [0, *range(X.shape[1] - 1)]], "more than once and others not at all"),
    ],
)
def test_columns(wrong, words):
    """Columns that are all alike are told, and such as are doubled while others are lost."""
    assert words in said(exercise(lambda X: X[:, ::-1], *TABLES), wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda X: X + 1,
        lambda X: np.roll(X, 1, axis=1),
        lambda X: np.concatenate([X[:, :1], X[:, :-2], 2 * X[:, -1:]], axis=1),
        lambda X: np.repeat(X[:, :1], 2, axis=1),
    ],
)
def test_columns_that_differ(wrong):
    """Columns in another order, wrong ones, or too few are not said to be doubled or all alike."""
    sentence = said(exercise(lambda X: X[:, ::-1], *TABLES), wrong)
    assert "All columns" not in sentence
    assert "more than once" not in sentence


def test_columns_that_are_alike_in_the_right_answer():
    """Where right columns are alike, as of labels, none is said to be doubled."""
    right = exercise(lambda X: np.eye(3)[:, [0, 1, 2, 0]], *TABLES[:1])
    assert "more than once" not in said(right, lambda X: np.eye(3)[:, [0, 1, 0, 0]])
