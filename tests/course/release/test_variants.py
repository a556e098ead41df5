"""Given numbers are read, written anew and filled into the prose."""

from pathlib import Path

import numpy as np
import pytest

from checker.course.release.variants import fill, given_numbers, rewrite_given
from checker.documents.sources import SourceCell
from checker.errors import SourceError


def given(source):
    return SourceCell(Path("01_small.py"), 10, "code", source, given="by_hand")


def prose(source):
    return SourceCell(Path("01_small.py"), 10, "markdown", source)


def test_numbers_of_a_cell():
    """Every line gives a name and a literal: numbers, text, lists."""
    numbers = given_numbers(given("x = -1.0  # input\n\nW = [[1, 2],\n     [3, 4]]\nname = 'a'"))
    assert numbers == {"x": -1.0, "W": [[1, 2], [3, 4]], "name": "a"}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("x = 1\ny = np.pi", ":11: a cell of given numbers has only lines of the form"),
        ("x = y = 1", ":10: a cell of given numbers"),
        ("x, y = 1, 2", ":10: a cell of given numbers"),
        ("print(1)", ":10: a cell of given numbers"),
        ("x = 1\n\nx = 2", ":12: x is given twice"),
        ("x = 1\ny = = 2", ":11: invalid syntax"),
    ],
)
def test_a_cell_with_more_than_numbers(source, fault):
    """Anything but `name = literal` is refused with its line."""
    with pytest.raises(SourceError, match=f"^01_small.py{fault}"):
        given_numbers(given(source))


def test_rewriting():
    """Values change; names, comments and order stay."""
    cell = given("x = 1.0  # σ, the input\nW = [[1, 2],\n     [3, 4]]  # weights\ny = 0.50")
    written = rewrite_given(cell, {"x": -2.5, "W": [[5]], "y": 0.5})
    assert written == "x = -2.5  # σ, the input\nW = [[5]]  # weights\ny = 0.50"


def test_rewriting_behind_letters_of_several_bytes():
    """Columns count right behind letters that take several bytes."""
    assert rewrite_given(given("σ = 1; δ = 2  # σδ"), {"σ": 10, "δ": 20}) == "σ = 10; δ = 20  # σδ"


def test_numbers_of_numpy():
    """NumPy's numbers and arrays are written as plain literals."""
    numbers = {"x": np.float64(0.1), "n": np.int64(3), "v": np.array([1.5, 2.0])}
    assert rewrite_given(given("x = 0\nn = 0\nv = 0"), numbers) == "x = 0.1\nn = 3\nv = [1.5, 2.0]"


@pytest.mark.parametrize(
    ("numbers", "fault"),
    [
        ({"x": 1.0}, "the numbers drawn for by_hand differ in y"),
        ({"x": 1.0, "y": 2.0, "z": 3.0}, "the numbers drawn for by_hand differ in z"),
        ({"x": 1.0, "y": float("nan")}, "y = nan cannot be written"),
        ({"x": 1.0, "y": float("inf")}, "y = inf cannot be written"),
    ],
)
def test_numbers_that_do_not_fit(numbers, fault):
    """Names that differ from the cell's, and values without a literal, are refused."""
    with pytest.raises(SourceError, match=f"^01_small.py:10: {fault}"):
        rewrite_given(given("x = 1\ny = 2"), numbers)


def test_placeholders():
    """Placeholders are filled with the number, in their format if they have one."""
    cell = prose("$x$ = «by_hand.x», $w$ = «by_hand.w:+.2f»\nand «other.n»")
    filled = fill(cell, {"by_hand": {"x": -1.5, "w": 0.125}, "other": {"n": 3}})
    assert filled == "$x$ = -1.5, $w$ = +0.12\nand 3"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("a\n«by_hand.q»", ":11: no given number is called by_hand.q"),
        ("«nobody.x»", ":10: no given number is called nobody.x"),
        ("«by_hand.x:.2q»", ":10: by_hand.x cannot be written so"),
        ("«by_hand.v:.2f»", ":10: by_hand.v cannot be written so"),
        ("a\n\n«by_hand»", ":12: a placeholder has the form"),
        ("«by_hand.x", ":10: a placeholder has the form"),
        ("« by_hand.x »", ":10: a placeholder has the form"),
    ],
)
def test_a_placeholder_that_cannot_be_filled(source, fault):
    """A placeholder without its number is refused with its line."""
    with pytest.raises(SourceError, match=f"^01_small.py{fault}"):
        fill(prose(source), {"by_hand": {"x": 1.0, "v": [1, 2]}})
