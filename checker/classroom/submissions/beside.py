"""What lies beside a notebook and goes along with it, such as modules, data and saved weights."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from checker.classroom.submissions.file_names import undecorated
from checker.classroom.submissions.folder_files import Entry, read_regular
from checker.classroom.submissions.owners import Place
from checker.errors import UnreadableNotebook

#: What may go along with a notebook: files, bytes of one and of all.
BESIDE_FILES, BESIDE_BYTES, ALL_BESIDE_BYTES = 100, 1 << 20, 4 << 20
STAMP = "timestamp.txt"
#: By what stands in it nbgrader's exchange knows whom a page of feedback is for.
SECRET = "submission_secret.txt"  # noqa: S105 - a file's name
EXCHANGE_FILES = (STAMP, SECRET)


@dataclass(frozen=True)
class PlacedFile:
    """A file or folder of a student's, and where it stands."""

    entry: Entry
    place: Place

    @property
    def rest(self) -> PurePosixPath:
        """The student's own text."""
        return self.place.rest


@dataclass(frozen=True)
class Beside:
    """The files that lie with a notebook, in its folder and below; read when they are wanted."""

    files: Mapping[str, Entry] = field(default_factory=dict)

    def one(self, name: str) -> bytes | None:
        """Read a file by its name; None if there is none that can be read."""
        entry = self.files.get(name)
        try:
            return entry.read() if entry else None
        except UnreadableNotebook:
            return None

    def all(self) -> dict[str, bytes]:
        """Read what may go along, by paths from the notebook's folder, within the limits."""
        carried: dict[str, bytes] = {}
        left = ALL_BESIDE_BYTES
        for name in sorted(self.files)[: BESIDE_FILES + 1]:
            data = None if self.files[name].closed or name in EXCHANGE_FILES else self.one(name)
            if data is not None and len(data) <= min(left, BESIDE_BYTES):
                carried[name] = data
                left -= len(data)
        return carried


def beside(
    best: PlacedFile, items: Iterable[PlacedFile], notebooks: Iterable[PlacedFile]
) -> Beside:
    """Return the files beside a notebook that are the same student's, and are no notebooks."""
    folder, taken = best.rest.parent, {item.entry.path for item in notebooks}
    files = {}
    for item in items:
        same = item.place.attempt == best.place.attempt and item.rest.is_relative_to(folder)
        if same and item.entry.path not in taken and item.rest != folder:
            files[undecorated(str(item.rest.relative_to(folder)))] = item.entry
    return Beside(files)


def exchange_file(name: str, best: PlacedFile, items: Iterable[PlacedFile]) -> bytes | None:
    """Read a file that nbgrader's exchange has put into STUDENT/ASSIGNMENT, such as its stamp."""
    platform = best.place.owner.key[0] if best.place.owner else ""
    folder = best.rest.parts[0] if len(best.rest.parts) > 1 else None
    where = PurePosixPath(folder, name) if folder else None
    if platform == "nbgrader's exchange":
        where = PurePosixPath(name)
    elif platform != "folder":
        return None
    for item in items:
        same = item.place.attempt == best.place.attempt
        if same and item.rest == where and not item.entry.closed:
            try:
                return item.entry.read()
            except UnreadableNotebook:
                return None
    return None


def lying_beside(notebook: Path) -> Beside:
    """Return the files in the folder of a single notebook; none where it cannot be listed."""
    try:
        with os.scandir(notebook.parent) as listing:
            names = sorted(item.name for item in listing if item.is_file(follow_symlinks=False))
    except OSError:
        return Beside()
    paths = [notebook.with_name(name) for name in names]
    return Beside(
        {
            path.name: Entry(PurePosixPath(path.name), 0.0, partial(read_regular, path))
            for path in paths
            if path.suffix != ".ipynb"
        }
    )
