"""Typed answers that no known mistake explains: what stands there, in one sentence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judging import judge
from checker.records import Answer, Ending, Fault
from tests.judging.by_hand import typed_exercise

RIGHT = {
    "z": -0.4932,
    "a": 0.379142,
    "slope": 0.235393,
    "delta": [0.31, -1.72, 0.58],
    "on": 1,
    "C": [3, 7],
}


@pytest.fixture(scope="module")
def exercise():
    """Four numbers and two lists, by hand."""
    return typed_exercise(RIGHT, atol=1e-3)


def answers(**typed):
    values = (RIGHT | typed).values()
    return [
        value if isinstance(value, Answer) else Answer(Ending.RETURNED, value) for value in values
    ]


def lost(kind):
    return Answer(Ending.UNSUPPORTED, fault=Fault(kind, ""))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"z": "-0.4932"}, "“z” is a text, since it stands in quotation marks. Type -0.4932"),
        ({"a": " 0,379 "}, "“a” is a text, since it stands in quotation marks. Type 0.379 "),
        ({"z": "\N{MINUS SIGN}0,4932"}, "Type -0.4932 without them."),
        ({"z": "- 0.4932"}, "Type -0.4932 without them."),
        ({"a": "1/2"}, "Type 1/2 without them."),
        ({"a": "37.9 %"}, "Percent are hundredths: which number are 37.9 of them?"),
        ({"a": "12,5%"}, "Percent are hundredths: which number are 12.5 of them?"),
        ({"z": "-49 %"}, "Type a number, without them and without the percent sign."),
        ({"a": (0, 379)}, "With a point, 0.379 is one number."),
        ({"a": lost("set")}, "“a” stands in braces of its own"),
        ({"a": lost("function")}, "“a” is a function and no number"),
        ({"z": 0.379142, "a": -0.4932}, "“z” and “a” stand in each other's place"),
        ({"slope": 0.379142}, "What stands at “slope” is the value of “a”."),
        ({"z": 0.4932}, "Your “z” is right but for its sign."),
        ({"delta": [-0.31, 1.72, -0.58]}, "Your “delta” is right but for its sign."),
        ({"a": 37.9142}, "Your “a” is 100 times what is asked: percent"),
        ({"z": -49.32}, "The digits of your “z” are right."),
        ({"slope": 0.0235393}, "The digits of your “slope” are right."),
        ({"a": 0.4}, "Your “a” is right as far as it goes, and too short"),
        ({"delta": [0.3, -1.7, 0.6]}, "Your “delta” is right as far as it goes"),
        (
            {"delta": [-1.72, 0.31, 0.58]},
            "The numbers of your “delta” are right, in another order.",
        ),
        ({"C": [7, 3]}, "The numbers of your “C” are right, in another order."),
        ({"a": 0.3, "z": 0.4932}, "Your “z” is right but for its sign."),
    ],
)
def test_what_stands_there(exercise, typed, said):
    """It is said of the first wrong field, and never what is right."""
    sentence = judge(exercise, answers(**typed)).sentence
    assert said in sentence
    assert "0.235393" not in sentence


@pytest.mark.parametrize("form", [np.array, lambda each: [each], lambda each: [[x] for x in each]])
def test_layout_of_numbers(exercise, form):
    """Typed numbers count in a row and in a column, too."""
    assert judge(exercise, answers(delta=form(RIGHT["delta"]))).points == 6


@pytest.mark.parametrize("form", [lambda each: [[each]], lambda each: [each, each]])
def test_other_layouts(exercise, form):
    """More than one row of them does not."""
    assert judge(exercise, answers(delta=form(RIGHT["delta"]))).points == 5


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"a": None},
        {"a": 0.51},
        {"on": 0},
        {"on": "yes"},
        {"z": float("nan")},
        {"z": True},
        {"z": 0.3 + 1j},
        {"delta": [0.31, -1.72]},
        {"delta": "0.31"[:0]},
        {"z": np.ones((0, 3))},
        {"a": (0, 1, 2)},
        {"a": [3, 4]},
        {"a": lost("object")},
        {"z": 0.7, "a": 0.4},
    ],
)
def test_nothing_simple(exercise, typed):
    """Where nothing of that holds, or only for a field that follows from it, nothing is said."""
    assert judge(exercise, answers(**typed)).sentence == ""


@given(z=st.floats(0.5, 5), a=st.floats(0.42, 0.47), slope=st.floats(0.27, 0.29))
def test_other_numbers(exercise, z, a, slope):
    """Of numbers that have nothing to do with the right ones, nothing is said."""
    said = judge(exercise, answers(z=z, a=a, slope=slope)).sentence
    assert said == "" or abs(z) in (pytest.approx(0.4932, abs=2e-3), pytest.approx(4.932, abs=2e-2))
