"""What cells say and define, told by regular expressions: no student's code is parsed out here."""

import re
from collections.abc import Iterable
from functools import lru_cache

from checker.records import Cell

EXERCISE = "exercise-"
_DEFINED = re.compile(r"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)", re.MULTILINE)
_ASSIGNED = re.compile(r"^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)


def exercise_id(name: str) -> str:
    """Give the id of the cell in which an exercise is answered."""
    return EXERCISE + name


def is_locked(cell: Cell) -> bool:
    """Whether a released cell is the course's own: setup, given numbers or a check."""
    return cell.metadata.get("nbgrader", {}).get("locked") is True


def text_of(cell: Cell) -> str:
    """Give what a cell says, without what editors change at the ends of lines."""
    return _trimmed(cell.source)


@lru_cache(maxsize=1024)  # each text is compared for every exercise
def _trimmed(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def binds(source: str, name: str) -> bool:
    """Whether a line of a cell's text defines `name` or assigns to it.

    >>> binds("def sigmoid(z):", "sigmoid"), binds("s = sigmoid(0)", "sigmoid")
    (True, False)
    """
    if name not in source:
        return False
    word = re.escape(name)
    defined = rf"(?:(?:async[ \t]+)?def|class)[ \t]+{word}\b"
    assigned = rf"{word}[ \t]*(?::[^=\n]*)?=(?!=)"
    return re.search(rf"^[ \t]*(?:{defined}|{assigned})", source, re.MULTILINE) is not None


def binds_any(source: str, names: Iterable[str]) -> bool:
    """Whether a line of a cell's text defines one of the names or assigns to it."""
    return any(binds(source, name) for name in names)


def defined(source: str) -> list[str]:
    """List the names of the functions and classes that a cell's text defines, in their order."""
    return _DEFINED.findall(source)


def assigned(source: str) -> list[str]:
    """List the names that a cell's text assigns to at the beginning of a line, in their order."""
    return _ASSIGNED.findall(source)
