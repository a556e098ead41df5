"""No line of a solution reaches a student."""

import json

import pytest

from checker.course.release.assemble import student_notebook
from checker.course.release.leaks import leaks


@pytest.fixture
def with_cell(lesson, casebook):
    """Give a function that looks for leaks in the students' notebook with one cell more."""
    notebook = json.loads(student_notebook(lesson, casebook))

    def look(source, kind="markdown"):
        cell = {"id": "extra", "cell_type": kind, "metadata": {}, "source": source}
        cells = [*notebook["cells"], cell]
        return leaks(lesson, json.dumps(notebook | {"cells": cells}).encode())

    return look


def test_the_students_notebook(lesson, casebook):
    """The notebook as it is assembled gives nothing away."""
    assert leaks(lesson, student_notebook(lesson, casebook)) == []


@pytest.mark.parametrize("kind", ["code", "markdown", "raw"])
@pytest.mark.parametrize(
    "source",
    [
        "steepness = np.full_like(x, slope)",
        "Write `steepness=np.full_like( x,slope )`  here.",
        "if True:\n        steepness = np.full_like(x, slope)  # so",
    ],
)
def test_a_line_of_a_solution(with_cell, kind, source):
    """A line is found in any kind of cell, whatever its spaces and what stands around it."""
    (found,) = with_cell(source, kind)
    assert found.startswith("01_small: cell extra holds a line of the solution of line: ")
    assert found.endswith("steepness = np.full_like(x, slope)")


def test_a_typed_answer(with_cell):
    """An answer that was to be typed is a line of a solution."""
    (found,) = with_cell('{"sign": "minus",}')
    assert found.endswith('the solution of by_hand: "sign": "minus",')


def test_a_mark_left_behind(with_cell):
    """A mark of a solution in a student's cell is a leak of its own."""
    assert with_cell("### END SOLUTION", "code") == [
        "01_small: cell extra holds the mark of a solution"
    ]


def test_lines_that_tell_nothing(with_cell):
    """Lines without a formula stand in honest examples too."""
    assert with_cell("return height\nsteepness = None", "code") == []
