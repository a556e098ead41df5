"""The page of a learner's network: what is put on it, what it refuses, and what it can do."""

import base64
import json
import re
from html import unescape
from itertools import pairwise

import numpy as np
import pytest

from checker import page
from checker.errors import UsageError
from checker.figures.inked import as_mnist, from_letters
from checker.figures.layers import EXACT, Layers, layers_of
from checker.figures.own_page import SEVEN, Told, page_of
from checker.figures.sketches import figure
from checker.student.own_page import MOST_BYTES

HOSTILE = '</script><img src=x onerror="alert(1)"> & "quotes" \u2028 \ud83d'


def tables(*widths, seed=0):
    """Weights and biases of a network, drawn at random."""
    rng = np.random.default_rng(seed)
    pairs = list(pairwise(widths))
    weights = [rng.normal(size=(n_out, n_in)) / np.sqrt(n_in) for n_in, n_out in pairs]
    return weights, [rng.normal(size=(n_out, 1)) for n_out in widths[1:]]


class Network:
    """A network as a student's class makes it."""

    def __init__(self, *widths, curves=("sigmoid", "sigmoid"), seed=0):
        self.weights, self.biases = tables(*widths, seed=seed)
        self.curves = curves

    def forward(self, X):
        flat = [b[:, 0] for b in self.biases]
        return Layers(self.weights, flat, self.curves).forward(X)


X = np.random.default_rng(1).uniform(size=(784, 20))


def read_back(text):
    """What the script of a page is given."""
    return json.loads(re.search(r'id="data">(.*?)</script>', text)[1])


@pytest.mark.parametrize(
    "curves",
    [("sigmoid", "sigmoid"), ("relu", "softmax"), ("tanh", "linear"), ("relu", "sigmoid")],
)
def test_activations_of_a_network_with_forward(curves):
    """They are found by asking the network, and need not be named."""
    found = layers_of(Network(784, 12, 10, curves=curves), (), X)
    assert tuple(found.activations) == curves
    assert found.widths == [784, 12, 10]
    assert found.size == 784 * 12 + 12 + 12 * 10 + 10


def test_network_without_a_hidden_layer():
    """One layer is a network, too."""
    found = layers_of(Network(784, 10, curves=("softmax",)), (), X)
    assert list(found.activations) == ["softmax"]


def test_arrays_under_names():
    """A dict of arrays is a network once its activations are named, hidden ones once for all."""
    (W1, W2, W3), (b1, b2, b3) = tables(784, 8, 6, 10)
    arrays = {"W1": W1, "b1": b1, "W2": W2, "b2": b2[:, 0], "W3": W3, "b3": b3}
    found = layers_of(arrays, ("relu", "softmax"), X)
    assert list(found.activations) == ["relu", "relu", "softmax"]
    assert np.array_equal(found.biases[1], b2[:, 0])


def broken(**changes):
    network = Network(784, 12, 10)
    for name, value in changes.items():
        setattr(network, name, value)
    return network


def stops(X):
    raise RuntimeError("<b>no</b>")


@pytest.mark.parametrize(
    ("network", "activations", "said"),
    [
        (3, (), "has lists weights and biases"),
        ({}, (), "has lists weights and biases"),
        ({"W1": np.eye(3)}, ("sigmoid",), "no array 'b1'"),
        (broken(forward=stops), (), "stopped with RuntimeError"),
        (broken(forward=lambda X: np.zeros((3, 3))), (), r"\(3, 3\) for 20 pictures"),
        (broken(forward=lambda X: X[:10] * 3), (), "would say something else"),
        (broken(forward=lambda X: np.full((10, 20), np.nan)), (), "would say something else"),
        (broken(weights=[np.full((12, 784), np.nan), np.ones((10, 12))]), (), "finite"),
        (broken(weights=["many", "words"]), (), "arrays of numbers"),
        (Network(784, 12, 9), (), "784 pixels to 10 outputs"),
        (Network(10, 10), (), "784 pixels to 10 outputs"),
        (Network(784, 400, 10), (), "at most 300000 numbers"),
        (Network(784, 12, 10), ("relu", "softmax"), "would say something else"),
        (Network(784, 12, 10), ("swish", "softmax"), "not swish"),
        (dict(zip(["W1", "b1"], [each[0] for each in tables(784, 10)], strict=True)), (), "Name"),
    ],
)
def test_refused_network(network, activations, said):
    """What is no network that reads digits is refused with a sentence that says why."""
    with pytest.raises(UsageError, match=said):
        layers_of(network, activations, X)


