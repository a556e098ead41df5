"""A notebook run from top to bottom in a new kernel, as its owner would, behind no wall."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.documents.notebooks import ParsedNotebook, parse_notebook
from checker.documents.writing import as_notebook
from checker.errors import UnreadableNotebook, UsageError
from checker.records import Cell

#: A cell that takes longer is stopped; the longest training of the course takes a minute.
CELL_SECONDS = 900


def run_through(path: Path) -> dict[str, list[Any]]:
    """Run a notebook in its own folder, and give what each cell puts out, by the cell's id.

    The file stays as it is. A cell that raises does not stop those below it.

    Raises
    ------
    UsageError
        If the file is no notebook, or the kernel does not get to its end.
    """
    return run_cells(notebook_at(path).cells, path)


def notebook_at(path: Path) -> ParsedNotebook:
    """Read a notebook as a grader does.

    Raises
    ------
    UsageError
        If the file cannot be read, or is no notebook.
    """
    try:
        return parse_notebook(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnreadableNotebook as error:
        raise UsageError(f"{path}: {error}") from error


def run_cells(cells: Sequence[Cell], path: Path) -> dict[str, list[Any]]:
    """Run cells in the folder of a file, and give what each puts out, by its id.

    Raises
    ------
    UsageError
        If the kernel does not get to their end.
    """
    from nbclient import NotebookClient  # noqa: PLC0415 - it takes longer to load than a check
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415

    notebook = as_notebook(cells)
    client = NotebookClient(
        notebook,
        kernel_name="python3",  # the Python at hand, whatever the file was made with
        timeout=CELL_SECONDS,
        allow_errors=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.resolve().parent)}},
    )
    try:
        asyncio.run(client.async_execute())  # in a loop of its own, which ends with it
    except CellTimeoutError as error:
        minutes = CELL_SECONDS // 60
        raise UsageError(f"{path}: a cell was stopped after {minutes} minutes") from error
    except DeadKernelError as error:
        raise UsageError(f"{path}: the kernel died; did something take all memory?") from error
    return {cell.id: cell.get("outputs", []) for cell in notebook.cells}
