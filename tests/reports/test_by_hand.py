"""A student's page with what a person has decided, filled in after it was drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.grades import Status
from checker.reports.by_hand import is_ours, total_text, with_decisions
from checker.reports.feedback import feedback_page
from checker.results.by_hand import ByHand, MarkByHand, as_it_counts
from checker.results.schema import result_of
from tests.reports.made_up import PARTIAL, PASSED, RAISED, graded
from tests.reports.markup import Markup, loads_nothing

GRADED = graded(RAISED, PARTIAL, PASSED)
PAGE = feedback_page(GRADED)
SCORED = MarkByHand(score=1.75, extra=0.5, comment="Seen in class.\nWell argued <b>orally</b>.")


def filled(page=PAGE, submission=GRADED, penalty=0.0, **marks):
    decided = ByHand(marks, penalty)
    return with_decisions(page, as_it_counts(result_of(submission), decided))


def test_page_without_decisions():
    """A gradebook in which nobody has entered anything leaves the page as it was drawn."""
    assert Markup(filled()).text == Markup(PAGE).text


def test_marks_by_hand():
    """The mark stands wherever the exercise's does, in the sum and in the title, with the words."""
    page = filled(sigmoid_prime=SCORED)
    markup = Markup(page)
    assert markup.open == []
    assert loads_nothing(markup)
    assert markup.text.count("2.25 / 2") == 2
    assert "Mark 4.25 / 17" in markup.text
    assert "<title>01_neuron, ada: 4.25 / 17</title>" in page
    assert "Your instructor has marked this: 1.75 / 2. The checks gave 1.5." in markup.text
    assert "Extra credit: 0.5." in markup.text
    assert "Your instructor writes: Seen in class. Well argued <b>orally</b>." in markup.text
    assert "3.5 from the checks, 0.25 more by hand, 0.5 of extra credit." in markup.text


def test_lateness():
    """What lateness takes off is said, and no mark falls below 0."""
    assert "Mark 2.5 / 17" in Markup(filled(penalty=1.0)).text
    text = Markup(filled(penalty=9.0)).text
    assert "Mark 0 / 17" in text
    assert "3.5 from the checks, 9 taken off for lateness." in text


def test_comment_that_was_taken_back():
    """What a page said before is gone, however often it was filled in."""
    once = filled(sigmoid=SCORED, penalty=1.0)
    assert filled(once, sigmoid=SCORED, penalty=1.0) == once
    assert Markup(filled(once)).text == Markup(PAGE).text


def test_mark_that_waits():
    """A page says that the mark may still change for as long as the gradebook waits, not longer."""
    waiting = filled(sigmoid=MarkByHand(waits=True))
    assert "the mark may still change" in waiting
    assert "the mark may still change" not in filled(waiting, sigmoid=MarkByHand(score=1.0))


def test_file_that_could_not_be_read():
    """It has no exercises to fill in, so what a person gave for each stands above."""
    unreadable = graded(RAISED, status=Status.UNREADABLE, unreadable="the file is empty")
    page = feedback_page(unreadable)
    text = Markup(filled(page, unreadable, sigmoid=MarkByHand(score=2.0))).text
    assert "could not be read as a notebook: the file is empty." in text
    assert "sigmoid Your instructor has marked this: 2 / 2." in text


@given(st.text(max_size=60))
def test_any_comment(comment):
    """Whatever a comment holds is text, and is gone when it is taken back."""
    once = filled(sigmoid=MarkByHand(comment=comment))
    assert Markup(once).tags.count("script") == 0
    assert Markup(once).open == []
    assert Markup(filled(once)).text == Markup(PAGE).text


@pytest.mark.parametrize(
    "text", ["<!--[total]-->17 / 17<!--[/]-->", "<!--[/]-->", "<!--[notice]-->"]
)
def test_student_who_writes_what_marks_a_place(text):
    """Their text is escaped, so that no place is made or ended by it."""
    forged = graded(RAISED, student=text, repairs=(text,), answers={"sigmoid": text})
    page = filled(feedback_page(forged), forged, sigmoid=SCORED)
    assert page.count("<!--[total]-->") == 1
    assert Markup(page).text.count(text) >= 2


def test_page_of_another_program():
    """It is told by how it begins."""
    assert is_ours(PAGE.encode())
    assert not is_ours(b"<!DOCTYPE html><html><head><title>01_neuron</title>")


def test_sum_that_is_plain():
    """Nothing is said of a mark that is what the checks gave."""
    assert total_text(as_it_counts(result_of(GRADED), ByHand())) == ""
