"""Cells become the bytes of a notebook; the same cells give the same bytes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from checker.documents.lean import lean_imports
from checker.records import Cell

if TYPE_CHECKING:
    from nbformat import NotebookNode

    #: Changes a notebook in place before it is written.
    Conversion = Callable[[NotebookNode], None]

FRAME = {
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


def write_notebook(cells: Sequence[Cell], *conversions: "Conversion") -> bytes:
    """Write cells as a notebook of format 4.5 without outputs, after the conversions in turn.

    Raises
    ------
    ValueError
        If two cells have the same id: nbformat would make up another, anew each time.
    nbformat.ValidationError
        If an id is malformed, or a conversion leaves no valid notebook behind.
    """
    if len({cell.id for cell in cells}) < len(cells):
        raise ValueError("two cells have the same id")
    notebook = as_notebook(cells)
    with lean_imports():
        import nbformat  # noqa: PLC0415 - takes long, and a student's check needs none of it

    for convert in conversions:
        convert(notebook)
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook, nbformat.NO_CONVERT)
    return f"{text}\n".encode()


def as_notebook(cells: Sequence[Cell]) -> "NotebookNode":
    """Return cells as a notebook that has not been run."""
    with lean_imports():
        import nbformat  # noqa: PLC0415 - takes long, and a student's check needs none of it

    notebook: NotebookNode = nbformat.from_dict(FRAME | {"cells": [_node(cell) for cell in cells]})
    return notebook


def _node(cell: Cell) -> dict[str, Any]:
    node = {
        "id": cell.id,
        "cell_type": cell.kind,
        "metadata": dict(cell.metadata),
        "source": cell.source,
    }
    return node | {"outputs": [], "execution_count": None} if cell.kind == "code" else node
