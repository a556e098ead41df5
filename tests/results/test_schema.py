"""Results as lines: their form, and a file that survives being cut off."""

import json
from dataclasses import replace

import pytest

from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.grading.marking import Marker
from checker.errors import UsageError
from checker.records import Submission
from checker.results.schema import read_results, result_of
from tests.classroom.small_course import ASSIGNMENT, NOTEBOOK, PROVENANCE, DirectSandbox, solved


def graded(student="alice", **sources):
    submission = Submission(student, NOTEBOOK, NOTEBOOK, solved(**sources), "a" * 64)
    marker = Marker(ASSIGNMENT, PROVENANCE)
    return marker.mark(submission, DirectSandbox().run, DirectSandbox().run)


def without_seconds(result):
    exercises = [item | {"seconds": 0} for item in result["exercises"]]
    return result | {"seconds": 0, "exercises": exercises}


def test_the_form_of_a_line():
    """It is the object that other tools rely on, key by key."""
    result = without_seconds(result_of(graded(double="def double(x):\n    return 4 * x")))
    assert json.loads(json.dumps(result)) == {
        "schema": "checker/result/v1",
        "student": "alice",
        "assignment": "01_small",
        "notebook": "01_small",
        "score": 3.0,
        "max_score": 5.0,
        "status": "graded",
        "exercises": [
            {
                "name": "double",
                "points": 0.0,
                "max_points": 2.0,
                "outcome": "failed",
                "reason": result["exercises"][0]["reason"],
                "misconception": "1.1.wrong",
                "carried_forward": False,
                "seconds": 0,
                "answer": "def double(x):\n    return 4 * x",
                "fingerprint": result["exercises"][0]["fingerprint"],
            },
            {
                "name": "fourfold",
                "points": 1.0,
                "max_points": 1.0,
                "outcome": "passed",
                "reason": "",
                "misconception": None,
                "carried_forward": True,
                "seconds": 0,
            },
            {
                "name": "by_hand",
                "points": 2.0,
                "max_points": 2.0,
                "outcome": "passed",
                "reason": "",
                "misconception": None,
                "carried_forward": False,
                "seconds": 0,
            },
        ],
        "repairs": [],
        "tampering": [],
        "seconds": 0,
        "provenance": {
            "submission_sha256": "a" * 64,
            "casebook_sha256": "c" * 64,
            "checker_version": "0.1",
            "python": "3.11",
            "numpy": "2.4",
            "isolation": "none",
            "seed": 7,
        },
    }


def test_the_same_submission_twice():
    """Seconds aside, it gives the same line."""
    assert without_seconds(result_of(graded())) == without_seconds(result_of(graded()))


def test_an_unreadable_file():
    """The reason stands among the repairs."""
    whole = graded()
    submission = replace(whole.submission, unreadable="the file is cut off in the middle")
    result = result_of(replace(whole, submission=submission))
    assert result["repairs"] == ["the file is cut off in the middle"]


def test_lines_come_back(tmp_path):
    """What was appended is read, names of any kind included."""
    path = tmp_path / "new" / "results.jsonl"
    hostile = "\x1b[2Jeve\n\u202e\udc80"
    with ResultsFile(path) as file:
        file.append(result_of(graded("alice")))
        file.append(result_of(graded(hostile)))
    assert list(read_results(path)) == [("alice", NOTEBOOK), (hostile, NOTEBOOK)]


def test_a_submission_twice_in_the_file(tmp_path):
    """The last line wins."""
    path = tmp_path / "results.jsonl"
    with ResultsFile(path) as file:
        file.append(result_of(graded()))
        file.append(result_of(graded(double="def double(x):\n    return 4 * x")))
    (result,) = read_results(path).values()
    assert result["score"] == 3


def test_a_file_cut_in_its_last_line(tmp_path):
    """The half line is told when read, and gone before the next is appended."""
    path = tmp_path / "results.jsonl"
    with ResultsFile(path) as file:
        file.append(result_of(graded("alice")))
        file.append(result_of(graded("bob")))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UsageError, match="cut off in its last line"):
        read_results(path)
    with ResultsFile(path) as file:
        assert list(file.recorded) == [("alice", NOTEBOOK)]
        file.append(result_of(graded("carol")))
    assert list(read_results(path)) == [("alice", NOTEBOOK), ("carol", NOTEBOOK)]


def test_a_line_is_there_at_once(tmp_path):
    """A run that is killed after a line has left it behind."""
    path = tmp_path / "results.jsonl"
    with ResultsFile(path) as file:
        file.append(result_of(graded()))
        assert len(read_results(path)) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}\n", "results.jsonl:1 is no result of this checker"),
        ("[1]\n", "results.jsonl:1 is no result of this checker"),
        ("hello\n", "results.jsonl:1 is no result of this checker"),
        ('{"schema": "checker/result/v1"}\n', "results.jsonl:1 lacks assignment, exercises"),
    ],
)
def test_a_file_of_another_kind(tmp_path, text, message):
    """It is refused, and left as it was."""
    path = tmp_path / "results.jsonl"
    path.write_text(text)
    with pytest.raises(UsageError, match=message):
        ResultsFile(path)
    assert path.read_text() == text


def test_a_place_that_cannot_be_written(tmp_path):
    """It is refused in one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        ResultsFile(tmp_path / "file" / "results.jsonl")


def test_a_file_that_is_not_there(tmp_path):
    """Reading it is refused in one sentence."""
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_results(tmp_path / "results.jsonl")
