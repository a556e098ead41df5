"""Repairs of a student's function as texts that can take its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.sandbox.inside.edits.disturbed import disturbances_of
from checker.sandbox.inside.edits.repairs import ADDED, ANYWHERE, LARGER, WORD, Repair, repairs_of
from checker.sandbox.inside.edits.scopes import Part
from checker.sandbox.inside.edits.text import Written, applied

LIKELY, UNLIKELY = (WORD, ADDED), (LARGER, ANYWHERE)
#: The lines that are edited at all: those of which something is known, or all if none is.
Within = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Candidate:
    """A repair of one cell: the lines that it changes, and the function's new text."""

    cell: str
    repair: Repair
    lines: tuple[int, ...]
    text: str


class Candidates:
    """The edits of some programs, counted in an order that is the same for every equal text.

    Disturbances come first, which are made at once. The larger edits are nine in ten, and are
    seldom come to: they are made last, function by function.
    """

    def __init__(
        self,
        programs: Sequence[tuple[str, Written, Sequence[Part]]],
        run: Mapping[str, set[int]],
    ):
        self.listed: list[Candidate] = []
        self._programs = programs
        self._run = run
        self._seen: dict[str, set[tuple[int, str]]] = defaultdict(set)
        for cell, written, parts in programs:
            self._add(cell, written, disturbances_of(written, parts, run[cell]))
        self.disturbed = len(self.listed)

    def make_likely(self, within: Within) -> Iterator[range]:
        """Make the small edits, the likeliest first, and return the numbers of each rank."""
        for rank in LIKELY:
            first = len(self.listed)
            for cell, written, parts in self._programs:
                lines = _own_lines(cell, within)
                made = repairs_of(written, parts, self._run[cell], lines, (rank,))
                self._add(cell, written, made)
            yield range(first, len(self.listed))

    def make_larger(self, within: Within) -> Iterator[range]:
        """Make the larger edits, function by function, and return the numbers of each one's."""
        for cell, written, parts in self._programs:
            lines = _own_lines(cell, within)
            for part in parts:
                first = len(self.listed)
                made = repairs_of(written, [part], self._run[cell], lines, UNLIKELY)
                self._add(cell, written, made)
                yield range(first, len(self.listed))

    def _add(self, cell: str, written: Written, repairs: Iterable[Repair]) -> None:
        """Add repairs as texts of their functions; what gives the same text, once."""
        for repair in repairs:
            first, last = written.rows(repair.part.first_line, repair.part.last_line)
            if all(first <= edit.start and edit.end <= last for edit in repair.edits):
                old = written.data[first:last].decode()
                text = applied(old, [edit.moved(-first) for edit in repair.edits])
                if (repair.part.first_line, text) not in self._seen[cell]:
                    self._seen[cell].add((repair.part.first_line, text))
                    lines = tuple(sorted(set(map(written.line, repair.edits))))
                    self.listed.append(Candidate(cell, repair, lines, text))


def _own_lines(cell: str, within: Within) -> set[int] | None:
    return {line for own, line in within if own == cell} if within else None
