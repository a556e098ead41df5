"""Checks that stay lost, told by a few cases: never where all cases would say otherwise."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises import Differ, Values, Within, call
from checker.exercises.casebook import CompiledExercise
from checker.exercises.checks import Term
from checker.judging import judge
from checker.judging.still_lost import is_still_lost, telling_places
from checker.records import Answer, Ending

CASES = tuple(call(f"case {n}", "f", float(n)) for n in range(8))
CHECKS = (
    Values("first", 1.0, CASES[:3]),
    Values("second", 1.0, CASES[2:5], after="first"),
    Within("third", 1.0, "it is small", CASES[4:6], 0.0, 5.5),
    Differ("fourth", 1.0, "they differ", (Term(1, CASES[6]), Term(1, CASES[7]))),
)
EXERCISE = CompiledExercise(
    name="f", number="1.1", title="F", hints=("a", "b", "c"), needs=(), defines=("f",), fields=(),
    checks=CHECKS, cases=CASES, mistakes=(),
    expected=tuple(Answer(Ending.RETURNED, float(n)) for n in range(8)),
)  # fmt: skip
VALUES = st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 9.0])
RETURNED = VALUES.map(lambda value: Answer(Ending.RETURNED, value))
ANSWERS = st.lists(RETURNED | st.just(Answer(Ending.RAISED)), min_size=8, max_size=8)


def lost(answers):
    return {each.name for each in judge(EXERCISE, answers).checks if not each.points}


@given(ANSWERS, ANSWERS)
def test_what_is_said_of_all_by_a_few(answers, others):
    """If a few cases say that nothing is gained, all cases say so."""
    places = telling_places(EXERCISE, answers)
    if places and is_still_lost(EXERCISE, answers, {at: others[at] for at in places}):
        assert lost(answers) <= lost(others)


@given(ANSWERS)
def test_the_same_answers(answers):
    """What is answered as before stays lost."""
    places = telling_places(EXERCISE, answers)
    assert is_still_lost(EXERCISE, answers, {at: answers[at] for at in places})


def test_a_right_answer_at_the_telling_place():
    """It says that there may be something to gain."""
    answers = [Answer(Ending.RETURNED, value) for value in (0.0, 9.0, 9.0, 3.0, 4.0, 5.0, 6.0, 7.0)]
    places = telling_places(EXERCISE, answers)
    assert places == [1]
    assert not is_still_lost(EXERCISE, answers, {1: Answer(Ending.RETURNED, np.float64(1.0))})
