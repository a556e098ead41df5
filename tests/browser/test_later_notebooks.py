"""Notebooks 2 to 5 in a real JupyterLab: a wrong and a right answer, each with its verdict."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.lab import CHROMIUM, IMPORTS, jupyter_lab, notebook_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
    pytest.mark.nightly(
        "test_neuron_notebook tries notebook 1 on every change, in the same JupyterLab"
    ),
]
SUM = "a = sigmoid(w1 * u) + sigmoid(w2 * u)"
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
#: For each notebook: the head of a function, a wrong body and words of its
#: verdict, a right body and its points.
ANSWERS = {
    "02_forward_pass": (
        "def layer_forward(W, b, a_prev, activation=sigmoid):",
        "z = W @ a_prev\n    return z, activation(z)",
        "Which term of the pre-activation has no input attached",
        "z = W @ a_prev + b\n    return z, activation(z)",
        "2 / 2",
    ),
    "03_hand_backward": (
        "def fork_gradient(u, w1, w2, y):",
        "a = sigmoid(w1 * u) + sigmoid(w2 * u)\n    return (a - y) * sigmoid_prime(w1 * u) * w1",
        "Only the road through w1 is in your result",
        f"{SUM}\n    return (a - y) * (sigmoid_prime(w1 * u) * w1 + sigmoid_prime(w2 * u) * w2)",
        "2 / 2",
    ),
    "04_vectorized_deltas": (
        "def delta_output(a, y, z):",
        "return a - y",
        "one factor between a and z remains",
        "return (a - y) * sigmoid_prime(z)",
        "1 / 1",
    ),
    "05_full_network": (
        "def accuracy(outputs, labels):",
        "return np.sum(np.argmax(outputs, axis=0) == np.asarray(labels))",
        "a share between 0 and 1",
        "return np.mean(np.argmax(outputs, axis=0) == np.asarray(labels))",
        "1 / 1",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_wrong_and_a_right_answer(tmp_path, shots, name):
    """A wrong answer is explained, a right one has all its points, and no traceback is seen."""
    head, wrong, words, right, full = ANSWERS[name]
    function = head.removeprefix("def ").split("(")[0]
    shutil.copytree(NOTEBOOKS, tmp_path / "course")
    (tmp_path / "home").mkdir()
    with (
        jupyter_lab(tmp_path / "course", tmp_path / "home") as lab,
        notebook_page(lab, f"{name}.ipynb") as notebook,
    ):
        notebook.run(IMPORTS)
        notebook.run("def sigmoid_prime")

        def checked(body, kind):
            notebook.write(f"def {function}", f"{head}\n    {body}")
            notebook.run(f"def {function}")
            cell = notebook.run(f"check({function})")
            notebook.shot(cell, shots / f"{name}-{kind}.png")
            return cell.locator(".jp-OutputArea").first

        verdict = checked(wrong, "wrong")
        expect(verdict).to_contain_text(words)
        expect(verdict).not_to_contain_text("Traceback")
        expect(checked(right, "right")).to_contain_text(full)
