"""The marked notebook that goes back to a student, and opens in nbgrader's formgrader."""

import json
import re
from collections.abc import Iterator
from typing import Any

from checker.documents.cell_text import EXERCISE, WORDS
from checker.grades import GradedSubmission
from checker.reports.text import verdict_text
from checker.reports.visible import safe_text

CHECK = "check-"
NOTHING = "(no answer)"


def marked_notebook(release: bytes, graded: GradedSubmission) -> bytes:
    """Return the notebook as it was handed out, with the student's answers and what we say of them.

    Of what the student handed in, only text is taken: formgrader shows outputs and Markdown as
    they are, scripts included. So words become a block of plain text, and below stands what to
    look for in them.
    """
    notebook: dict[str, Any] = json.loads(release)
    verdicts = {f"{CHECK}{verdict.exercise}": verdict for verdict in graded.verdicts}
    for cell in notebook["cells"]:
        if cell["id"] in verdicts:
            text = verdict_text(verdicts[cell["id"]], public=False)
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
        elif cell["id"].startswith(EXERCISE):
            cell["source"] = graded.answers.get(cell["id"].removeprefix(EXERCISE), "")
    notebook["cells"] = [each for cell in notebook["cells"] for each in _in_words(cell, graded)]
    return (json.dumps(notebook, indent=1) + "\n").encode()


def _in_words(cell: dict[str, Any], graded: GradedSubmission) -> Iterator[dict[str, Any]]:
    """Return a cell; one that is answered in words, with the answer and what to look for."""
    name = cell["id"].removeprefix(WORDS)
    verdict = next((each for each in graded.verdicts if each.exercise == name), None)
    if not cell["id"].startswith(WORDS) or verdict is None:
        yield cell
        return
    yield cell | {"source": _plain_block(graded.answers.get(name) or NOTHING)}
    listed = "\n".join(f"- {each}" for each in verdict.rubric)
    text = f"**What to look for**\n\n{listed}"
    yield {"cell_type": "markdown", "id": f"rubric-{name}", "metadata": {}, "source": text}


def _plain_block(text: str) -> str:
    """Return Markdown that shows a text letter by letter, whatever marks stand in it."""
    shown = safe_text(text)
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{shown}\n{fence}"
