"""The notebook that students get, cell by cell."""

import hashlib
import json

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from checker.course.release.assemble import student_notebook
from checker.course.release.course import load_lesson
from checker.errors import SourceError


@pytest.fixture
def cells(lesson, casebook):
    """Give the cells of the students' notebook by id."""
    notebook = json.loads(student_notebook(lesson, casebook))
    return {cell["id"]: cell for cell in notebook["cells"]}


def text(cell):
    return "".join(cell["source"])


def test_the_cells_in_their_order(cells):
    """Every exercise is followed by its check; the instructor's cells are not there."""
    assert list(cells) == [
        "a-small-lesson-1", "setup", "the-line-1", "exercise-line", "check-line", "the-line-2",
        "by-hand-1", "given-by_hand", "exercise-by_hand", "check-by_hand",
    ]  # fmt: skip
    assert "lecturer" not in json.dumps(cells)


def test_the_metadata_is_nbgraders(lesson, casebook):
    """The validator of nbgrader accepts the notebook, at schema 3."""
    notebook = nbformat.reads(student_notebook(lesson, casebook).decode(), as_version=4)
    MetadataValidator().validate_nb(notebook)


@pytest.mark.parametrize(
    ("name", "flags", "points"),
    [
        ("exercise-line", (False, True, False), None),
        ("exercise-by_hand", (False, True, False), None),
        ("check-line", (True, False, True), 2.0),
        ("check-by_hand", (True, False, True), 1.0),
        ("setup", (False, False, True), None),
        ("given-by_hand", (False, False, True), None),
    ],
)
def test_roles(cells, name, flags, points):
    """Each cell has the flags of its role, and a check has the exercise's points."""
    grader = cells[name]["metadata"]["nbgrader"]
    assert (grader["grade"], grader["solution"], grader["locked"]) == flags
    assert grader.get("points") == points
    assert (grader["grade_id"], grader["schema_version"]) == (name, 3)


def test_what_a_student_can_change(cells):
    """Only exercises are editable; no cell that nbgrader needs can be deleted."""
    for name, cell in cells.items():
        if "nbgrader" in cell["metadata"]:
            assert cell["metadata"]["deletable"] is False
            assert cell["metadata"].get("editable", True) is name.startswith("exercise-")


def test_checksums(cells):
    """A checksum is nbgrader's: of the text, the kind, the flags, the id and the points."""
    expected = hashlib.md5(b"check(line)" + b"code" + b"TrueFalseTrue" + b"check-line" + b"2.0")
    assert cells["check-line"]["metadata"]["nbgrader"]["checksum"] == expected.hexdigest()


def test_cells_that_nbgrader_does_not_know(cells):
    """Prose and figures carry no metadata but the description of their figure."""
    assert cells["the-line-1"]["metadata"] == {}
    assert cells["the-line-2"]["metadata"] == {"alt": "A rising line."}


def test_numbers_of_the_source(cells):
    """Without a seed the notebook has the source's own numbers, in cell and prose."""
    assert text(cells["given-by_hand"]).startswith("x = 3.0  # the input")
    assert "Take 3.0 and -0.50." in text(cells["by-hand-1"])


def test_numbers_of_a_seed(lesson, compile_casebook):
    """With a seed the numbers drawn stand in the cell and in the prose."""
    casebook = compile_casebook(lesson, 5)
    x = casebook.numbers["by_hand"]["x"]
    notebook = student_notebook(lesson, casebook).decode()
    assert x != 3.0
    assert f"x = {x}  # the input" in notebook
    assert f"Take {x} and -0.50." in notebook


def test_the_same_lesson_twice(lesson, casebook):
    """The same lesson and casebook give the same bytes."""
    assert student_notebook(lesson, casebook) == student_notebook(lesson, casebook)


def test_prose_inserted_elsewhere(cells, edit, solutions, compile_casebook):
    """New prose changes no id of another section."""
    edit("# A line through", "# New.\n\n# %% [markdown]\n# A line through")
    lesson = load_lesson(solutions / "01_small.py")
    after = json.loads(student_notebook(lesson, compile_casebook(lesson, None)))["cells"]
    ids = [cell["id"] for cell in after]
    assert set(cells) < set(ids)
    assert set(ids) - set(cells) == {"the-line-3"}


def test_a_placeholder_without_its_number(edit, solutions, compile_casebook):
    """A placeholder that names no given number is refused with its line."""
    line = edit("«by_hand.x»", "«by_hand.q»")
    lesson = load_lesson(solutions / "01_small.py")
    with pytest.raises(SourceError, match=rf"01_small.py:{line}: no given number is called"):
        student_notebook(lesson, compile_casebook(lesson, None))


def test_tools_are_given_and_locked(solutions, edit, casebook):
    """The cell of tools ships whole and locked, and goes with the setup to where code is run."""
    edit('# %% tags=["instructor"]', '# %% tags=["tools"]\ndef helper():\n    return 7\n\n# %%')
    lesson = load_lesson(solutions / "01_small.py")
    assert lesson.setup.endswith("def helper():\n    return 7")
    notebook = json.loads(student_notebook(lesson, casebook))
    (tools,) = [cell for cell in notebook["cells"] if cell["id"] == "tools"]
    assert text(tools) == "def helper():\n    return 7"
    assert tools["metadata"]["nbgrader"]["locked"] is True
