"""A notebook's cells as a namespace: only what the wanted names depend on is run.

Needed cells run whole and in the notebook's order, so that a name bound twice has its last
value. A cell that raises does not stop the later ones.
"""

import ast
import builtins
import re
import warnings
from collections import UserDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from checker.records import Cell, Fault, Job
from checker.sandbox.inside.analysis import Piece, analyse, may_bind
from checker.sandbox.inside.arguments import copy_of
from checker.sandbox.inside.faults import fault_of
from checker.sandbox.inside.toplevel import ANYTHING, imported

PARSER_ERRORS = (SyntaxError, ValueError, RecursionError, MemoryError)


def namespace_for(
    job: Job, oracles: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], Fault | None]:
    """Run what the job's wanted names depend on; give the namespace and why a name is lacking.

    `oracles` holds what stands for the names that are not taken from the student. The fault is
    that of the cell which should have bound a wanted name and did not.
    """
    kept = {**job.pinned, **(oracles or {})}
    wanted = [name for name in job.wanted if name not in kept]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        notebook = _Notebook(job.cells)
        pieces, names = notebook.needed(wanted, set(kept))
        run = _Run(kept)
        for piece in (*_course_code(job.setup, names), *pieces):
            run.piece(piece)
    lacking = [name for name in wanted if name not in run.namespace]
    return run.namespace, _reason(lacking, notebook, run.faults)


class _Notebook:
    """The code cells of a notebook, each analysed only once it may bind a needed name."""

    def __init__(self, cells: Sequence[Cell]):
        self.cells = [cell for cell in cells if cell.kind == "code"]
        self.candidates = {at: may_bind(cell.source) for at, cell in enumerate(self.cells)}
        self.pieces: dict[int, Piece] = {}
        self.broken: dict[int, Fault] = {}

    def needed(self, wanted: Sequence[str], kept: set[str]) -> tuple[list[Piece], set[str]]:
        """Give the cells that bind a wanted name, or a name that these need, and all such names."""
        names = {*wanted, ANYTHING} - kept
        chosen: set[int] = set()
        while True:
            self._analyse(names)
            new = {at for at, piece in self.pieces.items() if piece.binds & names} - chosen
            if not new:
                return [self.pieces[at] for at in sorted(chosen)], names
            chosen |= new
            names |= set().union(*(self.pieces[at].loads for at in new)) - kept

    def _analyse(self, names: set[str]) -> None:
        for at in [at for at, may in self.candidates.items() if may & names]:
            del self.candidates[at]
            try:
                self.pieces[at] = analyse(self.cells[at])
            except PARSER_ERRORS as error:
                self.broken[at] = replace(fault_of(error, {}), cell=self.cells[at].id)

    def broken_definition(self, name: str) -> Fault | None:
        """Give the fault of the last cell that would define a name if it could be parsed."""
        definition = re.compile(rf"(?m)^\s*((async\s+)?def|class)\s+{name}\b|^{name}\s*=")
        faults = [
            fault for at, fault in self.broken.items() if definition.search(self.cells[at].source)
        ]
        return faults[-1] if faults else None


class _Run:
    """Cells being run in one namespace; `faults` says which of them raised, and what."""

    def __init__(self, kept: Mapping[str, Any]):
        self.namespace: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
        self.kept = kept
        self.faults: list[tuple[Piece, Fault]] = []
        self._restore()

    def piece(self, piece: Piece) -> None:
        try:
            code = compile(piece.tree, piece.id, "exec", dont_inherit=True)
            exec(code, self.namespace, _Guarded(self.namespace, self.kept))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  students may raise anything at all
            self.faults.append((piece, fault_of(error, self.namespace)))
        self._restore()

    def _restore(self) -> None:
        """Undo what got around the guard: `global` statements and changes inside an array."""
        self.namespace |= {name: copy_of(value) for name, value in self.kept.items()}


class _Guarded(UserDict[str, Any]):
    """The top level's local names: the namespace itself, save that kept names stay as they are.

    Functions that a cell defines have the namespace as their globals, so they see every name.
    """

    def __init__(self, namespace: dict[str, Any], kept: Mapping[str, Any]):
        self.data = namespace
        self.kept = kept

    def __setitem__(self, name: str, value: Any) -> None:
        if name not in self.kept:
            self.data[name] = value

    def __delitem__(self, name: str) -> None:
        if name not in self.kept:
            del self.data[name]


def _course_code(setup: str, names: set[str]) -> list[Piece]:
    """Give those imports and definitions of the course's own code that bind a needed name.

    The others cost time. What a definition reads is needed too.
    """
    statements = ast.parse(setup).body
    wanted, chosen = set(names), set[int]()
    while True:
        new = {at for at, line in enumerate(statements) if _bound(line) & wanted} - chosen
        if not new:
            break
        chosen |= new
        wanted |= {node.id for at in new for node in ast.walk(statements[at])
                   if isinstance(node, ast.Name)}  # fmt: skip
    if not chosen:
        return []
    tree = ast.Module(body=[statements[at] for at in sorted(chosen)], type_ignores=[])
    return [Piece("setup", tree, frozenset(), frozenset())]


def _bound(statement: ast.stmt) -> set[str]:
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    return imported(statement)


def _reason(
    lacking: Sequence[str], notebook: _Notebook, faults: Sequence[tuple[Piece, Fault]]
) -> Fault | None:
    for name in lacking:
        for piece, fault in reversed(faults):
            if name in piece.binds:
                return fault
        broken = notebook.broken_definition(name)
        if broken is not None:
            return broken
    return None
