"""What goes back to students: safe places, and notebooks with nothing hostile in them."""

import json

import pytest

from checker.classroom.grading.marked_notebook import marked_notebook
from checker.classroom.grading.marking import Marker
from checker.errors import UsageError
from checker.records import Cell, Submission
from checker.safe_files import safe_name, write_file
from tests.classroom.small_course import (
    ASSIGNMENT,
    NOTEBOOK,
    PROVENANCE,
    SOLUTIONS,
    DirectSandbox,
    solved,
)


def graded(*extra, **sources):
    submission = Submission("alice", NOTEBOOK, NOTEBOOK, (*solved(**sources), *extra), "a" * 64)
    marker = Marker(ASSIGNMENT, PROVENANCE)
    return marker.mark(submission, DirectSandbox().run, DirectSandbox().run)


def marked(*extra, **sources):
    data = marked_notebook(ASSIGNMENT.notebook, graded(*extra, **sources))
    return {cell["id"]: cell for cell in json.loads(data)["cells"]}


@pytest.mark.parametrize("name", ["alice", "a.b-c_d+e@example.org", "Ámbar Ñandú", "陳大文", "07"])
def test_names_that_are_safe(name):
    """They stay as they are, as nbgrader expects."""
    assert safe_name(name) == name


HOSTILE = [
    *("..", "a/b", "a\\b", "", " a", "a.", "-rf", "nul", "COM1.txt", "a\n", "<b>", "a:b"),
    *("\x1b[2J", "\u202ea", "\udc80", "é" * 120, "a" * 81),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_that_are_not(name):
    """They become plain ones, each its own."""
    safe = safe_name(name)
    assert safe.isascii()
    assert safe_name(safe) == safe
    assert safe != safe_name(name + "x")


def test_a_marked_notebook():
    """It is the notebook that was handed out, with answers and what we say of them."""
    cells = marked(double="def double(x):\n    return 4 * x")
    assert cells["exercise-double"]["source"] == "def double(x):\n    return 4 * x"
    assert "It is twice too large." in cells["check-double"]["outputs"][0]["text"]
    assert cells["exercise-fourfold"]["source"] == SOLUTIONS["fourfold"]


def test_hidden_cases_in_a_marked_notebook():
    """Students' feedback is made from it by nbgrader, so no case is shown."""
    text = marked(double="def double(x):\n    return 4 * x")["check-double"]["outputs"][0]["text"]
    assert "expected" not in text


def test_what_is_not_taken_from_a_student():
    """Markdown and outputs, which formgrader shows as they are, do not go in."""
    hostile = Cell("mine", "markdown", "<script>alert(1)</script>")
    assert "script" not in json.dumps(marked(hostile))


def test_a_place_that_cannot_be_written(tmp_path):
    """It is named in one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written: "):
        write_file(tmp_path / "file" / "page.html", b"")
