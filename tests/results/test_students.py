"""Lines of a results file as records."""

import pytest

from checker.errors import UsageError
from checker.grades import Status
from checker.results.students import students_of
from tests.reports.made_up import class_of


def test_results_of_a_class():
    """Every line becomes a record with its exercises by name."""
    read = students_of(class_of(20))
    assert [student.student for student in read[:2]] == ["student0001", "student0002"]
    assert len(read[0].exercises) == 9


@pytest.mark.parametrize(
    "change",
    [
        {"status": "splendid"},
        {"score": float("nan")},
        {"score": 10**400},
        {"score": "12"},
        {"exercises": None},
        {"exercises": [{"name": "sigmoid"}]},
        {"provenance": {}},
    ],
)
def test_foreign_line(change):
    """A line that is no result is named by its place."""
    results = class_of(2)
    results[1] |= change
    with pytest.raises(UsageError, match="result 2 is not of schema checker/result/v1"):
        students_of(results)


@pytest.mark.parametrize(
    ("change", "concerns"),
    [
        ({}, ()),
        ({"repairs": ["1 cell had no id"]}, ()),
        ({"tampering": ["the cell setup was changed"]}, ("the cell setup was changed",)),
        ({"status": "unreadable", "repairs": ["cut off"]}, ("cut off",)),
        ({"status": "unreadable"}, ("the file could not be read as a notebook",)),
        ({"status": "needs_human"}, ("the result is not certain",)),
        (
            {"status": "unreadable", "repairs": ["cut off"], "waits": ["sigmoid", "relu"]},
            ("cut off",),
        ),
        (
            {"status": "needs_human", "doubts": ["two of them"], "waits": ["sigmoid"]},
            ("two of them",),
        ),
        (
            {"status": "needs_human", "waits": ["sigmoid"]},
            ("sigmoid waits in formgrader for a mark by hand",),
        ),
        ({"doubts": ["two of them"], "waits": []}, ()),
    ],
)
def test_concerns(change, concerns):
    """A person is asked for what is unreadable, uncertain or changed, not for repairs."""
    plain = class_of(1)[0] | {"status": "graded", "repairs": [], "tampering": [], "exercises": []}
    assert students_of([plain | change])[0].concerns == concerns


def test_exercise_that_could_not_be_checked():
    """Our own failure is a concern, and names the exercise."""
    result = class_of(1)[0] | {"status": Status.NEEDS_HUMAN, "tampering": []}
    for exercise in result["exercises"]:
        exercise["outcome"] = "passed"
    result["exercises"][2]["outcome"] = "checker_error"
    assert students_of([result])[0].concerns == ("neuron_forward could not be checked",)
