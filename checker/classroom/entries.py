"""The notebook files below a folder or inside a zip, as entries whose bytes are read once."""

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath

from checker.documents.trimming import RAW_BYTES
from checker.errors import UnreadableNotebook, UsageError

ARCHIVE_BYTES = 4 << 30
MEMBERS = 20_000
DEPTH = 5
JUNK = {"__MACOSX"}

#: What the standard library raises for members that are cut off, encrypted or lie of their size.
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError)


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


def entries_of(source: Path) -> list[Entry]:
    """List the notebook files below a folder or inside a zip, in the order of their paths.

    Raises
    ------
    UsageError
        If the source is neither, cannot be opened, or is an archive that is not to be trusted.
    """
    try:
        if source.is_dir():
            entries = list(_folder(source, PurePosixPath(), DEPTH))
        elif source.is_file():
            entries = _archive(source)
        else:
            raise UsageError(f"{source} does not exist: name the folder or zip of submissions")
    except PermissionError as error:
        raise UsageError(f"{error.filename} cannot be opened: permission denied") from error
    return sorted(entries, key=lambda entry: entry.path)


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
        return _capped(file.read(RAW_BYTES + 1))


def read_beside(path: Path, name: str) -> bytes | None:
    """Read a regular file that lies in the same folder; None if there is none of that kind."""
    try:
        return read_regular(path.with_name(name))
    except UnreadableNotebook:
        return None


def _capped(data: bytes) -> bytes:
    if len(data) > RAW_BYTES:
        raise UnreadableNotebook(f"the file is larger than {RAW_BYTES >> 20} MiB")
    return data


def _is_notebook(path: PurePosixPath) -> bool:
    hidden = any(part.startswith(".") or part in JUNK for part in path.parts)
    return path.suffix.lower() == ".ipynb" and not hidden


def _folder(root: Path, place: PurePosixPath, depth: int) -> Iterator[Entry]:
    """Links to folders are not followed; a link to a file is listed and refused when read."""
    with os.scandir(root / place) as listing:
        items = list(listing)
    for item in items:
        path = place / item.name
        if item.is_dir(follow_symlinks=False):
            if depth and not item.name.startswith(".") and item.name not in JUNK:
                yield from _folder(root, path, depth - 1)
        elif _is_notebook(path):
            modified = item.stat(follow_symlinks=False).st_mtime
            file = root / path
            yield Entry(path, modified, partial(read_regular, file), partial(read_beside, file))


def _archive(source: Path) -> list[Entry]:
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
        raise UsageError(f"{source} is neither a folder of submissions nor a zip") from error
    members = archive.infolist()
    _refuse_traps(source, members)
    placed = {path: member for member in members if (path := _safe_path(member))}

    def beside(notebook: PurePosixPath, name: str) -> bytes | None:
        member = placed.get(notebook.with_name(name))
        try:
            return _read_member(archive, member) if member else None
        except UnreadableNotebook:
            return None

    return [
        Entry(path, _time_of(member), partial(_read_member, archive, member), partial(beside, path))
        for path, member in placed.items()
        if _is_notebook(path)
    ]


def _refuse_traps(source: Path, members: list[zipfile.ZipInfo]) -> None:
    """Refuse what no learning platform makes: a bomb by number, by size or by shared bytes."""
    if len(members) > MEMBERS or sum(member.file_size for member in members) > ARCHIVE_BYTES:
        raise UsageError(
            f"{source} holds more than {MEMBERS} files or {ARCHIVE_BYTES >> 30} GiB: "
            "unpack it and name the folder"
        )
    spans = sorted((member.header_offset, member.compress_size) for member in members)
    if any(start + size > following for (start, size), (following, _) in pairwise(spans)):
        raise UsageError(f"{source} is a damaged zip: its members overlap")


def _safe_path(member: zipfile.ZipInfo) -> PurePosixPath | None:
    """Give the member's place, or None for folders, links and paths that lead out of the zip."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    kind = stat.S_IFMT(member.external_attr >> 16)
    outside = path.is_absolute() or ".." in path.parts or re.match("[A-Za-z]:", str(path))
    return None if member.is_dir() or outside or kind not in (0, stat.S_IFREG) else path


def _time_of(member: zipfile.ZipInfo) -> float:
    year, month, day, hour, minute, second = member.date_time
    days = (year * 12 + month) * 31 + day  # orders moments; only their order is used
    return float(((days * 24 + hour) * 60 + minute) * 60 + second)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            return _capped(file.read(RAW_BYTES + 1))
    except DAMAGED as error:
        raise UnreadableNotebook("the file is damaged or encrypted inside the zip") from error
