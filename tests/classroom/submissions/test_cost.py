"""Large notebooks are read once: what it costs to take them in does not grow with their square."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.answers.split_cells import joined
from checker.answers.texts_of_cells import lines_of
from checker.classroom.submissions.discovery import Found
from checker.classroom.submissions.reading import take_in
from checker.documents.cell_text import binds, bound_names, uses_of
from checker.records import Cell
from tests.classroom.small_course import CASEBOOK, NOTEBOOK, RELEASE, notebook

NAMES = ("f", "ff", "g")
PIECES = st.sampled_from(
    ["def ", "async ", "class ", *NAMES, "f_", " ", "\t", "=", "==", ":", "\n", "(", ")", "1", "."]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def halves(count, padding):
    """A function whose lower half is cut into many cells."""
    upper = Cell("exercise-double", "code", "def double(x):\n    y = 2 * x\n" + padding)
    lower = [Cell(f"c{at}", "code", f"    y = y\n{padding}    return y") for at in range(count - 1)]
    return [upper, *lower]


LARGE = {
    "halves of a function": halves(1_990, "    #\n" * 600),
    "empty lines": [Cell("exercise-double", "code", "\n" * 4_500_000)],
    "empty lines in many cells": [Cell(f"c{at}", "code", "\n" * 250_000) for at in range(18)],
    "definitions": [Cell("exercise-double", "code", "def a\n" * 1_300_000)],
    "definitions of what is asked": [
        Cell(f"c{at}", "code", "def Double(x):\n" * 30_000) for at in range(20)
    ],
    "names that are only mentioned": [
        Cell(f"c{at}", "code", "double fourfold by_hand\n" * 20_000) for at in range(20)
    ],
    "blanks": [Cell("exercise-double", "code", ("double" + " " * 100_000) * 80)],
    "text of no kind": [Cell(f"c{at}", "markdown", "Double: 1\n" * 45_000) for at in range(20)],
}


@pytest.mark.parametrize("cells", LARGE.values(), ids=LARGE)
def test_large_notebook(cells):
    """Nine megabytes of text are taken in within seconds, whatever they are made of."""
    data = notebook(cells)
    submission = take_in(Found("x", NOTEBOOK, lambda: data), RELEASE, CASEBOOK.exercises)
    assert len(submission.repairs) < 10
    assert not submission.unreadable


def test_many_halves():
    """All halves become one cell again, which is said in one sentence."""
    cells, said = joined(halves(5, ""), RELEASE, ["double"])
    assert [cell.id for cell in cells] == ["exercise-double"]
    assert cells[0].source.count("return y") == 4
    assert said == ["exercise-double was joined with the 4 cells below it"]


@given(TEXTS)
def test_names_that_are_bound(text):
    """One reading for all names finds what one reading for each does."""
    assert bound_names(text, NAMES) == {name for name in NAMES if binds(text, name)}


@given(TEXTS)
def test_names_that_are_used(text):
    """So it is with names that are mentioned, and with those that are not only called."""
    uses = uses_of(text, NAMES)
    for name in NAMES:
        assert (name in uses.mentioned) == bool(re.search(rf"\b{name}\b", text))
        uncalled = re.search(rf"\b{name}\b(?!\s*\()", text)
        assert (name in uses.uncalled) == bool(uncalled)


@given(st.text(st.sampled_from("ab \t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")))
def test_lines(text):
    """The lines that say something are those of Python."""
    assert list(lines_of(text)) == [line.strip() for line in text.splitlines() if line.strip()]


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_pieces_that_are_joined(texts):
    """No line that says something is lost or moved when cells are joined."""
    cells = [Cell(f"c{at}", "code", text) for at, text in enumerate(texts)]
    whole, _ = joined(cells, RELEASE, NAMES)
    after = [line for cell in whole for line in lines_of(cell.source)]
    assert after == [line for text in texts for line in lines_of(text)]
