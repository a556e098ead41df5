"""Files whose names come from students: a name that can do no harm, a place, and the writing.

Folders and files are named after what students called themselves. A name that is safe already
stays as it is, which is what nbgrader expects.
"""

import hashlib
import re
from pathlib import Path

from checker.errors import UsageError

SAFE = re.compile(r"\w[\w .+@-]{0,79}(?<![. ])")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
NAME_BYTES = 200


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
