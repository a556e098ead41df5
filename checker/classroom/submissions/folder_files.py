"""The files below a folder, as entries whose bytes are read once; nothing is left unmentioned."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from checker.documents.trimming import RAW_BYTES
from checker.errors import UnreadableNotebook

DEPTH = 10
JUNK = {"__MACOSX"}
CHECKPOINTS = ".ipynb_checkpoints"
#: What is not unpacked, wherever it lies.
PACKED = {".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"}

HIDDEN = "is hidden, as what systems and editors keep for themselves"
EMPTY = "is an empty folder"
ARCHIVE = "is an archive, which is not unpacked"


@dataclass(frozen=True)
class Entry:
    """One file that came in, or a folder that was not looked into or is empty.

    `closed` says in a clause why nothing in it can be a submission, or nothing. `read` gives the
    bytes, and raises `UnreadableNotebook` for anything but a regular file of acceptable size.
    """

    path: PurePosixPath
    modified: float
    read: Callable[[], bytes]
    closed: str = ""
    folder: bool = False


def folder_entries(root: Path) -> list[Entry]:
    """List what lies below a folder; links are not followed.

    Raises
    ------
    PermissionError
        If a folder may not be read.
    """
    return list(_entries(root, PurePosixPath(), DEPTH))


def _entries(root: Path, place: PurePosixPath, depth: int) -> Iterator[Entry]:
    with os.scandir(root / place) as listing:
        items = list(listing)
    if not items and place.parts:
        yield Entry(place, 0.0, _no_file, EMPTY, folder=True)
    for item in items:
        path = place / item.name
        folder = item.is_dir(follow_symlinks=False)
        if folder and not is_junk(path) and depth:
            yield from _entries(root, path, depth - 1)
        else:
            linked = not folder and _leads_to_a_folder(item)
            closed = _why_closed(path, folder=folder, linked=linked)
            read = partial(read_regular, root / path)
            yield Entry(path, _modified(item), read, closed, folder=folder or linked)


def _leads_to_a_folder(item: os.DirEntry[str]) -> bool:
    """Whether an item is a link to a folder; a link in a circle leads nowhere."""
    try:
        return item.is_dir()
    except OSError:
        return False


def _modified(item: os.DirEntry[str]) -> float:
    """Return when an item was changed; it may have gone since it was listed."""
    try:
        return item.stat(follow_symlinks=False).st_mtime
    except OSError:
        return 0.0


def _why_closed(path: PurePosixPath, *, folder: bool, linked: bool) -> str:
    """Say why an item is not looked into, or nothing. A link to a file is refused when read."""
    if is_junk(path):
        return HIDDEN
    if folder:
        return f"lies more than {DEPTH} folders deep"
    if linked:
        return "is a link to a folder"
    return ARCHIVE if is_packed(path) else ""


def _no_file() -> bytes:
    raise UnreadableNotebook("this is a folder")


def is_junk(path: PurePosixPath) -> bool:
    """Whether a file is hidden, or left by an operating system."""
    hidden = (part.startswith(".") and part != ".." for part in path.parts)
    return any(hidden) or not JUNK.isdisjoint(path.parts)


def is_packed(path: PurePosixPath) -> bool:
    """Whether a file is, by its name, an archive of a kind that is not unpacked."""
    return path.suffix.lower() in PACKED


def read_regular(path: Path) -> bytes:
    """Read a file whole if it is a regular one, never through a link and never waiting.

    Raises
    ------
    UnreadableNotebook
        If it is a link, a folder, a pipe or a device, too large, or cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableNotebook("this is no regular file")
            return capped(file.read(RAW_BYTES + 1))
    except OSError as error:
        reason = "it is a link" if path.is_symlink() else error.strerror
        raise UnreadableNotebook(f"the file cannot be opened: {reason}") from error


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
