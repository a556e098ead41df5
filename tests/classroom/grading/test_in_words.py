"""Answers in words: found where they were written, shown as text, and left to a person."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.filters import markdown2html

from checker.classroom.grading.in_words import CHARACTERS, words_of
from checker.classroom.grading.marked_notebook import marked_notebook
from checker.grades import Outcome, Status
from checker.records import Cell
from checker.reports.feedback import feedback_page
from checker.reports.visible import safe_text
from tests.classroom.grading.in_words_course import (
    AFTER,
    CELL,
    COURSE,
    PLACEHOLDER,
    UNMARKED,
    handed_in,
    marked,
)
from tests.classroom.small_course import RELEASE, solved
from tests.reports.markup import Markup, loads_nothing


def words(cells):
    return words_of(COURSE, cells, "why")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (handed_in("Both double."), "Both double."),
        (handed_in(f"{PLACEHOLDER}\n\nBoth double."), "Both double."),
        (handed_in("Both double.\n\nYOUR ANSWER HERE"), "Both double."),
        (handed_in("Both", "double.", "Always."), "Both\n\ndouble.\n\nAlways."),
        (handed_in("Both double.", kind="code"), "Both double."),
        (handed_in(PLACEHOLDER, "Both double."), "Both double."),
        (handed_in(f"  {PLACEHOLDER}  \n"), ""),
        (handed_in(""), ""),
        ((*solved(), AFTER, Cell("mine", "markdown", "elsewhere")), ""),
        ((*solved(), CELL, Cell("mine", "code", "x = 1"), Cell("other", "markdown", "no")), ""),
    ],
)
def test_where_words_are_looked_for(cells, expected):
    """They are what stands in the cell and right below it, beyond what was handed out."""
    assert words(cells) == expected


def test_words_above_their_place():
    """Who writes between the question and its place has answered, too."""
    cells = list(handed_in(PLACEHOLDER))
    place = next(at for at, cell in enumerate(cells) if cell.id.startswith("words-"))
    cells.insert(place, Cell("own", "markdown", "Both double."))
    assert words(tuple(cells)) == "Both double."


def without_ids(cells):
    """Give cells as an editor writes them that knows no ids and no metadata."""
    return tuple(Cell(f"new-{at}", each.kind, each.source) for at, each in enumerate(cells))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (handed_in("Both double."), "Both double."),
        (handed_in("Both", "double."), "Both\n\ndouble."),
        (handed_in(PLACEHOLDER), ""),
        ((*solved(), AFTER), ""),
    ],
)
def test_lost_cell_ids(cells, expected):
    """Words are found below what stood above them, and end where the course goes on."""
    assert words(without_ids(cells)) == expected


def test_very_long_words():
    """The beginning is kept."""
    assert words(handed_in("a b " * CHARACTERS)) == ("a b " * CHARACTERS)[:CHARACTERS]


def test_words_with_points():
    """They wait for a person, and count in what can be earned and not yet in what is."""
    graded = marked(handed_in("Both double."))
    verdict = graded.verdicts[-1]
    assert (verdict.outcome, verdict.points, verdict.max_points) == (Outcome.WAITS, 0, 2)
    assert (graded.score, graded.max_score, graded.status) == (5, 7, Status.GRADED)
    assert graded.answers["why"] == "Both double."


@pytest.mark.parametrize(
    ("cells", "assignment", "outcome"),
    [
        (handed_in(PLACEHOLDER), COURSE, Outcome.NOT_ATTEMPTED),
        (handed_in(PLACEHOLDER), UNMARKED, Outcome.NOT_ATTEMPTED),
        (handed_in("Words."), UNMARKED, Outcome.WRITTEN),
    ],
)
def test_words_that_nobody_has_to_mark(cells, assignment, outcome):
    """Without an answer or without points nothing waits."""
    assert marked(cells, assignment).verdicts[-1].outcome is outcome


def test_formula_in_words():
    """A line that looks like an assignment is not taken for the answer to another exercise."""
    graded = marked((*RELEASE, Cell(CELL.id, "markdown", "double = 2x", CELL.metadata)))
    assert graded.verdicts[0].outcome is Outcome.NOT_ATTEMPTED


def shown(text):
    notebook = json.loads(marked_notebook(COURSE.notebook, marked(handed_in(text))))
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    return cells["words-why"], cells["rubric-why"]


def test_formgrader():
    """The notebook that formgrader opens has the words, nbgrader's marks, and what to look for."""
    answer, rubric = shown("Both double.")
    assert answer["source"] == "```\nBoth double.\n```"
    assert answer["metadata"] == CELL.metadata
    assert "- It says what doubles." in rubric["source"]
    assert "nbgrader" not in rubric["metadata"]


HOSTILE = [
    "</code></pre><script>alert(1)</script>",
    "```\n<img src=x onerror=alert(1)>\n```",
    "````\n$$\\href{javascript:alert(1)}{x}$$",
    "    indented\n\n# heading\n[a](javascript:alert(1))",
    "~~~\n<style>*{display:none}</style>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_formgrader(text):
    """They are letters in a block of text, as nbgrader's own converter writes it."""
    answer, _ = shown(text)
    markup = Markup(markdown2html(answer["source"]))
    assert set(markup.tags) <= {"pre", "code", "div", "span"}
    assert markup.open == []


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["`", "```", "\n", "~~~", "<b>", "$", "\\(", " ", "a", "&lt;"])))
def test_marks_of_any_order_in_formgrader(parts):
    """Whatever marks stand in words, they come out letter by letter."""
    text = words(handed_in("".join(["x", *parts, "x"])))
    markup = Markup(markdown2html(shown(text)[0]["source"]))
    assert "".join(markup.words).strip("\n") == safe_text(text)


def test_page():
    """A student reads that it waits, their words and the rubric, all of it escaped."""
    page = feedback_page(marked(handed_in("Both <b>double</b>.")))
    markup = Markup(page)
    assert loads_nothing(markup)
    assert markup.open == []
    assert "waits for your instructor" in markup.text
    assert "Both <b>double</b>." in markup.text
    assert "It needs no <b>formula</b>." in markup.text
