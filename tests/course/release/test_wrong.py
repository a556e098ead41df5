"""A misconception is the worked solution with a mistake put into it."""

import re
from dataclasses import replace

import pytest

from checker.course.release.wrong import wrong_cell
from checker.errors import SourceError
from checker.exercises import Misconception


@pytest.fixture
def wrong(lesson):
    """Give a function that applies a misconception to the exercise of two functions."""

    def apply(**how):
        known = Misconception("slip", "You slipped.", **how)
        return wrong_cell(lesson.exercises[0], lesson.worked("line"), known)

    return apply


def functions(source):
    namespace = {}
    exec("import numpy as np\n" + source, namespace)
    return namespace["line"], namespace["line_prime"]


def test_a_body(wrong, lesson):
    """A body takes the place of the first function's solution; the second stays right."""
    source = wrong(body="return slope + x")
    line, line_prime = functions(source)
    assert (line(2.0, 3.0), list(line_prime([2.0], 3.0))) == (5.0, [3.0])
    assert source.split("line_prime")[1] == lesson.worked("line").source.split("line_prime")[1]


def test_a_body_of_several_lines(wrong):
    """A body is indented as the solution, whatever its own indentation."""
    line, _ = functions(
        wrong(
            body="""
                if slope:

                    return slope + x
                return 0.0
            """
        )
    )
    assert (line(2.0, 3.0), line(2.0, 0)) == (5.0, 0.0)


def test_bodies_by_function(wrong):
    """Bodies by name change the functions named, at their own depth."""
    line, line_prime = functions(wrong(body={"line_prime": "steepness = x", "line": "return 7"}))
    assert (line(2.0, 3.0), line_prime([2.0], 3.0)) == (7, [2.0])


def test_bodies_in_a_class(lesson):
    """Methods are named with their class."""
    methods = "\n".join(
        f"    def {name}(self):\n        ### BEGIN SOLUTION\n        return 1\n"
        "        ### END SOLUTION\n"
        for name in ("up", "down")
    )
    cell = replace(lesson.worked("line"), source=f"class Lift:\n{methods}")
    known = Misconception("slip", "You slipped.", body={"Lift.down": "return 2"})
    source = wrong_cell(lesson.exercises[0], cell, known)
    namespace = {}
    exec(source, namespace)
    lift = namespace["Lift"]()
    assert (lift.up(), lift.down()) == (1, 2)


def test_a_body_for_typed_answers(lesson):
    """Typed answers stand outside any function; their exercise's name stands for it."""
    cell = lesson.worked("by_hand")
    for body in ("by_hand = {}", {"by_hand": "by_hand = {}"}):
        known = Misconception("slip", "You slipped.", body=body)
        assert "\nby_hand = {}\n" in wrong_cell(lesson.exercises[1], cell, known)


def test_a_swap(wrong):
    """A piece of the solution's text is exchanged for another."""
    line, _ = functions(wrong(swap={"slope * x +": "slope + x +"}))
    assert line(2.0, 3.0) == 5.0


def test_two_pieces_that_change_places(wrong):
    """Pieces are exchanged at once, so that one cannot undo the other."""
    source = wrong(swap={"slope * x": "0.0 * slope", "0.0 * slope": "slope * x"})
    assert "height = 0.0 * slope + slope * x" in source


def test_a_swap_in_two_functions(wrong):
    """The pieces may stand in the solutions of different functions."""
    line, line_prime = functions(wrong(swap={"slope * x": "x", "full_like(x, slope)": "ones(1)"}))
    assert (line(2.0, 3.0), list(line_prime([2.0], 3.0))) == (2.0, [1.0])


@pytest.mark.parametrize(
    ("how", "fault"),
    [
        ({}, "needs either a body or a swap"),
        ({"body": "return 1", "swap": {"x": "y"}}, "needs either a body or a swap"),
        ({"swap": {"cosine": "sine"}}, "“cosine”, which stands 0 times in the solution"),
        ({"swap": {"height": "depth"}}, "“height”, which stands 2 times in the solution"),
        ({"swap": {"": "x"}}, "“”, which stands 0 times in the solution"),
        ({"swap": {"np.ndim": "np.size"}}, "“np.ndim”, which stands 0 times in the solution"),
        ({"swap": {"slope * x": "1", "x + 0.0": "2"}}, "which overlap"),
        ({"body": {"lines": "pass"}}, "replaces the body of lines; there are line, line_prime"),
    ],
)
def test_a_misconception_that_cannot_be_applied(wrong, how, fault):
    """What cannot be done is refused with the place of the solution and the name of the mistake."""
    place = r"01_small\.py:\d+: misconception “slip” of line .*"
    with pytest.raises(SourceError, match=place + re.escape(fault)):
        wrong(**how)
