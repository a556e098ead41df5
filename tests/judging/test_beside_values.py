"""A known mistake that leaves values right, and who has wrong values as well."""

import numpy as np
import pytest

from checker.exercises import Exercise, Misconception, Values, call
from checker.exercises.casebook import compile_exercise
from checker.judging import judge
from checker.sandbox.inside.probe import ask

ARRAYS = [np.arange(float(n)) + 0.5 for n in (2, 3, 4)]
SLOW = Misconception("slow", "All values are right, but slow.", body="…")


def checks(rng):
    return [
        Values("values", 1.0, tuple(call(f"array {a.size}", "f", a) for a in ARRAYS)),
        Values("way", 1.0, tuple(call(f"way {n}", "way", n) for n in (2, 3, 4))),
    ]


def answers(function, way, cases):
    names = {"f": function, "way": lambda n: f"{way} {n}", "np": np}
    return [ask(names, case.steps) for case in cases]


@pytest.fixture(scope="module")
def exercise():
    """An exercise whose known mistake shows in words only, of three different ones."""
    written = Exercise("f", "9.1", "f", checks, ("one", "two", "three"), misconceptions=(SLOW,))
    return compile_exercise(
        written,
        None,
        {},
        lambda _, known, cases, __: answers(np.exp, "slow" if known else "", cases),
    )


def test_right_values(exercise):
    """Who has right values and goes that way is told so."""
    assert judge(exercise, answers(np.exp, "slow", exercise.cases)).misconception == "9.1.slow"


def test_wrong_values(exercise):
    """Who has wrong values is not told that they are right."""
    verdict = judge(exercise, answers(np.cos, "slow", exercise.cases))
    assert verdict.misconception is None
    assert "right" not in verdict.sentence
