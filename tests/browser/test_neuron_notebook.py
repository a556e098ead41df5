"""Notebook 1 in a real JupyterLab, worked as a student works it."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.lab import CHROMIUM, jupyter_lab, notebook_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
]
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
RIGHT = "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))"
WRONG = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))"
STOPPED = "def sigmoid(z):\n    return 1 / (1 + np.expp(z))"
HINTS = {
    'hint("sigmoid")': "What should come out at z = 0",
    "hint(sigmoid)": "brackets around the whole denominator",
}


@pytest.fixture(scope="module")
def shots(tmp_path_factory):
    """Where pictures are kept: a folder of the run's own, or the one that is asked for."""
    return Path(os.environ.get("SCREENSHOTS", tmp_path_factory.mktemp("shots")))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_from_stub_to_full_marks(tmp_path, shots, dark):
    """Empty, stopped, wrong and right answers each get their verdict; hints open one by one."""
    shutil.copytree(NOTEBOOKS, tmp_path / "course")
    (tmp_path / "home").mkdir()
    with (
        jupyter_lab(tmp_path / "course", tmp_path / "home", dark=dark) as lab,
        notebook_page(lab, "01_neuron.ipynb") as notebook,
    ):
        notebook.run("from checker import check")

        def checked(code, name):
            if code:
                notebook.write("def sigmoid(z)", code)
            notebook.run("def sigmoid(z)")
            cell = notebook.run("check(sigmoid)")
            notebook.shot(cell, shots / f"{name}-{'dark' if dark else 'light'}.png")
            return cell.locator(".jp-OutputArea").first

        expect(checked("", "empty")).to_contain_text("There is no answer in this exercise yet.")
        stopped = checked(STOPPED, "stopped")
        expect(stopped).to_contain_text("AttributeError")
        expect(stopped).to_contain_text("return 1 / (1 + np.expp(z))")
        expect(stopped).not_to_contain_text("Traceback")
        wrong = checked(WRONG, "wrong")
        expect(wrong).to_contain_text("the curve falls where it should rise")
        expect(wrong).to_contain_text("0 / 2")
        expect(checked(RIGHT, "right")).to_contain_text("2 / 2")

        for call, words in HINTS.items():
            notebook.write("progress()", call)
            cell = notebook.run("hint(")
            expect(cell.locator(".jp-OutputArea").first).to_contain_text(words)
            notebook.shot(cell, shots / f"hint-{'dark' if dark else 'light'}.png")
            notebook.write("hint(", "progress()")
        cell = notebook.run("progress()")
        output = cell.locator(".jp-OutputArea").first
        expect(output).to_contain_text("Next: start 1.2 sigmoid_prime")
        notebook.shot(cell, shots / f"progress-{'dark' if dark else 'light'}.png")
