"""What is kept of one student's closer look, for others who handed in the same text."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.classroom.grading.equal_answers import MOST, EqualAnswers, equality_key, related
from checker.closer_look import Finding, Known
from checker.records import Answer, Cell, Ending
from tests.closer_look.conftest import LAYER, job

WRONG = [Answer(Ending.RETURNED, 1.0)]
TEXT = "def f(a):\n    return g(a)\n"


def key(*texts, oracles=(), answers=WRONG):
    told = dataclasses.replace(job(*texts), oracles=tuple(oracles))
    return equality_key(LAYER, answers, told)


@pytest.mark.parametrize(
    "text",
    [
        "# what f gives\n" + TEXT,
        TEXT.replace("\n    return", "\n\n    # here\n    return"),
        TEXT.replace("\n", "   \n"),
        "\n\n" + TEXT,
    ],
)
def test_another_layout(text):
    """Empty lines, lines of remarks and spaces at the ends of lines make no other answer."""
    assert key(text) == key(TEXT)


@pytest.mark.parametrize(
    "texts",
    [
        (TEXT.replace("g(a)", "g(-a)"),),
        (TEXT, "def g(a):\n    return a\n"),
        ("g = np.exp\n", TEXT),
        ("h = 1\n\ndef g(a):\n    return a + h\n", TEXT),
    ],
)
def test_another_text(texts):
    """Another answer, or another helper, near or far, is another key."""
    assert key(*texts) != key(TEXT)
    assert key(*texts, "h = 2\n") != key(TEXT, "h = 2\n")


def test_another_failure():
    """What failed otherwise, or beside other answers' functions, is looked at anew."""
    assert key(TEXT, answers=[Answer(Ending.RAISED)]) != key(TEXT)
    assert key(TEXT, oracles=["g"]) != key(TEXT)


def test_cells_of_other_exercises():
    """What the answer does not mention may differ."""
    assert key(TEXT, "def other(a):\n    return 3\n") == key(TEXT)


@given(st.lists(st.text("fgh=def ():\n ", max_size=30), max_size=6))
def test_any_texts(texts):
    """The related cells are some of the given ones, in their order."""
    cells = [Cell(str(number), "code", text) for number, text in enumerate(texts)]
    found = related(cells, ["f"])
    assert found == [cell for cell in cells if cell in found]


def test_many_answers():
    """No more is kept than some, the newest."""
    equal = EqualAnswers()
    for number in range(MOST + 3):
        equal.keep(str(number), Finding(places=(number,)))
    assert equal.known("2") is None
    assert equal.known("3") == Known((3,))
