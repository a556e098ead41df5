"""What goes wrong in class, in a real JupyterLab: it is said, and the work goes on."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.lab import CHROMIUM, IMPORTS, SECONDS, jupyter_lab, notebook_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
    pytest.mark.nightly("an error of syntax is made by test_neuron_notebook on every change"),
]
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SIGMOID, CHECK = "def sigmoid(z)", "check(sigmoid)"
RIGHT = "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))"
UNCLOSED = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z)"
ENDLESS = "def sigmoid(z):\n    while np.all(z == z):\n        z = z + 0.0\n    return z"
WAITING = f"{RIGHT}\n\nwhile True:  # by mistake\n    pass"
PRIME = "def sigmoid_prime(z):\n    return sigmoid(z) * (1 - sigmoid(z))"


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """Notebook 1 on a page, its tools imported; one lab for all that goes wrong."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, folder / "course")
    (folder / "home").mkdir()
    with (
        jupyter_lab(folder / "course", folder / "home") as lab,
        notebook_page(lab, "01_neuron.ipynb") as page,
    ):
        page.run(IMPORTS)
        yield page


def checked(notebook, code):
    """Write sigmoid, run it, check it; give what the check shows."""
    notebook.write(SIGMOID, code)
    notebook.run(SIGMOID)
    return notebook.run(CHECK).locator(".jp-OutputArea").first


def test_an_error_of_syntax(notebook):
    """What stood there before is not judged; the check names the error, without a traceback."""
    assert checked(notebook, RIGHT)
    output = checked(notebook, UNCLOSED)
    expect(output).to_contain_text("the cell of exercise 1.1 stopped with SyntaxError in line 2")
    expect(output).not_to_contain_text("Traceback")
    expect(checked(notebook, RIGHT)).to_contain_text("2 / 2")


def test_an_endless_loop(notebook):
    """The check ends after some seconds, with the line and a question; the kernel goes on."""
    output = checked(notebook, ENDLESS)
    expect(output).to_contain_text("What has to change there so that the loop ends?")
    expect(output).to_contain_text(re.compile(r"stopped in line [23], `"))
    expect(checked(notebook, RIGHT)).to_contain_text("2 / 2")


def test_an_interrupt(notebook):
    """What a cell has defined before it was interrupted is judged, and the kernel goes on."""
    notebook.write(SIGMOID, WAITING)
    cell = notebook.cell(SIGMOID)
    cell.locator(".cm-content").click()
    notebook.page.keyboard.press("Control+Enter")
    expect(cell.locator(".jp-InputPrompt")).to_have_text("[*]:", timeout=SECONDS * 1000)
    notebook.page.keyboard.press("Escape")
    notebook.page.keyboard.press("i")
    notebook.page.keyboard.press("i")
    expect(cell).to_contain_text("KeyboardInterrupt", timeout=SECONDS * 1000)
    expect(notebook.run(CHECK).locator(".jp-OutputArea").first).to_contain_text("2 / 2")
    expect(checked(notebook, RIGHT)).to_contain_text("2 / 2")


def test_a_restart(notebook):
    """After a restart from the keyboard the check says which cell has to run first."""
    notebook.write("def sigmoid_prime(z)", PRIME)
    notebook.run("def sigmoid_prime(z)")
    notebook.page.keyboard.press("Escape")
    notebook.page.keyboard.press("0")
    notebook.page.keyboard.press("0")
    notebook.page.locator(".jp-Dialog button.jp-mod-warn").click()
    notebook.lab.wait(notebook.lab.kernel_is_ready)
    notebook.run(IMPORTS)
    notebook.run("def sigmoid_prime(z)")
    output = notebook.run("check(sigmoid_prime)").locator(".jp-OutputArea").first
    expect(output).to_contain_text("run the cell of exercise 1.1 first")
    notebook.run(SIGMOID)
    output = notebook.run("check(sigmoid_prime)").locator(".jp-OutputArea").first
    expect(output).to_contain_text("2 / 2")
