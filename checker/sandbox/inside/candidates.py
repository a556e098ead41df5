"""Repairs of a student's function as texts that can take its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.sandbox.inside.edits.repairs import Repair
from checker.sandbox.inside.edits.text import Written, applied


@dataclass(frozen=True)
class Candidate:
    """A repair of one cell: the lines that it changes, and the function's new text."""

    cell: str
    repair: Repair
    lines: tuple[int, ...]
    text: str


def candidates_of(cell: str, written: Written, repairs: Sequence[Repair]) -> Iterator[Candidate]:
    """Return the repairs of a cell as texts of its functions; what gives the same text, once."""
    seen = set()
    for repair in repairs:
        first, last = written.rows(repair.part.first_line, repair.part.last_line)
        if all(first <= edit.start and edit.end <= last for edit in repair.edits):
            old = written.data[first:last].decode()
            text = applied(old, [edit.moved(-first) for edit in repair.edits])
            if (repair.part.first_line, text) not in seen:
                seen.add((repair.part.first_line, text))
                lines = tuple(sorted(set(map(written.line, repair.edits))))
                yield Candidate(cell, repair, lines, text)
