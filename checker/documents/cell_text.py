"""What cells say and define, told by regular expressions: no student's code is parsed out here."""

import re
from collections.abc import Iterable
from functools import lru_cache

from checker.records import Cell

EXERCISE = "exercise-"
#: How many texts are kept with what was found of them, and the length of those that are not.
KEPT = 1024
LONG = 1 << 14
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
    return (_trimmed if _is_long(cell.source) else _trimmed_once)(cell.source)


def _trimmed(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


_trimmed_once = lru_cache(KEPT)(_trimmed)  # each text is compared for every exercise


def _is_long(source: str) -> bool:
    """Whether a text is too long to be kept: a class of such texts would fill the memory."""
    return len(source) > LONG


def binds(source: str, name: str) -> bool:
    """Whether a line of a cell's text defines `name` or assigns to it.

    >>> binds("def sigmoid(z):", "sigmoid"), binds("s = sigmoid(0)", "sigmoid")
    (True, False)
    """
    return (_binds if _is_long(source) else _binds_once)(source, name)


def _binds(source: str, name: str) -> bool:
    if name not in source:
        return False
    word = re.escape(name)
    defined = rf"(?:(?:async[ \t]+)?def|class)[ \t]+{word}\b"
    assigned = rf"{word}[ \t]*(?::[^=\n]*)?=(?!=)"
    return re.search(rf"^[ \t]*(?:{defined}|{assigned})", source, re.MULTILINE) is not None


_binds_once = lru_cache(8 * KEPT)(_binds)  # it is asked several times for every exercise


def binds_any(source: str, names: Iterable[str]) -> bool:
    """Whether a line of a cell's text defines one of the names or assigns to it."""
    return any(binds(source, name) for name in names)


def defined(source: str) -> list[str]:
    """List the names of the functions and classes that a cell's text defines, in their order."""
    return _DEFINED.findall(source)


def assigned(source: str) -> list[str]:
    """List the names that a cell's text assigns to at the beginning of a line, in their order."""
    return _ASSIGNED.findall(source)
