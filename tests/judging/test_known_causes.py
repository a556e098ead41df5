"""Two known mistakes in different checks of one exercise, each of which is told."""

import numpy as np
import pytest

from checker.exercises import Exercise, Misconception, Relation, Term, Values, call
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


@pytest.fixture(scope="module")
def composed(exercise):
    """The same, with a check of `g` after `f`, where both mistakes are in each other's way."""
    both = tuple(call(f"both {a.size}", "both", a) for a in ARRAYS)
    checks = [*exercise.checks, Values("both", 1.0, both)]
    known = tuple(Misconception(name, f"You {name}?", body="…") for name in MISTAKES)
    written = Exercise("f", "9.2", "f", lambda _: checks, ("", "", ""), misconceptions=known)
    return compile_exercise(
        written, None, {}, lambda _, m, cases, __: chained(cases, *([MISTAKES[m.id]] if m else []))
    )


def chained(cases, *wrong):
    names = {"np": np} | RIGHT
    for each in wrong:
        names |= each
    names["both"] = lambda a: names["g"](names["f"](a))
    return [ask(names, case.steps) for case in cases]


def test_mistakes_that_meet_in_a_third_check(composed):
    """Each is told by the check that the other leaves right; where both are seen, nothing is."""
    verdict = judge(composed, chained(composed.cases, *MISTAKES.values()))
    assert {verdict.misconception, verdict.second_misconception} == {"9.2.shrinks", "9.2.squares"}


@pytest.mark.parametrize("other", [{"f": np.cos}, {"g": np.cbrt}, {"f": np.cos, "g": np.cbrt}])
def test_something_unknown_that_meets_a_known_mistake(composed, other):
    """Two are named only if each explains what the other one leaves right."""
    verdict = judge(composed, chained(composed.cases, MISTAKES["squares"], other))
    assert verdict.second_misconception is None


def drawing(seed, slope):
    """Answers of a program that draws its own start, and of `slope`, which is to be told."""
    start = np.random.default_rng(seed).normal(size=3)
    return {"start": lambda: start, "f": slope}


def test_known_mistake_beside_numbers_of_ones_own():
    """Of a relation only the relation is asked: who draws in another order has other numbers."""
    run = [call(name, "start") for name in ("one run", "another")]
    checks = [
        Values("f", 1.0, tuple(call(f"f {a.size}", "f", a) for a in ARRAYS)),
        Relation("same run", 1.0, "differ", (Term(1.0, run[0]), Term(-1.0, run[1]))),
    ]
    known = (Misconception("shrinks", "You shrink?", body="…"),)
    written = Exercise("f", "9.3", "f", lambda _: checks, ("", "", ""), misconceptions=known)

    def solved(_, mistake, cases, __):
        names = drawing(
            1 if mistake is None else 2, MISTAKES["shrinks"]["f"] if mistake else np.exp
        )
        return [ask(names, case.steps) for case in cases]

    exercise = compile_exercise(written, None, {}, solved)
    own = drawing(3, MISTAKES["shrinks"]["f"])
    verdict = judge(exercise, [ask(own, case.steps) for case in exercise.cases])
    assert verdict.misconception == "9.3.shrinks"
