"""Notebook 1 proven: references right, stubs worth nothing, every known mistake named."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from checker.exercises.casebook import draw_numbers
from checker.judging import judge, unclear
from checker.records import Outcome
from checker.release.course import load_lesson
from checker.release.stubs import stub_cell

SOLUTIONS = Path(__file__).parents[2] / "solutions"
LESSON = load_lesson(SOLUTIONS / "01_neuron.py")
EXERCISES = {exercise.name: exercise for exercise in LESSON.exercises}
POINTS = (2, 2, 2, 2, 2, 3, 1, 2, 1)
SEEDS = 200


def mistakes():
    return [
        pytest.param(exercise, known, id=f"{exercise.number}.{known.id}")
        for exercise in LESSON.exercises
        for known in exercise.misconceptions
    ]


def test_points():
    """The nine exercises are worth 17 points, split as the course's plan says."""
    sums = [
        sum(check.points for check in exercise.checks(np.random.default_rng(0)))
        for exercise in LESSON.exercises
    ]
    assert tuple(sums) == POINTS


@pytest.mark.slow
@pytest.mark.parametrize("name", EXERCISES)
def test_reference_on_many_seeds(neuron, name):
    """The worked solution earns full marks on the cases of 200 seeds, with the same points."""
    exercise = EXERCISES[name]
    for seed in range(SEEDS):
        compiled = neuron.compiled(replace_mistakes(exercise), seed)
        verdict = judge(compiled, compiled.expected)
        assert verdict.outcome is Outcome.PASSED, (seed, verdict)
        assert verdict.points == POINTS[list(EXERCISES).index(name)]


@pytest.mark.parametrize("name", EXERCISES)
def test_stub(neuron, name):
    """A stub earns nothing and counts as not attempted."""
    exercise = EXERCISES[name]
    compiled = neuron.compiled(exercise)
    stub = stub_cell(exercise, LESSON.worked(name))
    verdict = judge(compiled, neuron.answers(exercise, compiled.cases, stub))
    assert (verdict.outcome, verdict.points) == (Outcome.NOT_ATTEMPTED, 0.0)


@pytest.mark.parametrize(("exercise", "known"), mistakes())
@pytest.mark.parametrize("seed", [None, 3])
def test_known_mistake(neuron, exercise, known, seed):
    """A known mistake loses marks and is named as itself, on recorded and on fresh cases."""
    compiled = neuron.compiled(exercise, seed)
    verdict = judge(compiled, neuron.solve(exercise, known, compiled.cases, {}))
    assert verdict.points < compiled.max_points
    assert verdict.misconception == f"{exercise.number}.{known.id}"
    assert verdict.sentence == known.sentence


@pytest.mark.parametrize(("exercise", "known"), mistakes())
def test_sentence(exercise, known):
    """A sentence has at most 60 words and quotes no line of code."""
    assert 3 < len(known.sentence.split()) <= 60
    assert "np." not in known.sentence


@pytest.mark.parametrize("name", EXERCISES)
def test_mistakes_can_be_told_apart(neuron, name):
    """No two known mistakes of an exercise answer alike, nor like the reference."""
    assert unclear(neuron.compiled(EXERCISES[name], 11)) == []


@pytest.mark.slow
def test_numbers_of_every_seed_tell_mistakes_apart(neuron):
    """Drawn numbers are small, differ from seed to seed, and tell all mistakes apart."""
    exercise = EXERCISES["forward_by_hand"]
    drawn = [draw_numbers(exercise, seed, neuron.solve, unclear) for seed in range(60)]
    assert all(abs(value) <= 3 for numbers in drawn for value in numbers.values())
    assert len({tuple(numbers.values()) for numbers in drawn}) == len(drawn)


def styles():
    place = SOLUTIONS / "01_neuron_styles.py"
    spec = importlib.util.spec_from_file_location("styles", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [
        pytest.param(name, written, id=f"{name}-{place}")
        for name, texts in module.STYLES.items()
        for place, written in enumerate(texts)
    ]


@pytest.mark.parametrize(("name", "written"), styles())
def test_right_answer_in_other_clothes(neuron, name, written):
    """A right program in another style earns full marks."""
    exercise = EXERCISES[name]
    compiled = neuron.compiled(exercise, 5)
    verdict = judge(compiled, neuron.answers(exercise, compiled.cases, written))
    assert verdict.points == compiled.max_points, verdict


def test_plain_lecture_formula(neuron):
    """The lecture's formula overflows far out: it keeps all but the half point for that."""
    exercise = EXERCISES["sigmoid"]
    written = "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.asarray(z)))"
    compiled = neuron.compiled(exercise)
    verdict = judge(compiled, neuron.answers(exercise, compiled.cases, written))
    assert verdict.points == 1.5
    assert verdict.reason == "NumPy warns: overflow"


def replace_mistakes(exercise):
    """The exercise without its mistakes: 200 seeds of these alone would take minutes."""
    return replace(exercise, misconceptions=())
