"""One wrong answer for each rung of the ladder, and what a student reads of it.

Each stops at its own rung: the reason is about that and nothing else, what is right is named as
right, and where code stopped, its own line is shown with the shapes of what it was given.
"""

import linecache

import numpy as np
import pytest

from checker.exercises import Exercise, Form, Pure, Values, call
from checker.exercises.casebook import compile_exercise
from checker.grades import Outcome
from checker.judging import judge
from checker.judging.short_text import show_steps
from checker.reports.text import verdict_text
from checker.sandbox.inside.probe import ask

CASES = tuple(
    call(f"{n} inputs", "neuron", np.linspace(0.2, 1.1, n), np.linspace(-1.3, 0.8, n), 0.4)
    for n in (2, 3, 4)
)
RIGHT = """
def neuron(x, w, b):
    z = w @ x + b
    return np.array([z, -z]), np.tanh(z)
"""


def answers(cases, written):
    """Run a student's text as a cell of a notebook, and ask it all cases."""
    names = {"np": np, "__name__": "__main__"}
    linecache.cache["exercise-neuron"] = (len(written), None, written.splitlines(True), "cell")
    exec(compile(written, "exercise-neuron", "exec"), names)
    return [ask(names, case.steps) for case in cases]


@pytest.fixture(scope="module")
def exercise():
    """An exercise that returns an array and a number, judged on its form, values and manners."""
    checks = [
        Form("form", 0.5, CASES),
        Values("values", 1.0, CASES, ("pair", "a")),
        Pure("input unchanged", 0.5, CASES[:1], after="values"),
    ]
    written = Exercise("neuron", "9.1", "Neuron", lambda _: checks, ("a", "b", "c"))
    return compile_exercise(written, None, {}, lambda _, __, cases, ___: answers(cases, RIGHT))


def body(*lines):
    return "def neuron(x, w, b):\n" + "".join(f"    {line}\n" for line in lines)


BOTH = "return np.array([z, -z]), np.tanh(z)"
LADDER = {
    "not attempted": (
        body("raise NotImplementedError('neuron')"),
        Outcome.NOT_ATTEMPTED,
        "nothing is written here yet",
        ["There is no answer in this exercise yet."],
    ),
    "not defined": (
        "neurone = 1",
        Outcome.MISSING,
        "",
        ["The notebook does not define the name that this exercise asks for."],
    ),
    "raised": (
        body("z = w[:-1] @ x + b", BOTH),
        Outcome.RAISED,
        "the call stopped with ValueError",
        [
            "neuron(array of shape (2,), array of shape (2,), 0.4)",
            "raised  ValueError: matmul",
            "line 2  z = w[:-1] @ x + b",
        ],
    ),
    "nothing returned": (
        body("z = w @ x + b"),
        Outcome.FAILED,
        "a pair of 2 is asked",
        ["None (is a return missing?)"],
    ),
    "wrong container": (
        body("z = w @ x + b", "return z"),
        Outcome.FAILED,
        "a pair of 2 is asked",
        [],
    ),
    "not comparable": (
        body("return (n for n in x)"),
        Outcome.FAILED,
        "a value of type generator is returned, and cannot be compared",
        [],
    ),
    "text for a number": (
        body("z = w @ x + b", "return np.array([z, -z]), str(z)"),
        Outcome.FAILED,
        "item 1: a number is asked",
        ["the text '"],
    ),
    "number of items": (
        body("z = w @ x + b", "return (np.array([z, -z]),)"),
        Outcome.FAILED,
        "the number of items differs",
        ["yours     1", "expected  2"],
    ),
    "shape": (
        body("z = w @ x + b", "return np.array([z, -z, z]), np.tanh(z)"),
        Outcome.FAILED,
        "item 0: the shape differs",
        ["yours     (3,)", "expected  (2,)"],
    ),
    "dtype": (
        body("z = w @ x + b", "return np.array([z, -z]) + 0j, np.tanh(z)"),
        Outcome.FAILED,
        "item 0: the numbers are complex",
        ["yours     complex128"],
    ),
    "nan": (
        body("z = w @ x + b", "return np.array([z, np.nan]), np.tanh(z)"),
        Outcome.PARTIAL,
        "pair: 1 of 2 entries are nan or inf; a is right",
        ["ok    form"],
    ),
    "values": (
        body("z = w @ x + b", "return np.array([z, -z]), np.tanh(z) ** 3 + 1"),
        Outcome.PARTIAL,
        "a: the value differs; pair is right",
        ["ok    form", "look  values", "(2 more cases fail in the same way.)"],
    ),
    "values of the first part": (
        body("z = w @ x + b", "return np.array([z, z + 1]), np.tanh(z)"),
        Outcome.PARTIAL,
        "pair: 1 of 2 entries differ, most at [1]; a is right",
        [],
    ),
    "mutated input": (
        body("x *= w", "z = x.sum() + b", BOTH),
        Outcome.PARTIAL,
        "the call changes its first argument",
        ["ok    form", "ok    values", "look  input unchanged"],
    ),
    "another answer the second time": (
        "calls = []\n" + body("calls.append(1)", "z = w @ x + b + (len(calls) > 3)", BOTH),
        Outcome.PARTIAL,
        "the same call gives another answer the second time",
        ["ok    values"],
    ),
}


@pytest.mark.parametrize("rung", LADDER)
def test_rung(exercise, rung):
    """An answer stops at its rung, with a reason about that rung and what is right besides."""
    written, outcome, reason, shown = LADDER[rung]
    verdict = judge(exercise, answers(exercise.cases, written))
    text = verdict_text(verdict)
    assert verdict.outcome is outcome
    assert verdict.reason == reason or not reason
    for part in shown:
        assert part in text or part in " ".join(text.split())
    assert verdict.points < exercise.max_points
    assert "checker/" not in text
    assert sum(text.count(word) for word in ("Traceback", "site-packages")) == 0
    assert len(text.split()) < 150


def test_top_of_the_ladder(exercise):
    """The right answer passes every rung."""
    assert judge(exercise, answers(exercise.cases, RIGHT)).outcome is Outcome.PASSED


def test_hidden_cases(exercise):
    """Of hidden cases neither arguments nor values are said, only the rung and one's own line."""
    for written, *_ in LADDER.values():
        verdict = judge(exercise, answers(exercise.cases, written))
        text = verdict_text(verdict, public=False)
        assert not {"yours", "expected", "given", "case"} & {*text.split()}
        assert "array of shape" not in text
    raised = judge(exercise, answers(exercise.cases, LADDER["raised"][0]))
    assert "z = w[:-1] @ x + b" in verdict_text(raised, public=False)


def test_shapes_of_lists(exercise):
    """A list of arrays is shown as a list of shapes where code stopped."""
    steps = call("layers", "f", [np.ones((4, 3)), np.ones((2, 4))], np.array([1, 2])).steps
    shown = show_steps(steps, shapes=True)
    assert shown == "f([array of shape (4, 3), array of shape (2, 4)], int64 array of shape (2,))"
