"""Whether a class was handed another release: told by given numbers on which it agrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.classroom.submissions.discovery import Found
from checker.classroom.submissions.other_release import handed_out_otherwise
from checker.records import Cell
from tests.classroom.small_course import NOTEBOOK, notebook

LOCKED = {"nbgrader": {"locked": True, "grade": False, "solution": False, "schema_version": 3}}


def cells(number):
    return [Cell("given-by_hand", "code", f"x = {number}", LOCKED), Cell("mine", "code", "pass")]


def found(*numbers):
    datas = [b"no notebook" if each is None else notebook(cells(each)) for each in numbers]
    return [Found(f"s{at}", NOTEBOOK, lambda data=data: data) for at, data in enumerate(datas)]


@pytest.mark.parametrize(
    ("numbers", "count"),
    [
        ((3, 3, 3), 0),
        ((4, 4, 4), 3),
        ((4, 4, None), 2),
        ((4, 4, 3), 2),
        ((4, 3, 3), 0),
        ((4,), 0),
        ((4, 5, 6), 0),
        ((None, None), 0),
        ((), 0),
    ],
)
def test_numbers_of_a_class(numbers, count):
    """Most have to agree, and one student alone may have changed a number."""
    assert handed_out_otherwise(found(*numbers), cells(3)) == count


def test_a_notebook_without_given_numbers():
    """Nothing can be told by it."""
    assert handed_out_otherwise(found(4, 4), [Cell("mine", "code", "pass")]) == 0


@given(st.lists(st.integers(3, 5), max_size=8))
def test_whatever_a_class_has(numbers):
    """What is counted is a majority that has the same numbers, and not ours."""
    count = handed_out_otherwise(found(*numbers), cells(3))
    others = [numbers.count(each) for each in (4, 5)]
    assert count == max(
        (each for each in others if each >= 2 and 2 * each > len(numbers)), default=0
    )
