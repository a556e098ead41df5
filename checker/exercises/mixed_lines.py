"""A solution's lines out of order, with some that belong nowhere, to be put in order by letters.

The order is answered with letters, so that it can be typed in a cell as well as in a field.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from checker.exercises.fields import is_text, require, require_text, require_tuple

#: Lines, or a piece of them: a text, a tuple in its order, or a list whose items keep no order
#: among each other.
Lines = str | tuple[Any, ...] | list[Any]


@dataclass(frozen=True)
class Intruder:
    """A line that belongs nowhere: what it is written instead of, and what is said of it."""

    line: str
    instead_of: str
    why: str

    def __post_init__(self) -> None:
        require_text(self, "line", "instead_of", "why")


@dataclass(frozen=True)
class OrderVerdict:
    """Whether an order is right, and what is said to it."""

    right: bool
    sentence: str


@dataclass(frozen=True)
class MixedLines:
    """The lines of an answer, which students see in another order and among intruders.

    Parameters
    ----------
    lines
        A tuple of lines in their order, indented as they stand below `def`. In place of a line a
        list may stand, whose items can change places, and in that a tuple, which keeps its order.
        Lines that cannot be parted, such as an `if` and what is beneath it, are one text.
    intruders
        Lines that belong nowhere.
    function
        The function whose body they are, as "Network.fit"; the exercise's own unless given.
    """

    lines: tuple[Any, ...]
    intruders: tuple[Intruder, ...] = ()
    function: str = ""

    def __post_init__(self) -> None:
        require_text(self, "function")
        require(self, "lines", _are_lines, "are a tuple of lines")
        require_tuple(self, "intruders", Intruder, "intruders")
        every = self._every()
        if len(set(every)) < len(every) or len(every) > len(ascii_uppercase):
            raise ValueError("the lines to be put in order are at most 26, and no two are alike")
        if strange := {each.instead_of for each in self.intruders} - {*self.in_order()}:
            raise ValueError(f"“{min(strange).strip()}” is none of the lines to be put in order")

    def in_order(self) -> list[str]:
        """Return the lines in a right order."""
        return list(_texts(self.lines))

    def lettered(self) -> dict[str, str]:
        """Return all lines by the letters under which they are shown; each time the same ones."""
        mixed = sorted(self._every(), key=lambda line: hashlib.sha256(line.encode()).digest())
        if not self._standing(mixed)[1]:
            mixed.reverse()
        return dict(zip(ascii_uppercase, mixed, strict=False))

    def judged(self, letters: str) -> OrderVerdict:
        """Say how far an order is right; it is not said which line comes next."""
        chosen, lettered = letters_of(letters), self.lettered()
        if unknown := [letter for letter in chosen if letter not in lettered]:
            return OrderVerdict(False, f"There is no line {unknown[0]}.")
        if twice := [letter for letter in chosen if chosen.count(letter) > 1]:
            return OrderVerdict(False, f"{twice[0]} stands there twice; each line is used once.")
        lines = [lettered[letter] for letter in chosen]
        standing, left = self._standing(lines)
        if not left:
            return OrderVerdict(True, "That is a right order. Now write it in your own cell.")
        if standing == len(lines):
            return OrderVerdict(False, f"{_count(standing)} Which line comes next?")
        said = self._said_of(chosen[standing], lines[standing])
        return OrderVerdict(False, f"{_count(standing)} {said}")

    def _every(self) -> list[str]:
        return [*self.in_order(), *(each.line for each in self.intruders)]

    def _said_of(self, letter: str, line: str) -> str:
        for each in self.intruders:
            if each.line == line:
                return f"{letter} belongs nowhere: {each.why}"
        return f"{letter} does not come next."

    def _standing(self, lines: Sequence[str]) -> tuple[int, Lines]:
        """Return how many lines, from the first on, are in a right order, and what is left."""
        left: Lines = self.lines
        for standing, line in enumerate(lines):
            after = _without(left, line)
            if after is None:
                return standing, left
            left = after
        return len(lines), left


def letters_of(text: str) -> list[str]:
    """Return the letters of an order, however they are parted."""
    return [letter for letter in text[:200].upper() if letter.isalpha()]


def _without(lines: Lines, line: str) -> Lines | None:
    """Return what is left of lines once this one was taken; None if it cannot come first."""
    if isinstance(lines, str):
        return () if lines == line else None
    for place, each in enumerate(lines):
        after = _without(each, line)
        if after is not None:
            rest = [*lines[:place], *([after] if after else []), *lines[place + 1 :]]
            return rest if isinstance(lines, list) else tuple(rest)
        if isinstance(lines, tuple):
            return None
    return None


def _texts(lines: Lines) -> Iterator[str]:
    if isinstance(lines, str):
        yield lines
        return
    for each in lines:
        yield from _texts(each)


def _count(standing: int) -> str:
    if standing == 0:
        return "No line stands yet."
    return "The first line stands." if standing == 1 else f"The first {standing} lines stand."


def _are_lines(given: object) -> bool:
    return isinstance(given, tuple) and bool(given) and all(map(_is_piece, given))


def _is_piece(given: object) -> bool:
    if isinstance(given, tuple | list):
        return bool(given) and all(map(_is_piece, given))
    return is_text(given)
