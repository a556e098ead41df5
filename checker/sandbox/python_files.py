"""What Python and NumPy are made of on this machine: all that a sandbox is shown of it.

Neither `/usr` nor the folder in which Python is installed is shown whole. Courses, exchanges and
gradebooks have been kept in both.
"""

import functools
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import numpy as np

from checker.errors import IsolationError

#: What students may import beside Python's own library; what these require comes with them.
PACKAGES = ("numpy", "matplotlib", "tqdm")
#: The system's libraries, and what their links go through.
SYSTEM = tuple(
    map(
        Path,
        (
            *("/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32"),
            *("/lib", "/lib32", "/lib64", "/libx32"),
            *("/etc/alternatives", "/etc/ld.so.cache"),
        ),
    )
)
#: Where other packages lie within Python's own library.
OTHER_PACKAGES = ("site-packages", "dist-packages")
REQUIREMENT = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Visible:
    """Files and folders that are shown, and folders within these that are not after all.

    Of two that lie within each other, the inner one decides.
    """

    shown: frozenset[Path]
    hidden: frozenset[Path]

    def around(self, path: Path) -> Path | None:
        """Return what is shown and holds a path, be it the path itself; None if nothing does."""
        for place in (path, *path.parents):
            if place in self.hidden:
                return None
            if place in self.shown:
                return place
        return None

    def in_order(self) -> Iterator[tuple[Path, bool]]:
        """Return each path, and whether it is shown, the outer ones before those within them."""
        for path in sorted(self.shown | self.hidden):
            yield path, path in self.shown

    def allowed(self) -> Iterator[Path]:
        """List what is shown where nothing can be hidden again: by its parts, where need be."""
        for path in sorted(self.shown):
            yield from self._parts(path)

    def _parts(self, path: Path) -> Iterator[Path]:
        if path in self.hidden:
            return
        if not any(each.is_relative_to(path) for each in self.hidden):
            yield path
            return
        for part in path.iterdir():
            yield from self._parts(part)


def interpreter() -> Path:
    """Return Python's own program, which an environment only links to."""
    return Path(sys.executable).resolve()


def numpy_folder() -> Path:
    """Return the folder in which NumPy is installed."""
    return Path(np.__file__).resolve().parents[1]


@functools.cache
def visible() -> Visible:
    """Return what a sandbox is shown of the machine, beside our own few files."""
    own = own_library()
    shown = {*SYSTEM, interpreter(), *own, *_shared_libraries(), *_packages()}
    shown.add(numpy_folder() / "IPython")  # its rules of what is no Python are read there
    hidden = {folder / name for folder in own for name in OTHER_PACKAGES}
    return Visible(
        frozenset(path for path in shown if path.exists()),
        frozenset(path for path in hidden if path.is_dir()),
    )


def own_library() -> set[Path]:
    """Return the folders of Python's own library."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    machine = Path(sys.base_exec_prefix, sys.platlibdir, version)
    return {Path(sysconfig.get_path("stdlib")).resolve(), machine.resolve()}


def _shared_libraries() -> Iterator[Path]:
    """List the libraries beside Python's own that are no part of the system, as conda has them."""
    for name in {"lib", sys.platlibdir}:
        folder = Path(sys.base_exec_prefix, name).resolve()
        if folder not in SYSTEM:
            yield from folder.glob("*.so*")


def _packages() -> Iterator[Path]:
    """List what lies beside NumPy and belongs to a package that students may import."""
    folder = numpy_folder()
    known: set[str] = set()
    asked = list(PACKAGES)
    while asked:
        name = asked.pop()
        if name in known:
            continue
        known.add(name)
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        asked += [match[0] for each in package.requires or () if (match := _always(each))]
        tops = {file.parts[0] for file in package.files or ()} or {name}
        yield from (folder / top for top in tops if _is_code(top))


def _always(requirement: str) -> re.Match[str] | None:
    """Match the name of a requirement, unless an extra asks for it."""
    return None if "extra ==" in requirement else REQUIREMENT.match(requirement)


def _is_code(name: str) -> bool:
    return name not in ("..", "__pycache__") and not name.endswith((".dist-info", ".pth"))


def require_hidden(protected: Iterable[Path]) -> None:
    """Refuse to grade where student code would be shown what it must not see.

    Raises
    ------
    IsolationError
        If one of these paths lies in what is shown; the message names both.
    """
    for path in protected:
        around = visible().around(path.resolve())
        if around is not None:
            raise IsolationError(
                f"{path} lies in {around}, which student code can read while it is graded, "
                "because Python needs it: move one of the two."
            )
