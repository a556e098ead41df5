"""The lecture of notebook 5: its cells run when they should, and its numbers are right."""

import re
from pathlib import Path

import numpy as np
import pytest

from tests.lessons.lectures import (
    Lecture,
    examples_are_right,
    figures_have_texts,
    waits_where_it_says,
)

pytestmark = pytest.mark.slow

LECTURE = Lecture("05_full_network")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """The names and cells of a notebook in which every exercise is solved."""
    return LECTURE.finished(tmp_path_factory.mktemp("finished"))


def printed_by(finished, start):
    """What the cell printed that holds a text."""
    return next(done.printed for done in finished[1] if start in done.cell.source)


def test_solved_notebook(finished):
    """With all exercises solved every cell runs."""
    _, ran = finished
    assert [done.fault for done in ran if done.fault] == []


@pytest.mark.parametrize("solved", [0, 1, 4, 5])
def test_unfinished_notebook(solved, tmp_path):
    """A cell runs exactly from the exercise on that the prose above it names."""
    _, ran = LECTURE.run(solved, tmp_path)
    waits_where_it_says(LECTURE, ran, solved)


def test_figures(finished):
    """Exactly the cells with a text for those who cannot see show a figure, one each."""
    figures_have_texts(finished[1])


@pytest.mark.parametrize(
    "line",
    [
        "training (60000, 28, 28) uint8",
        "stored: 47.04 MB\nas decimal numbers: 376.32 MB",
        "train (784, 55000)   validation (784, 5000)   test (784, 10000)",
        "steps in an epoch: 3750.0\ndigits that lecture 004 never sees: 54000",
        "3\n2\n1\n",
        "three sizes: [2]   five sizes: [2, 3, 4]",
        "batch size 16: loss 750\nbatch size 32: loss 375",
        "divided by 8: 0.25",
        "right: 0.8277   predicted as 1: 0",
        "step  250: rate 0.3750",
    ],
)
def test_numbers_in_the_output(finished, line):
    """The cells print what the prose beneath them says."""
    assert line in "".join(done.printed for done in finished[1])


def test_spread_of_pre_activations(finished):
    """Pixels up to 255 and the lecture's start drive sigmoids into their tails, as quoted."""
    small = printed_by(finished, "small_W")
    assert re.search(r"to 255   spread of z 2\.4\d\d   slopes below 0\.05: (19|2[0-4])%", small)
    assert re.search(r"to   1   spread of z 0\.010   slopes below 0\.05: 0%", small)
    unit, scaled = printed_by(finished, "unit_W").splitlines()
    spread, flat = (float(number) for number in re.findall(r"(\d+\.?\d*)%?", unit)[:3:2])
    assert 8.5 < spread < 9.5
    assert flat > 50
    assert scaled.endswith("0.01: 0%")


def test_landmarks(finished):
    """The costs of networks that answer alike everywhere are the quoted ones."""
    target = np.eye(10)[0]
    answers = {"1.25": 0.5, "0.5": 0.0, "0.45": 0.1}
    for quoted, answer in answers.items():
        assert f"= {quoted}$" in LECTURE.prose
        assert float(quoted) == pytest.approx(0.5 * np.sum((answer - target) ** 2))
    assert 0.9 < float(printed_by(finished, "chance =").rpartition(" ")[2]) < 1.7


def test_gradient_check_and_parameters(finished):
    """The worked network passes its gradient check, and has as many parameters as quoted."""
    names, _ = finished
    assert names["worst"] < 1e-6
    assert 784 * 32 + 32 + 32 * 10 + 10 == 25_450
    assert "25 450 parameters" in LECTURE.prose
    assert printed_by(finished, "def compute_accuracy").strip() == "0.33"


def updates_needed(network, X, Y, lr):
    """Count full-batch updates until the mean cost is below 0.01, at most 2000; and its end."""
    for count in range(2000):
        cost = 0.5 * np.sum((network.forward(X) - Y) ** 2) / X.shape[1]
        if cost < 0.01:
            return count, cost
        network.update(X, Y, lr)
    return 2000, cost


def test_twenty_digits(finished):
    """Twenty digits take the quoted number of updates, and the unscaled start gets stuck."""
    names, _ = finished
    X, Y = names["X_train"][:, :20], names["Y_train"][:, :20]

    def needed(scale, lr):
        rng = np.random.default_rng(5)
        return updates_needed(names["Network"]([784, 32, 10], rng, scale), X, Y, lr)

    assert 120 < needed("fan_in", 3.0)[0] < 180
    assert 650 < needed("fan_in", 0.5)[0] < 950
    assert needed("unit", 3.0)[0] == 2000
    assert needed("unit", 3.0)[1] > 0.02


def test_trained_networks(finished):
    """The recipes of sections 6 and 8 reach what is asked, and the scaled start is ahead."""
    names, _ = finished
    test = printed_by(finished, 'np.savez("digits_95.npz"')
    assert float(re.search(r"test accuracy (\d+\.\d+)%", test)[1]) > 95.3
    better = printed_by(finished, "arrays_98 =")
    assert float(re.search(r"test accuracy (\d+\.\d+)%", better)[1]) > 98.0
    assert min(names["after_one"]["fan_in"]) > max(names["after_one"]["unit"]) + 0.02
    first, *_, last = names["history_95"]["accuracy"]
    assert 0.95 < first < 0.96 < last < 0.975
    assert names["confusion"].sum() == 10_000


def test_zero_start_and_long_steps(finished):
    """Hidden neurons that start at zero remain copies; a step of 300 drives all outputs to 0."""
    names, _ = finished
    rows = names["rows"]
    assert np.abs(rows).max() > 1e-3
    assert np.abs(rows - rows[0]).max() < 1e-9
    assert names["fast_outputs"].max() < 0.01


def test_bars_and_their_text(finished):
    """The bars, the text for those who cannot see them, and the graded answer agree."""
    names, _ = finished
    cell = next(cell for cell in LECTURE.cells if "measured =" in cell.source)
    for percent in names["measured"].values():
        assert str(percent) in cell.metadata["alt"]
    over = [bug for bug, percent in names["measured"].items() if percent > 95 and len(bug) == 1]
    assert "".join(over) == names["what_accuracy_proves"]["passing"]


def test_same_as_pytorch(finished):
    """Where PyTorch is installed, a hundred of its steps lead to the weights of the class."""
    pytest.importorskip("torch")
    assert finished[0]["apart"] < 1e-12


def test_same_as_torchvision(finished):
    """Where torchvision is installed, it reads the same digits from the same folder."""
    pytest.importorskip("torchvision")
    assert "the same arrays: True" in printed_by(finished, "import datasets")


@pytest.mark.parametrize("name", ["digits_95", "digits_98"])
def test_networks_beside_the_source(finished, name, monkeypatch):
    """The small files that judge the worked solutions earn all points and stay small."""
    monkeypatch.chdir(LECTURE.path.parent)
    names, _ = finished
    predicted = names[name](names["test_images"])
    assert np.mean(predicted == names["test_labels"]) > {"digits_95": 0.95, "digits_98": 0.98}[name]
    assert Path(f"{name}.npz").stat().st_size < 1_000_000


def test_examples_in_docstrings(finished):
    """The examples in the exercises' docstrings are right."""
    names, _ = finished
    examples_are_right(names, ("prepare", "minibatches", "accuracy", "learn_by_heart"))
