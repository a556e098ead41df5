"""A notebook run from top to bottom in a new kernel, as its owner would, behind no wall."""

import codecs
import re
import warnings
from pathlib import Path
from typing import Any

from checker.errors import UsageError

#: A cell that takes longer is stopped; the longest training of the course takes a minute.
CELL_SECONDS = 900
#: The line of a cell that checks an exercise.
CHECK_CALL = re.compile(r"""^check\(["']?(\w+)["']?\)""", re.MULTILINE)


def run_through(path: Path) -> dict[str, list[Any]]:
    """Run a notebook in its own folder, and give what each cell puts out, by the cell's id.

    The file stays as it is. A cell that raises does not stop those below it.

    Raises
    ------
    UsageError
        If the file is no notebook, or the kernel does not get to its end.
    """
    from nbclient import NotebookClient  # noqa: PLC0415 - it takes longer to load than a check
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415

    notebook = _opened(path)
    client = NotebookClient(
        notebook,
        kernel_name="python3",  # the Python at hand, whatever the file was made with
        timeout=CELL_SECONDS,
        allow_errors=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.resolve().parent)}},
    )
    try:
        client.execute()
    except CellTimeoutError as error:
        minutes = CELL_SECONDS // 60
        raise UsageError(f"{path}: a cell was stopped after {minutes} minutes") from error
    except DeadKernelError as error:
        raise UsageError(f"{path}: the kernel died; did something take all memory?") from error
    return {cell.get("id", ""): cell.get("outputs", []) for cell in notebook.cells}


def _opened(path: Path) -> Any:
    import nbformat  # noqa: PLC0415

    try:
        text = path.read_bytes().removeprefix(codecs.BOM_UTF8).decode()
        with warnings.catch_warnings(action="ignore"):  # of cells that have lost their ids
            notebook = nbformat.reads(text, as_version=4)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except Exception as error:
        raise UsageError(f"{path} is not a notebook, or is damaged") from error
    for cell in notebook.cells:
        if found := CHECK_CALL.search(cell.source):
            cell["id"] = f"check-{found[1]}"  # other programs leave ids out, or make new ones
    return notebook