@pytest.mark.parametrize(
    ("widths", "kind"), [((784, 32, 10), "float32"), ((784, 256, 10), "int16")]
)
def test_weights_on_the_page(widths, kind):
    """They are the network's own: to seven digits, or in a large one to 16 bits."""
    layers = layers_of(Network(*widths), (), X)
    assert (kind == "float32") == (layers.size <= EXACT)
    for W, packed in zip(layers.weights, read_back(page_of(layers, Told()))["layers"], strict=True):
        given = packed["weights"]
        numbers = np.frombuffer(
            base64.b64decode(given["data"]), "<f4" if kind == "float32" else "<i2"
        )
        apart = np.abs(given["scale"] * numbers.astype(float) - W.ravel()).max()
        assert apart <= np.abs(W).max() * (1e-7 if kind == "float32" else 1.6e-5)


def test_hostile_texts():
    """What is said on the page stands there as text, and no script but its own may run."""
    text = page_of(
        layers_of(Network(784, 5, 10), (), X),
        Told(title=HOSTILE, name=HOSTILE, words=HOSTILE, curves={HOSTILE: [1.0, 0.5]}),
    )
    assert "<img" not in text
    assert text.count("<script") == text.count("</script>") == 2
    assert HOSTILE in unescape(text)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_page_asks_for_nothing():
    """No element, style or script of it names an address."""
    text = page_of(layers_of(Network(784, 5, 10), (), X), Told(curves={"cost": [1.0, 0.5]}))
    assert not re.findall(r"\b(?:src|href|action|url|fetch|import)\s*[=(]", text)
    assert "://" not in text


def test_file(tmp_path, capsys):
    """The largest network that fits makes a file below a megabyte, with curves and confusion."""
    path = tmp_path / "my_network.html"
    history = {"cost": [0.5, 0.2, 0.1], "accuracy": [0.7, 0.8, 0.9], "other": "x"}
    network = Network(784, 370, 10)
    page(path, network, history, title="Ada's", words="Made in a week.\nTwice.")
    text = path.read_text("utf-8")
    assert path.stat().st_size < MOST_BYTES
    assert "is written" in capsys.readouterr().out
    assert "Share of new digits read right: 0.7 after the first epoch, 0.9 after the last" in text
    assert text.count("<tr>") == 11
    assert "Made in a week.\nTwice." in text
    assert [each["label"] for each in read_back(text)["samples"]] == list(range(10))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("my_network.txt", Network(784, 5, 10)), "ends with .html"),
        (("a.html", None), "has lists weights and biases"),
        (("a.html", Network(784, 5, 10), 3), "history is what fit returns"),
        (("a.html", Network(784, 5, 10), {"cost": ["low"]}), "list of numbers"),
        (("no\0name.html", Network(784, 5, 10)), "our mistake"),
    ],
)
def test_page_that_is_not_written(tmp_path, monkeypatch, capsys, args, said):
    """One sentence says why; nothing is raised, and there is no file."""
    monkeypatch.chdir(tmp_path)
    page(*args)
    assert said in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_history_that_is_not_finite(tmp_path, monkeypatch):
    """A curve that leaves the numbers is left out, and the page is made."""
    monkeypatch.chdir(tmp_path)
    page("a.html", Network(784, 5, 10), {"cost": [np.nan, 1], "accuracy": []})
    assert "How it learned" not in (tmp_path / "a.html").read_text("utf-8")


def test_page_where_there_are_no_digits(tmp_path, monkeypatch, capsys):
    """Without the course's data there is neither a confusion matrix nor others' digits."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHECKER_DATA", str(tmp_path))
    page("a.html", Network(784, 5, 10))
    assert "is written" in capsys.readouterr().out
    text = (tmp_path / "a.html").read_text("utf-8")
    assert "Where it errs" not in text
    assert read_back(text)["samples"] == []


def test_drawing_that_the_page_opens_with():
    """It is the one that the figure of notebook 5 opens with, and no empty sheet."""
    assert figure(lambda X: X).controls[0][0].value == SEVEN
    assert as_mnist(from_letters(SEVEN)).sum() > 20
