"""Files whose names come from students, and files with secrets: names, places, and the writing.

Folders and files are named after what students called themselves. A name that is safe already
stays as it is, which is what nbgrader expects.
"""

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from checker.errors import UsageError

SAFE = re.compile(r"\w[\w .+@-]{0,79}(?<![. ])")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
NAME_BYTES = 200


def safe_name(name: str) -> str:
    """Return a name for a file or folder that is the name itself, or one that cannot do harm.

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
    """Return where a student's file lies: `folder/<student>/<assignment>/<notebook><suffix>`."""
    return folder / safe_name(student) / notebook / f"{notebook}{suffix}"


def make_folder(path: Path) -> None:
    """Make a folder, and those that it lies in.

    Raises
    ------
    UsageError
        If it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def write_file(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file, and the folders that it lies in.

    With a mode the file is written beside and then takes its place, whole or not at all, also
    where another program has left one that may not be written.

    Raises
    ------
    UsageError
        If it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if mode is None:
            path.write_bytes(data)
        else:
            _put(path, data, mode)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}{owner_of(path)}") from error


def _put(path: Path, data: bytes, mode: int) -> None:
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".checker-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(beside).chmod(mode)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


#: What only its owner may read, as a file and as a folder; what may be read where one gets to it.
PRIVATE, PRIVATE_FOLDER, SHOWN = 0o600, 0o700, 0o644
OTHERS = 0o007


def keep_private(path: Path) -> None:
    """Make a file that others may not read, or take from them what they may do with one.

    What a group may do stays: an instructor who shares a folder with colleagues has said so.

    Raises
    ------
    OSError
        If it is not there and cannot be made.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
    except FileExistsError:
        _shut_out(path)


def keep_folder_private(folder: Path) -> None:
    """Make a folder that others may not enter, or take from them what they may do with one.

    Raises
    ------
    UsageError
        If it is not there and cannot be made.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.is_dir():
            _shut_out(folder)
        else:
            folder.mkdir(PRIVATE_FOLDER)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}") from error


def _shut_out(path: Path) -> None:
    mode = path.stat().st_mode
    if mode & OTHERS:
        with suppress(OSError):  # it is somebody else's to close
            path.chmod(mode & 0o7777 & ~OTHERS)


def owner_of(path: Path) -> str:
    """Say whose a file is, if it is another user's: what to do about it is for that one to do."""
    try:
        stat = path.stat()
        if stat.st_uid == os.geteuid():
            return ""
        return f"; it belongs to {path.owner()}, who can share it by: chmod g+w {path}"
    except (OSError, KeyError, NotImplementedError):
        return ""
