"""Exports as they are ordered: what is written where, and what is refused."""

import json

import pytest

from checker.classroom.exports.export import FORMATS, export
from checker.classroom.exports.export_order import ExportOrder
from checker.errors import UsageError
from tests.classroom.exports.made import SENTENCES, result
from tests.classroom.exports.platforms import CANVAS, MOODLE, canvas_import, moodle_import


@pytest.fixture
def order(tmp_path, monkeypatch):
    """Order an export from a folder with a sheet in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "canvas.csv").write_bytes(CANVAS)
    (tmp_path / "moodle.csv").write_bytes(MOODLE)

    def order(kind, *results, **changes):
        if "template" in changes:
            changes["template"] = tmp_path / changes["template"]
        chosen = results or (result("ada@example.org"),)
        return export(kind, ExportOrder(chosen, sentences=SENTENCES, **changes))

    return order


def test_canvas(order, tmp_path):
    """The sheet is filled beside the one that was given, which stays as it was."""
    exported = order("canvas", template="canvas.csv")
    assert exported.said == f"1 mark is in {tmp_path / 'canvas-filled.csv'}."
    assert canvas_import((tmp_path / "canvas-filled.csv").read_bytes())["101", "4711"] == "2.5"
    assert (tmp_path / "canvas.csv").read_bytes() == CANVAS


def test_moodle(order, tmp_path):
    """Feedback says what lost points, and why."""
    exported = order("moodle", template="moodle.csv", out=tmp_path / "out.csv")
    assert exported.remarks == ()
    taken = moodle_import((tmp_path / "out.csv").read_bytes())
    feedback = "relu 0.5 / 2: Partly right. It runs from -1 to 1, and should run from 0."
    assert taken["501"] == (2.5, f"Graded by checker: {feedback}")


def test_moodle_of_several_notebooks(order):
    """A worksheet is for one of them, which has to be named."""
    results = result("ada"), result("ada", "02_forward")
    with pytest.raises(UsageError, match="--assignment: 01_neuron, 02_forward"):
        order("moodle", *results, template="moodle.csv")
    assert order("moodle", *results, template="moodle.csv", assignment="02_forward").remarks == ()


@pytest.mark.parametrize("kind", ["canvas", "moodle"])
def test_sheet_that_would_be_written_over(order, tmp_path, kind):
    """The instructor's own file is never written over."""
    with pytest.raises(UsageError, match="is the sheet itself"):
        order(kind, template=f"{kind}.csv", out=tmp_path / f"{kind}.csv")
    with pytest.raises(UsageError, match="--template"):
        order(kind)


def test_one_result_for_gradescope(order, tmp_path):
    """It is the file that Gradescope looks for."""
    order("gradescope", out=tmp_path / "results.json")
    assert json.loads((tmp_path / "results.json").read_text())["score"] == 2.5


def test_a_class_for_gradescope(order, tmp_path):
    """Each student has a folder, whose name can do no harm."""
    order("gradescope", result("ada"), result("../eve"), out=tmp_path / "out")
    found = sorted(path.relative_to(tmp_path / "out") for path in tmp_path.rglob("results.json"))
    assert [str(path.parent.name) for path in found] == ["01_neuron"] * 2
    assert found[0].parts[0] == "ada"
    assert found[1].parts[0].startswith("eve-")
    with pytest.raises(UsageError, match="holds one of 2 results"):
        order("gradescope", result("ada"), result("bob"), out=tmp_path / "results.json")


@pytest.mark.parametrize("kind", ["gradescope", "nbgrader-csv", "csv", "parquet"])
def test_mark_that_is_not_settled(order, kind):
    """It is exported, since it says so itself, and named for a person to see to."""
    exported = order(kind, result("ada", status="needs_human"))
    assert exported.remarks == ("ada, 01_neuron: not settled, because a person has to look at it",)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("gradescope", "results.json"),
        ("nbgrader-csv", "grades.csv"),
        ("csv", "marks.csv"),
        ("parquet", "results.parquet"),
    ],
)
def test_names_that_fit(order, tmp_path, kind, name):
    """Where nothing is said, the file has the name that its readers expect."""
    assert order(kind).said == f"1 mark is in {name}."
    assert (tmp_path / name).is_file()


def test_what_there_is_not(order):
    """An unknown format and an unknown notebook are refused with what there is."""
    with pytest.raises(UsageError, match=f"no format 'excel'; there are {', '.join(FORMATS)}"):
        order("excel")
    with pytest.raises(UsageError, match="no results of 09_none"):
        order("csv", assignment="09_none")
