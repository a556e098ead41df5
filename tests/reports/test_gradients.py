"""Checked gradients as a table with pictures, in text and in a panel."""

import re

import numpy as np
import pytest

from checker.numerics import inspect_gradients
from checker.reports.gradients import gradients_html, gradients_text
from tests.numerics.networks import network
from tests.reports.markup import Markup, loads_nothing


@pytest.fixture(scope="module")
def wrong():
    """The network [784, 32, 10] with four wrong rows in W1 and one wrong entry in W2."""
    cost, parameters, gradients = network()
    gradients[0][4:8] *= 1.5
    gradients[2][1, 5] += np.abs(gradients[2]).max()
    return inspect_gradients(cost, parameters, gradients)


@pytest.fixture(scope="module")
def right():
    """A small network with a right gradient."""
    return inspect_gradients(*network((3, 4, 2), 5))


def test_table_in_text(wrong):
    """Every parameter has its line; wrong ones are explained, and mapped."""
    lines = gradients_text(wrong).splitlines()
    assert lines[0].split() == ["parameter", "shape", "largest", "error", "state"]
    assert [line.split()[-1] for line in lines[1:5]] == ["look", "ok", "look", "ok"]
    assert re.fullmatch(r"  0: most in rows 4 to 7, columns \d+ to \d+", lines[5])
    dots, crosses = "     ........", "     XXXXXXXX"
    assert lines[6:14] == [dots, crosses, *6 * [dots]]
    assert lines[14].startswith("  2: most at [1, 5]: yours ")
    assert lines[16] == "     " + "." * 2 + "X" + "." * 21
    assert max(map(len, lines)) <= 72


def test_right_gradient_has_no_map(right):
    """Where all is right, the table and one sentence are enough."""
    assert len(gradients_text(right).splitlines()) == 6


def test_panel(wrong):
    """The panel is whole, loads nothing, and has one picture for each parameter."""
    markup = Markup(gradients_html(wrong))
    assert markup.open == []
    assert loads_nothing(markup)
    assert markup.tags.count("svg") == 4
    assert markup.tags.count("path") == 8 + 1
    assert "most at [1, 5]" in markup.text
    assert "errors of parameter 2: wrong entries: 1 of 320" in markup.values("aria-label")


def test_panel_says_what_the_text_says(wrong):
    """Every error stands in both."""
    text = Markup(gradients_html(wrong)).text
    for each in wrong:
        assert f"{each.distance:.1e}" in text
        assert f"{each.distance:.1e}" in gradients_text(wrong)


@pytest.mark.parametrize("shape", [(), (0,), (5,), (2, 3, 4), (300, 1)])
def test_any_shape(shape):
    """Empty arrays and arrays of any number of dimensions have a line and a picture."""
    p = np.full(shape, 0.3)
    found = inspect_gradients(lambda p: float(np.sum(p[0])), [p], [2 * np.ones(shape)])
    assert str(shape) in gradients_text(found)
    assert Markup(gradients_html(found)).open == []


def test_kinks_are_told():
    """What was measured on a kink or beside one is said in words."""
    p = [np.zeros(3), np.array([2e-6])]
    found = inspect_gradients(
        lambda p: float(sum(np.maximum(each, 0).sum() for each in p)), p, [np.ones(3), np.ones(1)]
    )
    text = " ".join(gradients_text(found).split())
    assert "0: 3 entries were on a kink, where the slopes to both sides differ" in text
    assert "1: 1 entry was measured with a smaller step, beside a kink" in text


def test_gradient_too_small_to_measure():
    """It is neither right nor wrong, and the table, a sentence and the panel say so."""
    p = [np.array([25.0]), np.array([0.5])]
    found = inspect_gradients(saturated, p, [np.array([3e-11]), np.array([1.0])])
    text = gradients_text(found)
    assert [line.split("  ")[-1] for line in text.splitlines()[1:3]] == [
        "too small to measure", "ok",
    ]  # fmt: skip
    assert "rounding of the cost can hide errors" in " ".join(text.split())
    assert "too small to measure" in Markup(gradients_html(found)).text
    assert "→ look" not in Markup(gradients_html(found)).text


def saturated(p):
    """A sigmoid far out, where its slope is 1.4e-11, and a straight line."""
    return float(1 / (1 + np.exp(-p[0][0])) + p[1][0])
