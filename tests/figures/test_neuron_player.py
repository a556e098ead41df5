"""The learner's neuron as a film: what is on it, and what is said where there is none."""

import numpy as np
import pytest

from checker import figures
from checker.figures.neuron_player import LAST, STILLS, epochs, film


def by_columns(X, y, w, b, lr, epochs):
    """The worked solution, which reads one example a column, in other words."""
    X, y = np.asarray(X, float), np.asarray(y, float)
    costs = []
    for _ in range(epochs):
        a = 1 / (1 + np.exp(-(w @ X + b)))
        costs.append(np.mean((a - y) ** 2) / 2)
        delta = (a - y) * a * (1 - a)
        w, b = w - lr * X @ delta / len(y), b - lr * delta.mean()
    return w, b, costs


def by_rows(X, y, w, b, lr, epochs):
    """The same with one example a row, which is not what is asked."""
    return by_columns(np.asarray(X).T, y, w, b, lr, epochs)


def test_film_of_a_neuron():
    """It is the learner's own training: each picture is where one long call would be."""
    frames = {frame["epoch"]: frame for frame in film(by_columns)}
    assert list(frames) == epochs()
    assert {*STILLS, LAST} <= set(frames)
    X, y = [(0, 0, 1, 1), (0, 1, 0, 1)], [0, 1, 1, 1]
    for epoch in STILLS:
        w, b, _ = by_columns(X, y, np.zeros(2), 0.0, 1.0, epoch)
        np.testing.assert_allclose([*frames[epoch]["w"], frames[epoch]["b"]], [*w, b], rtol=1e-9)
        *_, cost = by_columns(X, y, w, b, 1.0, 1)
        assert frames[epoch]["cost"] == pytest.approx(cost[0])


def test_film_in_words():
    """Four moments are told, from one corner right to all four."""
    told = figures.learning(by_columns).text()
    assert told.count("Epoch") == 4
    assert "Epoch 0: cost 0.125, 1 of 4" in told
    assert "Epoch 2000: cost 0.00145, 4 of 4" in told


def test_exercise_that_is_not_written():
    """What it raises goes on, so that the cell can say what it waits for."""

    def empty(*_):
        raise NotImplementedError("train_neuron: write your code here")

    with pytest.raises(NotImplementedError):
        figures.learning(empty)


@pytest.mark.parametrize(
    ("train_neuron", "said"),
    [
        (lambda *_: 1 / 0, "stopped with ZeroDivisionError"),
        (by_rows, "stopped with ValueError: matmul"),
        (lambda *_: None, "stopped with TypeError"),
        (lambda *_: ("<b>", 3, []), "stopped with ValueError"),
        (lambda *_: (np.ones(3), 0.0, []), "no two finite weights"),
        (lambda *_: (np.array([np.nan, 1]), 0.0, []), "no two finite weights"),
    ],
)
def test_neuron_that_does_not_train(train_neuron, said):
    """One sentence says why there is no film, escaped on the page."""
    shown = figures.learning(train_neuron)
    assert said in shown.text()
    assert "<b>" not in shown._repr_html_()


def test_neuron_that_flies_away():
    """The film ends before the first number that is none."""
    calls = []

    def train_neuron(X, y, w, b, lr, epochs):
        calls.append(epochs)
        return np.full(2, len(calls) if len(calls) < 5 else np.inf), 0.0, []

    assert len(film(train_neuron)) == 5
