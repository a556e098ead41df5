"""What was changed in the students' folder is named, cell by cell."""

import json
from dataclasses import replace

import pytest

from checker.course.release.drift import drift
from checker.course.release.regenerate import regenerate
from checker.errors import UsageError
from checker.exercises.storage import dump, load


def same(one, other):
    return dump(one) == dump(other)


REMEDY = (
    "; `checker regenerate --lesson 01_small` writes notebook and casebook anew, "
    "once what was changed by hand stands in the source"
)


def without_remedy(lines):
    """Hold that the last line about a lesson says what to do, and no other; give what is left."""
    ours = [line for line in lines if "01_small" in line]
    assert [line.endswith(REMEDY) for line in ours] == [line is ours[-1] for line in ours]
    return [line.removesuffix(REMEDY) for line in lines]


def again(compile_casebook):
    """Compile for the seed of what was handed out."""
    return lambda lesson, recorded: compile_casebook(lesson, recorded.seed if recorded else None)


@pytest.fixture
def out(solutions, tmp_path, compile_casebook):
    """Give the students' folder, made with a seed."""
    regenerate(solutions, tmp_path / "out", compile_casebook, 3)
    return tmp_path / "out"


@pytest.fixture
def found(solutions, out, compile_casebook):
    """Give a function that compares the folder with its source."""
    return lambda: without_remedy(drift(solutions, out, again(compile_casebook), same))


@pytest.fixture
def edited(out, found):
    """Give a function that edits the notebook's JSON, and then says what has drifted."""

    def change(how):
        path = out / "01_small.ipynb"
        notebook = json.loads(path.read_bytes())
        how(notebook, {cell["id"]: cell for cell in notebook["cells"]})
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return found()

    return change


def test_a_folder_as_it_was_made(found):
    """Nothing has drifted, and the seed need not be said again."""
    assert found() == []


def test_text_edited_by_hand(edited):
    """A cell whose text was edited is named."""

    def how(notebook, cells):
        cells["exercise-line"]["source"] = "def line(x, slope): return slope * x"

    assert edited(how) == ["01_small.ipynb: cell exercise-line differs from the source in its text"]


def test_metadata_edited_by_hand(edited):
    """A cell whose points were edited is named."""

    def how(notebook, cells):
        cells["check-line"]["metadata"]["nbgrader"]["points"] = 5

    assert edited(how) == [
        "01_small.ipynb: cell check-line differs from the source in its metadata"
    ]


def test_a_notebook_that_was_run(edited):
    """Outputs and numbers of runs are named."""

    def how(notebook, cells):
        cells["setup"]["execution_count"] = 1
        cells["setup"]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]

    assert edited(how) == [
        "01_small.ipynb: cell setup differs from the source in its outputs and number of runs"
    ]


def test_cells_missing_and_added(edited):
    """Cells that are missing and cells that have no source are named."""

    def how(notebook, cells):
        del notebook["cells"][0]
        notebook["cells"].append({**cells["the-line-1"], "id": "mine"})

    assert edited(how) == [
        "01_small.ipynb: cell a-small-lesson-1 is missing",
        "01_small.ipynb: cell mine is not in the source",
    ]


def test_cells_in_another_order(edited):
    """Cells that changed places are noticed."""
    (sentence,) = edited(lambda notebook, cells: notebook["cells"].reverse())
    assert "another order" in sentence


def test_a_cell_of_another_kind(edited):
    """A cell that became text is named."""

    def how(notebook, cells):
        cells["the-line-1"]["cell_type"] = "raw"

    assert edited(how) == ["01_small.ipynb: cell the-line-1 differs from the source in its kind"]


def test_metadata_of_the_notebook(edited):
    """A change outside all cells is noticed."""
    (sentence,) = edited(lambda notebook, cells: notebook["metadata"].clear())
    assert sentence == (
        "01_small.ipynb: the metadata of the notebook or the layout of its file differs"
    )


def test_cells_that_are_none(edited):
    """Damage to the list of cells is a difference, not a failure."""

    def how(notebook, cells):
        notebook["cells"][0] = 7
        notebook["cells"][1].pop("id")

    assert edited(how) == [
        "01_small.ipynb: cell a-small-lesson-1 is missing",
        "01_small.ipynb: cell setup is missing",
        "01_small.ipynb: cell without id is not in the source",
    ]


def test_a_source_that_changed(edit, found):
    """A change of the source that was not regenerated is named by its cell."""
    edit("# A line through", "# The line through")
    assert found() == ["01_small.ipynb: cell the-line-1 differs from the source in its text"]


def test_files_missing_and_damaged(out, found):
    """Missing, damaged and unknown files are named."""
    (out / "01_small.ipynb").write_bytes(b"%PDF-1.4")
    (out / "cases" / "01_small.npz").write_bytes(b"no casebook")
    (out / "02_old.ipynb").write_bytes(b"{}")
    assert found() == [
        "02_old.ipynb has no source: delete it, or bring its lesson back",
        "cases/01_small.npz cannot be read",
        "01_small.ipynb: the file is a PDF file, not a notebook",
    ]
    (out / "01_small.ipynb").unlink()
    (out / "cases" / "01_small.npz").unlink()
    assert found() == [
        "02_old.ipynb has no source: delete it, or bring its lesson back",
        "cases/01_small.npz is missing",
        "01_small.ipynb: the notebook is missing",
    ]


def test_a_casebook_that_differs(solutions, out, compile_casebook):
    """Casebooks are compared by what they mean, which the caller says."""
    found = drift(solutions, out, again(compile_casebook), lambda one, other: False)
    assert without_remedy(found) == [
        "cases/01_small.npz holds other cases or answers than the source gives"
    ]


def test_numbers_of_a_students_own(solutions, out, compile_casebook, edit):
    """What brings a student's own folder back into step is the roster."""
    path = out / "cases" / "01_small.npz"
    path.write_bytes(dump(replace(load(path.read_bytes()), variant=5)))
    (last,) = drift(solutions, out, again(compile_casebook), lambda one, other: False)
    assert last.endswith("; `checker regenerate --roster` writes students' own numbers anew")


def test_one_lesson_of_several(solutions, out, compile_casebook):
    """Only that lesson is looked at, and what others have left is not named."""
    (out / "02_old.ipynb").write_bytes(b"{}")
    assert drift(solutions, out, again(compile_casebook), same, ["01_small"]) == []
    with pytest.raises(UsageError, match=r"holds no lesson 02_old"):
        drift(solutions, out, again(compile_casebook), same, ["02_old"])
