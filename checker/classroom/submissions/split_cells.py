"""Cells that were split in the middle of a function, joined again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.documents.cell_text import binds_any
from checker.records import Cell

_INDENT = re.compile(r"[ \t]*")


def joined(
    cells: Sequence[Cell], release: Sequence[Cell], names: Sequence[str]
) -> tuple[list[Cell], list[str]]:
    """Give the cells with the lower halves of functions put back, and a sentence for each.

    Only what cannot stand alone is joined: a cell that begins indented and returns at the same
    depth, below the definition of one of the `names`.
    """
    ours = {cell.id for cell in release}
    whole: list[Cell] = []
    repairs = []
    for cell in cells:
        above = whole[-1] if whole else None
        asked = above and cell.id not in ours and binds_any(above.source, names)
        if above and asked and _continues(above, cell):
            whole[-1] = replace(above, source=f"{above.source.rstrip()}\n{cell.source}")
            repairs.append(f"{above.id} was joined with the cell below it")
        else:
            whole.append(cell)
    return whole, repairs


def _continues(above: Cell, cell: Cell) -> bool:
    """Whether a cell is the lower half of a function whose upper half stands above."""
    lines = [line for line in cell.source.splitlines() if line.strip()]
    if above.kind != "code" or cell.kind != "code" or not lines:
        return False
    indent = _indent(lines[0])
    returns = any(_indent(line) == indent and _returns(line) for line in lines)
    return bool(indent) and returns and indent in map(_indent, above.source.splitlines())


def _indent(line: str) -> str:
    return _INDENT.match(line)[0]  # type: ignore[index]  # it matches every line


def _returns(line: str) -> bool:
    return line.split(maxsplit=1)[0] == "return"
