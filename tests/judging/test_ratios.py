"""Answers that are multiples of the right ones."""

import numpy as np

from checker.exercises import Values, call
from checker.judging import judge
from checker.sandbox.inside.probe import ask
from tests.judging.test_telling_facts import written


def test_cases_of_one_argument_and_of_two():
    """They can be one check's, and a factor is found in both."""
    rng = np.random.default_rng(4)
    cases = (
        call("one", "f", rng.normal(size=(3, 4))),
        call("two", "f", rng.normal(size=(2, 5)), rng.normal(size=(2, 5))),
    )
    exercise = written(lambda a, b=1.0: a * b, Values("values", 1.0, cases))
    answers = [
        ask({"f": lambda a, b=1.0: a * b * a.shape[0]}, case.steps) for case in exercise.cases
    ]
    assert (
        "Every value is the expected one times the number of rows"
        in judge(exercise, answers).sentence
    )
