"""Shares of digits are looked at by a hundred of them."""

from dataclasses import replace

import numpy as np
import pytest

from checker.closer_look.fewer_digits import FEW, is_of_few, of_few, shares_alone
from checker.closer_look.questions import questions_of
from checker.exercises import Case, Digits, Share
from checker.exercises.supply import digits
from checker.records import Answer, Ending
from checker.steps import Call, Name
from tests.closer_look.conftest import LAYER

LABELS = Digits("test", 0, 300, "labels", 5)
IMAGES = replace(LABELS, what="images")
READING = Case("digits", (Call("f", (IMAGES,)),))


def share(case=READING, truth=LABELS):
    return Share("read", 1.0, "too few", case, truth, 0.8, 0.95)


def answering(share, labels):
    """Give an exercise of one share, and the answers of somebody who reads these labels."""
    expected = Answer(Ending.RETURNED, digits(LABELS))
    exercise = replace(LAYER, checks=(share,), cases=(share.case,), expected=(expected,))
    return exercise, [Answer(Ending.RETURNED, labels)]


def test_hundred():
    """Who reads too few is asked of a hundred of the same digits, and needs nine in ten."""
    exercise, answers = answering(share(), np.zeros(300))
    alone = shares_alone(exercise, answers)
    (few,) = of_few(alone).checks
    assert is_of_few(few)
    assert not is_of_few(alone.checks[0])
    (step,) = few.case.steps
    assert (len(digits(step.args[0])), few.truth.stop) == (FEW, FEW)
    labels = digits(few.truth)
    assert not questions_of(of_few(alone), [Answer(Ending.RETURNED, labels)])
    assert questions_of(of_few(alone), [Answer(Ending.RETURNED, (labels + 1) % 10)])


def test_what_reads_enough():
    """It is left alone, and so is what stands by itself."""
    exercise, answers = answering(share(), digits(LABELS))
    assert shares_alone(exercise, answers) is None
    assert questions_of(exercise, [Answer(Ending.RETURNED, np.zeros(300))]) == []


@pytest.mark.parametrize(
    ("case", "truth"),
    [
        (Case("trained", (Call("g", (Digits("train", 0, 500, "images"),), into="net"),
                          Call("f", (IMAGES, Name("net"))))), LABELS),
        (READING, np.zeros(300)),
    ],
)  # fmt: skip
def test_what_cannot_be_shortened(case, truth):
    """Where other digits are handed over, too, or other labels are asked, nothing is tried."""
    exercise, answers = answering(share(case, truth), np.zeros(300))
    assert shares_alone(exercise, answers) is None
