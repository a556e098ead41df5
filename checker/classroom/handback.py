"""What goes back per student, in nbgrader's folders: the feedback page, the marked notebook.

The names of these folders are made of what students called themselves, so they are made safe;
a name that is safe already stays as it is, which is what nbgrader expects.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from checker.classroom.intake import EXERCISE
from checker.errors import UsageError
from checker.records import GradedSubmission
from checker.reports.text import verdict_text

SAFE = re.compile(r"\w[\w .+@-]{0,79}(?<![. ])")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
NAME_BYTES = 200
CHECK = "check-"


def safe_name(name: str) -> str:
    """Give a name for a file or folder that is the name itself, or one that cannot do harm.

    >>> safe_name("alice@example.org"), safe_name("../alice")
    ('alice@example.org', 'alice-8be1c9b5')
    """
    data = name.encode("utf-8", "backslashreplace")
    if SAFE.fullmatch(name) and len(data) < NAME_BYTES and not RESERVED.fullmatch(name):
        return name
    digest = hashlib.sha256(data).hexdigest()[:8]
    readable = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:40]
    return f"{readable or 'student'}-{digest}"


def place_of(folder: Path, student: str, notebook: str, suffix: str) -> Path:
    """Give where a student's file lies: `folder/<student>/<assignment>/<notebook><suffix>`."""
    return folder / safe_name(student) / notebook / f"{notebook}{suffix}"


def marked_notebook(release: bytes, graded: GradedSubmission) -> bytes:
    """Give the notebook as it was handed out, with the student's answers and what we say of them.

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


def write_file(path: Path, data: bytes) -> None:
    """Write a file, and the folders that it lies in.

    Raises
    ------
    UsageError
        If it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
