"""What cells say and define, told by regular expressions: no student's code is parsed out here."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from checker.records import CELL_CHARACTERS, Cell

EXERCISE = "exercise-"
#: How the id of a cell begins that is answered in words and marked by hand.
WORDS = "words-"
#: How many texts are kept with what was found of them, and the length of those that are not.
KEPT = 1024
LONG = 1 << 14
DEFINED = re.compile(r"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)", re.MULTILINE)
CLASSES = re.compile(r"^class[ \t]+(\w+)", re.MULTILINE)
_BOUND = re.compile(
    r"^[ \t]*(?:(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|(\w+)[ \t]*(?::[^=\n]*)?=(?!=))",
    re.MULTILINE,
)
ASSIGNED = re.compile(r"^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)
IMPORTED = re.compile(r"^(from[ \t]+[\w.]+[ \t]+)?import[ \t]+\(?([\w., \t]+)", re.MULTILINE)


def exercise_id(name: str) -> str:
    """Return the id of the cell in which an exercise is answered."""
    return EXERCISE + name


def words_id(name: str) -> str:
    """Return the id of the cell in which an exercise is answered in words."""
    return WORDS + name


def is_locked(cell: Cell) -> bool:
    """Whether a released cell is the course's own: setup, given numbers or a check."""
    return cell.metadata.get("nbgrader", {}).get("locked") is True


def is_never_run(source: str) -> bool:
    """Whether a cell's text is longer than what is run."""
    return len(source) > CELL_CHARACTERS


def text_of(cell: Cell) -> str:
    """Return what a cell says, without what editors change at the ends of lines.

    A text that is too long to be run is given as it is: no cell of ours is like it.
    """
    return trimmed(cell.source)


def trimmed(source: str) -> str:
    """Return the text of a cell without what editors change at the ends of lines."""
    if not _is_long(source):
        return _trimmed_once(source)
    return source if is_never_run(source) else _trimmed(source)


def _trimmed(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


_trimmed_once = lru_cache(KEPT)(_trimmed)  # each text is compared for every exercise


def _is_long(source: str) -> bool:
    """Whether a text is too long to be kept: a class of such texts would fill the memory."""
    return len(source) > LONG


@dataclass(frozen=True)
class Uses:
    """Which of some names a text binds, mentions, and mentions otherwise than to call them."""

    bound: frozenset[str]
    mentioned: frozenset[str]
    uncalled: frozenset[str]


def uses_of(source: str, names: Collection[str]) -> Uses:
    r"""Find out what a text does with all of some names, by reading it twice, however many.

    >>> uses_of("f = 2\nf(f)", {"f", "h"})
    Uses(bound=frozenset({'f'}), mentioned=frozenset({'f'}), uncalled=frozenset({'f'}))
    """
    there = [name for name in names if name in source]
    if not there:
        return Uses(frozenset(), frozenset(), frozenset())
    mentions = list(_mentions(source, there))
    return Uses(
        bound=bound_names(source, there),
        mentioned=frozenset(name for name, _ in mentions),
        uncalled=frozenset(name for name, is_called in mentions if not is_called),
    )


def _mentions(source: str, names: Iterable[str]) -> set[tuple[str, bool]]:
    """Return the names that stand in a text as words, each with whether it is called there."""
    words = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b(\s*\()?")
    return {(found[1], bool(found[2])) for found in words.finditer(source)}


def bound_names(source: str, names: Collection[str]) -> frozenset[str]:
    """Return those of some names that a line of a text defines or assigns to."""
    return (_bound if _is_long(source) else _bound_once)(source, frozenset(names))


def _bound(source: str, names: frozenset[str]) -> frozenset[str]:
    if not any(name in source for name in names):
        return frozenset()
    found = (match[1] or match[2] for match in _BOUND.finditer(source))
    return frozenset(name for name in found if name in names)


_bound_once = lru_cache(KEPT)(_bound)  # most cells are the same in every submission


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


def mentions(source: str, name: str) -> bool:
    """Whether a name stands anywhere in a cell's text, as a word of its own."""
    return name in source and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source) is not None


def binds_any(source: str, names: Iterable[str]) -> bool:
    """Whether a line of a cell's text defines one of the names or assigns to it."""
    return any(binds(source, name) for name in names)


def defined(source: str) -> list[str]:
    """List the names of the functions and classes that a cell's text defines, in their order."""
    return DEFINED.findall(source)


def classes(source: str) -> list[str]:
    """List the names of the classes that a cell's text defines, in their order."""
    return CLASSES.findall(source)


def assigned(source: str) -> list[str]:
    """List the names that a cell's text assigns to at the beginning of a line, in their order."""
    return ASSIGNED.findall(source)


def imported_names(source: str) -> list[str]:
    r"""List the names that a cell's text imports at the beginning of a line, in their order.

    >>> imported_names("import numpy as np, os.path\nfrom math import pi, e as euler")
    ['np', 'os', 'pi', 'euler']
    """
    parts = ((found[1], part.split()) for found in IMPORTED.finditer(source)
             for part in found[2].split(","))  # fmt: skip
    return [
        words[-1] if is_from or len(words) > 1 else words[0].partition(".")[0]
        for is_from, words in parts
        if words
    ]
