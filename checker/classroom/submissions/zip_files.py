"""The files inside a zip, read in memory: no name in it is ever used to write a file.

A zip among the files that came in is opened too, one level deep, as if it were a folder.
"""

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path, PurePosixPath

from checker.classroom.submissions.folder_files import (
    ARCHIVE,
    EMPTY,
    HIDDEN,
    Entry,
    capped,
    folder_entries,
    is_junk,
    is_packed,
)
from checker.documents.trimming import RAW_BYTES
from checker.errors import UnreadableNotebook, UsageError

ARCHIVE_BYTES = 4 << 30
MEMBERS = 20_000
#: A student's own zip holds a notebook and what goes with it.
NESTED_BYTES = 256 << 20
NESTED_MEMBERS = 1000
#: No notebook that is longer than the second is packed more tightly than the first.
RATIO = 200
SMALL_BYTES = 1 << 20
ENCRYPTED = 0x1

#: What the standard library raises for an archive that is none, or one that is damaged.
NO_ZIP = (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError)
#: What it raises for members that are cut off or lie of their size.
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError)


def entries_of(source: Path) -> list[Entry]:
    """List what lies below a folder or inside a zip, in the order of paths.

    Raises
    ------
    UsageError
        If the source is neither, cannot be opened, or is an archive that is not to be trusted.
    """
    try:
        if source.is_dir():
            entries = folder_entries(source)
        elif source.is_file():
            entries = _archive(source)
        else:
            raise UsageError(f"{source} does not exist: name the folder or zip of submissions")
    except PermissionError as error:
        raise UsageError(f"{error.filename} cannot be opened: permission denied") from error
    return sorted(_opened(entries), key=lambda entry: entry.path)


def is_zip(path: PurePosixPath) -> bool:
    """Whether a file is a zip by its name."""
    return path.suffix.lower() == ".zip"


def _archive(source: Path) -> list[Entry]:
    try:
        archive = zipfile.ZipFile(source)
    except NO_ZIP as error:
        raise UsageError(f"{source} is neither a folder of submissions nor a zip") from error
    members = archive.infolist()
    if reason := _trap(members, MEMBERS, ARCHIVE_BYTES):
        raise UsageError(f"{source} {reason}")
    return list(_members(members, lambda: archive))


def _opened(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Return the entries, and of a zip among them its members; of one that is none, why."""
    for entry in entries:
        if entry.closed or not is_zip(entry.path):
            yield entry
            continue
        try:
            members = _nested(entry.read).infolist()
        except (*NO_ZIP, UnreadableNotebook, OSError):
            yield replace(entry, closed="is a zip that cannot be opened")
            continue
        if reason := _trap(members, NESTED_MEMBERS, NESTED_BYTES):
            yield replace(entry, closed=reason)
            continue
        yield from _within(entry, list(_members(members, partial(_nested, entry.read))))


def _within(entry: Entry, members: Sequence[Entry]) -> Iterator[Entry]:
    if not members:
        yield replace(entry, closed="is an empty zip")
    for member in members:
        closed = ARCHIVE if is_zip(member.path) and not member.closed else member.closed
        place = PurePosixPath(str(entry.path), *member.path.parts)
        if "leads out" in closed:  # its name is shown, and is no place within the zip
            place = entry.path / str(member.path).replace("/", "\\")
        yield replace(member, path=place, closed=closed)


@lru_cache(1)
def _nested(read: Callable[[], bytes]) -> zipfile.ZipFile:
    """Open a zip that lies among submissions; the last one is kept, since its members follow."""
    return zipfile.ZipFile(io.BytesIO(read()))


def _trap(members: Sequence[zipfile.ZipInfo], most: int, most_bytes: int) -> str:
    """Say what no learning platform makes: a bomb by number, by size or by shared bytes."""
    if len(members) > most or sum(member.file_size for member in members) > most_bytes:
        size = f"{most_bytes >> 30} GiB" if most_bytes >> 30 else f"{most_bytes >> 20} MB"
        return f"holds more than {most} files or {size}: unpack it and name the folder"
    spans = sorted((member.header_offset, member.compress_size) for member in members)
    if any(start + size > following for (start, size), (following, _) in pairwise(spans)):
        return "is a damaged zip: its members overlap"
    return ""


def _members(
    members: Sequence[zipfile.ZipInfo], archive: Callable[[], zipfile.ZipFile]
) -> Iterator[Entry]:
    """Return every file of a zip, and every folder without any."""
    placed = [(_place(member), member) for member in members]
    times = Counter(path for path, member in placed if not member.is_dir())
    above = {folder for path, _ in placed for folder in path.parents}
    for path, member in placed:
        if member.is_dir():
            if path not in above and path.parts:
                closed = HIDDEN if is_junk(path) else EMPTY
                yield Entry(path, 0.0, _no_file, closed, folder=True)
            continue
        read = _clash if times[path] > 1 else _Member(archive, member).read
        yield Entry(path, _time_of(member), read, _why_closed(path, member))


@dataclass(frozen=True)
class _Member:
    """A file inside a zip, whose bytes are read when they are wanted."""

    archive: Callable[[], zipfile.ZipFile]
    info: zipfile.ZipInfo

    def read(self) -> bytes:
        """Read it.

        Raises
        ------
        UnreadableNotebook
            If it is encrypted, damaged or too large, or packed as bombs are.
        """
        info = self.info
        if info.flag_bits & ENCRYPTED:
            raise UnreadableNotebook("the file is encrypted inside the zip")
        if info.file_size > max(SMALL_BYTES, RATIO * info.compress_size):
            raise UnreadableNotebook(
                f"the file is packed more than {RATIO} to 1 inside the zip, as no notebook is"
            )
        try:
            with self.archive().open(info) as file:
                return capped(file.read(RAW_BYTES + 1))
        except DAMAGED as error:
            raise UnreadableNotebook("the file is damaged inside the zip") from error


def _clash() -> bytes:
    raise UnreadableNotebook("the zip holds more than one file of this name")


def _no_file() -> bytes:
    raise UnreadableNotebook("this is a folder")


def _place(member: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(member.filename.replace("\\", "/"))


def _why_closed(path: PurePosixPath, member: zipfile.ZipInfo) -> str:
    """Say in a clause why a member is not looked into, or nothing."""
    if path.is_absolute() or ".." in path.parts or re.match("[A-Za-z]:", str(path)):
        return "leads out of the zip"
    if is_junk(path):
        return HIDDEN
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        return "is a link or a device, and no file"
    return ARCHIVE if is_packed(path) else ""


def _time_of(member: zipfile.ZipInfo) -> float:
    year, month, day, hour, minute, second = member.date_time
    days = (year * 12 + month) * 31 + day  # orders moments; only their order is used
    return float(((days * 24 + hour) * 60 + minute) * 60 + second)
