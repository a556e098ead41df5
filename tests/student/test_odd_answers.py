"""Odd answers to every exercise of the course: each gets a verdict, and none makes us fail."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

import checker
from checker.exercises.storage import load
from checker.grades import Outcome
from checker.reports.panel import verdict_html
from checker.reports.text import verdict_text
from checker.student.in_class import judged
from tests.student.odd_answers import ODD

ROOT = Path(__file__).parents[2]
BOOKS = {path.stem: path for path in sorted((ROOT / "notebooks" / "cases").glob("*.npz"))}
#: A few of what a right answer has, a constant may have by chance: a range, a field, a first item.
MOST = 0.25

FUNCTION = """
def {name}(*values, **named):
    return {odd}
"""
CLASS = """
class {name}:
    def __init__(self, *values, **named):
        self.weights, self.biases, self.costs = {odd}, {odd}, {odd}

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        return lambda *values, **named: {odd}
"""
TYPED = "{name} = {{field: {odd} for field in {fields}}}"


def written(exercise, odd):
    """Write the code that answers an exercise with this odd thing, whatever is asked."""
    if exercise.fields:
        return TYPED.format(name=exercise.name, odd=odd, fields=exercise.fields)
    kinds = {name: CLASS if name[0].isupper() else FUNCTION for name in exercise.defines}
    return "".join(kind.format(name=name, odd=odd) for name, kind in kinds.items())


def told(exercise, code):
    """Check the code as in class; give the verdict after all that is shown of it was made."""
    namespace = {"np": np, "__name__": "__main__"}
    exec(code, namespace)
    verdict, exhibit = judged(exercise, namespace)
    assert verdict_text(verdict, exhibit=exhibit)
    assert verdict_html(verdict, exhibit=exhibit)
    return verdict


@pytest.fixture(scope="module")
def exercises():
    """Every exercise of the course."""
    return [each for path in BOOKS.values() for each in load(path.read_bytes()).exercises]


def hold(exercise, odd):
    """An odd answer is judged, and earns no more than what it may have by chance."""
    verdict = told(exercise, written(exercise, odd))
    assert verdict.outcome not in (Outcome.CHECKER_ERROR, Outcome.PASSED)
    assert verdict.points <= MOST * exercise.max_points, (exercise.number, odd)


def test_some_in_class(exercises):
    """Each odd answer, to an exercise drawn for it, and each exercise with one drawn for it."""
    rng = random.Random(17)
    for odd in ODD.values():
        hold(rng.choice(exercises), odd)
    for exercise in exercises:
        hold(exercise, rng.choice([*ODD.values()]))


@pytest.mark.nightly("some of them, drawn, are tried on every change")
@pytest.mark.slow
@pytest.mark.parametrize("odd", ODD)
def test_all_in_class(exercises, odd):
    """Each odd answer to each exercise."""
    for exercise in exercises:
        hold(exercise, ODD[odd])


def test_an_odd_thing_for_typed_answers(exercises):
    """What should be a dict of typed answers is something else."""
    for exercise in exercises:
        if exercise.fields:
            for odd in ODD.values():
                verdict = told(exercise, f"{exercise.name} = {odd}")
                assert verdict.outcome is not Outcome.CHECKER_ERROR
                assert verdict.points == 0


def test_one_array_without_axes_for_a_pair(exercises):
    """The most natural mistake of all, only `a` returned, is said as such."""
    for name in ("neuron_forward", "train_neuron", "sgd_step"):
        exercise = next(each for each in exercises if each.name == name)
        assert told(exercise, written(exercise, "np.array(0.3)")).points == 0


GRADED = [
    pytest.param(
        name, odd,
        marks=[] if (name, odd) == ("01_neuron", "a number without axes") else pytest.mark.nightly(
            "one of them is graded on every change, and some are judged in class"
        ),
    )
    for name in BOOKS
    for odd in ODD
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("name", "odd"), GRADED)
def test_in_grading(name, odd, tmp_path):
    """The same through the grader: no exercise asks for a person because of our failure."""
    notebook = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_bytes())
    asked = {each.name: each for each in load(BOOKS[name].read_bytes()).exercises}
    for cell in notebook["cells"]:
        exercise = asked.get(cell["id"].removeprefix("exercise-"))
        if exercise and cell["id"].startswith("exercise-"):
            cell["source"] = written(exercise, ODD[odd])
    path = tmp_path / f"{name}.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    result = checker.grade(path, solutions=ROOT / "solutions")
    outcomes = {each["name"]: each["outcome"] for each in result["exercises"]}
    assert asked.keys() <= outcomes.keys()
    assert Outcome.CHECKER_ERROR not in outcomes.values()
