"""The sheet of page one, and the same on a network of one's own."""

import importlib.util

import numpy as np
import pytest

from checker import figures, load_mnist
from checker.figures.own_page import SEVEN
from checker.figures.sheet_page import recorded
from tests.figures.test_own_page import Network
from tests.syntax_trees import ROOT


def test_network_of_page_one():
    """It has the 25 450 numbers that are promised, and reads 95 % of the test digits."""
    layers = recorded()
    assert layers.size == 25_450
    images, labels = load_mnist("test")
    seen = layers.forward(images.reshape(len(images), -1).T / 255).argmax(axis=0)
    assert np.mean(seen == labels) > 0.95


def test_recording():
    """It is what `solutions/promise.py` packs, to the last letter."""
    path = ROOT / "solutions" / "promise.py"
    spec = importlib.util.spec_from_file_location("promise", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.json.loads(module.TARGET.read_text("utf-8")) == module.packed()


def test_sheet_in_words():
    """Where no page is shown, the drawing is told in letters with what the network says of it."""
    told = figures.promise().text()
    assert SEVEN in told
    assert "it says 7" in told


def test_sheet_in_a_cell():
    """It is a frame of its own that may run its script and nothing else, and stays small."""
    html = figures.sheet(Network(784, 12, 10))._repr_html_()
    assert 'sandbox="allow-scripts"' in html
    assert html.count("<iframe") == 1
    assert "<script" not in html
    assert len(html) < 200_000


@pytest.mark.parametrize("network", [None, Network(784, 12, 9), {"W1": np.ones((10, 784))}])
def test_sheet_on_no_network(network):
    """One sentence says why there is none."""
    shown = figures.sheet(network)
    assert shown.text().startswith("There is no sheet: ")
    assert "There is no sheet" in shown._repr_html_()
