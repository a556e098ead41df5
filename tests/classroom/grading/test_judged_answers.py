"""Verdicts on answers that others have given too."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.classroom.grading import judged_answers
from checker.classroom.grading.judged_answers import JudgedAnswers
from checker.grades import Outcome, Verdict
from checker.records import Answer, Ending, Fault, Note

CONTEXT = ("casebook", "sigmoid")
ONE = Answer(Ending.RETURNED, np.ones(2))


class Judging:
    """A judge who counts how often they are asked."""

    times = 0

    def __call__(self):
        self.times += 1
        return Verdict("f", "1.1", "f", Outcome.FAILED, (), reason=str(self.times))


def reasons(*asked):
    """Give the verdicts on pairs of a context and answers, one after the other."""
    kept, judge = JudgedAnswers(), Judging()
    return [kept.on(context, answers, judge).reason for context, answers in asked]


def test_the_same_answers():
    """They are judged once."""
    again = Answer(Ending.RETURNED, np.ones(2))
    assert reasons((CONTEXT, [ONE]), (CONTEXT, [again]), (CONTEXT, [again])) == ["1"] * 3


@pytest.mark.parametrize(
    ("context", "answer"),
    [
        (("another", "sigmoid"), ONE),
        (("casebook", "sigmoid_prime"), ONE),
        (CONTEXT, Answer(Ending.RETURNED, np.ones(2, np.float32))),
        (CONTEXT, Answer(Ending.RETURNED, np.ones((2, 1)))),
        (CONTEXT, Answer(Ending.RETURNED, np.nextafter(np.ones(2), 2))),
        (CONTEXT, Answer(Ending.RETURNED, [1.0, 1.0])),
        (CONTEXT, Answer(Ending.RAISED, fault=Fault("ValueError", "no"))),
        (CONTEXT, Answer(Ending.RETURNED, np.ones(2), mutated=(0,))),
        (CONTEXT, Answer(Ending.RETURNED, np.ones(2), aliased=(0,))),
        (CONTEXT, Answer(Ending.RETURNED, np.ones(2), warnings=("overflow",))),
        (CONTEXT, Answer(Ending.RETURNED, np.ones(2), notes=(Note("numpy"),))),
    ],
)
def test_other_answers(context, answer):
    """In whatever they differ, they are judged by themselves."""
    assert reasons((CONTEXT, [ONE]), (context, [answer])) == ["1", "2"]


VALUES = st.sampled_from(
    [0, 0.0, -0.0, float("nan"), True, None, "", "0", [0], (0,), [[0]], 1e-300]
)


@given(VALUES, VALUES)
def test_two_values(one, other):
    """Only values that are written alike share a verdict."""
    pairs = [(CONTEXT, [Answer(Ending.RETURNED, value)]) for value in (one, other)]
    assert (len(set(reasons(*pairs))) == 1) == (repr(one) == repr(other))


def test_large_answers():
    """They are not kept."""
    large = Answer(Ending.RETURNED, np.zeros(judged_answers.MOST_BYTES))
    assert reasons((CONTEXT, [large]), (CONTEXT, [large])) == ["1", "2"]


def test_many_answers(monkeypatch):
    """The oldest go first."""
    monkeypatch.setattr(judged_answers, "MOST", 2)
    asked = [(CONTEXT, [Answer(Ending.RETURNED, n)]) for n in (1, 2, 3, 2, 1)]
    assert reasons(*asked) == ["1", "2", "3", "2", "4"]
