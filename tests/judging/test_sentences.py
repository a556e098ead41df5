"""What a student is told of known mistakes: short, and at most one question."""

import pytest

from checker.exercises.casebook import Mistake
from checker.judging.sentences import is_unfit, sentence_of


def mistakes(*sentences):
    return [Mistake(f"9.1.{place}", text, ()) for place, text in enumerate(sentences)]


def test_no_mistake_and_one():
    """Nothing is said of none, and of one just its sentence."""
    assert sentence_of([]) == ""
    assert (
        sentence_of(mistakes("Your z is off by b. Where is b?"))
        == "Your z is off by b. Where is b?"
    )


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (
            "Your z is off by b. Where is b?",
            "Your a is above 1. Which curve is that?",
            "First: Your z is off by b. Where is b? Then: Your a is above 1.",
        ),
        ("Off by b.", "Above 1. Which curve?", "First: Off by b. Then: Above 1. Which curve?"),
        ("Off by b. Where is b?", "Which curve?", "First: Off by b. Then: Which curve?"),
        ("Where is b?", "Above 1.", "First: Where is b? Then: Above 1."),
    ],
)
def test_two_mistakes(first, second, says):
    """Both facts are told and one question is asked: that of the first, if it leaves a fact."""
    assert sentence_of(mistakes(first, second)) == f"Two things at once. {says}"


def test_two_long_mistakes():
    """What would make it too long is left out from the end; the first fact of each stays."""
    long = "This is one fact of exactly ten words, no more. "
    text = sentence_of(mistakes(long * 3 + "Why?", "A second fact. " + long * 2))
    assert text.endswith("Why? Then: A second fact. " + long.strip())
    assert not is_unfit(text)


@pytest.mark.parametrize(
    ("text", "unfit"),
    [("word " * 59, False), ("word " * 60, True), ("Why? How?", True), ("It is so. Why?", False)],
)
def test_text_that_is_unfit(text, unfit):
    """Sixty words are too many, and so are two questions."""
    assert is_unfit(text) is unfit
