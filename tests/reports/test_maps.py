"""Maps of errors: in words, in signs and as squares."""

import re

import numpy as np
import pytest

from checker.reports.maps import SIDE, map_html, map_text, places_wrong
from checker.reports.panel import STYLE
from tests.reports.markup import Markup
from tests.reports.test_contrast import contrast


def table(shape, *wrong, error=0.5):
    """A table of errors that is wrong in the given parts."""
    errors = np.zeros(shape)
    for part in wrong:
        errors[part] = error
    return errors


ROW, COLUMN = slice(None), slice(None)


@pytest.mark.parametrize(
    ("errors", "words"),
    [
        (table((2, 3), (ROW, COLUMN)), "every entry is wrong"),
        (table((3, 4), (1, COLUMN)), "row 1 is wrong, the rest is right"),
        (table((3, 4), (0, COLUMN), (2, COLUMN)), "rows 0 and 2 are wrong, the rest is right"),
        (table((3, 4), (ROW, 3)), "column 3 is wrong, the rest is right"),
        (table((9, 9), (slice(2, 8), COLUMN)), "rows 2 to 7 are wrong, the rest is right"),
        (table((20, 2), (slice(0, 20, 2), COLUMN)), "10 rows are wrong, the rest is right"),
        (table((1, 8), (0, 3)), "entry 3 is wrong, the rest is right"),
        (table((1, 8), (0, [1, 5, 7])), "entries 1, 5 and 7 are wrong, the rest is right"),
        (table((3, 3), (1, 2)), "1 of 9 entries is wrong, in row 1 and column 2"),
        (
            table((3, 3), (0, 0), (1, 2)),
            "2 of 9 entries are wrong, in rows 0 and 1 and columns 0 and 2",
        ),
        (table((2, 3), (1, COLUMN), error=np.nan), "row 1 is wrong, the rest is right"),
    ],
)  # fmt: skip
def test_words(errors, words):
    """What is wrong is named by whole rows or columns where it fills these."""
    assert places_wrong(errors) == words


def test_signs():
    """Each kind of entry has a sign of its own."""
    assert map_text(np.array([[0, 1e-4, 0.5], [np.nan, np.inf, 0]])) == [".xX", "??."]


def test_large_table():
    """A map of a large table keeps to its size, and a single wrong entry is still on it."""
    lines = map_text(table((784, 100), (500, 7)))
    assert {len(lines), *map(len, lines)} == {SIDE}
    assert "".join(lines).count("X") == 1


def test_picture():
    """Right entries are empty squares, wrong ones crossed, and what is no number has a sign."""
    markup = Markup(map_html(np.array([[0, 0.5], [np.nan, 0]]), "a map"))
    assert (markup.tags.count("rect"), markup.tags.count("path")) == (4, 1)
    assert markup.text == "? 0 1 0 1"
    assert markup.values("aria-label") == ["a map"]


@pytest.mark.parametrize("errors", [table((30, 2)), table((2, 30))])
def test_parts_have_no_indices(errors):
    """Where a square stands for several entries, no index is written beside it."""
    assert Markup(map_html(errors, "a map")).text == ""


def test_shades_and_crosses():
    """Each shade is darker than the one before, and a cross can be seen on it."""
    shades = re.findall(r"checker-shade\d \{ fill: (#\w+)", STYLE)
    assert len(shades) == 3
    assert contrast("#fff", shades[0]) < contrast("#fff", shades[1]) < contrast("#fff", shades[2])
    crosses = ["#1d2430", "#1d2430", "#fff"]
    assert all(map(lambda *pair: contrast(*pair) >= 3, shades, crosses))
