"""The film of a neuron in a real browser: still until asked, played, paused, by keyboard."""

import pytest
from playwright.sync_api import expect, sync_playwright

from checker import figures
from tests.browser.lab import CHROMIUM, FLAGS, draw
from tests.figures.test_neuron_player import by_columns

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
]
HTML = figures.learning(by_columns)._repr_html_()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def film(browser, html=HTML, **look):
    """The film as it stands in a cell."""
    page = browser.new_page(**look)
    page.set_content(f"<body data-jp-theme-light='true'>{html}")
    return page, page.frame_locator("iframe")


def test_play_and_pause(browser, shots):
    """Nothing moves until it is played; it ends by itself, and can be stopped on the way."""
    page, frame = film(browser)
    page.clock.install()
    page.set_content(f"<body data-jp-theme-light='true'>{HTML}")
    epoch, play = frame.locator("#epoch"), frame.locator("#play")
    expect(epoch).to_have_text("0")
    page.clock.run_for(3000)
    expect(epoch).to_have_text("0")
    play.click()
    expect(play).to_have_text("⏸ Pause")
    page.clock.run_for(2000)
    expect(epoch).not_to_have_text("0")
    play.click()
    stands = epoch.inner_text()
    page.clock.run_for(2000)
    expect(epoch).to_have_text(stands)
    play.click()
    page.clock.run_for(20_000)
    expect(epoch).to_have_text("2000")
    expect(play).to_have_text("▶ Play")
    expect(frame.get_by_role("status")).to_contain_text("cost 0.0015, 4 of 4 corners right")
    page.screenshot(path=shots / "player.png")
    page.close()


@pytest.mark.parametrize("width", [980, 500])
@pytest.mark.parametrize("shown", ["promise", "learning", "flow"])
def test_a_frame_is_as_high_as_its_page(browser, width, shown):
    """Beside each other or beneath each other: no part of a page lies beyond its frame."""
    embedded = {
        "promise": figures.promise,
        "learning": lambda: figures.learning(by_columns),
        "flow": lambda: figures.delta_flow("xor"),
    }[shown]()
    page = browser.new_page(viewport={"width": width, "height": 1200})
    page.set_content(f"<body style='margin:0'>{embedded._repr_html_()}")
    frame = page.locator("iframe").element_handle().content_frame()
    frame.wait_for_load_state()
    inside = frame.evaluate("document.documentElement.scrollHeight")
    assert inside <= page.locator("iframe").bounding_box()["height"] + 1
    page.close()


def test_sheet_of_page_one(browser):
    """The page that a notebook begins with is drawn on with the mouse and read by a network."""
    page, frame = film(browser, figures.promise()._repr_html_())
    said, sheet = frame.get_by_role("status"), frame.locator("#sheet canvas")
    expect(said).to_contain_text("The sheet is empty")
    sheet.scroll_into_view_if_needed()
    draw(page, sheet, [(80, 60), (200, 60), (110, 230)])
    expect(said).to_contain_text("The network reads 7")
    page.close()


FLOW = figures.delta_flow("xor", back=True)._repr_html_()


def test_numbers_run_and_stop(browser, shots):
    """The film of three neurons stands still until it is played, and shows sums, deltas, slopes."""
    page, frame = film(browser, html=FLOW)
    page.clock.install()
    page.set_content(f"<body data-jp-theme-light='true'>{FLOW}")
    said, play = frame.get_by_role("status"), frame.locator("#play")
    expect(said).to_have_text("No button is pressed.")
    page.clock.run_for(5000)
    expect(said).to_have_text("No button is pressed.")
    play.click()
    page.clock.run_for(2500)
    expect(said).to_contain_text("Hidden 1: 2 · 0 + 2 · 0 − 1 = −1, and σ(−1) = 0.27.")
    expect(frame.locator(".dot[visibility=visible]")).to_have_count(2)
    play.click()
    page.clock.run_for(5000)
    expect(said).to_contain_text("Hidden 1")
    frame.locator("#scrub").focus()
    page.keyboard.press("End")
    expect(frame.locator("#case")).to_have_text("4")
    expect(frame.locator(".weight.back")).to_have_count(6)
    page.screenshot(path=shots / "flow.png")
    frame.locator("#again").click()
    expect(frame.locator(".weight.back")).to_have_count(0)
    page.close()


def test_film_by_keyboard(browser):
    """The slider goes through it picture by picture, and a button back to the start."""
    page, frame = film(browser)
    frame.locator("#scrub").focus()
    page.keyboard.press("End")
    expect(frame.locator("#epoch")).to_have_text("2000")
    page.keyboard.press("ArrowLeft")
    expect(frame.locator("#epoch")).not_to_have_text("2000")
    frame.locator("#again").focus()
    page.keyboard.press("Enter")
    expect(frame.locator("#epoch")).to_have_text("0")
    expect(frame.get_by_role("status")).to_contain_text("1 of 4 corners right")
    page.close()


def test_reduced_motion(browser):
    """Where less motion is asked for, the button shows one still after another."""
    page, frame = film(browser, reduced_motion="reduce")
    play, epochs = frame.locator("#play"), []
    expect(play).to_have_text("Next picture")
    for _ in range(10):
        play.click()
        epochs.append(int(frame.locator("#epoch").inner_text()))
    assert epochs == sorted(set(epochs))
    assert epochs[-1] == 2000
    page.close()


def test_reduced_motion_of_numbers(browser):
    """There the button shows each moment when its numbers have arrived, and no dot on its way."""
    page, frame = film(browser, FLOW, reduced_motion="reduce")
    for _ in range(3):
        frame.locator("#play").click()
        expect(frame.locator(".dot[visibility=visible]")).to_have_count(0)
    expect(frame.get_by_role("status")).to_contain_text("Hidden 2")
    page.close()


@pytest.mark.parametrize("html", [HTML, FLOW], ids=["neuron", "flow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_of_the_notebook(browser, shots, theme, html):
    """The frame follows the theme of the notebook, not that of the system, and fits 360 pixels."""
    # a theme that playwright emulates would be that of every frame, whatever is around it
    page = browser.new_page(color_scheme="null", viewport={"width": 360, "height": 800})
    light = str(theme == "light").lower()
    page.set_content(f"<body style='margin:0' data-jp-theme-light='{light}'>{html}")
    frame = page.frame_locator("iframe")
    ground = {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 29)"}[theme]
    expect(frame.locator("body")).to_have_css("background-color", ground)
    assert frame.locator("html").evaluate("each => each.scrollWidth <= each.clientWidth")
    page.screenshot(path=shots / f"player-{theme}-{len(html)}.png")
    page.close()
