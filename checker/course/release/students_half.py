"""Which files of the package a student needs: found by following what imports what.

A student's half holds no grader, no worked solution and nothing that reads the instructor's
source; so it needs neither nbgrader nor jupytext.
"""

import ast
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

PACKAGE = Path(__file__).parents[2]
#: What notebooks import; figures and the sandbox of a closer look are loaded by their names.
BEGINNINGS = (
    "__init__.py",
    "py.typed",
    "digits.py",
    "figures/*",
    "sandbox/**/*.py",
    "student/notebook.py",
    "student/predicting.py",
    "student/waiting.py",
)
#: Files that lie beside a module and are read by it.
READ_BY = {
    "judging/python_errors.py": ("judging/python_errors.toml",),
    "reports/panel.py": ("reports/templates/panel.css",),
}


def students_half(package: Path = PACKAGE) -> dict[str, bytes]:
    """Return the files of the package that notebooks need, by their paths from its folder's."""
    left = [path for each in BEGINNINGS for path in package.glob(each) if path.is_file()]
    found: set[Path] = set()
    while left:
        path = left.pop()
        if path not in found:
            found.add(path)
            left += [package / each for each in READ_BY.get(_within(path, package), ())]
            if path.suffix == ".py":
                left += _opened(path, package)
    return {f"{package.name}/{_within(each, package)}": each.read_bytes() for each in sorted(found)}


def _within(path: Path, package: Path) -> str:
    return path.relative_to(package).as_posix()


def _opened(path: Path, package: Path) -> Iterator[Path]:
    """List the modules that a module imports, with the packages that they are in."""
    folder = ".".join(path.relative_to(package.parent).parent.parts)
    for name in _imported(ast.parse(path.read_bytes()), folder):
        place = package.parent
        for part in name.split("."):
            place /= part
            for module in (place / "__init__.py", place.with_suffix(".py")):
                if module.is_relative_to(package) and module.is_file():
                    yield module


def _imported(tree: ast.AST, folder: str) -> Iterator[str]:
    """List the names that are imported, here or within a function, but for types' sake."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name("TYPE_CHECKING"), orelse=others):
                yield from (name for other in others for name in _imported(other, folder))
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = resolve_name("." * level + (module or ""), folder)
                yield from (f"{base}.{alias.name}" for alias in names)
            case _:
                yield from _imported(node, folder)
