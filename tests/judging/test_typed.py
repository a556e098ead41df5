"""Typed answers: nothing gives them away, and a mistake is named for the first wrong one only."""

import pytest

from checker.exercises import Filled, Values, read
from checker.grades import Outcome
from checker.judging import judge
from tests.judging.by_hand import returned, typed_exercise

FIELDS = ("z", "a", "cost")
RIGHT = (2.0, 4.0, 16.0)
WRONG = {"no_square": (2.0, 2.0, 4.0), "no_cost": (2.0, 4.0, 4.0)}


@pytest.fixture(scope="module")
def exercise():
    """Three numbers by hand, each the square of the one before, with two known mistakes."""
    return typed_exercise(dict(zip(FIELDS, RIGHT, strict=True)), WRONG)


def test_expected_values_are_not_shown(exercise):
    """A wrong number stands there alone: the right one beside it would be copied."""
    verdict = judge(exercise, returned((3.0, 9.0, 81.0)))
    assert [check.yours for check in verdict.checks] == ["3", "9", "81"]
    assert [check.expected for check in verdict.checks] == ["", "", ""]


@pytest.mark.parametrize("name", WRONG)
def test_known_mistake_by_hand(exercise, name):
    """Each known mistake is named as itself."""
    assert judge(exercise, returned(WRONG[name])).misconception == f"9.2.{name}"


def test_mistake_that_does_not_explain_the_first_wrong_number(exercise):
    """Who slips early may hit upon a mistake's later value, and is not accused of it."""
    verdict = judge(exercise, returned((1.0, 2.0, 4.0)))
    assert verdict.misconception is None
    assert verdict.outcome is Outcome.FAILED


def test_mistake_followed_by_another_slip(exercise):
    """The first wrong number is explained even if a later one went wrong besides."""
    assert judge(exercise, returned((2.0, 2.0, 5.0))).misconception is None
    assert judge(exercise, returned((2.0, 4.0, 4.0))).misconception == "9.2.no_cost"


@pytest.fixture(scope="module")
def predicted():
    """A prediction of any word, and two fields, with a mistake for each."""
    right = ("up", "slope", "flat")
    wrong = {"error": ("up", "error", "flat"), "learned": ("up", "slope", "learned")}
    names = ("prediction", "factor", "meaning")
    first, *marked = (read(name, "by_hand", name) for name in names)
    checks = [Filled("prediction", 0.0, (first,)), *(Values(c.name, 1.0, (c,)) for c in marked)]
    return typed_exercise(dict(zip(names, right, strict=True)), wrong, checks)


@pytest.mark.parametrize("prediction", ["up", "down", "I cannot tell", "slope"])
@pytest.mark.parametrize(
    ("factor", "meaning", "named"),
    [
        ("error", "flat", "9.2.error"),
        ("slope", "learned", "9.2.learned"),
        ("input", "flat", None),
        ("slope", "flat", None),
    ],
)
def test_unmarked_prediction(predicted, prediction, factor, meaning, named):
    """Whatever was predicted, the mistake in the first marked answer is named, and no other."""
    assert judge(predicted, returned((prediction, factor, meaning))).misconception == named


@pytest.mark.parametrize(
    "word", ["Slope", " slope ", "slope.", "“slope”", "'slope'", "SLOPE!", ["slope"], ("slope",)]
)
def test_word_in_other_clothes(predicted, word):
    """A word counts whatever stands around it."""
    assert judge(predicted, returned(("up", word, "flat"))).outcome is Outcome.PASSED


@pytest.mark.parametrize("words", ["the slope", "not the slope", "slope or input", "error, slope"])
def test_several_words(predicted, words):
    """Where one word is asked, more of them are refused, and told why."""
    verdict = judge(predicted, returned(("up", words, "flat")))
    assert verdict.reason == "more words than are asked: type only the one that is meant"


@pytest.mark.parametrize("word", ["", "slop", "slopes", ["slope", "slope"], [], [["slope"]], 1])
def test_another_word(predicted, word):
    """Another word is wrong, however near it is."""
    assert judge(predicted, returned(("up", word, "flat"))).points == 1
