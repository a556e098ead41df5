"""One place decides what a reader may see."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.grades import FOLLOWS, CheckResult, Outcome
from checker.records import Fault
from checker.reports.content import FOLLOWED, report_of
from tests.reports.made_up import PARTIAL, PASSED, RAISED, UNTOUCHED


def test_public_case():
    """In class the smallest failing case is shown with both values."""
    labels = [label for label, _ in report_of(PARTIAL, public=True).evidence]
    assert labels == ["case", "given", "yours", "expected"]


def test_hidden_case():
    """At grading a failed check is named, with its reason and the sentence, and no more."""
    report = report_of(PARTIAL, public=False)
    assert report.about == 1
    assert report.reason == "6 of 6 entries differ, most at [3]"
    assert report.sentence == PARTIAL.sentence
    assert (report.evidence, report.count, report.hint) == ((), "", "")


def test_exception_in_class():
    """An exception is shown once, with the student's own line."""
    report = report_of(RAISED, public=True)
    assert report.reason == ""
    assert ("raised", "TypeError: only length-1 arrays can be converted") in report.evidence
    assert ("line 4", "return 1 / (1 + math.exp(-z))") in report.evidence


def test_exception_at_grading():
    """The message of an exception could quote a hidden case, so only its kind is told."""
    report = report_of(RAISED, public=False)
    assert report.evidence == (
        ("raised", "TypeError"),
        ("line 4", "return 1 / (1 + math.exp(-z))"),
    )
    assert report.reason == ""


def test_exception_named_after_a_hidden_case():
    """A class of exceptions that the student made could carry a case in its name."""
    named = replace(RAISED, fault=replace(RAISED.fault, kind="Input_3_25"))
    assert report_of(named, public=False).evidence[0] == ("raised", "an exception of your own")


def test_exception_in_another_cell():
    """A line of another cell is said to be there."""
    elsewhere = replace(RAISED, fault=replace(RAISED.fault, cell="exercise-neuron_forward"))
    shown = dict(report_of(elsewhere, public=True).evidence)
    assert shown["line 4"].endswith("(in neuron_forward)")


def test_exception_in_a_notebook():
    """The name under which a kernel compiles a cell tells a student nothing."""
    kernel = replace(RAISED, fault=replace(RAISED.fault, cell="/tmp/ipykernel_7/1234.py"))
    assert report_of(kernel, public=True) == report_of(RAISED, public=True)


def test_exception_in_another_case():
    """An exception that does not explain the check that is shown is left out."""
    report = report_of(replace(PARTIAL, fault=RAISED.fault), public=True)
    assert report == report_of(PARTIAL, public=True)


GENERATOR = Fault("generator", "a value of type generator")


@pytest.mark.parametrize(
    ("public", "reason"),
    [(True, GENERATOR.message), (False, "an answer of a kind that cannot be compared")],
)
def test_value_of_a_strange_type(public, reason):
    """A type is no exception; at grading it is not named, since a student may have made it."""
    check = replace(RAISED.checks[0], reason=GENERATOR.message)
    strange = replace(RAISED, fault=GENERATOR, outcome=Outcome.FAILED, checks=(check,))
    report = report_of(strange, public=public)
    assert report.reason == reason
    assert "raised" not in dict(report.evidence)


def test_waiting_check_is_not_the_one_to_look_at():
    """The report is about the check that others wait for."""
    report = report_of(replace(RAISED, checks=RAISED.checks[::-1]), public=True)
    assert report.about == 1
    assert report.checks[0].waits == "counts once “values” is right"


@pytest.mark.parametrize("public", [True, False])
def test_value_that_follows_from_an_earlier_one(public):
    """It is half right and nothing to look at; of both values none is shown as the right one."""
    earlier = CheckResult("z", 0.0, 1.0, "the value differs", yours="2", expected="1")
    later = CheckResult("a", 0.5, 1.0, FOLLOWS, yours="0.88", expected="0.73")
    verdict = replace(PARTIAL, checks=(later, earlier), carried_forward=True)
    report = report_of(verdict, public=public)
    assert report.about == 1
    half = report.checks[0]
    assert (half.state, half.reason, half.evidence) == ("half", FOLLOWS, ())
    assert report.notes == (FOLLOWED,)


@pytest.mark.parametrize("outcome", [Outcome.MISSING, Outcome.CHECKER_ERROR])
def test_undecided_outcome(outcome):
    """What could not be decided is said in our words, and no line of theirs is blamed."""
    report = report_of(replace(RAISED, outcome=outcome), public=True)
    assert report.about is None
    assert report.evidence == ()
    assert report.reason.endswith(".")


def test_outcome_without_checks():
    """A verdict without checks still says why."""
    bare = replace(RAISED, checks=(), fault=None, reason="Python itself stopped")
    assert report_of(bare, public=True).reason == "Python itself stopped"


def test_hint_is_offered_for_open_exercises_only():
    """A right answer needs no hint."""
    assert report_of(PASSED, public=True).hint == ""
    assert report_of(UNTOUCHED, public=True).hint == 'hint("neuron_forward") opens the next hint.'


def test_long_value():
    """A value that is too long is cut, and seen to be cut."""
    check = CheckResult("values", 0.0, 1.0, "the value differs", yours="9" * 5000)
    shown = dict(report_of(replace(PARTIAL, checks=(check,)), public=True).evidence)["yours"]
    assert len(shown.splitlines()) == 2
    assert shown.endswith("…")


@given(st.text(min_size=6), st.text(min_size=6), st.text(min_size=6), st.text(min_size=6))
def test_no_value_of_a_hidden_case(case, given, yours, expected):
    """A hidden report is the same whatever the case and the values were."""
    check = replace(PARTIAL.checks[1], case=case, given=given, yours=yours, expected=expected)
    verdict = replace(PARTIAL, checks=(PARTIAL.checks[0], check, PARTIAL.checks[2]))
    assert report_of(verdict, public=False) == report_of(PARTIAL, public=False)


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_message_of_a_hidden_exception(message, reason):
    """A hidden report is the same whatever an exception said."""
    checks = (replace(RAISED.checks[0], reason=reason), RAISED.checks[1])
    verdict = replace(
        RAISED, checks=checks, reason=reason, fault=replace(RAISED.fault, message=message)
    )
    assert report_of(verdict, public=False) == report_of(RAISED, public=False)
