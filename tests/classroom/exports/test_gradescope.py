"""`results.json` as Gradescope's specification has it."""

import json

from checker.classroom.exports.gradescope import gradescope_results
from tests.classroom.exports.made import SENTENCES, WRONG, exercise, result

FORMATS = {"text", "html", "simple_format", "md", "ansi"}
VISIBLE = {"hidden", "after_due_date", "after_published", "visible"}
TOP = {
    "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format",
    "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard",
}  # fmt: skip
TEST = {
    "score", "max_score", "status", "name", "name_format", "number", "output", "output_format",
    "tags", "visibility", "extra_data",
}  # fmt: skip


def contents(**changes):
    return json.loads(json.dumps(gradescope_results(result("ada", **changes), SENTENCES)))


def test_the_specification():
    """There is no key but those of the specification, and every value is of its kind."""
    found = contents()
    assert found.keys() <= TOP
    assert {found[key] for key in found if key.endswith("_format")} <= FORMATS
    assert {found["visibility"], found["stdout_visibility"]} <= VISIBLE
    for test in found["tests"]:
        assert test.keys() <= TEST
        assert test["status"] in ("passed", "failed")
        assert isinstance(test["score"], float)


def test_marks():
    """Each exercise is a test with its points, and the score is their sum."""
    found = contents()
    assert found["score"] == 2.5 == sum(test["score"] for test in found["tests"])
    assert [(test["number"], test["name"], test["status"]) for test in found["tests"]] == [
        ("1", "sigmoid", "passed"),
        ("2", "relu", "failed"),
    ]


def test_what_the_student_reads():
    """The misconception's sentence, but never a reason, which could quote a hidden case."""
    wrong = exercise("relu", **WRONG, reason="ValueError: hidden case 0.1234", carried_forward=True)
    (test,) = contents(exercises=[wrong])["tests"]
    assert test["output"].startswith("Partly right. It runs from -1 to 1")
    assert "Error carried forward" in test["output"]
    assert "0.1234" not in json.dumps(contents(exercises=[wrong]))


def test_what_stays_with_the_instructor():
    """Neither the seed nor what the run printed is shown."""
    found = contents()
    assert "99" not in json.dumps(found)
    assert found["stdout_visibility"] == "hidden"


def test_file_that_cannot_be_read():
    """It is said above everything else."""
    found = contents(status="unreadable", repairs=["the file is empty"], score=0.0)
    assert found["output"] == "The file that was handed in could not be read: the file is empty."


def test_mark_that_is_not_settled():
    """The student reads that a person will look."""
    assert "the mark may still change" in contents(status="needs_human")["output"]
