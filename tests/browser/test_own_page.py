"""A learner's page in a real browser, opened from disk: it computes what the network computes."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect, sync_playwright

from checker import page
from checker.digits import load_mnist
from checker.figures.inked import as_mnist, from_letters
from tests.browser.lab import CHROMIUM, FLAGS
from tests.browser.test_accessibility import complaints
from tests.figures.test_own_page import HOSTILE, Network

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
]
SHAPES = {
    "sigmoid": Network(784, 32, 10),
    "deep": Network(784, 20, 15, 10, curves=("tanh", "tanh", "softmax")),
    "large": Network(784, 256, 10, curves=("relu", "softmax")),
}
HISTORY = {"cost": [0.06, 0.03, 0.02], "accuracy": [0.95, 0.96, 0.965]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Pages of networks that nobody has trained."""
    folder = tmp_path_factory.mktemp("pages")
    for name, network in SHAPES.items():
        page(folder / f"{name}.html", network, HISTORY, title=HOSTILE, words=HOSTILE)
    return folder


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def opened(browser, path, width=1000, theme="light"):
    """A page from disk, and a list of all that it asks for and complains about."""
    shown = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    heard = []
    shown.on("request", lambda request: heard.append(request.url))
    shown.on("console", lambda message: heard.append(message.text))
    shown.on("pageerror", lambda error: heard.append(str(error)))
    shown.goto(path.as_uri())
    return shown, heard


@pytest.mark.parametrize("name", SHAPES)
def test_numbers(browser, folder, name):
    """On a hundred test digits the page has the activations that the learner's network has."""
    shown, heard = opened(browser, folder / f"{name}.html")
    images = load_mnist("test")[0][:100]
    X = images.reshape(100, -1).T / 255
    outputs = shown.evaluate(
        "pictures => pictures.map(x => Array.from(activations(NETWORK, x).at(-1)))", X.T.tolist()
    )
    tolerance = 1e-3 if name == "large" else 1e-6  # 7 digits a weight, or 16 bits
    np.testing.assert_allclose(np.array(outputs).T, SHAPES[name].forward(X), atol=tolerance)
    assert heard == [(folder / f"{name}.html").as_uri()]
    shown.close()


def test_drawings_as_digits(browser, folder):
    """Letters become the same picture of 28 by 28 pixels in the page and in the course's figure."""
    shown, _ = opened(browser, folder / "sigmoid.html")
    lines = st.lists(st.text(" .·#x\té\U0001f58a", max_size=130), max_size=70)

    @settings(max_examples=80, deadline=None)
    @given(lines)
    def same(lines):
        text = "\n".join(lines)
        computed = shown.evaluate("text => Array.from(asMnist(inkOf(text)))", text)
        expected = as_mnist(from_letters(text)).ravel()
        np.testing.assert_allclose(computed, expected, rtol=0, atol=1e-9)

    same()
    shown.close()


SCREENS = pytest.mark.parametrize(
    ("theme", "width"),
    [
        ("dark", 360),
        pytest.param(
            "light", 1000, marks=pytest.mark.nightly("what is narrow and dark stands for it")
        ),
    ],
)


@SCREENS
def test_seven_drawn_with_the_mouse(browser, folder, shots, width, theme):
    """It is read while it is drawn; what is said is what the network says of the drawing."""
    shown, heard = opened(browser, folder / "sigmoid.html", width, theme)
    shown.get_by_role("button", name="Clear the sheet").click()
    said = shown.get_by_role("status")
    expect(said).to_contain_text("The sheet is empty")
    corner = shown.locator("#sheet canvas").bounding_box()
    for place, (x, y) in enumerate([(70, 70), (200, 70), (120, 230)]):
        shown.mouse.move(corner["x"] + x, corner["y"] + y, steps=6)
        if not place:
            shown.mouse.down()
    expect(said).to_contain_text("The network reads")  # the pen is still on the sheet
    shown.mouse.up()
    letters = shown.locator("#letters").input_value()
    assert letters.startswith("######")
    x = as_mnist(from_letters(letters)).reshape(-1, 1)
    outputs = SHAPES["sigmoid"].forward(x)[:, 0]
    winner = int(outputs.argmax())
    expect(said).to_have_text(f"The network reads {winner}, with the output {outputs[winner]:.2f}.")
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert len(heard) == 1
    shown.screenshot(path=shots / f"own-page-{theme}-{width}.png", full_page=True)
    shown.close()


def test_keyboard_alone(browser, folder):
    """A digit is written in letters, and others' digits are read, with no mouse at all."""
    shown, _ = opened(browser, folder / "sigmoid.html")
    said = shown.get_by_role("status")
    shown.locator("summary").focus()
    shown.keyboard.press("Enter")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Control+A")
    shown.keyboard.type("####\n  ##\n  #")
    x = as_mnist(from_letters("####\n  ##\n  #")).reshape(-1, 1)
    outputs = SHAPES["sigmoid"].forward(x)[:, 0]
    expect(said).to_contain_text(f"reads {outputs.argmax()}, with the output {outputs.max():.2f}")
    images, labels = load_mnist("test")
    shown.get_by_role("button", name="read a 3 of").focus()
    shown.keyboard.press("Enter")
    three = images[list(labels).index(3)].reshape(-1, 1) / 255
    winner = SHAPES["sigmoid"].forward(three)[:, 0].argmax()
    expect(said).to_contain_text(f"reads {winner}")
    shown.close()


def test_hostile_title(browser, folder):
    """It is shown as it is, and nothing of it runs."""
    shown, heard = opened(browser, folder / "sigmoid.html")
    expect(shown.locator("h1")).to_contain_text("<img src=x onerror=")
    assert shown.locator("img").count() == 0
    assert len(heard) == 1
    shown.close()


#: Of text on an SVG axe-core says that it cannot see its ground; the page's own ink is measured.
IN_A_PICTURE = "contains an image node"


@SCREENS
def test_rules_of_accessibility(browser, folder, theme, width):
    """axe-core objects to nothing, on a light screen and on a dark telephone."""
    html = (folder / "sigmoid.html").read_text("utf-8")
    shown = browser.new_page(color_scheme=theme, viewport={"width": width, "height": 900})
    assert [each for each in complaints(shown, html) if IN_A_PICTURE not in each] == []
    ground = shown.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = shown.evaluate("getComputedStyle(document.querySelector('svg text')).fill")
    assert contrast(ink, ground) > 4.5
    shown.close()


def contrast(*colors):
    """The ratio of the brightness of two colours, as WCAG defines it."""
    dark, bright = sorted(map(brightness, colors))
    return (bright + 0.05) / (dark + 0.05)


def brightness(color):
    shares = np.array([int(part) for part in re.findall(r"\d+", color)[:3]]) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])
