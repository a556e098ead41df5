"""A function that computes in single precision earns the same on every drawing of the cases."""

from collections import defaultdict
from dataclasses import replace

import pytest

from checker.course.release.wrong import wrong_cell
from checker.exercises import Gradient, Relation, Values
from checker.judging import judge
from checker.numerics import RIGHT_ATOL, RIGHT_RTOL
from tests.course_lessons import course_lesson

pytestmark = pytest.mark.slow

SINGLY = """
def single(value):
    if isinstance(value, (list, tuple)):
        return type(value)(map(single, value))
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value.astype(np.float32)
    return np.float32(value) if isinstance(value, float) else value

def double(value):
    if isinstance(value, (list, tuple)):
        return type(value)(map(double, value))
    return np.float64(value) if isinstance(value, (np.ndarray, np.floating)) else value
"""
WRAPPED = """
{name}_in_double = {name}
def {name}(*args):
    return {call}
"""
#: Where single precision comes in: with all arguments, the first or the last, or at the end.
CALLS = {
    "all": "{name}_in_double(*single(args))",
    "all, and back": "double({name}_in_double(*single(args)))",
    "the first": "{name}_in_double(*single(args[:1]), *args[1:])",
    "the last": "{name}_in_double(*args[:-1], *single(args[-1:]))",
    "the answer": "single({name}_in_double(*args))",
}
#: Where it comes into a network: its own numbers, all that its neurons answer, or its answers.
NETWORKS = {
    "its numbers": """
class {name}({name}):
    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        self.weights, self.biases = single(self.weights), single(self.biases)
""",
    "its neurons": """
sigmoid_in_double = sigmoid
def sigmoid(z):
    return single(sigmoid_in_double(z))
""",
    "its answers": """
class {name}({name}):
    def forward(self, X):
        return single(super().forward(X))
""",
}
LESSONS = ("01_neuron", "02_forward_pass", "03_hand_backward", "04_vectorized_deltas")
NIGHTLY = "a few seeds of two notebooks are tried on every change"
SOME = [("01_neuron", ("1.2", "1.3", "1.6")), ("04_vectorized_deltas", ("4.1", "4.2"))]
TRIED = [
    *(pytest.param(name, numbers, range(3), id=f"{name}, some") for name, numbers in SOME),
    *(
        pytest.param(name, (), range(40), id=name, marks=pytest.mark.nightly(NIGHTLY))
        for name in LESSONS
    ),
    pytest.param(
        "05_full_network",
        ("5.1", "5.2", "5.3", "5.4", "5.5"),
        range(40),
        id="05_full_network, what trains",
        marks=pytest.mark.nightly(NIGHTLY),
    ),
]
#: Tolerances that are so many times as wide decide alike: nothing that anybody writes lies near.
MARGINS = (0.25, 1.0, 4.0)


def in_single_precision(desk, exercise):
    """The worked solution, with single precision inside it, by where that comes in."""
    source = desk.source(exercise.name).source
    names = [name for name in exercise.defines if f"def {name}(" in source]
    if not names:
        (name,) = exercise.defines
        return {where: source + SINGLY + text.format(name=name) for where, text in NETWORKS.items()}
    return {
        where: source + SINGLY + "".join(
            WRAPPED.format(name=name, call=call.format(name=name)) for name in names
        )
        for where, call in CALLS.items()
    }  # fmt: skip


def with_margin(exercise, times):
    """An exercise whose usual tolerances are so many times as wide."""

    def widened(check):
        usual = isinstance(check, Values) and (check.rtol, check.atol) == (RIGHT_RTOL, RIGHT_ATOL)
        if usual:
            return replace(check, rtol=times * RIGHT_RTOL, atol=times * RIGHT_ATOL)
        if isinstance(check, Gradient | Relation) and check.tolerance == RIGHT_ATOL:
            return replace(check, tolerance=times * RIGHT_ATOL)
        return check

    return replace(exercise, checks=tuple(map(widened, exercise.checks)))


def lost_by(desk, exercise, programs, seeds):
    """What each program loses on each seed under each width of the tolerances, by program."""
    alone, lost = replace(exercise, misconceptions=()), defaultdict(set)
    for seed in seeds:
        compiled = desk.compiled(alone, seed)
        held = [with_margin(compiled, times) for times in MARGINS]
        for key, text in programs.items():
            answers = desk.answers(exercise, compiled.cases, text)
            verdicts = (judge(each, answers, explain=False) for each in held)
            lost[exercise.number, key] |= {
                tuple(check.name for check in verdict.checks if not check.passed)
                for verdict in verdicts
            }
    return lost


@pytest.mark.parametrize(("lesson", "numbers", "seeds"), TRIED)
def test_single_precision(desk_of, lesson, numbers, seeds):
    """It loses the same on every seed, if anything, and by a margin of four on both sides."""
    desk, found = desk_of(course_lesson(lesson)), {}
    for exercise in desk.lesson.exercises:
        if not exercise.fields and exercise.number in (numbers or (exercise.number,)):
            found |= lost_by(desk, exercise, in_single_precision(desk, exercise), seeds)
    assert found
    assert {key: lost for key, lost in found.items() if len(lost) > 1} == {}


@pytest.mark.nightly("known mistakes are held to one mark on every change, without the margin")
@pytest.mark.parametrize("lesson", LESSONS)
def test_known_mistakes(desk_of, lesson):
    """None lies near the tolerances: each loses the same if they are four times as wide."""
    desk, found = desk_of(course_lesson(lesson)), {}
    for exercise in desk.lesson.exercises:
        if not exercise.fields:
            cell = desk.source(exercise.name)
            texts = {each.id: wrong_cell(exercise, cell, each) for each in exercise.misconceptions}
            found |= lost_by(desk, exercise, texts, range(6))
    assert {key: lost for key, lost in found.items() if len(lost) > 1} == {}
