"""The notebook files inside a zip, read in memory: no name in it is ever used to write a file."""

import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath

from checker.classroom.submissions.folder_files import (
    Entry,
    Listing,
    capped,
    folder_listing,
    is_junk,
    is_notebook,
    is_packed,
)
from checker.documents.trimming import RAW_BYTES
from checker.errors import UnreadableNotebook, UsageError

ARCHIVE_BYTES = 4 << 30
MEMBERS = 20_000
#: No notebook that is longer than the second is packed more tightly than the first.
RATIO = 200
SMALL_BYTES = 1 << 20
ENCRYPTED = 0x1

#: What the standard library raises for members that are cut off or lie of their size.
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError)


def entries_of(source: Path) -> Listing:
    """List the notebook files below a folder or inside a zip, in the order of their paths.

    Raises
    ------
    UsageError
        If the source is neither, cannot be opened, or is an archive that is not to be trusted.
    """
    try:
        if source.is_dir():
            listing = folder_listing(source)
        elif source.is_file():
            listing = _archive(source)
        else:
            raise UsageError(f"{source} does not exist: name the folder or zip of submissions")
    except PermissionError as error:
        raise UsageError(f"{error.filename} cannot be opened: permission denied") from error
    entries = sorted(listing.entries, key=lambda entry: entry.path)
    return Listing(tuple(entries), tuple(sorted(listing.refused)))


def _archive(source: Path) -> Listing:
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
        raise UsageError(f"{source} is neither a folder of submissions nor a zip") from error
    members = archive.infolist()
    _refuse_traps(source, members)
    return _Archive(archive, members).listing()


def _refuse_traps(source: Path, members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what no learning platform makes: a bomb by number, by size or by shared bytes."""
    if len(members) > MEMBERS or sum(member.file_size for member in members) > ARCHIVE_BYTES:
        raise UsageError(
            f"{source} holds more than {MEMBERS} files or {ARCHIVE_BYTES >> 30} GiB: "
            "unpack it and name the folder"
        )
    spans = sorted((member.header_offset, member.compress_size) for member in members)
    if any(start + size > following for (start, size), (following, _) in pairwise(spans)):
        raise UsageError(f"{source} is a damaged zip: its members overlap")


@dataclass(frozen=True)
class _Archive:
    """An open zip whose directory has been read; members are read when they are wanted."""

    archive: zipfile.ZipFile
    members: Sequence[zipfile.ZipInfo]

    def listing(self) -> Listing:
        """List the notebooks, and what is refused."""
        there = [(_place(member), member) for member in self.members if not member.is_dir()]
        seen = [(path, member) for path, member in there if not is_junk(path)]
        reasons = {path: reason for path, member in seen if (reason := _refusal(path, member))}
        placed = {path: member for path, member in seen if path not in reasons}
        times = Counter(path for path, _ in seen)
        entries = [
            Entry(
                path,
                _time_of(member),
                _clash if times[path] > 1 else partial(self.read, member),
                partial(self.beside, placed, path),
            )
            for path, member in placed.items()
            if is_notebook(path)
        ]
        return Listing(tuple(entries), tuple(f"{path} {why}" for path, why in reasons.items()))

    def beside(
        self, placed: dict[PurePosixPath, zipfile.ZipInfo], notebook: PurePosixPath, name: str
    ) -> bytes | None:
        """Read another file of a notebook's folder."""
        member = placed.get(notebook.with_name(name))
        try:
            return self.read(member) if member else None
        except UnreadableNotebook:
            return None

    def read(self, member: zipfile.ZipInfo) -> bytes:
        """Read one member.

        Raises
        ------
        UnreadableNotebook
            If it is encrypted, damaged or too large, or packed as bombs are.
        """
        if member.flag_bits & ENCRYPTED:
            raise UnreadableNotebook("the file is encrypted inside the zip")
        if member.file_size > max(SMALL_BYTES, RATIO * member.compress_size):
            raise UnreadableNotebook(
                f"the file is packed more than {RATIO} to 1 inside the zip, as no notebook is"
            )
        try:
            with self.archive.open(member) as file:
                return capped(file.read(RAW_BYTES + 1))
        except DAMAGED as error:
            raise UnreadableNotebook("the file is damaged inside the zip") from error


def _clash() -> bytes:
    raise UnreadableNotebook("the zip holds more than one file of this name")


def _place(member: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(member.filename.replace("\\", "/"))


def _refusal(path: PurePosixPath, member: zipfile.ZipInfo) -> str:
    """Say in a clause why a member is not looked into, or nothing."""
    if path.is_absolute() or ".." in path.parts or re.match("[A-Za-z]:", str(path)):
        return "leads out of the zip"
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        return "is a link or a device, and no file"
    return "is an archive inside the zip, which is not unpacked" if is_packed(path) else ""


def _time_of(member: zipfile.ZipInfo) -> float:
    year, month, day, hour, minute, second = member.date_time
    days = (year * 12 + month) * 31 + day  # orders moments; only their order is used
    return float(((days * 24 + hour) * 60 + minute) * 60 + second)
