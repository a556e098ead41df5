"""`result.json` as Classroom 50's collector takes it."""

from datetime import UTC, datetime

import pytest

from checker.classroom.exports.classroom50 import classroom50_result
from checker.errors import UsageError
from tests.classroom.exports.made import SENTENCES, exercise, result

RUNNER = {
    "CLASSROOM": "nn-2027",
    "ASSIGNMENT": "neuron",
    "SUBMISSION_TAG": "submit/2027-03-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "https://example.org/commit/1",
    "RELEASE_URL": "https://example.org/release/1",
    "REVIEW_URL": "https://example.org/compare/1",
    "USERNAME": "ada-l",
    "ASSIGNMENT_TYPE": "individual",
}
NOW = datetime(2027, 3, 2, 8, 0, 0, tzinfo=UTC)
TEXTS = (
    "schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit",
    "release", "review", "datetime", "graded_at",
)  # fmt: skip


def contents(result_=None, **changes):
    return classroom50_result(result_ or result("ada"), SENTENCES, RUNNER | changes, NOW)


def test_the_contract():
    """Every field is there, of its kind, and says what the runner said."""
    found = contents()
    assert found.keys() == {*TEXTS, "score", "max-score", "tests"}
    assert all(isinstance(found[name], str) for name in TEXTS)
    assert found["schema"] == "classroom50/result/v1"
    assert (found["classroom"], found["assignment"], found["owner"]) == (
        "nn-2027", "neuron", "ada-l",
    )  # fmt: skip


def test_whole_numbers():
    """Points are thousandths, exact, and the score is the sum of the tests'."""
    third = [exercise("sigmoid", points=0.333, max_points=1.0, outcome="partial"), exercise("relu")]
    found = contents(result("ada", exercises=third))
    assert [test["score"] for test in found["tests"]] == [333, 2000]
    assert (found["score"], found["max-score"]) == (2333, 3000)
    assert [test["passed"] for test in found["tests"]] == [False, True]
    assert all(type(test["max-score"]) is int for test in found["tests"])


def test_when_it_was_handed_in():
    """The tag says it, however often the work is graded."""
    found = contents()
    assert found["datetime"] == "2027-03-01T14:32:05Z"
    assert found["graded_at"] == "2027-03-02T08:00:00Z"


def test_tag_without_a_time():
    """Then the time of grading is all that is known."""
    assert contents(SUBMISSION_TAG="submit/1")["datetime"] == "2027-03-02T08:00:00Z"


def test_first_submission():
    """What has nothing to be compared with is reviewed at its commit."""
    assert contents(REVIEW_URL="")["review"] == RUNNER["COMMIT_URL"]


def test_outside_the_runner():
    """The variables that are missing are named."""
    with pytest.raises(UsageError, match="sets COMMIT_URL, RELEASE_URL; this format"):
        contents(COMMIT_URL="", RELEASE_URL="")
