"""Notebook 1 in a real JupyterLab, worked as a student works it."""

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import CHROMIUM, IMPORTS, jupyter_lab, notebook_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
]
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
RIGHT = "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))"
WRONG = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))"
UNCLOSED = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z)"
STOPPED = "def sigmoid(z):\n    return 1 / (1 + np.expp(z))"


DARK = pytest.mark.nightly("panels in a dark theme are looked at by test_accessibility")


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=DARK)], ids=["light", "dark"])
def test_from_stub_to_full_marks(tmp_path, shots, dark):
    """Empty, stopped, wrong and right answers each get their verdict; nothing is hard to read."""
    theme = "dark" if dark else "light"
    shutil.copytree(NOTEBOOKS, tmp_path / "course")
    (tmp_path / "home").mkdir()
    with (
        jupyter_lab(tmp_path / "course", tmp_path / "home", dark=dark) as lab,
        notebook_page(lab, "01_neuron.ipynb") as notebook,
    ):
        notebook.run(IMPORTS)

        def checked(code, name):
            if code:
                notebook.write("def sigmoid(z)", code)
            notebook.run("def sigmoid(z)")
            cell = notebook.run("check(sigmoid)")
            output = cell.locator(".jp-OutputArea").first
            expect(output.locator(".checker-panel").first).to_be_visible()
            notebook.shot(cell, shots / f"{name}-{theme}.png")
            if dark:  # in light, the panels of all verdicts are looked at by test_accessibility
                assert objections(notebook.page) == []
            return output

        expect(checked("", "empty")).to_contain_text("There is no answer in this exercise yet.")
        stopped = checked(STOPPED, "stopped")
        expect(stopped).to_contain_text("AttributeError")
        expect(stopped).to_contain_text("return 1 / (1 + np.expp(z))")
        expect(stopped).not_to_contain_text("Traceback")
        wrong = checked(WRONG, "wrong")
        expect(wrong).to_contain_text("the curve falls where it should rise")
        expect(wrong).to_contain_text("0 / 2")
        opens_hints(notebook, wrong, shots / f"hint-{theme}.png")
        runs_with_a_wrong_answer(notebook, shots / f"note-{theme}.png")
        if not dark:
            notebook.write("def sigmoid(z)", UNCLOSED)
            notebook.run("def sigmoid(z)")
            expect(notebook.run("check(sigmoid)")).to_contain_text("SyntaxError in line 2")
        expect(checked(RIGHT, "right")).to_contain_text("2 / 2")

        shows_progress(notebook, shots / f"progress-{theme}.png")
        notebook.run("def sigmoid_prime(z)")
        expect(notebook.run("check(sigmoid_prime)")).to_contain_text("Open hint 1 of 3")
        notebook.restart()
        cell = notebook.cell("check(sigmoid_prime)")
        expect(cell).to_contain_text("There is no answer in this exercise yet.")
        expect(cell.get_by_text("Error displaying widget")).to_be_hidden()
        shows_progress(notebook, shots / f"progress-again-{theme}.png", IMPORTS)
        if dark:
            assert objections(notebook.page) == []


def opens_hints(notebook, output, picture):
    """The button opens one hint at each press, by mouse and by keyboard, and says what is left."""
    button = output.get_by_role("button", name="Open hint 1 of 3")
    button.click()
    expect(output).to_contain_text("What should come out at z = 0")
    button = output.get_by_role("button", name="Open hint 2 of 3")
    button.focus()
    notebook.page.keyboard.press("Enter")
    expect(output).to_contain_text("brackets around the whole denominator")
    expect(output.get_by_role("button", name="Open hint 3 of 3")).to_be_focused()
    notebook.shot(output, picture)
    assert objections(notebook.page) == []


def runs_with_a_wrong_answer(notebook, picture):
    """A cell that uses it runs, and a note beneath leads to the exercise that is not right yet."""
    cell = notebook.run("figures.still.step_and_curve(sigmoid)")
    note = cell.get_by_role("note").filter(has_text="which check does not accept yet")
    expect(note.get_by_role("link", name="sigmoid (1.1)")).to_have_attribute(
        "href", re.compile("#exercise-sigmoid$")
    )
    notebook.shot(cell, picture)


def shows_progress(notebook, picture, *cells):
    """The mark is there, of 47 exercises and 100 points, and so is what to do next."""
    for cell in cells:
        notebook.run(cell)
    cell = notebook.run("progress()")
    output = cell.locator(".jp-OutputArea").first
    for words in ("2 / 100", "Next: start 1.2 sigmoid_prime.", "05_full_network"):
        expect(output).to_contain_text(words)
    expect(output.locator("tbody tr")).to_have_count(47)
    notebook.shot(cell, picture)


def objections(page):
    """What axe-core finds wrong with our panels and buttons, in JupyterLab's own colours."""
    ours = {"include": [[".checker-panel"], [".jp-OutputArea .jupyter-widgets"]]}
    found = Axe().run(page, context=ours, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})
    return [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]]
