"""Every figure as a browser lays it out: nothing overlaps or leaves the sheet, all is legible."""

from itertools import pairwise

import ipywidgets as widgets
import numpy as np
import pytest
from playwright.sync_api import sync_playwright

from checker.figures.drawing import PAPER, Drawing, Line, Words, rgb
from checker.figures.svg import as_svg
from tests.browser.lab import CHROMIUM, FLAGS
from tests.figures.test_view import CALLS, shown, unlock, values_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)"),
]
#: Letters have room above and below them: boxes may meet by so many pixels, across and down.
ACROSS, DOWN = 2, 4
#: For each cell what stands in it: sheets with their words, whether its pieces stand in a column,
#: each where the one above it has ended, and whether it is scrolled sideways.
LAID_OUT = """() => {
  const box = (each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  const sheetBox = (sheet) => {
    const [left, top, right, bottom] = box(sheet);
    const cut = parseFloat(getComputedStyle(sheet).clipPath.slice(6)) || 0;
    return [left, top + cut, right, bottom];
  };
  return [...document.querySelectorAll(".cell")].map((cell) => {
    const svgs = [...cell.querySelectorAll("svg")];
    const boxes = svgs.map(sheetBox);
    return {
      sheets: svgs.map((svg, at) => [
        boxes[at],
        [...svg.querySelectorAll("text")].map((each) => [each.textContent, box(each)]),
      ]),
      column: boxes.slice(1).every(([, top], before) => top >= boxes[before][3] - 1),
      scrolled: cell.scrollWidth > cell.clientWidth,
    };
  });
}"""


#: What a wide window leaves for a drawing.
WIDE = 1180
#: A window of 640 pixels, and what JupyterLab leaves of it for what a cell shows.
NARROW, LEFT = 640, 500


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page(browser):
    return browser.new_page(viewport={"width": 1200, "height": 900})


@pytest.fixture(scope="module")
def narrow(browser):
    return browser.new_page(viewport={"width": NARROW, "height": 900})


def in_a_cell(svg, width=LEFT):
    """A drawing where a narrow window shows it: what is too wide would be scrolled sideways."""
    return f"<div class='cell' style='overflow:auto;width:{width}px'>{svg}</div>"


def laid_out(page, svgs, width):
    """What becomes of drawings, all on one page, each in a cell of its own."""
    page.set_content("".join(in_a_cell(svg, width) for svg in svgs))
    return page.evaluate(LAID_OUT)


def complaints(cell):
    """Words that lie on other words or beyond the sheet."""
    lines = [each for sheet, texts in cell["sheets"] for each in beyond(sheet, texts)]
    return [*lines, *on_each_other([each for _, texts in cell["sheets"] for each in texts])]


def beyond(sheet, texts):
    left, top, right, bottom = sheet
    for words, (x0, y0, x1, y1) in texts:
        if x0 < left - 1 or x1 > right + 1 or y0 < top - 1 or y1 > bottom + 1:
            yield f"beyond the sheet: {words}"


