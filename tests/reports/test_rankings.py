"""A class ranked by a number, with names for the instructor and without them on the wall."""

from hypothesis import given
from hypothesis import strategies as st

from checker.exercises.casebook import Casebook
from checker.reports.class_page import class_pages
from checker.reports.for_class import for_class
from checker.reports.rankings import rankings
from checker.results.students import students_of
from tests.classroom.exports.made import exercise, result
from tests.reports.markup import Markup


def in_class(measures):
    """Results in which each student has this number, or none."""
    bonus = {"bonus": True, "points": 1.0}
    return [
        result(
            f"student{place}",
            exercises=[exercise("sigmoid"), exercise("small", **bonus, **_measured(measure))],
            score=2.0,
            max_score=2.0,
        )
        for place, measure in enumerate(measures)
    ]


def _measured(measure):
    return {} if measure is None else {"measure": float(measure)}


@given(st.lists(st.one_of(st.none(), st.integers(1, 60_000)), max_size=30))
def test_places(measures):
    """The smallest number comes first, equal ones share a place, and none has no place."""
    there = [measure for measure in measures if measure is not None]
    for ranking in rankings(students_of(in_class(measures))):
        assert ranking.count == len(there)
        for each in ranking.places:
            assert each.place == 1 + sum(other < each.measure for other in there)
            assert len(each.students) == there.count(each.measure)


def test_class_page():
    """The instructor reads places, numbers and names; and a bonus is called one."""
    page = class_pages(in_class([13258, 900, None, 13258])).main
    text = " ".join(Markup(page).text.split())
    assert "Ranking: small Place Number Students 1 900 student1 2 13,258 student0 student3" in text
    assert "small (bonus)" in text


def test_wall():
    """The class sees places and numbers, and no name; below three places it sees none."""
    book = [Casebook("01_neuron", None, {}, ())]
    text = Markup(for_class(in_class([13258, 900, 13258]), book)).text
    assert "place 1" in text
    assert "900" in text
    assert "student0" not in text
    assert "900" not in Markup(for_class(in_class([900, 13258, None, None]), book)).text


def test_exercises_that_most_solved():
    """A bonus is none of the exercises that a class is measured by."""
    text = " ".join(Markup(for_class(in_class([1, 2, 3]), [])).text.split())
    assert "exercises that most solved 1 of 1" in text
