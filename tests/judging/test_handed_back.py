"""Answers that are right as far as they go: a part alone, or a list without one item."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exercises import Values, call
from tests.judging.test_unknown_mistake import said, written


def forward(x):
    """Three layers that square and add one: what goes in and comes out of each."""
    zs, activations = [], [x]
    for _ in range(3):
        zs.append(activations[-1] + 1)
        activations.append(zs[-1] ** 2)
    return zs, activations


INPUTS = [np.array([[0.3], [0.7]]), np.array([[0.2], [0.9], [0.4]])]
CASES = tuple(call(f"input {place}", "f", x) for place, x in enumerate(INPUTS))
PAIR = written(forward, Values("values", 1.0, CASES, ("zs", "activations"), flow="forward"))
LIST = written(lambda x: forward(x)[1], Values("values", 1.0, CASES))


def places(x, steps):
    """The places of a ball that loses half of its height in each step, the first included."""
    return [x / 2**step for step in range(steps + 1)]


STEPS = (call("three steps", "f", 1.5, 3), call("no step", "f", 1.2, 0))
NUMBERS = written(places, Values("values", 1.0, STEPS))


@pytest.mark.parametrize(
    ("exercise", "handed", "begins"),
    [
        (
            PAIR,
            lambda x: forward(x)[1],
            "What you hand back is activations alone, and it is right.",
        ),
        (PAIR, lambda x: forward(x)[1][-1], "What you hand back is the last item of activations"),
        (PAIR, lambda x: forward(x)[0][-1], "What you hand back is the last item of zs alone"),
        (
            PAIR,
            lambda x: (forward(x)[0], forward(x)[1][1:]),
            "Your list activations is right, but for its first item",
        ),
        (
            PAIR,
            lambda x: (forward(x)[0][:-1], forward(x)[1]),
            "Your list zs is right, but for its last item",
        ),
        (LIST, lambda x: forward(x)[1][-1], "What you hand back is the last item of the list"),
        (LIST, lambda x: forward(x)[1][1:], "Your list is right, but for its first item"),
        (LIST, lambda x: [x, *forward(x)[1]], "Your list is right, but for one item too many, the"),
        (NUMBERS, lambda *each: places(*each)[1:], "Your list is right, but for its first item"),
        (NUMBERS, lambda *each: places(*each)[:-1], "Your list is right, but for its last item"),
        (NUMBERS, lambda x, n: places(x, n + 1), "Your list is right, but for one item too many"),
    ],
)
def test_right_as_far_as_it_goes(exercise, handed, begins):
    """What has come is named, and asked for is what has not."""
    assert said(exercise, handed).startswith(begins)


@given(st.floats(0.01, 3), st.booleans())
def test_nothing_is_called_right_that_is_not(off, alone):
    """A part alone, or a list without an item, that is off by something is not called right."""

    def wrong(x):
        activations = [each + off for each in forward(x)[1]]
        return activations[-1] if alone else (forward(x)[0], activations[1:])

    assert "and it is right" not in said(PAIR, wrong)
    assert "is right, but" not in said(PAIR, wrong)


def test_right_in_one_case_only():
    """What holds of one case alone is not said."""

    def wrong(x):
        return forward(x)[1] if len(x) == 2 else [x]

    assert "and it is right" not in said(PAIR, wrong)
