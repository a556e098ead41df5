"""A call that changes what it was handed costs points, in whichever case it does so."""

import numpy as np
import pytest

from checker.exercises import Exercise, Pure, Values, call
from checker.exercises.casebook import compile_exercise
from checker.judging import judge
from checker.sandbox.inside.probe import ask

FEW, MANY = (call(f"{n} numbers", "cut", np.linspace(-1.0, n, n)) for n in (3, 9))
RIGHT = "def cut(z):\n    return np.minimum(z, 5)"
CHANGES = "def cut(z):\n    z[z > 5] = 5\n    return z.copy()"
CHANGES_AND_FAILS = "def cut(z):\n    z[z > 5] = 4\n    return z.copy()"


def answers(cases, text):
    names = {"np": np}
    exec(text, names)
    return [ask(names, case.steps) for case in cases]


@pytest.fixture(scope="module")
def exercise():
    """An exercise whose arguments are asked about where there is nothing to cut."""
    checks = [Values("values", 1.0, (FEW, MANY)), Pure("input unchanged", 0.5, (FEW,))]
    written = Exercise("cut", "9.1", "Cut", lambda _: checks, ("a", "b", "c"))
    return compile_exercise(written, None, {}, lambda _, __, cases, ___: answers(cases, RIGHT))


def checks_of(exercise, text):
    return {each.name: each for each in judge(exercise, answers(exercise.cases, text)).checks}


def test_argument_that_is_changed_where_another_check_asks(exercise):
    """The case is named in which it is, whichever check has asked it."""
    checks = checks_of(exercise, CHANGES)
    assert checks["values"].passed
    assert not checks["input unchanged"].passed
    assert checks["input unchanged"].reason == "the call changes its first argument"
    assert checks["input unchanged"].case == "9 numbers"


def test_argument_that_is_changed_by_a_call_that_fails(exercise):
    """What is lost with its value is not lost twice."""
    checks = checks_of(exercise, CHANGES_AND_FAILS)
    assert not checks["values"].passed
    assert checks["input unchanged"].passed


def test_argument_that_nobody_changes(exercise):
    """A right program passes both checks."""
    assert all(check.passed for check in checks_of(exercise, RIGHT).values())
