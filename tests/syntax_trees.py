"""The package read as syntax trees: what each line imports, calls and raises."""

import ast
from collections.abc import Callable, Iterator, Sequence
from importlib.util import resolve_name
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
CHECKER = ROOT / "checker"


class Place(NamedTuple):
    """One line of a package, and the name that is imported, called or raised there."""

    package: Path
    path: Path
    line: int
    name: str

    @property
    def room(self) -> str:
        """The room the line stands in: `judging`, `wire`, `cli`."""
        return room_of(self.package, self.path)

    @property
    def inside(self) -> bool:
        """Whether the line is part of what is mounted inside a sandbox."""
        return self.path.is_relative_to(self.package / "sandbox" / "inside")

    @property
    def top(self) -> str:
        """The first part of the name: `numpy` of `numpy.linalg`."""
        return self.name.split(".")[0]

    def __str__(self) -> str:
        return f"{self.path.relative_to(self.package.parent)}:{self.line}: {self.name}"


Finder = Callable[[Path, Path], Iterator[Place]]


def imports(package: Path, path: Path) -> Iterator[Place]:
    """Every import of a module, at its top or within, by its full dotted name."""
    folder = ".".join(path.relative_to(package.parent).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (Place(package, path, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), folder)
            # `from checker import wire` opens the door of wire, not of the package
            opened = (
                [f"{base}.{alias.name}" for alias in node.names] if base == "checker" else [base]
            )
            yield from (Place(package, path, node.lineno, name) for name in opened)


def mentions(package: Path, path: Path) -> Iterator[Place]:
    """Every call and every raised exception of a module, as it is written."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield Place(package, path, node.lineno, ast.unparse(node.func))
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name):
            yield Place(package, path, node.lineno, node.exc.id)


def offences(package: Path, find: Finder, is_wrong: Callable[[Place], bool]) -> list[str]:
    """Name every line of a package that breaks a rule, as `checker/room/module.py:line: name`."""
    places = (place for path in modules(package) for place in find(package, path))
    return [str(place) for place in places if is_wrong(place)]


def modules(package: Path) -> Sequence[Path]:
    """List the modules of a package."""
    return sorted(package.rglob("*.py"))


def room_of(package: Path, path: Path) -> str:
    """Return the room that a module belongs to: `judging`, `wire`, `classroom/batch`."""
    return room_named(dotted(package, path))


def room_named(name: str) -> str:
    """Return the room of a dotted name; in the wings with several rooms, `wing/room`.

    >>> room_named("checker.judging.ratios"), room_named("checker.classroom.batch.store")
    ('judging', 'classroom/batch')
    """
    _, *parts = name.split(".")
    wide = parts[:1] in (["course"], ["classroom"]) and len(parts) > 1
    return "/".join(parts[:2]) if wide else (parts or ["__init__"])[0]


def dotted(package: Path, path: Path) -> str:
    """Give the name by which a module is imported."""
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def public_names(path: Path) -> list[str]:
    """Return the names of the public functions and classes that a module defines."""
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [node.name for node in tree.body if isinstance(node, kinds) and node.name[0] != "_"]
