"""Somebody at the hub in a browser, who presses JupyterLab's and nbgrader's own buttons."""

import re

from playwright.sync_api import expect

from tests.browser.lab import SECONDS

MILLISECONDS = SECONDS * 1000


class Visitor:
    """A page of a browser in which somebody has signed in."""

    def __init__(self, browser, machine, person):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page = context.new_page()
        self.page.set_default_timeout(MILLISECONDS)
        self.address = machine.address
        self.account = machine.account(person)
        self.page.goto(f"{self.address}/hub/login")
        self.page.fill("#username_input", self.account)
        self.page.fill("#password_input", machine.password)
        self.page.click("#login_submit")
        self.page.wait_for_url(re.compile(f"/user/{self.account}/lab"))
        expect(self.page.locator(".lm-MenuBar")).to_be_visible(timeout=MILLISECONDS)

    def choose(self, menu, item):
        """Choose an item of a menu at the top."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.get_by_role("menuitem", name=item, exact=True).click()

    def open_assignments(self):
        """Open nbgrader's list of assignments, as it is now."""
        self.page.goto(f"{self.address}/user/{self.account}/lab?reset")
        self.choose("Nbgrader", "Assignment List")

    def press(self, button, then):
        """Press a button of the list, and wait for the text that then stands there."""
        self.page.get_by_role("button", name=button, exact=True).first.click()
        expect(self.page.locator("#assignments").get_by_text(then).first).to_be_visible(
            timeout=MILLISECONDS
        )

    def run_all(self, notebook):
        """Run a notebook from its first cell to its last, and save it."""
        self.page.goto(f"{self.address}/user/{self.account}/lab/tree/{notebook}?reset")
        expect(self.page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(
            timeout=MILLISECONDS
        )
        self.choose("Run", "Run All Cells")
        last = self.page.locator(".jp-CodeCell").last.locator(".jp-InputPrompt")
        expect(last).to_have_text(re.compile(r"\[\d+\]"), timeout=MILLISECONDS)
        self.page.keyboard.press("Control+s")
        expect(self.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(
            0, timeout=MILLISECONDS
        )
