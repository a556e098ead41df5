"""Cells are written as a notebook, byte for byte the same each time."""

import json

import nbformat
import pytest

from checker.documents import parse_notebook
from checker.documents.writing import write_notebook
from checker.records import Cell

CELLS = (
    Cell("title", "markdown", "# σ and «»", {"tags": ["a"]}),
    Cell("code-1", "code", "x = 1\ny = 2"),
    Cell("raw", "raw", "as it is"),
)


def test_the_same_cells_twice():
    """The same cells give the same bytes."""
    assert write_notebook(CELLS) == write_notebook(CELLS)


def test_a_written_notebook():
    """The notebook is valid, of format 4.5, without outputs, and ends with a newline."""
    data = write_notebook(CELLS)
    notebook = nbformat.reads(data.decode(), as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info == {"name": "python"}
    assert notebook.cells[1].outputs == []
    assert data.endswith(b"}\n")


def test_reading_back():
    """What is written is read back without repairs."""
    parsed = parse_notebook(write_notebook(CELLS))
    assert [(cell.id, cell.kind, cell.source) for cell in parsed.cells] == [
        (cell.id, cell.kind, cell.source) for cell in CELLS
    ]
    assert parsed.repairs == ()


def test_conversions():
    """Conversions change the notebook in turn before it is written."""

    def shout(notebook):
        notebook.cells[0].source = notebook.cells[0].source.upper()

    def double(notebook):
        notebook.cells[0].source *= 2

    data = write_notebook([Cell("a", "markdown", "x")], shout, double)
    assert json.loads(data)["cells"][0]["source"] == ["XX"]


def test_the_same_id_twice():
    """Two cells of one id are refused, since nbformat would make up a new one at random."""
    with pytest.raises(ValueError, match="two cells have the same id"):
        write_notebook([CELLS[0], CELLS[0]])


@pytest.mark.parametrize("name", ["a b", "", "x" * 65])
def test_a_malformed_id(name):
    """An id that the format does not allow is refused."""
    with pytest.raises(nbformat.ValidationError):
        write_notebook([Cell(name, "code", "x")])
