"""The marked notebook that goes back to a student, and opens in nbgrader's formgrader."""

import json
from typing import Any

from checker.documents.cell_text import EXERCISE
from checker.grades import GradedSubmission
from checker.reports.text import verdict_text

CHECK = "check-"


def marked_notebook(release: bytes, graded: GradedSubmission) -> bytes:
    """Return the notebook as it was handed out, with the student's answers and what we say of them.

    Of what the student handed in, only code is taken: formgrader shows outputs and Markdown as
    they are, scripts included.
    """
    notebook: dict[str, Any] = json.loads(release)
    verdicts = {f"{CHECK}{verdict.exercise}": verdict for verdict in graded.verdicts}
    for cell in notebook["cells"]:
        if cell["id"] in verdicts:
            text = verdict_text(verdicts[cell["id"]], public=False)
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
        elif cell["id"].startswith(EXERCISE):
            cell["source"] = graded.answers.get(cell["id"].removeprefix(EXERCISE), "")
    return (json.dumps(notebook, indent=1) + "\n").encode()
