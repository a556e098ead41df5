"""JupyterLab in a headless Chromium: a server of its own for each test, and a page on it."""

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]  # fmt: skip
SECONDS = 180
#: The cell of a notebook that imports what the course gives, on one line or on many.
IMPORTS = re.compile(r"from checker import (case|\()")


@contextlib.contextmanager
def jupyter_lab(folder, home, *, dark=False):
    """Start JupyterLab on a folder, with a home of its own; give its address and token."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex()
    _settle(home, dark=dark)
    command = [
        sys.executable, "-m", "jupyter", "lab", "--no-browser", f"--port={port}",
        "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}",
        "--LabApp.extension_manager=readonly", f"--ServerApp.root_dir={folder}",
        *(["--allow-root"] if os.getuid() == 0 else []),
    ]  # fmt: skip
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=_environment(home), stdout=log, stderr=log)
    try:
        lab = Lab(f"http://127.0.0.1:{port}", token)
        lab.wait(lambda: lab.api("status") is not None)
        yield lab
    finally:
        server.terminate()
        server.wait(SECONDS)


def _environment(home):
    own = {
        "HOME": home, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime", "IPYTHONDIR": home / "ipython",
        "MPLCONFIGDIR": home / "matplotlib", "JUPYTERLAB_SETTINGS_DIR": home / "settings",
    }  # fmt: skip
    return os.environ | {name: str(path) for name, path in own.items()}


def _settle(home, *, dark):
    """Choose the theme; JupyterLab's offer of news would cover the corner of every picture."""
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False})
    )
    theme = {"theme": "JupyterLab Dark" if dark else "JupyterLab Light"}
    (settings / "themes.jupyterlab-settings").write_text(json.dumps(theme))


class Lab:
    """A running JupyterLab."""

    def __init__(self, address, token):
        self.address = address
        self.token = token

    def api(self, path, *, post=False):
        """Ask the server; None while it is not ready to answer."""
        request = urllib.request.Request(
            f"{self.address}/api/{path}",
            headers={"Authorization": f"token {self.token}"},
            method="POST" if post else "GET",
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except (urllib.error.URLError, OSError):
            return None

    def wait(self, ready):
        """Wait until something holds, and fail if it never does."""
        end = time.monotonic() + SECONDS
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("JupyterLab did not become ready")
            time.sleep(0.1)

    def kernel_is_ready(self):
        """Whether the notebook's kernel waits for work and has a page that listens."""
        sessions = self.api("sessions") or []
        kernels = [session["kernel"] for session in sessions]
        return any(
            kernel["execution_state"] == "idle" and kernel["connections"] > 0 for kernel in kernels
        )


@contextlib.contextmanager
def notebook_page(lab, notebook):
    """Open a notebook in a browser page whose kernel is ready."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 1400})
        page.goto(f"{lab.address}/lab/tree/{notebook}?token={lab.token}&reset")
        lab.wait(lab.kernel_is_ready)
        yield NotebookPage(page, lab)
        browser.close()


class NotebookPage:
    """A notebook in the browser, worked as a student works it."""

    def __init__(self, page, lab):
        self.page = page
        self.lab = lab

    def cell(self, holding):
        """Give the code cell that holds a text, scrolled into view."""
        cell = self.page.locator(".jp-CodeCell", has_text=holding).first
        cell.scroll_into_view_if_needed()
        return cell

    def write(self, holding, code):
        """Replace a cell's code."""
        self.cell(holding).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)

    def run(self, holding):
        """Run one cell and wait for its number."""
        cell = self.cell(holding)
        before = cell.locator(".jp-InputPrompt").inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        prompt = cell.locator(".jp-InputPrompt")
        expect(prompt).not_to_have_text(before, timeout=SECONDS * 1000)
        expect(prompt).to_have_text(re.compile(r"\[\d+\]"), timeout=SECONDS * 1000)
        return cell

    def restart(self):
        """Save, give the notebook a new kernel, and the page a new start."""
        self.page.keyboard.press("Control+s")
        expect(self.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0, timeout=20_000)
        session = self.lab.api("sessions")[0]["kernel"]["id"]
        self.lab.api(f"kernels/{session}/restart", post=True)
        self.page.reload()
        self.lab.wait(self.lab.kernel_is_ready)

    def shot(self, cell, path):
        """Keep a picture of a cell."""
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        cell.screenshot(path=path)


def draw(page, sheet, points):
    """Draw a line through points of a sheet, as a hand does."""
    corner = sheet.bounding_box()
    for place, (x, y) in enumerate(points):
        page.mouse.move(corner["x"] + x, corner["y"] + y, steps=5)
        if not place:
            page.mouse.down()
    page.mouse.up()
