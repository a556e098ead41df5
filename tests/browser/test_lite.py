"""The site of `make lite`: its pages open in a browser; Python itself comes from the internet."""

import contextlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.lab import CHROMIUM, FLAGS
from tests.syntax_trees import ROOT

SITE = ROOT / "lite" / "site"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
    pytest.mark.skipif(not SITE.is_dir(), reason="the site has not been built (make lite)"),
]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served():
    """Serve the site as any server of files would; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=SITE)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_notebook_opens(shots):
    """The course lies in the file browser, notebook 1 opens, and only Pyodide is asked for."""
    asked = []
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/lab/index.html?path=01_neuron.ipynb")
        expect(page.locator(".jp-MarkdownCell").first).to_contain_text(
            "1 The neuron", timeout=90_000
        )
        files = page.locator(".jp-DirListing-content")
        for name in ("cases", "checker", "data", "05_full_network.ipynb"):
            expect(files.get_by_text(name)).to_be_visible()
        page.screenshot(path=shots / "lite.png")
        browser.close()
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert all("/pyodide/" in url for url in outside)


@pytest.mark.parametrize(
    "path", ["cases/01_neuron.npz", "checker/student/notebook.py", "01_neuron.ipynb"]
)
def test_files_of_the_course(path):
    """What the site hands out is the course, byte for byte."""
    folder = ROOT if path.startswith("checker") else ROOT / "notebooks"
    assert (SITE / "files" / path).read_bytes() == (folder / path).read_bytes()


def test_no_solution():
    """Neither solutions nor tests are on the site."""
    names = {path.name for path in (SITE / "files").iterdir()}
    assert names <= {"cases", "checker", "data"} | {
        path.name for path in (ROOT / "notebooks").glob("*.ipynb")
    }
