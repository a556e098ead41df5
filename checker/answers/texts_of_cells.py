"""What the text of each cell of a submission says, each thing found out once.

Every exercise asks the same of all cells. A notebook may have ten megabytes of text, so what is
found is kept, and only what is asked for: names, lines of stubs, and not all that there is.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache

from checker.documents.cell_text import ASSIGNED, DEFINED, bound_names, defined, text_of, trimmed
from checker.records import Cell

#: Of so many notebooks what is looked for is kept.
NOTEBOOKS = 8
#: A line with something in it, wherever Python's `splitlines` would end it.
_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Asked:
    """What is looked for in the cells of one notebook.

    `names` are those that exercises ask for, `known` those that stand in the notebook as handed
    out, `texts` and `lines` its texts and their lines.
    """

    names: AbstractSet[str]
    known: Collection[str]
    texts: Collection[str]
    lines: AbstractSet[str]

    @cached_property
    def folded(self) -> frozenset[str]:
        """The names in the spelling by which others are known for them."""
        return frozenset(map(folded, self.names))


@lru_cache(maxsize=NOTEBOOKS)
def asked_in(names: frozenset[str], sources: tuple[str, ...]) -> Asked:
    """Return what is looked for in the submissions of a notebook with cells of these texts."""
    known = {*names, *(name for source in sources for name in defined(source))}
    lines = frozenset(line for source in sources for line in lines_of(source))
    return Asked(names, known, {trimmed(source) for source in sources}, lines)


@dataclass(frozen=True, eq=False)
class CellText:
    """One cell, and what its text says of what is asked."""

    cell: Cell
    asked: Asked

    def binds_any(self, names: Collection[str]) -> bool:
        """Whether a line defines one of the names that are asked for, or assigns to it."""
        return not self._bound.isdisjoint(names)

    def spelled(self, name: str, *, assigned: bool) -> list[str]:
        """List the names that stand for another one in another spelling, in their order."""
        found = self._assigned if assigned else self._defined
        return [other for other in found if folded(other) == folded(name)]

    @cached_property
    def text(self) -> str:
        """What the cell says, without what editors change at the ends of lines."""
        return text_of(self.cell)

    @cached_property
    def is_ours(self) -> bool:
        """Whether the text is one of the notebook as it was handed out."""
        return self.text in self.asked.texts

    @cached_property
    def kept_lines(self) -> frozenset[str]:
        """The lines of the notebook as it was handed out that stand in the text."""
        return frozenset(line for line in lines_of(self.cell.source) if line in self.asked.lines)

    @cached_property
    def last_defined(self) -> str:
        """The name that the text defines last; "" if it defines none."""
        name = ""
        for found in DEFINED.finditer(self.cell.source):
            name = found[1]
        return name

    @cached_property
    def _bound(self) -> frozenset[str]:
        return bound_names(self.cell.source, self.asked.names)

    @cached_property
    def _defined(self) -> list[str]:
        return self._other_spellings(DEFINED)

    @cached_property
    def _assigned(self) -> list[str]:
        return self._other_spellings(ASSIGNED)

    def _other_spellings(self, pattern: re.Pattern[str]) -> list[str]:
        """List, each once, the names that are not asked for and look like some that are."""
        others = {
            match[1]: None
            for match in pattern.finditer(self.cell.source)
            if match[1] not in self.asked.known and folded(match[1]) in self.asked.folded
        }
        return list(others)


def lines_of(source: str) -> Iterator[str]:
    """Return the lines of a text that say something, without the blanks around them."""
    for found in _LINE.finditer(source):
        if line := found[0].strip():
            yield line


def folded(name: str) -> str:
    """Return a name without case and underscores, in the letters that Python reads it in."""
    return unicodedata.normalize("NFKC", name).casefold().replace("_", "")
