"""Two known mistakes in different checks of one exercise, each of which is told."""

import numpy as np
import pytest

from checker.exercises import Exercise, Misconception, Values, call
from checker.exercises.casebook import compile_exercise
from checker.judging import judge
from checker.sandbox.inside.probe import ask

ARRAYS = [np.arange(float(n)) + 0.5 for n in (2, 3, 4)]
#: What `f` and `g` compute, right and with a known mistake; another `f` is nobody's mistake.
RIGHT = {"f": np.exp, "g": np.sqrt}
MISTAKES = {"shrinks": {"f": lambda a: 1 / np.exp(a)}, "squares": {"g": np.square}}
UNKNOWN = {"f": np.cos}


def answers(cases, *wrong):
    names = {"np": np} | RIGHT
    for each in wrong:
        names |= each
    return [ask(names, case.steps) for case in cases]


@pytest.fixture(scope="module")
def exercise():
    """An exercise of two functions, with a mistake in each and no pair of them."""
    checks = [
        Values(name, 1.0, tuple(call(f"{name} {a.size}", name, a) for a in ARRAYS)) for name in "fg"
    ]
    known = tuple(Misconception(name, f"You {name}?", body="…") for name in MISTAKES)
    written = Exercise("f", "9.1", "f", lambda _: checks, ("", "", ""), misconceptions=known)
    return compile_exercise(
        written, None, {}, lambda _, m, cases, __: answers(cases, *([MISTAKES[m.id]] if m else []))
    )


def named(exercise, *wrong):
    verdict = judge(exercise, answers(exercise.cases, *wrong))
    return {verdict.misconception, verdict.second_misconception} - {None}


def test_mistakes_in_two_checks(exercise):
    """Both are named, since neither is in the other's way; one alone stays alone."""
    assert named(exercise, *MISTAKES.values()) == {"9.1.shrinks", "9.1.squares"}
    assert named(exercise, MISTAKES["squares"]) == {"9.1.squares"}
    assert named(exercise) == set()


def test_mistake_beside_something_unknown(exercise):
    """Nothing is named for what is wrong in a way that nobody knows."""
    assert named(exercise, MISTAKES["squares"], UNKNOWN) <= {"9.1.squares"}
    assert named(exercise, UNKNOWN) == set()