def on_each_other(texts):
    for place, (words, one) in enumerate(texts):
        for other_words, other in texts[place + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            if across > ACROSS and down > DOWN:
                yield f"on each other: {words} and {other_words}"


def states(call):
    """A figure as it opens, with each control at the ends of its scale, and after each button."""
    view = shown(call)
    unlock(view)
    yield view._figure.drawing(view._params)
    for control in view._widgets.values():
        before = control.value if hasattr(control, "value") else None
        for value in values_of(control):
            control.value = value
            yield view._figure.drawing(view._params)
        if before is not None:
            control.value = before
        if isinstance(control, widgets.Button):
            control.click()
            yield view._figure.drawing(view._params)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_words_on_a_sheet(page, narrow, call, tmp_path, monkeypatch):
    """In no state do words lie on words or leave the sheet or its pieces; none is scrolled."""
    monkeypatch.chdir(tmp_path)
    svgs = dict.fromkeys(as_svg(drawing) for drawing in states(call))
    for cell in laid_out(page, svgs, WIDE):
        assert complaints(cell) == []
    for cell in laid_out(narrow, svgs, LEFT):
        assert complaints(cell) == []
        assert cell["column"]
        assert not cell["scrolled"]


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_words_are_legible(call, tmp_path, monkeypatch):
    """The smallest are 12 tall on a narrow screen, and all stand out from the paper by 4.5 to 1."""
    monkeypatch.chdir(tmp_path)
    drawing = shown(call)._figure.drawing()
    for left, right in pairwise([0, *drawing.seams, drawing.width]):
        assert f"--least:{12 / 13 * (right - left):.0f}px" in as_svg(drawing)
    for mark in drawing.marks:
        if isinstance(mark, Words) and mark.color != PAPER:  # light words stand on dark squares
            assert mark.size >= 13, mark
            assert 1.05 / (brightness(mark.color) + 0.05) >= 4.5, mark


def brightness(color):
    shares = rgb(color)
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        ("<svg><text x='9' y='40'>one</text><text x='12' y='42'>two</text></svg>", "on each"),
        ("<svg width='40'><text x='9' y='40'>far too long a line</text></svg>", "beyond"),
    ],
)
def test_planted_fault(page, svg, said):
    """What lies on something else or beyond the sheet is seen."""
    (cell,) = laid_out(page, [svg], WIDE)
    assert any(each.startswith(said) for each in complaints(cell))


def test_drawings_on_one_page(page):
    """What lies in one cell is not held against what lies in the next."""
    word = "<svg style='display:block;margin-bottom:-150px'><text x='9' y='40'>one</text></svg>"
    first, second = laid_out(page, [word, word], WIDE)
    assert complaints(first) == complaints(second) == []


@pytest.mark.parametrize("light", ["true", "false"])
def test_dark_page(page, light):
    """A drawing is turned dark where the notebook is dark, and nowhere else."""
    svg = as_svg(shown(CALLS["neuron_explorer"])._figure.drawing())
    page.set_content(f"<body data-jp-theme-light='{light}'>{svg}")
    turned = page.evaluate("getComputedStyle(document.querySelector('svg')).filter")
    assert turned.startswith("none" if light == "true" else "invert(")


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_narrow_page(narrow, call, tmp_path, monkeypatch):
    """A drawing on a page of 640 pixels is not made smaller than its words allow."""
    monkeypatch.chdir(tmp_path)
    narrow.set_content(in_a_cell(as_svg(shown(call)._figure.drawing())))
    sizes = narrow.evaluate(
        "[...document.querySelectorAll('svg text')].map(each => {"
        "  const { a, b } = each.getScreenCTM();"
        "  return Math.hypot(a, b) * parseFloat(getComputedStyle(each).fontSize); })"
    )
    assert min(sizes) > 11.9


def test_pieces_of_a_sheet(page, narrow):
    """Side by side on a wide page; beneath each other on one of 640 pixels."""
    svg = as_svg(shown(CALLS["neuron_explorer"])._figure.drawing())
    places = "[...document.querySelectorAll('svg')].map((each) => each.getBoundingClientRect().top)"
    page.set_content(svg)
    assert len(set(page.evaluate(places))) == 1
    narrow.set_content(in_a_cell(svg))
    assert len(set(narrow.evaluate(places))) == 3


def test_line_across_a_seam(narrow):
    """It goes on in the next piece, as high as it left the one before; words stand in one."""
    marks = [Line([(100, 40), (700, 40)]), Words((350, 25), "across")]
    narrow.set_content(in_a_cell(as_svg(Drawing(800, 80, marks, "a line", seams=(400,)))))
    heights = narrow.evaluate(
        "[...document.querySelectorAll('svg')].map((each) => "
        "each.querySelector('polyline').getBoundingClientRect().top"
        " - each.getBoundingClientRect().top)"
    )
    assert heights[0] == pytest.approx(heights[1], abs=0.1)
    assert narrow.locator("text").count() == 1
