"""What the statements of a program compute while it is asked something, in the order of time."""

import ast
import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import CodeType
from typing import Any

import numpy as np

from checker.sandbox.inside.edits.noted import NOTE, NOTE_INNER, NotedWithin, notes_in
from checker.sandbox.inside.edits.scopes import Part
from checker.sandbox.inside.edits.text import Written, applied
from checker.steps import Call, Set, Step

#: No more is noted, in all and of one value.
MOST_NOTES, MOST_ENTRIES = 300, 600
#: So deep the lists and tuples are that a value may consist of.
DEEP = 2
#: By this name a script calls who forgets what has been noted.
FORGET = "__forgotten__"


class NoteTaker:
    """Takes notes: a cell, a line and an array each; of what stands within a line, line 0."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, int, np.ndarray]] = []

    def forget(self) -> None:
        """Begin anew."""
        self.notes.clear()

    def within(self, value: Any) -> Any:
        """Note a value that stands within a line, and hand it on."""
        self.take("", 0, value, 0)
        return value

    def take(self, cell: str, line: int, value: Any, deep: int) -> None:
        """Note the arrays in a value."""
        if len(self.notes) >= MOST_NOTES:
            return
        if type(value) in (list, tuple) and deep:
            for item in value[:MOST_NOTES]:
                self.take(cell, line, item, deep - 1)
        elif isinstance(value, np.ndarray | np.generic | int | float):
            array = np.asarray(value)
            if array.dtype.kind in "biuf" and array.size <= MOST_ENTRIES:
                self.notes.append((cell, line, np.array(array, dtype=float)))


class CellNotes:
    """Notes the values of one cell's lines, and hands them on."""

    def __init__(self, taker: NoteTaker, cell: str):
        self.taker = taker
        self.cell = cell

    def __call__(self, line: int, value: Any) -> Any:
        """Note a line's value."""
        self.taker.take(self.cell, line, value, DEEP)
        return value

    def items(self, line: int, values: Any) -> Iterator[Any]:
        """Note what a loop goes through, turn by turn."""
        for value in values:
            yield self(line, value)


def noted_from_the_last_set(script: Sequence[Step]) -> list[Step]:
    """Return a script that has nothing noted of what came before its last `Set`.

    A start that was drawn, in whatever order, is nobody's mistake once other numbers stand there.
    """
    kept = max((at + 1 for at, step in enumerate(script) if isinstance(step, Set)), default=0)
    return [*script[:kept], *([Call(FORGET)] if kept else []), *script[kept:]]


def noted_code(cell: str, part: Part, written: Written) -> CodeType:
    """Compile a function so that it notes what its statements compute."""
    first, last = written.rows(part.first_line, part.last_line)
    edits = [edit.moved(-first) for edit in notes_in(part, written)]
    text = applied(written.data[first:last].decode(), edits)
    text = f"if True:\n{text}" if part.owner else text
    return compile(text.replace(NOTE, _note_of(cell)), cell, "exec", dont_inherit=True)


def inner_code(cell: str, part: Part) -> CodeType:
    """Compile a function so that it notes whatever is computed within its statements."""
    function = copy.deepcopy(part.function)
    NotedWithin().visit(function)
    tree = ast.Module([function], [])
    return compile(ast.fix_missing_locations(tree), cell, "exec", dont_inherit=True)


def _note_of(cell: str) -> str:
    return NOTE + "".join(f"{ord(letter):x}" for letter in cell)


@contextmanager
def noted_in(namespace: dict[str, Any], cells: Sequence[str]) -> Iterator[NoteTaker]:
    """Let what edited functions call stand in a namespace."""
    taker = NoteTaker()
    names: dict[str, Any] = {NOTE_INNER: taker.within, FORGET: taker.forget}
    names |= {_note_of(cell): CellNotes(taker, cell) for cell in cells}
    namespace.update(names)
    try:
        yield taker
    finally:
        for name in names:
            namespace.pop(name, None)
