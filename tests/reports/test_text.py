"""Reports as plain text."""

from dataclasses import replace

import pytest

from checker.grades import CheckResult, Outcome
from checker.reports.content import CheckLine, gathered
from checker.reports.text import hint_text, verdict_text
from tests.reports.made_up import EXHIBIT, PARTIAL, RAISED, UNTOUCHED

PARTIAL_TEXT = """\
1.2 sigmoid_prime          1.5 / 2
  ok    gives back the shape it was given
  look  agrees with the slope measured on your own sigmoid
        Your formula is right when its input is already an activation a.
        This function receives z: what has to happen to z first?
        6 of 6 entries differ, most at [3]
          case      six numbers
          given     sigmoid_prime([-3.3, -1.2, -0.4, 0.7, 1.9, 2.5])
          yours     [-14.19, -2.64, -0.56, 0.21, -1.71, -3.75]
          expected  [0.0344745, 0.177894, 0.240261, 0.221713, 0.113244,
                    0.0701037]
        (3 more cases fail in the same way.)
  ok    leaves its input unchanged
hint("sigmoid_prime") opens the next hint."""

RAISED_TEXT = """\
1.1 sigmoid                0 / 2
  look  values
          case    a list of two
          given   sigmoid([0.25, 2.75])
          raised  TypeError: only length-1 arrays can be converted
          line 4  return 1 / (1 + math.exp(-z))
        (1 more case fails in the same way.)
  todo  stable far from zero: counts once “values” is right
hint("sigmoid") opens the next hint."""

UNTOUCHED_TEXT = """\
1.3 neuron_forward         0 / 2
  todo  values
  todo  shape
        There is no answer in this exercise yet.
hint("neuron_forward") opens the next hint."""

HIDDEN_TEXT = """\
1.2 sigmoid_prime          1.5 / 2
  ok    gives back the shape it was given
  look  agrees with the slope measured on your own sigmoid
        Your formula is right when its input is already an activation a.
        This function receives z: what has to happen to z first?
        6 of 6 entries differ, most at [3]
  ok    leaves its input unchanged"""


@pytest.mark.parametrize(
    ("verdict", "text"),
    [(PARTIAL, PARTIAL_TEXT), (RAISED, RAISED_TEXT), (UNTOUCHED, UNTOUCHED_TEXT)],
)
def test_report(verdict, text):
    """The form of a report, character by character."""
    assert verdict_text(verdict) == text


def test_hidden_report():
    """With hidden cases the report keeps to check, reason and sentence."""
    assert verdict_text(PARTIAL, public=False) == HIDDEN_TEXT


SENTENCE = " ".join(["word"] * 60)


@pytest.mark.parametrize(
    "verdict",
    [
        replace(PARTIAL, sentence=SENTENCE, carried_forward=True),
        replace(RAISED, sentence=SENTENCE, fault=replace(RAISED.fault, message="so it is " * 500)),
    ],
)
def test_longest_report(verdict):
    """A report with the longest sentence that is allowed stays below 150 words."""
    assert len(verdict_text(verdict).split()) < 150


def test_error_carried_forward():
    """A mark that rests on our version of an earlier function says so."""
    text = verdict_text(replace(PARTIAL, carried_forward=True))
    assert "  Error carried forward: this was marked for itself," in text


def test_hostile_values():
    """Terminal escapes and line breaks in a student's values are written out."""
    check = CheckResult("values", 0.0, 1.0, yours="\x1b[2J\u202e", case="a\n  ok    forged")
    text = verdict_text(replace(PARTIAL, checks=(check,)))
    assert r"\x1b[2J\u202e" in text
    assert r"case   a\n  ok    forged" in text
    assert "\x1b" not in text


def test_lines_fit_a_terminal():
    """No line is wider than 80 columns, whatever is in it."""
    long = CheckResult("n" * 300, 0.0, 1.0, "r" * 300, "c" * 300, "g" * 300, "y" * 300, "e" * 300)
    text = verdict_text(replace(PARTIAL, checks=(long,), sentence="s" * 300))
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome(outcome):
    """A report begins with the exercise, whatever became of it."""
    assert verdict_text(replace(RAISED, outcome=outcome)).startswith("1.1 sigmoid ")


def test_hint_in_the_middle():
    """A hint says which it is and how the next one is opened."""
    assert hint_text("sigmoid", 2, ("a", "Write the\nbrackets first.", "c")) == (
        "Hint 2 of 3 for sigmoid\n"
        "  Write the\n"
        "  brackets first.\n"
        'hint("sigmoid") opens the next hint.'
    )


def test_last_hint():
    """The last hint says that it is the last."""
    assert hint_text("sigmoid", 1, ("only",)).endswith("This is the last hint.")


WAITING = [CheckLine("todo", name, "counts once “values” is right", "0 / 1") for name in "abc"]
VALUES = CheckLine("look", "values", "", "0 / 1")


@pytest.mark.parametrize(
    ("checks", "names"),
    [
        ([VALUES, *WAITING], ["values", "a, b and c"]),
        ([WAITING[0], VALUES, WAITING[1]], ["a and b", "values"]),
        ([VALUES, WAITING[0]], ["values", "a"]),
        ([WAITING[0], replace(WAITING[1], waits="counts once “form” is right")], ["a", "b"]),
        ([VALUES, VALUES], ["values", "values"]),
        ([], []),
    ],
)
def test_checks_that_wait(checks, names):
    """Checks that wait for the same one share a line; all others keep their own."""
    assert [line.name for line in gathered(checks)] == names


def test_words_for_checks_that_wait():
    """Of several checks the line speaks in the plural."""
    assert gathered(WAITING)[0].waits == "count once “values” is right"


def test_exhibit():
    """Below the values stands in words where arrays are wrong, then the map, then the shapes."""
    shown = verdict_text(PARTIAL, exhibit=EXHIBIT)
    assert (
        """\
          dW (2, 3): row 1 is wrong, the rest is right
            ...
            XX?
          (. is right, x wrong, X wrong by more than 1 %, ? no number)
        (3 more cases"""
        in shown
    )
    assert (
        """\
        The data so far:
          weights  [0] (2, 3)  [1] (1, 2)
          x        (3, 1)
          your dW  (2, 3)
          your db  (2,)  → asked: (2, 1)
  ok"""
        in shown
    )
    assert max(map(len, shown.splitlines())) <= 80


def test_exhibit_of_hidden_cases():
    """With hidden cases neither map nor shape is told, whatever is handed over."""
    assert verdict_text(PARTIAL, public=False, exhibit=EXHIBIT) == HIDDEN_TEXT
