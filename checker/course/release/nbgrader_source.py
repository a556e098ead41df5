"""A notebook as it lies in nbgrader's folder `source`, from which nbgrader makes what is released.

nbgrader clears each exercise cell: whole, or between marks if it has any. What students get is a
stub already, with nothing in it to be cleared, so its marks stand below it with nothing between.
"""

import json
from typing import Any

from checker.course.release.marks import BEGIN, END
from checker.documents.cell_text import EXERCISE, WORDS

STUB = "raise NotImplementedError("
#: Lets *Run All Cells* go on after a cell that raises; nbgrader's own text would.
RAISES = "raises-exception"


def source_notebook(released: bytes) -> bytes:
    """Return a students' notebook with marks in its exercise cells, for nbgrader to read."""
    notebook: dict[str, Any] = json.loads(released)
    for cell in notebook["cells"]:
        if cell["id"].startswith(EXERCISE) and cell["metadata"].get("nbgrader", {}).get("solution"):
            text = "".join(cell["source"])
            if STUB not in text:  # typed answers: what nbgrader may write below them raises
                cell["metadata"]["tags"] = [RAISES]
            cell["source"] = with_marks(text)
        elif cell["id"].startswith(WORDS):
            cell["source"] = with_marks("".join(cell["source"]))
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def with_marks(stub: str) -> str:
    r"""Return a stub's text with empty regions for solutions, one below each line that raises.

    >>> print(with_marks("answers = {}"))
    answers = {}
    ### BEGIN SOLUTION
    ### END SOLUTION
    """
    lines = stub.split("\n")
    if STUB not in stub:
        return "\n".join([*lines, BEGIN, END])
    marked = []
    for line in lines:
        marked.append(line)
        if line.strip().startswith(STUB):
            indent = line[: len(line) - len(line.lstrip())]
            marked += [indent + BEGIN, indent + END]
    return "\n".join(marked)


def without_empty_regions(text: str) -> str:
    """Return a cell's text without pairs of marks that have nothing between them.

    >>> without_empty_regions(with_marks("answers = {}"))
    'answers = {}'
    """
    kept: list[str] = []
    for line in text.split("\n"):
        if line.strip() == END and kept and kept[-1].strip() == BEGIN:
            kept.pop()
        else:
            kept.append(line)
    return "\n".join(kept)
