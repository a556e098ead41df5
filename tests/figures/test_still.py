"""The pictures that stand still: what all of them keep to."""

import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from checker.figures import still, still_training
from checker.figures.drawing import BLUE, ORANGE, rgb, shaded
from tests.syntax_trees import CHECKER


def test_places_of_legends():
    """Each legend is told its place: to look for one takes long on a busy machine, and warns."""
    placeless = [
        f"{path.name}: {call}"
        for path in sorted((CHECKER / "figures").glob("*.py"))
        for call in re.findall(r"\.legend\([^)]*\)", path.read_text("utf-8"))
        if "loc=" not in call
    ]
    assert placeless == []


def test_colours_of_signs():
    """What is above 0 is blue and what is below orange, in pictures and in drawings alike."""
    for value, color in ((1.0, BLUE), (-1.0, ORANGE)):
        assert shaded(np.array(value)) == pytest.approx(rgb(color))
        assert still_training._SIGNS((value + 1) / 2)[:3] == pytest.approx(tuple(rgb(color)))


def test_colours_of_costs(monkeypatch):
    """Curves of costs are never orange, which is the colour of slopes."""
    seen = []
    monkeypatch.setattr(plt, "show", lambda: seen.extend(plt.gcf().axes))
    with mpl.rc_context({"backend": "Agg"}):
        still.three_neurons({"A": [0.4, 0.1], "B": [0.4, 0.3], "C": [0.4, 0.4]})
        still.three_rates(lambda x, rate, steps: x * (1 - 2 * rate) ** np.arange(steps + 1))
        still.by_heart(lambda X, Y, rng: [1.2, 0.5, 0.005], np.eye(784)[:, :20], np.eye(10, 20))
        plt.close("all")
    colors = {mpl.colors.to_hex(line.get_color()) for axes in seen for line in axes.lines}
    assert BLUE in colors
    assert ORANGE not in colors
