"""Students who share a rare wrong answer, and all those who must not be named."""

from dataclasses import replace

import pytest

from checker.grades import Outcome
from checker.reports.alike import RARE, same_files, similar_answers
from checker.results.students import ExerciseMark, students_of
from tests.reports.made_up import class_of

LONG = "def sigmoid(z):\n    return np.arctan(z) / 3 + 0.1234"


def answer(name="sigmoid", **changes):
    """A wrong answer that nobody has named."""
    return ExerciseMark(
        **{
            "name": name, "points": 0.0, "max_points": 2.0, "outcome": Outcome.FAILED,
            "misconception": None, "carried_forward": False, "answer": LONG, "fingerprint": "aa",
        } | changes
    )  # fmt: skip


def found(*answers):
    """Who is named in a class in which each gave these answers."""
    made = students_of(class_of(len(answers)))
    students = [
        replace(student, student=f"s{place}", exercises={each.name: each for each in given})
        for place, (student, given) in enumerate(zip(made, answers, strict=True))
    ]
    return [(group.students, group.exercises) for group in similar_answers(students)]


def test_two_of_five():
    """They are named with the exercise."""
    other = [answer(fingerprint=print_) for print_ in "bcd"]
    answers = [[answer()], [other[0]], [answer()], [other[1]], [other[2]]]
    assert found(*answers) == [(("s0", "s2"), ("sigmoid",))]


@pytest.mark.parametrize(
    "changes",
    [
        {"misconception": "1.1.tanh"},
        {"outcome": Outcome.PASSED},
        {"outcome": Outcome.TIMED_OUT},
        {"answer": "def f(z): return z"},
        {"fingerprint": ""},
    ],
)
def test_what_is_shared_for_other_reasons(changes):
    """A known mistake, a right answer, a short one and none at all say nothing."""
    assert found([answer(**changes)], [answer(**changes)]) == []


def test_answer_of_many():
    """What more than a few share is no longer rare."""
    assert len(found(*[[answer()]] * RARE)) == 1
    assert found(*[[answer()]] * (RARE + 1)) == []


def test_long_answer():
    """It is compared, though its text is not kept."""
    assert len(found([answer(answer="")], [answer(answer="")])) == 1


def test_order():
    """Who shares most comes first, then the smaller group."""
    one, two = answer(), answer("relu")
    three = answer("cost")
    groups = found([one, two], [one, two], [three], [three], [three])
    assert groups == [
        (("s0", "s1"), ("sigmoid", "relu")),
        (("s2", "s3", "s4"), ("cost",)),
    ]


def test_same_file():
    """Who handed in the same bytes is named, whether they are right or wrong; nobody else is."""
    students = students_of(class_of(5))
    right = {"sigmoid": answer(outcome=Outcome.PASSED, points=2.0)}
    students = [replace(each, exercises=right) for each in students]
    assert same_files(students) == []
    students[1] = replace(students[1], file=students[3].file)
    assert same_files(students) == [("student0002", "student0004")]


@pytest.mark.parametrize("outcome", [Outcome.NOT_ATTEMPTED, Outcome.MISSING])
def test_same_file_in_which_nothing_is_answered(outcome):
    """The notebook as it was handed out, or no file at all, is no copy of anybody's."""
    students = [
        replace(each, file="aa", exercises={"sigmoid": answer(outcome=outcome)})
        for each in students_of(class_of(3))
    ]
    assert same_files(students) == []
