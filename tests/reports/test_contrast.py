"""Text can be told from what it stands on: a contrast of 4.5 to 1, as WCAG 2 asks at level AA."""

import re
from importlib.resources import files

import pytest

TEMPLATES = files("checker.reports") / "templates"
PAGE = (TEMPLATES / "page.css").read_text("utf-8")
PANEL = (TEMPLATES / "panel.css").read_text("utf-8")
INK, SOFT = (re.search(rf"--{name}: (#\w+)", PAGE).group(1) for name in ("ink", "soft"))


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_formula():
    """Black on white has the largest contrast there is, 21 to 1."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)


CHIPS = [
    *re.findall(r"--(?:ok|half|look|todo|open): (#\w+)", PAGE),
    *re.findall(r"chip[^{]*\{[^}]*background: (#\w+)", PANEL),
]


@pytest.mark.parametrize("colour", CHIPS)
def test_chips(colour):
    """White words on a chip can be read, in every theme."""
    assert contrast("#fff", colour) >= 4.5


@pytest.mark.parametrize("colour", re.findall(r"\.lost[1-4] \{ background: (#\w+)", PAGE))
def test_shades(colour):
    """Marks can be read on every shade of the table of students."""
    assert contrast(INK, colour) >= 4.5


DARK = dict(re.findall(r"--(\w+): (#\w+)", PAGE.split("prefers-color-scheme: dark")[1]))


@pytest.mark.parametrize("ground", ["paper", "wash", "notice", "nothing"])
@pytest.mark.parametrize("words", ["ink", "soft", "link"])
def test_dark_pages(words, ground):
    """Whoever prefers dark pages can read all words on all grounds, as in a light one."""
    assert contrast(DARK[words], DARK[ground]) >= 4.5
    assert luminance(DARK[ground]) < luminance(DARK[words])


def test_a_dark_page_has_no_light_ground():
    """Grounds are named, so that none stays white in the dark, but for shades of marks."""
    light = re.findall(r"([^{}]+)\{[^{}]*background: #f", PAGE)
    assert [rule for rule in light if not re.search(r"\.(lost|weak)", rule)] == []


@pytest.mark.parametrize("ground", ["#ffffff", "#f4f6f8", "#e6e9ed"])
def test_soft_text(ground):
    """Secondary text can be read on all grounds that it stands on."""
    assert contrast(SOFT, ground) >= 4.5
