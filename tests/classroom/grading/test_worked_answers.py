"""Answers of the worked solutions, kept for all submissions of a run."""

import numpy as np
import pytest

from checker.classroom.grading import worked_answers
from checker.classroom.grading.worked_answers import WorkedAnswers
from checker.course.compiling.told_calls import exact_key
from checker.records import Answer, Ending

CONTEXT = ("sigmoid", "casebook", "lab")


class Asking:
    """A worked solution that counts how often it is asked."""

    def __init__(self, ending=Ending.RETURNED):
        self.ending, self.times = ending, 0

    def __call__(self):
        self.times += 1
        return Answer(self.ending, self.times)


@pytest.fixture
def kept():
    return WorkedAnswers()


def test_the_same_question(kept):
    """It is asked once, whoever asks."""
    ask = Asking()
    assert [kept.to(CONTEXT, (np.ones(2),), ask).value for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("context", "asked"),
    [
        (("sigmoid_prime", "casebook", "lab"), (np.ones(2),)),
        (("sigmoid", "another", "lab"), (np.ones(2),)),
        (("sigmoid", "casebook", "other"), (np.ones(2),)),
        (CONTEXT, (np.ones(2, np.float32),)),
        (CONTEXT, (np.ones((2, 1)),)),
        (CONTEXT, (np.nextafter(np.ones(2), 2),)),
        (CONTEXT, ([1.0, 1.0],)),
    ],
)
def test_other_questions(kept, context, asked):
    """Another function, course, instrument, type, shape or last digit is another question."""
    ask = Asking()
    kept.to(CONTEXT, (np.ones(2),), ask)
    assert kept.to(context, asked, ask).value == 2


def test_no_answer(kept):
    """What did not come is asked for again: it may have been no fault of the question."""
    for ending in (Ending.RAISED, Ending.TIMED_OUT, Ending.OUT_OF_MEMORY, Ending.CRASHED):
        ask = Asking(ending)
        assert [kept.to(CONTEXT, (ending.value,), ask).value for _ in range(2)] == [1, 2]


def test_how_much_is_kept(kept, monkeypatch):
    """The oldest go first, by number or by size."""
    ask = Asking()
    monkeypatch.setattr(worked_answers, "MOST", 2)
    assert [kept.to(CONTEXT, (n,), ask).value for n in (1, 2, 3, 3, 1)] == [1, 2, 3, 3, 4]
    monkeypatch.setattr(worked_answers, "MOST_BYTES", 0)
    assert [kept.to(CONTEXT, (4,), ask).value for _ in range(2)] == [5, 6]


def test_a_large_question():
    """It is told by a fingerprint: thousands of digits as a text would not fit into a worker."""
    digits = np.random.default_rng(1).random((784, 2000))
    other = digits.copy()
    other[-1, -1] = np.nextafter(other[-1, -1], 1)
    one, two = (exact_key("f", (("plain", each),)) for each in (digits, other))
    assert len(one) < 1000
    assert one != two
    assert one == exact_key("f", (("plain", np.asfortranarray(digits)),))


@pytest.mark.parametrize("array", [np.zeros((0, 3)), np.array(1.5), np.zeros((4, 2))[::2]])
def test_an_odd_question(array):
    """Arrays without entries, without axes, or that lie apart in memory have one, too."""
    told = {exact_key("f", (("plain", each),)) for each in (array, array.astype(np.float32))}
    assert len(told) == 2
