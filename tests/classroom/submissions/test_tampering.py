"""What was changed in the course's own cells and marks is named, and what was lost is not."""

import pytest

from checker.classroom.submissions.tampering import tampering
from checker.records import Cell
from tests.classroom.small_course import RELEASE, solved


def forged(id_, **fields):
    """The solved notebook with other metadata of nbgrader in one cell."""
    return [
        Cell(
            cell.id,
            cell.kind,
            cell.source,
            {"nbgrader": cell.metadata["nbgrader"] | fields} if cell.id == id_ else cell.metadata,
        )
        for cell in solved()
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"points": 1000.0}, "points"),
        ({"locked": False}, "locked"),
        ({"grade": False, "solution": True}, "grade, solution"),
        ({"grade_id": "check-fourfold"}, "grade_id"),
        ({"checksum": "0" * 32}, "checksum"),
    ],
)
def test_metadata_that_say_otherwise(fields, told):
    """The cell and the fields are named."""
    assert tampering(forged("check-double", **fields), RELEASE) == [
        f"the metadata of check-double were changed: {told}"
    ]


def test_stub_of_another_tool():
    """The checksum of an exercise's own cell says what its stub was, and is no forgery."""
    assert tampering(forged("exercise-double", checksum="0" * 32), RELEASE) == []


def test_an_answer_that_says_it_is_graded():
    """So are those of a cell that is the student's to write."""
    assert tampering(forged("exercise-double", grade=True, points=9.0), RELEASE) == [
        "the metadata of exercise-double were changed: grade, points"
    ]


def test_a_graded_cell_of_ones_own():
    """A cell that we have not handed out is worth nothing, whatever it says."""
    own = Cell("bonus", "code", "1", {"nbgrader": {"grade": True, "points": 9.0, "grade_id": "b"}})
    assert tampering([*solved(), own], RELEASE) == [
        "the metadata of bonus, which is not ours, say that it is graded"
    ]


def test_many_cells_that_were_changed():
    """They are told in one sentence, and the first few by name."""
    numbers = range(1, 6)
    release = [
        Cell(f"check-e{number}", "code", f"check(e{number})", {"nbgrader": {"locked": True}})
        for number in numbers
    ]
    two = [Cell(cell.id, "code", "1.0") for cell in release[:2]] + release[2:]
    assert tampering(two, release) == ["2 check cells were changed: check-e1, check-e2"]
    assert tampering([], release) == [
        "5 check cells were removed: check-e1, check-e2, check-e3 and 2 more"
    ]


def test_metadata_that_were_lost():
    """An editor that drops them is no forger."""
    lost = [Cell(cell.id, cell.kind, cell.source) for cell in solved()]
    assert tampering(lost, RELEASE) == []


def test_a_copy_of_a_check():
    """A copied cell keeps its metadata, under a new id."""
    check = next(cell for cell in RELEASE if cell.id == "check-double")
    copy = Cell("cell-9", "code", check.source, check.metadata)
    assert tampering([*solved(), copy], RELEASE) == []


def test_flags_that_are_not_set():
    """A flag that is missing and one that is false say the same."""
    assert tampering(forged("check-double", task=False, solution=False), RELEASE) == []
