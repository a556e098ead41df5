"""Marks on a sheet, as SVG and as a matplotlib figure."""

import io
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from matplotlib.image import imread

from checker.figures.chart import Chart, ticks
from checker.figures.drawing import (
    BLUE,
    DARKENED,
    DASHED,
    GRAY,
    INK,
    ORANGE,
    PAPER,
    Disc,
    Drawing,
    Line,
    Picture,
    Words,
    arrow,
    as_text,
    box,
    hexadecimal,
    rgb,
    shaded,
)
from checker.figures.printed import as_matplotlib
from checker.figures.svg import as_svg, png

COLORS = np.array([[[1, 0, 0], [0, 1, 0]], [[0, 0, 1], [1, 1, 1]], [[0, 0, 0], [0.2, 0.4, 0.6]]])
EVERYTHING = Drawing(
    100, 80,
    [
        Line([(0, 0), (50, 40)], BLUE, 2, DASHED),
        box((10, 10), 20, 30, ORANGE),
        Disc((60, 40), 9, about="a <b> & c"),
        Words((50, 20), "1 < 2 & $x$", angle=30, italic=True),
        Picture((70, 50), 20, 20, COLORS),
        *arrow((0, 0), (40, 0)),
    ],
    'what "is" shown <here>',
)  # fmt: skip


def luminance(color):
    """Give the relative luminance of WCAG 2.2."""
    parts = rgb(color)
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_svg_of_every_mark():
    """The SVG is well-formed, holds each mark, and carries the sentence that stands for it."""
    root = ET.fromstring(as_svg(EVERYTHING))
    assert root[0].tag.endswith("style")
    del root[0]
    names = [element.tag.split("}")[1] for element in root]
    assert names == ["polyline", "polygon", "circle", "text", "image", "polyline", "polygon"]
    assert root.get("aria-label") == 'what "is" shown <here>'
    assert root.get("role") == "img"
    assert root[3].text == "1 < 2 & $x$"
    assert root[2][0].text == "a <b> & c"


def test_png_is_read_back():
    """A PNG that we wrote, another library reads as the same colours."""
    read = imread(io.BytesIO(png(COLORS)), format="png")
    np.testing.assert_allclose(read[..., :3], COLORS, atol=1 / 255)


def test_matplotlib_of_every_mark():
    """The matplotlib figure has the same marks, in size and place, and draws without a warning."""
    figure = as_matplotlib(EVERYTHING)
    (axes,) = figure.axes
    assert len(axes.lines) == 2
    assert len(axes.patches) == 3
    assert axes.texts[0].get_text() == "1 < 2 & $x$"
    assert tuple(axes.images[0].get_extent()) == (70, 90, 70, 50)
    figure.canvas.draw()
    assert figure.get_size_inches() == pytest.approx([100 / 96, 80 / 96])


@pytest.mark.parametrize("color", [BLUE, ORANGE])
def test_contrast_of_the_pair(color):
    """Both colours stand out from the paper by 4.5 to 1, as WCAG 2.2 AA asks of text."""
    assert (luminance(PAPER) + 0.05) / (luminance(color) + 0.05) >= 4.5


def test_shades():
    """Positive numbers are blue, negative ones orange, 0 is white; what is larger is capped."""
    colors = [hexadecimal(color) for color in shaded(np.array([2.0, 1, 0, -1]))]
    assert colors == [BLUE, BLUE, "#ffffff", ORANGE]


def test_numbers_as_text():
    """Numbers have a true minus, few digits, and short powers of ten."""
    values = (-0.0529, 0.0, -0.0, 1e-13, 123.456, float("nan"))
    assert [as_text(value) for value in values] == ["−0.0529", "0", "0", "1e−13", "123", "nan"]


def test_places_on_a_chart():
    """Numbers stand in proportion, on a logarithmic axis by their powers, outside on the border."""
    linear = Chart(10, 20, 100, 50, (0, 1), (-1, 1))
    assert linear.at(0.5, 0) == (60, 45)
    assert linear.at(7, -9) == (110, 70)
    log = Chart(0, 0, 100, 100, (1e-4, 1), (1e-4, 1), log_x=True, log_y=True)
    assert log.at(1e-2, 1e-3) == pytest.approx((50, 75))
    assert log.at(0, 1) == (0, 0)
    assert linear.curve(np.array([0, np.nan, 1]), np.array([0, 0, np.inf])) == [(10, 45)]


@pytest.mark.parametrize("color", [BLUE, ORANGE, GRAY, INK])
def test_colours_on_a_dark_page(color):
    """What the filter makes of each colour of words stands out from what it makes of paper."""
    share = float(re.search(r"invert\((.*?)\)", DARKENED)[1])
    turned = np.array([[-0.574, 1.430, 0.144], [0.426, 0.430, 0.144], [0.426, 1.430, -0.856]])

    def luminance(color):
        seen = np.clip(turned @ (share + (1 - 2 * share) * np.array(rgb(color))), 0, 1)
        linear = np.where(seen <= 0.04045, seen / 12.92, ((seen + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    assert luminance(PAPER) < 0.01
    assert (luminance(color) + 0.05) / (luminance(PAPER) + 0.05) >= 4.5


@pytest.mark.parametrize("span", [(0, 1), (-5, 5), (0.031, 0.0317), (-7e24, 1), (1e-9, 4e-9)])
def test_ticks(span):
    """There are three to eight ticks, evenly spaced, within the range."""
    found = np.array(ticks(span))
    assert 3 <= len(found) <= 8
    assert np.ptp(np.diff(found)) <= 1e-9 * np.ptp(found)
    assert found.min() >= span[0] - 1e-9 * np.ptp(span)
    assert found.max() <= span[1] + 1e-9 * np.ptp(span)


def test_arrow_without_length():
    """An arrow to where it starts is not drawn."""
    assert arrow((5, 5), (5, 5)) == []
