"""Answers far larger than what is asked are refused unseen, and those a little larger are read."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises import Exercise, Form, Pure, Values, call
from checker.exercises.casebook import compile_exercise
from checker.grades import Outcome
from checker.judging import exhibit_of, judge
from checker.judging.sizes import extent
from checker.records import Answer, Ending
from checker.reports.text import verdict_text

CASES = tuple(call(f"{n}", "step", [float(n), 1.0], 0.5) for n in range(1, 4))
RIGHT = [Answer(Ending.RETURNED, [float(n), 0.5]) for n in range(1, 4)]
BIG = np.zeros(1 << 21, np.uint8)


@pytest.fixture(scope="module")
def exercise():
    """A list of two numbers is asked."""
    checks = [
        Form("form", 0.5, CASES),
        Values("values", 1.0, CASES),
        Pure("pure", 0.5, CASES, after="form"),
    ]
    written = Exercise("step", "9.3", "Step", lambda _: checks, ("a", "b", "c"))
    return compile_exercise(
        written, None, {}, lambda _, __, cases, ___: [RIGHT[at % 3] for at in range(len(cases))]
    )


HUGE = {
    "rows of nothing": np.zeros((8_000_000, 0)),
    "columns of nothing": np.zeros((0, 8_000_000)),
    "rows of rows of nothing": np.zeros((3000, 3000, 0)),
    "a list of rows of nothing": [np.zeros((1_000_000, 0))] * 900,
    "one array a hundred times": [BIG] * 100,
    "one list thirty times, thirty times": [[[1.0] * 30] * 30] * 30,
    "one array in pairs": ([BIG] * 50, [BIG] * 50),
    "a million numbers": np.arange(1e6),
    "many texts": ["x"] * 10_001,
    "a window over itself": np.lib.stride_tricks.as_strided(
        np.zeros(1), (1 << 20, 1 << 10), (0, 0)
    ),
}


@pytest.mark.parametrize("value", HUGE.values(), ids=HUGE)
def test_huge_answer(exercise, value):
    """It is wrong, and the judge takes next to no memory to say so."""
    answers = [Answer(Ending.RETURNED, value)] * len(exercise.cases)
    tracemalloc.start()
    verdict = judge(exercise, answers)
    exhibit_of(exercise, answers, verdict)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (verdict.outcome, verdict.points) == (Outcome.FAILED, 0)
    assert "more than 100 times what is asked" in " ".join(verdict_text(verdict).split())
    assert peak < 4 << 20


ROWS = {
    "an array for a list": np.zeros((9_000, 0)),
    "a list for a list": [0.0] * 9_000,
    "a pair for a list": (0.0,) * 9_000,
    "three items": [1.0, 2.0, 3.0],
}


@pytest.mark.parametrize("value", ROWS.values(), ids=ROWS)
def test_answer_of_another_length(exercise, value):
    """What is only somewhat too long is told by its length or its shape."""
    verdict = judge(exercise, [Answer(Ending.RETURNED, value)] * len(exercise.cases))
    assert verdict.points == 0
    assert "more than 100 times" not in verdict.reason


@given(st.recursive(st.floats() | st.text(), lambda items: st.lists(items) | st.tuples(items)))
def test_extent_of_nested_values(value):
    """The extent counts each part once, as often as it stands there."""
    inside = list(value) if isinstance(value, list | tuple) else []
    assert extent(value) == 1 + sum(map(extent, inside))
    assert extent([value, value]) == 1 + 2 * extent(value)
