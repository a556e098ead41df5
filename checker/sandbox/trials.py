"""Edited programs of a student, asked through the wall: which answers come of which edits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from checker.errors import ProtocolError
from checker.exercises.supply import supplied
from checker.records import CELL_CHARACTERS, Answer
from checker.sandbox.connection import Lost
from checker.sandbox.questions import Inquiry
from checker.steps import Step
from checker.trees import Arrays, clean_text, unflatten

#: No reply names more candidates, and none more of a candidate's lines.
MOST_CANDIDATES, MOST_LINES = 50_000, 50
WORD, MOST_NOTICES, MOST_VALUES = 40, 50, 2000


#: A line of a cell, by the cell's id.
Line = tuple[str, int]
Scripts = Sequence[Sequence[Step]]


@dataclass(frozen=True)
class Batch:
    """Some answers, one for each script, with the candidates that give them.

    `more` says whether others wait, `tier` how likely these are, 0 before 1, `count` how many there
    are in all, and `spent` what processor time the fork has used.
    """

    answers: Sequence[tuple[Sequence[Answer], Sequence[int]]]
    more: bool
    tier: int
    count: int
    spent: float


@dataclass(frozen=True)
class LineValues:
    """What the lines of a program computed, in that order, and on which lines each rests.

    Of what is computed within lines the line is ("", 0). What a line's function is handed comes
    from its `callers`.
    """

    noted: Sequence[tuple[Line, np.ndarray]]
    sources: Mapping[Line, Sequence[Line]]
    callers: Mapping[Line, Sequence[Line]]


@dataclass(frozen=True)
class Notice:
    """One of Python's traps in a student's text: in which line, and the names concerned."""

    cell: str
    line: int
    trap: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class TriedEdit:
    """One candidate: the lines of which cell it changes, its kind and rank, and the new cell.

    The rank says how late it was tried: 0 are the likeliest. Of large edits there are many.
    """

    cell: str
    lines: tuple[int, ...]
    kind: str
    rank: int
    text: str
    is_large: bool = False


@dataclass(frozen=True)
class Trials:
    """The edited programs of one job that a worker has loaded.

    Every method raises `Lost` if the fork ends over it, or sends what it should not.
    """

    inquiry: Inquiry
    defines: tuple[str, ...]

    def disturb(self, scripts: Scripts, seconds: float, beside: Scripts = ()) -> Batch:
        """Ask programs with one line's value disturbed, of those lines that run for `scripts`.

        They are asked what is `beside` these as well.
        """
        request = {"edit": "disturb", "defines": self.defines, "own": len(scripts)}
        return self._batch(request, [*scripts, *beside], seconds)

    def make(self, within: Sequence[Line], blamed: Sequence[Line]) -> None:
        """Make all edits, of some lines or all, so that they can be asked by their numbers."""
        lines = {"lines": list(within), "blamed": list(blamed)}
        self.inquiry.edited({"edit": "make", **lines})

    def begin(
        self,
        scripts: Scripts,
        seconds: float,
        within: Sequence[Line],
        blamed: Sequence[Line],
        spared: Sequence[Line],
    ) -> Batch:
        """Ask the first repaired programs, of some lines or all, for so much processor time."""
        lines = {"lines": list(within), "blamed": list(blamed), "spared": list(spared)}
        return self._batch({"edit": "begin", **lines}, scripts, seconds)

    def go_on(self, scripts: Scripts, seconds: float) -> Batch:
        """Ask those that have not been asked yet."""
        return self._batch({"edit": "more"}, scripts, seconds)

    def go_on_with(self, kinds: Sequence[str], scripts: Scripts, seconds: float) -> Batch:
        """Ask those of these kinds that have not been asked yet, as likely as the next one."""
        return self._batch({"edit": "alike", "kinds": list(kinds)}, scripts, seconds)

    def only(self, places: Sequence[int], scripts: Scripts, seconds: float) -> Batch:
        """Ask these candidates."""
        return self._batch({"edit": "only", "places": list(places)}, scripts, seconds)

    def whole(self, places: Sequence[int], scripts: Scripts, seconds: float) -> Batch:
        """Ask these candidates, and say also what ends in another way than by an answer."""
        return self._batch({"edit": "whole", "places": list(places)}, scripts, seconds)

    def values(self, scripts: Scripts, *, within: bool = False) -> list[LineValues]:
        """Say for each script what the lines compute, or what is computed within them."""
        asked = [supplied(steps, self.inquiry.job.files) for steps in scripts]
        request = {"edit": "values", "defines": self.defines, "within": within}
        reply = self.inquiry.edited(request, asked)
        noted, sources = reply.header.get("noted"), reply.header.get("sources")
        if not isinstance(noted, list) or len(noted) != len(scripts):
            raise Lost("it sent values of nobody")
        known = list(map(_source, _listed(sources)))
        rests = {line: lines for line, lines, _ in known}
        callers = {line: lines for line, _, lines in known}
        return [
            LineValues([_noted(tree, reply.arrays) for tree in _listed(each)], rests, callers)
            for each in noted
        ]

    def noticed(self) -> list[Notice]:
        """List the traps in the text."""
        reply = self.inquiry.edited({"edit": "notice", "defines": self.defines})
        trees = reply.header.get("noticed")
        if not isinstance(trees, list):
            raise Lost("it sent no list of what it noticed")
        return [_notice(tree) for tree in trees[:MOST_NOTICES]]

    def _batch(self, request: dict[str, Any], scripts: Scripts, seconds: float) -> Batch:
        asked = [supplied(steps, self.inquiry.job.files) for steps in scripts]
        reply = self.inquiry.edited({**request, "allowed": seconds}, asked)
        answers = self.inquiry.answers_in(reply)
        places, spent = reply.header.get("places"), reply.header.get("spent")
        if not isinstance(places, list) or len(places) != len(answers):
            raise Lost("it sent answers of nobody")
        if any(len(each) != len(scripts) for each in answers) or type(spent) is not float:
            raise Lost("it sent another number of answers")
        known = [_numbers(each, MOST_CANDIDATES) for each in places]
        more, tier = reply.header.get("more") is True, _number(reply.header.get("tier"))
        count = _number(reply.header.get("count"))
        return Batch(list(zip(answers, known, strict=True)), more, tier, count, spent)

    def described(self, places: Sequence[int]) -> list[TriedEdit]:
        """Say what these candidates are."""
        reply = self.inquiry.edited({"edit": "describe", "places": list(places)})
        trees = reply.header.get("described")
        if not isinstance(trees, list) or len(trees) != len(places):
            raise Lost("it sent another number of candidates")
        return [_edit(tree) for tree in trees]


def _edit(tree: Any) -> TriedEdit:
    match tree:
        case [str(cell), [*lines], str(kind), int(rank), bool(is_large), str(text)]:
            if len(text) <= CELL_CHARACTERS and kind.isidentifier() and len(kind) <= WORD:
                own = tuple(_numbers(lines, MOST_LINES))
                return TriedEdit(cell, own, kind, rank, text, is_large)
    raise Lost("it sent a candidate of unknown form")


def _listed(tree: Any) -> list[Any]:
    if not isinstance(tree, list) or len(tree) > MOST_VALUES:
        raise Lost("it sent no list of values")
    return tree


def _noted(tree: Any, arrays: Arrays) -> tuple[Line, np.ndarray]:
    match tree:
        case [str(cell), int(line), value]:
            try:
                array = unflatten(value, arrays)
            except ProtocolError as error:
                raise Lost(f"it sent {error}") from error
            if isinstance(array, np.ndarray) and array.dtype == float:
                return (cell, _number(line)), array
    raise Lost("it sent a value of unknown form")


def _source(tree: Any) -> tuple[Line, list[Line], list[Line]]:
    match tree:
        case [str(cell), int(line), [*lines], [*callers]]:
            rests, calls = (_numbers(each, MOST_VALUES) for each in (lines, callers))
            return (
                (cell, _number(line)),
                [(cell, each) for each in rests],
                [(cell, each) for each in calls],
            )
    raise Lost("it sent a line of unknown form")


def _notice(tree: Any) -> Notice:
    match tree:
        case [str(cell), int(line), str(trap), [*names]]:
            texts = tuple(clean_text(name)[:WORD] for name in names if isinstance(name, str))
            return Notice(cell, line, trap, (*texts, "", "", ""))
    raise Lost("it sent a notice of unknown form")


def _numbers(tree: Any, most: int) -> list[int]:
    if not isinstance(tree, list) or len(tree) > most:
        raise Lost("it sent no list of numbers")
    return [_number(each) for each in tree]


def _number(tree: Any) -> int:
    if type(tree) is not int or not 0 <= tree <= CELL_CHARACTERS:
        raise Lost("it sent no number")
    return tree
