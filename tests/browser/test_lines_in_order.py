"""Lines to be put in order in a real JupyterLab, by keys alone."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import CHROMIUM, IMPORTS, jupyter_lab, notebook_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.nightly("the field is tried without a browser on every change"),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
]
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TWO_HINTS = 'from checker import hint\nhint("minibatches")\nhint("minibatches")'


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_by_keys(tmp_path, shots, dark):
    """An order is typed, judged and mended by keys, and nothing is hard to read."""
    shutil.copytree(NOTEBOOKS, tmp_path / "course")
    (tmp_path / "home").mkdir()
    with (
        jupyter_lab(tmp_path / "course", tmp_path / "home", dark=dark) as lab,
        notebook_page(lab, "01_neuron.ipynb") as notebook,
    ):
        notebook.run(IMPORTS)
        notebook.write("def sigmoid(z)", TWO_HINTS)
        output = notebook.run(TWO_HINTS.split("\n")[1]).locator(".jp-OutputArea").first
        expect(output).to_contain_text("Put these lines in order", timeout=60_000)
        field = output.get_by_role("textbox", name="Your order")
        field.focus()
        for letters, words in (
            ("DC", "The first line stands. C belongs nowhere"),
            ("DBEG", "right order"),
        ):
            field.fill("")
            field.press_sequentially(letters)
            field.press("Tab")
            notebook.page.keyboard.press("Space")
            expect(output.get_by_role("status")).to_contain_text(words, timeout=60_000)
            field.focus()
        output.get_by_role("button", name="A", exact=True).focus()
        notebook.page.keyboard.press("Enter")
        expect(field).to_have_value("DBEGA", timeout=60_000)
        expect(output.get_by_role("status")).to_have_count(0, timeout=60_000)
        notebook.shot(output, shots / f"lines-{'dark' if dark else 'light'}.png")
        ours = {"include": [[".checker-panel"], [".jp-OutputArea .jupyter-widgets"]]}
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]}
        found = Axe().run(notebook.page, context=ours, options=rules)
        assert [
            (each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]
        ] == []
