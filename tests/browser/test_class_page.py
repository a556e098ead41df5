"""The class page in a real browser, opened from disk: it is searched and sorted, and no more."""

import pytest
from playwright.sync_api import expect, sync_playwright

from checker.reports.class_page import class_pages
from checker.reports.for_class import for_class
from tests.browser.lab import CHROMIUM, FLAGS
from tests.reports.made_up import class_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
]
NAMES = ("Zoë", "anna", "<script>document.title = 'caught'</script>")


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The page about three hundred, in a browser, and what the browser complains about."""
    results = class_of(300)
    for result, name in zip(results, NAMES, strict=False):
        result["student"] = name
    path = tmp_path_factory.mktemp("class") / "class.html"
    path.write_text(class_pages(results).main, "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page, heard = browser.new_page(viewport={"width": 1200, "height": 900}), []
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
        page.goto(path.as_uri())
        heard[:] = [each for each in heard if not each.startswith(("file:", "data:"))]
        yield page, heard
        browser.close()


def column(page, place):
    cells = page.locator(f"table.students tbody tr:visible > :nth-child({place})")
    return cells.all_text_contents()


def test_search(shown):
    """A part of a name leaves those rows that have it, and says how many they are."""
    page, _ = shown
    page.get_by_label("Find a student").fill("ANN")
    assert column(page, 1) == ["anna"]
    expect(page.locator(".find output")).to_have_text("1 of 300")
    page.get_by_label("Find a student").fill("")
    assert len(column(page, 1)) == 300


def test_sort(shown):
    """Marks are sorted as numbers, to and fro, with the keyboard too; names by their letters."""
    page, _ = shown
    button = page.get_by_role("button", name="Mark")
    button.focus()
    page.keyboard.press("Enter")
    marks = [float(each) for each in column(page, 2)]
    assert marks == sorted(marks)
    page.keyboard.press("Enter")
    assert [float(each) for each in column(page, 2)] == sorted(marks, reverse=True)
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    page.get_by_role("button", name="Student").click()
    assert column(page, 1)[:2] == [NAMES[2], "anna"]


def test_nothing_else_runs(shown):
    """A script that somebody bears as a name is text, and the page asks for nothing."""
    page, heard = shown
    assert page.title() == "Class report"
    assert heard == []
    assert page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.x = 1';"
        " document.body.append(s); return window.x === undefined; }"
    )


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (390, 800)])
def test_wall(shown, tmp_path, width, height):
    """On a wall the letters are at least a thirtieth of its height; on a phone nothing is cut."""
    browser = shown[0].context.browser
    page = browser.new_page(viewport={"width": width, "height": height})
    (tmp_path / "wall.html").write_text(for_class(class_of(30), []), "utf-8")
    page.goto((tmp_path / "wall.html").as_uri())
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.plan li')).fontSize)"
    )
    assert size >= height / 30 if width > height else size >= 16
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
