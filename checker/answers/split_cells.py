"""Cells that were split in the middle of a function, joined again."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from checker.documents.cell_text import bound_names, is_never_run
from checker.records import Cell

_INDENT = re.compile(r"[ \t]*")


def joined(
    cells: Sequence[Cell], release: Sequence[Cell], names: Sequence[str]
) -> tuple[list[Cell], list[str]]:
    """Return the cells with the lower halves of functions put back, and a sentence for each.

    Only what cannot stand alone is joined: a cell that begins indented and returns at the same
    depth, below the definition of one of the `names`.
    """
    ours = {cell.id for cell in release}
    wanted = frozenset(names)
    whole: list[_Pieces] = []
    for cell in cells:
        if not (whole and cell.id not in ours and whole[-1].take(cell, wanted)):
            whole.append(_Pieces(cell, [cell]))
    return [each.joined() for each in whole], [each.said() for each in whole if each.said()]


@dataclass
class _Pieces:
    """A cell and the lower halves found below it so far, put together once, at the end.

    What is asked of the upper half is kept, so that each piece is read once, however many come.
    """

    cell: Cell
    pieces: list[Cell]
    indents: set[str] | None = None

    def take(self, lower: Cell, wanted: Collection[str]) -> bool:
        """Add a cell if it is the lower half of a function that is asked for; whether it was."""
        indent = _returning_indent(lower) if self.cell.kind == "code" else ""
        if not indent or is_never_run(self.cell.source) or not self._binds(wanted):
            return False
        if self.indents is None:
            self.indents = _indents(self.cell)
        if indent not in self.indents:
            return False
        self.indents |= _indents(lower)
        self.pieces.append(lower)
        return True

    def _binds(self, wanted: Collection[str]) -> bool:
        """Whether a name is bound in the uppermost piece; only then is a second one taken."""
        return len(self.pieces) > 1 or bool(bound_names(self.cell.source, wanted))

    def joined(self) -> Cell:
        """Return the cell with all of its pieces."""
        if len(self.pieces) == 1:
            return self.cell
        *upper, last = (piece.source for piece in self.pieces)
        return replace(self.cell, source="\n".join([*(text.rstrip() for text in upper), last]))

    def said(self) -> str:
        """Say what was joined; "" if nothing was."""
        more = len(self.pieces) - 1
        below = "the cell below it" if more == 1 else f"the {more} cells below it"
        return f"{self.cell.id} was joined with {below}" if more else ""


def _returning_indent(cell: Cell) -> str:
    """Return the indentation that a cell begins with and returns at; "" if it does not."""
    if cell.kind != "code" or is_never_run(cell.source):
        return ""
    lines = [line for line in cell.source.splitlines() if line.strip()]
    indent = _indent(lines[0]) if lines else ""
    return indent if any(_indent(line) == indent and _returns(line) for line in lines) else ""


def _indents(cell: Cell) -> set[str]:
    return set(map(_indent, cell.source.splitlines()))


def _indent(line: str) -> str:
    return _INDENT.match(line)[0]  # type: ignore[index]  # it matches every line


def _returns(line: str) -> bool:
    return line.split(maxsplit=1)[0] == "return"
