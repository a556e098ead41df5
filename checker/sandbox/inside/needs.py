"""Which statements of a notebook an exercise needs.

An exercise is judged as of its last definition: what it needs is built from the cells up to that
one. Of the cells below it those statements serve that bind what is still lacking.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checker.records import Cell, Fault, Note
from checker.sandbox.inside.analysis import Statement, analyse, may_bind
from checker.sandbox.inside.faults import fault_of
from checker.sandbox.inside.jupyter import cell_magic

PARSER_ERRORS = (SyntaxError, ValueError, RecursionError, MemoryError)


@dataclass(frozen=True)
class Parts:
    """A cell taken apart: its statements, and the names that they deal in together."""

    statements: tuple[Statement, ...]

    @cached_property
    def binds(self) -> frozenset[str]:
        """What the cell binds."""
        return frozenset().union(*(each.binds for each in self.statements))

    @cached_property
    def changes(self) -> frozenset[str]:
        """Whose values it may change a part of."""
        return frozenset().union(*(each.changes for each in self.statements))

    @cached_property
    def loads(self) -> frozenset[str]:
        """What it reads from outside."""
        return frozenset().union(*(each.loads for each in self.statements))

    @cached_property
    def modules(self) -> frozenset[str]:
        """What it imports."""
        return frozenset().union(*(each.binds for each in self.statements if each.is_import))


class Notebook:
    """The code cells of a notebook, each taken apart only once it may bind a needed name.

    Parameters
    ----------
    cells
        All cells.
    modules
        Names that the course imports: what is done with one of them changes no variable.
    """

    def __init__(self, cells: Sequence[Cell], modules: Collection[str] = ()):
        self.cells = [cell for cell in cells if cell.kind == "code"]
        self._modules = set(modules)
        self._candidates = {at: may_bind(cell.source) for at, cell in enumerate(self.cells)}
        self._parts: dict[int, Parts] = {}
        self._broken: dict[int, Fault] = {}

    def end(self, names: Collection[str]) -> int:
        """Return the place of the cell that defines one of these names last, or changes it last."""
        cells = self._dealing_in(set(names), len(self.cells))
        found = [at for name in names for at in cells if self._gives(at, name)]
        return max(found, default=len(self.cells) - 1)

    def _gives(self, at: int, name: str) -> bool:
        """Whether a cell gives a name what is judged, which a number over a function is not."""
        parts = self._parts[at]
        if name in parts.changes:
            return True
        is_function = any(
            name in each.functions for cell in self._parts.values() for each in cell.statements
        )
        if is_function:
            return any(each.gives_a_function(name) for each in parts.statements)
        return name in parts.binds

    def up_to(
        self, end: int, wanted: Collection[str], kept: Collection[str]
    ) -> tuple[list[Statement], set[str]]:
        """List the statements of the cells up to `end` that deal in a needed name, and such names.

        Needed is what is wanted, and what the statements of needed cells read.
        """
        names = set(wanted) - set(kept)
        chosen: set[int] = set()
        while True:
            cells = self._dealing_in(names, end + 1)
            new = {at for at in cells if self._deals_in(at) & names} - chosen
            if not new:
                return [each for at in sorted(chosen) for each in self._parts[at].statements], names
            chosen |= new
            names |= set().union(*(self._parts[at].loads for at in new)) - set(kept)

    def below(
        self, end: int, lacking: Collection[str], there: Collection[str]
    ) -> tuple[list[Statement], set[str]]:
        """List the statements below `end` that bind a lacking name, or one that these need."""
        names = set(lacking)
        while True:
            cells = [at for at in self._dealing_in(names, len(self.cells)) if at > end]
            chosen = [
                each
                for at in cells
                for each in self._parts[at].statements
                if (each.binds | each.changes - self._modules) & names
            ]
            more = set[str]().union(*(each.loads for each in chosen)) - set(there) - names
            if not more:
                return chosen, names
            names |= more

    def _deals_in(self, at: int) -> frozenset[str]:
        """Name what a cell binds, and the variables that it changes."""
        return self._parts[at].binds | (self._parts[at].changes - self._modules)

    def _dealing_in(self, names: set[str], end: int) -> list[int]:
        """List the cells before `end` taken apart so far: all that may bind one of these names."""
        for at in [at for at, may in self._candidates.items() if at < end and may & names]:
            del self._candidates[at]
            try:
                parts = Parts(analyse(self.cells[at].id, self.cells[at].source))
            except PARSER_ERRORS as error:
                self._broken[at] = replace(fault_of(error, {}), cell=self.cells[at].id)
                continue
            self._parts[at] = parts
            self._modules |= parts.modules
        return sorted(at for at in self._parts if at < end)

    def given_away(self, names: Collection[str]) -> list[Note]:
        """Return which cells would define a name if a magic did not hand them to something else."""
        taken = ((cell, cell_magic(cell.source)) for cell in self.cells)
        return [
            Note("command", magic[0], cell.id, magic[1])
            for cell, magic in taken
            if magic and any(_definition(name).search(cell.source) for name in names)
        ]

    def broken_definition(self, name: str) -> Fault | None:
        """Return the fault of the last cell that would define a name if it could be parsed."""
        definition = _definition(name)
        faults = [
            fault for at, fault in self._broken.items() if definition.search(self.cells[at].source)
        ]
        return faults[-1] if faults else None


def _definition(name: str) -> re.Pattern[str]:
    """Return what finds a line that defines a name, be it behind a prompt."""
    return re.compile(rf"(?m)^[^\w\n]*+((async[ \t]+)?def|class)[ \t]+{name}\b|^{name}[ \t]*=")
