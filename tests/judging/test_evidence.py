"""How much must be alike before a mistake is named that did not answer alike in everything."""

import numpy as np
import pytest

from checker.exercises import Exercise, Misconception, Share, Values, call
from checker.exercises.casebook import compile_exercise
from checker.judging import judge
from checker.sandbox.inside.probe import ask

LABELS = np.array([0, 1, 2, 1])


def compiled(checks, right, wrong):
    """Compile an exercise of one function, with one known mistake."""
    known = (Misconception("known", "You did that?", body="…"),)
    written = Exercise("f", "9.1", "f", lambda _: checks, ("", "", ""), misconceptions=known)
    return compile_exercise(
        written, None, {}, lambda _, known, cases, __: answers(cases, wrong if known else right)
    )


def answers(cases, function):
    return [ask({"f": function}, case.steps) for case in cases]


def named(exercise, function):
    return judge(exercise, answers(exercise.cases, function)).misconception


def stopping(function):
    """The same function, which stops at 7: there its answer is left aside."""

    def stops(x):
        if x == 7:
            raise ValueError("seven")
        return function(x)

    return stops


def square(x):
    return x * x


@pytest.mark.parametrize(
    ("wrong", "names", "enough"),
    [
        (lambda x: x + 10, "abcd", True),
        (lambda x: x + 10, "aabb", True),
        (lambda x: x + 10, "ab", False),
        (lambda x: 0.0, "abcd", False),
        (lambda x: 5.0, "abcd", True),
        (lambda x: 5.0, "aaaa", False),
        (lambda x: "one by one", "abcd", True),
        (lambda x: "one by one", "aaaa", False),
        (lambda x: (x, [x + 20, None]), "abcd", True),
    ],
)
def test_what_is_enough(wrong, names, enough):
    """Three wrong numbers, zeros and repetitions left out, beside what only one side answers."""
    inputs = (2.0, 3.0, 4.0, 6.0)
    cases = [call(name, "f", x) for name, x in zip(names, inputs, strict=False)]
    cases.append(call("seven", "f", 7.0))
    exercise = compiled([Values("values", 1.0, tuple(cases))], square, wrong)
    assert named(exercise, wrong) == "9.1.known"  # all answers are alike
    assert (named(exercise, stopping(wrong)) == "9.1.known") == enough


def test_predictions_of_one_class():
    """Whoever reads every example as the same class may have come to it in any way."""
    check = Share("accuracy", 1.0, "too few", call("labels", "f", 4), LABELS, 0.0, 1.0)
    always = compiled([check], lambda m: LABELS, np.ones)
    assert named(always, np.ones) is None
    verdict = judge(always, answers(always.cases, np.ones))
    assert verdict.first_failure.reason == "Every example is read as 1. Too few"
    varied = compiled([check], lambda m: LABELS, np.arange)
    assert named(varied, np.arange) == "9.1.known"
