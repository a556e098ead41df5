"""axe-core, in a real browser, on all HTML that the package makes; and the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.browser.documents import pages, panels, themed
from tests.browser.lab import CHROMIUM, FLAGS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
]
PAGES = pages()
HARMLESS = ("only non-text characters", "partially obscured by another element")


@pytest.fixture(scope="module")
def page():
    """A page in a browser that reaches nothing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page(viewport={"width": 1000, "height": 900})
        browser.close()


def complaints(page, html):
    """What axe-core objects to on a page on which everything is unfolded, and what it doubts.

    Of a contrast that it cannot judge it says so. Let pass are signs such as ✓, which stand beside
    words of the same colours, and what a narrow window cuts off at its edge.
    """
    page.set_content(html)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page).response
    doubts = [each for each in found["incomplete"] if each["id"] == "color-contrast"]
    return [
        f"{each['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for each in (*found["violations"], *doubts)
        for node in each["nodes"]
        if not any(harmless in node["failureSummary"] for harmless in HARMLESS)
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_panels(page, shots, theme):
    """No panel breaks a rule of WCAG 2.2 at level AA, in either theme, nor a good habit."""
    assert complaints(page, themed(theme, *panels().values())) == []
    page.screenshot(path=shots / f"panels-{theme}.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_pages(page, name):
    """Neither does any page that is handed out, on a screen or in a narrow window."""
    for width in (1000, 500):
        page.set_viewport_size({"width": width, "height": 900})
        assert complaints(page, PAGES[name]) == []


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<p style='color: #999'>pale</p>", "color-contrast"),
        ("<svg role='img' width='9' height='9'></svg>", "svg-img-alt"),
        ("<button></button>", "button-name"),
    ],
)
def test_planted_offence(page, html, rule):
    """axe-core does object where there is something to object to."""
    assert any(each.startswith(rule) for each in complaints(page, themed("light", html)))


def test_keyboard(page):
    """What can be unfolded is reached with Tab, shows that it is, and opens with Enter."""
    page.set_content(themed("light", panels()["progress"]))
    summary = page.locator("summary").nth(1)
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(summary).to_be_focused()
    assert summary.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    closed = page.locator("details").nth(1)
    expect(closed).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    expect(closed).to_have_attribute("open", "")
