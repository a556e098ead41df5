"""Tolerances follow what was handed over: an answer's own type buys it nothing."""

import numpy as np
import pytest

from checker.exercises import Exercise, Gradient, Relation, Term, Values, call
from checker.exercises.casebook import compile_exercise
from checker.exercises.cases import Case
from checker.judging import judge
from checker.judging.tolerances import is_single, tolerance_of
from checker.sandbox.inside.probe import ask
from checker.steps import Call, Digits, Laid, Name, Read, Set

Z = np.linspace(-2.0, 2.0, 5)
H = 1e-5


def checks(kind):
    cases = (call("some", "f", Z.astype(kind)),)
    slope = call("slope", "slope", Z[:1].astype(kind))
    around = ((call("above", "f", Z[:1] + H), call("below", "f", Z[:1] - H)),)
    return [
        Values("values", 1.0, cases),
        Relation("even", 1.0, "f is even", (Term(1.0, cases[0]), Term(-1.0, cases[0]))),
        Relation("relation", 1.0, "f - z² is 0", (Term(1.0, cases[0]),), total=Z**2),
        Gradient("gradient", 1.0, slope, around, H),
    ]


def exercise(kind):
    written = Exercise("f", "9.4", "Square", lambda _: checks(kind), ("a", "b", "c"))
    return compile_exercise(
        written, None, {}, lambda _, __, cases, ___: answers(cases, lambda x: x)
    )


def answers(cases, dressed, error=0.0):
    def f(z):
        return dressed(z * z + error)

    def slope(z):
        return dressed(2 * z + error)

    return [ask({"f": f, "slope": slope}, case.steps) for case in cases]


COSTUMES = {
    "single": lambda x: np.asarray(x, np.float32),
    "half": lambda x: np.asarray(x, np.float16),
    "a single number in a list": lambda x: [np.float32(each) for each in np.ravel(x)],
    "complex single": lambda x: np.asarray(x, np.complex64),
    "double": lambda x: np.asarray(x, np.float64),
}


@pytest.mark.parametrize("dressed", COSTUMES.values(), ids=COSTUMES)
def test_costume(dressed):
    """An answer that is off by 1e-4 is wrong in every type it may be dressed in."""
    asked = exercise(np.float64)
    verdict = judge(asked, answers(asked.cases, dressed, error=1e-4))
    passed = [check.name for check in verdict.checks if check.passed]
    assert passed in (["even"], [])


def test_arguments_in_single_precision():
    """What is computed from seven digits is held to seven digits, in whichever type it comes."""
    asked = exercise(np.float32)
    for kind in (np.float32, np.float64):
        wrong = judge(asked, answers(asked.cases, lambda x, kind=kind: np.asarray(x, kind), 1e-2))
        right = judge(asked, answers(asked.cases, lambda x, kind=kind: np.asarray(x, kind), 5e-6))
        assert [check.passed for check in right.checks] == [True] * 4
        assert not wrong.checks[0].passed
        assert not wrong.checks[2].passed


SINGLE = np.ones(2, np.float32)
HANDED = {
    "an array": (Call("f", (SINGLE,)),),
    "a list of arrays": (Call("f", ([np.ones(2), SINGLE],)),),
    "a layout": (Call("f", (Laid(SINGLE, "fortran"),)),),
    "a variable that is set": (Set("net.W", SINGLE), Call("net.run")),
    "an earlier call": (Call("Net", (SINGLE,), into="net"), Read("net.W")),
}
DOUBLE = {
    "an array": (Call("f", (np.ones(2),)),),
    "images": (Call("f", (Digits("train", 0, 2, "images"),)),),
    "whole numbers": (Call("f", (np.ones(2, np.int8), 3)),),
    "a name": (Call("f", (Name("sigmoid"),)), Read("f", "z")),
}


@pytest.mark.parametrize("steps", HANDED.values(), ids=HANDED)
def test_what_is_handed_over_in_single_precision(steps):
    """It is found wherever a script hands it over."""
    assert is_single(Case("some", steps))
    assert tolerance_of(Case("some", steps)) == (1e-4, 1e-5)


@pytest.mark.parametrize("steps", DOUBLE.values(), ids=DOUBLE)
def test_what_is_handed_over_in_double_precision(steps):
    """Nothing else widens a tolerance."""
    assert tolerance_of(Case("some", steps), (1e-7, 0.0)) == (1e-7, 0.0)
