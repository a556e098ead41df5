"""What can be told of a student's work from its text: untouched, and what an answer leans on."""

import pytest

from checker.classroom.grading.student_code import StudentCode
from checker.records import Cell, Submission
from tests.classroom.small_course import (
    ASSIGNMENT,
    BY_HAND,
    DOUBLE,
    FOURFOLD,
    NOTEBOOK,
    RELEASE,
    SOLUTIONS,
    solved,
)


def work(cells):
    return StudentCode(ASSIGNMENT, Submission("alice", NOTEBOOK, NOTEBOOK, tuple(cells), "a" * 64))


@pytest.mark.parametrize(
    "text", ["double(3)", "y = fourfold(double(2))", "# calls double(x) twice"]
)
def test_calls_are_no_definitions(text):
    """Cells that only call a name leave its stub untouched."""
    written = work((*RELEASE, Cell("mine", "code", text)))
    assert written.is_untouched(DOUBLE)


@pytest.mark.parametrize(
    "text",
    [
        "def  double(x): return 2 * x",
        "import tools as double",
        "double, y = f, 1",
        "globals()['double'] = f",
        "(double := f)",
        "class double(float): pass",
        "async def double(x): pass",
        "for double in [f]: pass",
    ],
)
def test_whatever_might_be_a_definition(text):
    """A cell that might bind the name is run."""
    written = work((*RELEASE, Cell("mine", "code", text)))
    assert not written.is_untouched(DOUBLE)


def helpers(exercise, cells):
    return [other.name for other in work(cells).helpers(exercise)]


def test_functions_that_an_exercise_needs():
    """They are its helpers, whatever the student's text says."""
    assert helpers(FOURFOLD, solved(fourfold="def fourfold(x):\n    return 4 * x")) == ["double"]


def test_functions_that_an_answer_mentions():
    """They are helpers too, also by way of a cell of the student's own."""
    assert helpers(BY_HAND, solved()) == []
    assert helpers(BY_HAND, solved(by_hand='by_hand = {"z": double(3)}')) == ["double"]
    mine = Cell("mine", "code", "def mine(x):\n    return fourfold(x)")
    assert helpers(BY_HAND, (*solved(), mine)) == ["double", "fourfold"]


def test_later_exercises():
    """What comes later cannot be what an answer leans on."""
    assert helpers(DOUBLE, solved(double="def double(x):\n    return fourfold(x) / 2")) == []


def test_an_answer_in_two_cells():
    """The one that counts is handed back."""
    again = Cell("mine", "code", "def double(x):\n    return x + x")
    assert work((*solved(), again)).answer(DOUBLE) == again.source
    assert work(solved()).answer(DOUBLE) == SOLUTIONS["double"]
