"""A worked solution has to answer each case of its exercise, and with numbers."""

import numpy as np
import pytest

from checker.errors import BrokenReference
from checker.exercises import call
from checker.exercises.required_answers import require_answers
from checker.records import Answer, Ending, Fault

CASES = [call("a row", "f", 1.0)]
NAN = float("nan")


def required(answer):
    require_answers("f", CASES, [answer])


@pytest.mark.parametrize(
    "value",
    [NAN, np.array([1.0, NAN]), (1.0, [np.array([[NAN]])]), np.array([complex(0, NAN)])],
    ids=["a number", "an array", "an array in a list in a pair", "a complex array"],
)
def test_answers_nan(value):
    """What overflows answers so, too, and would be right."""
    told = "f: the worked solution answers nan on the case “a row”; ask it for other numbers"
    with pytest.raises(BrokenReference, match=told) as refused:
        required(Answer(Ending.RETURNED, value))
    assert refused.value.case == "a row"


@pytest.mark.parametrize("value", [1.0, -np.inf, "nan", None, True, np.array(["nan"]), [1, "b"]])
def test_other_answers(value):
    """Infinity can be meant, and what is no number is none."""
    required(Answer(Ending.RETURNED, value))


def test_fails():
    """How it ended is told, and what it raised."""
    fault = Fault("ValueError", "no")
    with pytest.raises(BrokenReference, match="ended raised on the case “a row”: ValueError: no"):
        required(Answer(Ending.RAISED, None, fault=fault))
