"""The progress over the whole course, and what to do next."""

from dataclasses import replace

import pytest

from checker.grades import Outcome
from checker.reports.progress import (
    NotebookProgress,
    ProgressRow,
    next_step,
    progress_html,
    progress_text,
    total_mark,
)
from tests.reports.markup import Markup, loads_nothing

DONE = ProgressRow("1.1", "sigmoid", 2.0, 2.0, Outcome.PASSED)
BEGUN = ProgressRow("1.2", "sigmoid_prime", 0.5, 2.0, Outcome.PARTIAL)
NEW = ProgressRow("2.1", "network_by_hand", 0.0, 1.5, Outcome.NOT_ATTEMPTED)
FIRST = NotebookProgress("01_neuron", (DONE, BEGUN))
SECOND = NotebookProgress("02_forward_pass", (NEW,))
BOOKS = [FIRST, SECOND]

TEXT = """\
Progress                   2.5 / 5.5

01_neuron                  2.5 / 4
  1.1 sigmoid          2 / 2  right
  1.2 sigmoid_prime  0.5 / 2  partly right

02_forward_pass            0 / 1.5
  2.1 network_by_hand  0 / 1.5  not attempted

Next: go back to 1.2 sigmoid_prime, in 01_neuron.
These are the marks of your last checks. What is graded is the file as
you saved it, on other numbers of the same kinds."""


def test_report():
    """The form of the whole report, character by character."""
    assert progress_text(BOOKS) == TEXT


def test_open_notebook_comes_first():
    """In an open notebook the next exercise is its own, whatever is open in earlier ones."""
    opened = [FIRST, replace(SECOND, checked_now=True)]
    assert next_step(opened) == "Next: start 2.1 network_by_hand."
    assert "02_forward_pass was checked just now" in " ".join(progress_text(opened).split())


def test_answers_in_words():
    """They are named below the table, in text and panel, and are nothing to go on with."""
    book = replace(FIRST, rows=(DONE,), in_words=("1.10 slow_and_wrong", "1.11 <b>"))
    text = progress_text([book])
    assert "  In words, for a person to read: 1.10 slow_and_wrong, 1.11 <b>." in text
    assert "Every exercise is right." in " ".join(text.split())
    assert "1.11 &lt;b&gt;." in progress_html([book])


def test_everything_right():
    """When all is right the sentence says what to do before handing in."""
    assert next_step([NotebookProgress("01_neuron", (DONE,))]).startswith(
        "Every exercise is right."
    )


def test_total():
    """The total is the sum of both sides, without the noise of floating-point sums."""
    assert total_mark([DONE, NEW]) == "2 / 3.5"
    assert total_mark([replace(BEGUN, points=0.1)] * 3) == "0.3 / 6"


def test_panel():
    """Every exercise has a row, every notebook its mark, and the notebook to go on in is open."""
    markup = Markup(progress_html(BOOKS))
    assert (markup.open, loads_nothing(markup)) == ([], True)
    assert markup.tags.count("details") == 2
    assert markup.text.count("○ todo") == 1
    for words in ("Progress 2.5 / 5.5", "1 of 2 right", "Next: go back to 1.2 sigmoid_prime"):
        assert words in markup.text
    opened = [name for tag, name, _ in markup.attributes if (tag, name) == ("details", "open")]
    assert len(opened) == 1
    assert markup.text.index("partly right") < markup.text.index("02_forward_pass")


@pytest.mark.parametrize("text", ["<b>", "&", "'\"", "\x1b[1m\u202e"])
def test_hostile_names(text):
    """A name from a foreign casebook becomes no markup and moves no cursor."""
    row = replace(NEW, number=text, name=text)
    books = [NotebookProgress(text, (row,))]
    page = progress_html(books)
    assert {*Markup(page).tags} == {*Markup(progress_html(BOOKS)).tags}
    assert not {"\x1b", "\u202e"} & {*page, *progress_text(books)}


def test_no_notebook():
    """Without any casebook there is a report all the same."""
    assert "0 / 0" in progress_text([])
