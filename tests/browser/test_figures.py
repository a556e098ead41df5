"""The figures in a real JupyterLab: locked until something is predicted, then moved by keyboard."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.lab import CHROMIUM, IMPORTS, draw, jupyter_lab, notebook_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
]
ROOT = Path(__file__).parents[2]
#: For each notebook its figures: the call in the cell, and what is moved first, how.
SLIDER, CHOICE, FIELD = ".noUi-handle", ".widget-toggle-button:not(.mod-active)", "textarea"
FIGURES = {
    "01_neuron": [
        ("figures.neuron_explorer()", SLIDER, "ArrowRight"),
        ('figures.downhill("valley")', "button:text-is('10 steps')", "Enter"),
    ],
    "02_forward_pass": [
        ("figures.saturation_meter()", SLIDER, "ArrowRight"),
        ("figures.shape_tracer()", SLIDER, "ArrowRight"),
        ("figures.softmax_playground()", SLIDER, "ArrowRight"),
    ],
    "03_hand_backward": [
        ("figures.computation_graph()", "button:text-is('next forward step')", "Enter"),
        ('figures.computation_graph("fork")', "button:text-is('next forward step')", "Enter"),
        ('figures.computation_graph("network")', "button:text-is('next forward step')", "Enter"),
        ("figures.step_size()", SLIDER, "ArrowLeft"),
        ('figures.downhill("lecture")', "button:text-is('step')", "Enter"),
    ],
    "04_vectorized_deltas": [
        ("figures.delta_flow()", "button:text-is('next step')", "Enter"),
        ("figures.softmax_playground()", CHOICE, "Enter"),
    ],
    "05_full_network": [
        ("figures.training_dashboard()", CHOICE, "Enter"),
        ("figures.sketch_pad(trained.forward)", FIELD, "#"),
        ("figures.my_digits(trained.forward)", "button:text-is('keep it')", "Enter"),
    ],
}
STYLE = "plt.rcParams.update"
#: In place of the network that a student trains: the brighter a picture, the higher the digit.
TRAINED = (
    "trained = type('N', (), {'forward': staticmethod("
    "lambda X: np.exp(-(X.mean(axis=0) - np.arange(10)[:, None] / 10) ** 2))})"
)


@pytest.fixture(scope="module")
def shots(tmp_path_factory):
    """Where pictures are kept: a folder of the run's own, or the one that is asked for."""
    return Path(os.environ.get("SCREENSHOTS", tmp_path_factory.mktemp("shots")))


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """One JupyterLab for all notebooks."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "course")
    shutil.copy(ROOT / "solutions" / "digits_95.npz", folder / "course")
    (folder / "home").mkdir()
    with jupyter_lab(folder / "course", folder / "home") as running:
        yield running


def drawing(cell):
    """Give the figure of a cell as it is drawn now."""
    return cell.locator("svg.checker-figure").evaluate_all(
        "pieces => pieces.map(each => each.outerHTML).join()"
    )


def press(notebook, cell, control, key):
    """Move one control from the keyboard, and wait until the figure is drawn anew."""
    before = drawing(cell)
    cell.locator(control).first.focus()
    notebook.page.keyboard.press(key)
    notebook.lab.wait(lambda: drawing(cell) != before)


@pytest.mark.nightly(
    "on every change test_view moves all controls without a browser, test_layout_of_figures "
    "measures all figures in one, and test_neuron_notebook presses buttons in JupyterLab"
)
@pytest.mark.parametrize("name", FIGURES)
def test_figures_by_keyboard(lab, shots, name):
    """Each figure opens locked, unlocks with a prediction, and redraws when a control moves."""
    with notebook_page(lab, f"{name}.ipynb") as notebook:
        notebook.run(IMPORTS)
        if notebook.page.locator(".jp-CodeCell", has_text=STYLE).count():
            notebook.run(STYLE)  # what a notebook sets for its plots must not disturb a figure
        for place, (call, control, key) in enumerate(FIGURES[name]):
            if "trained" in call:
                notebook.write(call, f"{TRAINED}\n{call}")
            cell = notebook.run(call)
            figure = cell.locator("svg.checker-figure[role=img], .checker-pieces")
            expect(figure).to_be_visible(timeout=60_000)
            expect(figure).to_have_attribute("aria-label", re.compile(".{25}"))
            words = cell.get_by_placeholder("what you expect")
            words.focus()
            notebook.page.keyboard.type("I expect that it moves")
            notebook.page.keyboard.press("Enter")
            expect(cell.locator("button[disabled]")).to_have_count(0)
            press(notebook, cell, control, key)
            notebook.shot(cell, shots / f"figure-{name}-{place}.png")
            expect(cell.locator(".jp-RenderedText[data-mime-type*='stderr']")).to_have_count(0)


@pytest.mark.nightly("test_own_page draws a digit with the mouse on every change, on the same pad")
def test_a_digit_drawn_with_the_mouse(lab, shots):
    """It stands in the field as letters, and the network is asked about it; clearing empties it."""
    call = "figures.sketch_pad(trained.forward)"
    with notebook_page(lab, "05_full_network.ipynb") as notebook:
        notebook.run(IMPORTS)
        notebook.write(call, f"{TRAINED}\n{call}")
        cell = notebook.run(call)
        sheet, field = cell.locator("canvas"), cell.locator(FIELD)
        expect(sheet).to_be_visible(timeout=60_000)
        sheet.scroll_into_view_if_needed()
        typed = field.input_value()
        draw(notebook.page, sheet, [(70, 70), (210, 210)])
        expect(field).to_have_value(typed)  # locked until something is predicted
        cell.get_by_placeholder("what you expect").fill("a line is a 1")
        notebook.page.keyboard.press("Enter")
        expect(field).to_be_enabled()
        before = drawing(cell)
        draw(notebook.page, sheet, [(80, 60), (200, 60), (110, 230)])
        notebook.lab.wait(lambda: drawing(cell) != before)
        lines = field.input_value().split("\n")
        assert {*"".join(lines)} == {"#", " "}
        assert lines[0].startswith("##########")
        assert len(lines[-1].strip()) < 10
        notebook.shot(cell, shots / "figure-05_full_network-drawn.png")
        cell.get_by_role("button", name="Clear the sheet").focus()
        notebook.page.keyboard.press("Enter")
        expect(field).to_have_value("")


@pytest.mark.nightly("test_player draws on the same page on every change, without JupyterLab")
def test_sheet_of_page_one(lab, shots):
    """A page in a cell is drawn on with the mouse and read by a network."""
    with notebook_page(lab, "01_neuron.ipynb") as notebook:
        notebook.run(IMPORTS)
        notebook.write("figures.neuron_explorer()", "figures.promise()")
        cell = notebook.run("figures.promise()")
        frame = cell.frame_locator("iframe")
        expect(frame.get_by_role("status")).to_contain_text("The sheet is empty", timeout=60_000)
        frame.locator("#sheet canvas").scroll_into_view_if_needed()
        draw(notebook.page, frame.locator("#sheet canvas"), [(80, 60), (200, 60), (110, 230)])
        expect(frame.get_by_role("status")).to_contain_text("The network reads 7")
        notebook.shot(cell, shots / "figure-promise.png")
        expect(cell.locator(".jp-RenderedText[data-mime-type*='stderr']")).to_have_count(0)
