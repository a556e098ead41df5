"""The notebook files below a folder, as entries whose bytes are read once."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from checker.documents.trimming import RAW_BYTES
from checker.errors import UnreadableNotebook

DEPTH = 5
JUNK = {"__MACOSX"}
#: What is never unpacked, wherever it lies.
PACKED = {".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"}


@dataclass(frozen=True)
class Entry:
    """One file that may be a submission: its place, when it was last changed, and its bytes.

    `read` raises `UnreadableNotebook` for anything but a regular file of acceptable size.
    `beside` gives another file of the same folder by its name, or None where there is none.
    """

    path: PurePosixPath
    modified: float
    read: Callable[[], bytes]
    beside: Callable[[str], bytes | None]


@dataclass(frozen=True)
class Listing:
    """The entries of a place, and in one clause each what else lay there and was not looked into.

    `refused` names no files that are nobody's submission, such as pictures.
    """

    entries: tuple[Entry, ...]
    refused: tuple[str, ...]


def folder_listing(root: Path) -> Listing:
    """List the notebook files below a folder; links are not followed, archives not unpacked.

    Raises
    ------
    PermissionError
        If a folder may not be read.
    """
    entries: list[Entry] = []
    refused: list[str] = []
    for item in _items(root, PurePosixPath(), DEPTH):
        if isinstance(item, Entry):
            entries.append(item)
        else:
            refused.append(item)
    return Listing(tuple(entries), tuple(refused))


def _items(root: Path, place: PurePosixPath, depth: int) -> Iterator[Entry | str]:
    """Give entries, and clauses for what is refused. A link to a file is refused when read."""
    with os.scandir(root / place) as listing:
        items = list(listing)
    for item in items:
        path = place / item.name
        if is_junk(path):
            continue
        if item.is_dir(follow_symlinks=False):
            if depth:
                yield from _items(root, path, depth - 1)
            else:
                yield f"{path} lies more than {DEPTH} folders deep"
        elif is_notebook(path):
            modified = item.stat(follow_symlinks=False).st_mtime
            file = root / path
            yield Entry(path, modified, partial(read_regular, file), partial(read_beside, file))
        elif item.is_symlink() and item.is_dir():
            yield f"{path} is a link to a folder"
        elif is_packed(path):
            yield f"{path} is an archive, which is not unpacked"


def is_junk(path: PurePosixPath) -> bool:
    """Whether a file is hidden, or left by an operating system."""
    hidden = (part.startswith(".") and part != ".." for part in path.parts)
    return any(hidden) or not JUNK.isdisjoint(path.parts)


def is_notebook(path: PurePosixPath) -> bool:
    """Whether a file is a notebook by its name."""
    return path.suffix.lower() == ".ipynb"


def is_packed(path: PurePosixPath) -> bool:
    """Whether a file is an archive by its name."""
    return path.suffix.lower() in PACKED


def read_regular(path: Path) -> bytes:
    """Read a file whole if it is a regular one, never through a link and never waiting.

    Raises
    ------
    UnreadableNotebook
        If it is a link, a pipe or a device, too large, or cannot be opened.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        reason = "it is a link" if path.is_symlink() else error.strerror
        raise UnreadableNotebook(f"the file cannot be opened: {reason}") from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableNotebook("this is no regular file")
        return capped(file.read(RAW_BYTES + 1))


def read_beside(path: Path, name: str) -> bytes | None:
    """Read a regular file that lies in the same folder; None if there is none of that kind."""
    try:
        return read_regular(path.with_name(name))
    except UnreadableNotebook:
        return None


def capped(data: bytes) -> bytes:
    """Give bytes back.

    Raises
    ------
    UnreadableNotebook
        If there are more of them than any notebook has.
    """
    if len(data) > RAW_BYTES:
        raise UnreadableNotebook(f"the file is larger than {RAW_BYTES >> 20} MB")
    return data
