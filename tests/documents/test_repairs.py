"""Damaged cells are made whole, and what was done is said."""

import json

import pytest

from checker.documents import parse_notebook
from checker.documents.repairs import CellReader

WHOLE = {"id": "a", "cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": []}


def parsed(*cells):
    return parse_notebook(json.dumps({"cells": cells, "nbformat": 4}).encode())


def test_a_whole_cell():
    """A cell without damage is repaired in nothing."""
    notebook = parsed(WHOLE)
    assert notebook.repairs == ()
    assert [(cell.id, cell.kind, cell.source) for cell in notebook.cells] == [
        ("a", "code", "x = 1")
    ]


@pytest.mark.parametrize("source", ["a\nb\n", ["a\n", "b\n"], ["a", "\n", "b\n"]])
def test_source_as_text_or_lines(source):
    """A source may be one text or a list of lines."""
    (cell,) = parsed(WHOLE | {"source": source}).cells
    assert cell.source == "a\nb\n"


@pytest.mark.parametrize("source", [None, 5, {"a": 1}, [1, 2], True])
def test_source_that_is_no_text(source):
    """A source of another type counts as empty."""
    notebook = parsed(WHOLE | {"source": source})
    assert notebook.cells[0].source == ""
    assert notebook.repairs == ("left out what is no text in 1 cell",)


def test_source_with_some_lines_that_are_no_text():
    """What is text in a list of lines is kept."""
    notebook = parsed(WHOLE | {"source": ["x = 1\n", 7, None, "y = 2"]})
    assert notebook.cells[0].source == "x = 1\ny = 2"


def test_missing_source():
    """A cell without a source is kept, empty."""
    notebook = parsed({"id": "a", "cell_type": "code"})
    assert notebook.cells[0].source == ""


@pytest.mark.parametrize("item", [1, None, "cell", [], [WHOLE], True])
def test_an_item_that_is_no_cell(item):
    """What is no object is left out; the cells around it stay."""
    notebook = parsed(item, WHOLE)
    assert [cell.id for cell in notebook.cells] == ["a"]
    assert notebook.repairs == ("left out 1 cell that could not be read",)


@pytest.mark.parametrize("kind", [None, 3, "heading", [], {}])
def test_unknown_kind(kind):
    """A cell of unknown kind is kept as text, so that it is not run."""
    notebook = parsed(WHOLE | {"cell_type": kind})
    assert notebook.cells[0].kind == "raw"
    assert notebook.repairs == ("kept 1 cell of unknown kind as text that is not run",)


def test_lone_surrogates():
    """Characters that no file can hold are replaced, in markdown too."""
    markdown = WHOLE | {"id": "b", "cell_type": "markdown", "source": ["\udcff"]}
    notebook = parsed(WHOLE | {"source": "x = '\ud800'"}, markdown)
    assert [cell.source for cell in notebook.cells] == ["x = '?'", "?"]
    assert notebook.repairs == ("replaced characters that cannot be written in 2 cells",)


def test_a_surrogate_pair():
    """A pair of surrogates, escaped as JSON does it, is one character and stays."""
    data = (
        b'{"cells": [{"id": "a", "cell_type": "raw", "source": "\\ud83d\\ude00"}], "nbformat": 4}'
    )
    assert parse_notebook(data).cells[0].source == "\N{GRINNING FACE}"


def test_missing_ids():
    """Cells without an id are numbered; each id is there once."""
    notebook = parsed(*({**WHOLE, "id": given} for given in (None, "cell-1", "", "x y", 4, "ok")))
    assert [cell.id for cell in notebook.cells] == [
        "cell-1", "cell-2", "cell-3", "cell-4", "cell-5", "ok",
    ]  # fmt: skip
    assert notebook.repairs == (
        "gave a new id to 5 cells whose own was missing, malformed or taken",
    )


def test_two_thousand_cells_of_one_id():
    """Of cells with one id the first keeps it."""
    notebook = parsed(*[WHOLE] * 2000)
    assert notebook.cells[0].id == "a"
    assert len({cell.id for cell in notebook.cells}) == 2000


def test_an_id_in_the_metadata():
    """Colab keeps a cell's id there; an id of the cell's own goes before it."""
    cell = {key: value for key, value in WHOLE.items() if key != "id"}
    kept = parsed(cell | {"metadata": {"id": "b"}}, WHOLE | {"metadata": {"id": "c"}})
    assert [each.id for each in kept.cells] == ["b", "a"]
    assert kept.repairs == ()


def test_an_id_that_is_too_long():
    """An id beyond the 64 characters of the format is replaced."""
    assert parsed(WHOLE | {"id": "x" * 65}).cells[0].id == "cell-1"


def test_metadata():
    """Of the metadata only nbgrader's own is kept, each field only if of its type."""
    grader = {"grade_id": "a\ud800", "grade": True, "locked": "yes", "points": 10**30, "x": {}}
    (cell,) = parsed(WHOLE | {"metadata": {"nbgrader": grader, "tags": ["skip-execution"]}}).cells
    assert cell.metadata == {"nbgrader": {"grade_id": "a?", "grade": True}}


@pytest.mark.parametrize(
    ("points", "kept"),
    [(2, 2.0), (0.5, 0.5), (True, None), ("2", None), (-1, None), (float("nan"), None), ([], None)],
)
def test_points_of_a_cell(points, kept):
    """They are kept if they are a number that could be one's, and are looked at by nobody else."""
    (cell,) = parsed(WHOLE | {"metadata": {"nbgrader": {"points": points}}}).cells
    assert cell.metadata["nbgrader"].get("points") == kept


@pytest.mark.parametrize("metadata", [None, 5, [], "x", {"nbgrader": None}, {"nbgrader": [1]}])
def test_metadata_of_the_wrong_type(metadata):
    """Metadata of another type counts as none."""
    assert parsed(WHOLE | {"metadata": metadata}).cells[0].metadata == {}


def test_lines_without_ends():
    """Lines of which none ends get their ends back, and it is said."""
    reader = CellReader()
    item = {"cell_type": "code", "id": "a", "source": ["def f(x):", "    return x"]}
    assert reader.read(item).source == "def f(x):\n    return x\n"
    assert reader.repairs() == ("put line ends between the lines of 1 cell, which had none",)
