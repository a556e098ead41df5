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
from functools import lru_cache
from typing import Any

from checker.records import Cell, Fault, Job
from checker.sandbox.inside.analysis import Piece, analyse, may_bind
from checker.sandbox.inside.arguments import copy_of
from checker.sandbox.inside.faults import fault_of
from checker.sandbox.inside.toplevel import ANYTHING

#: The name under which the course's own code runs, as a cell's runs under the cell's id.
COURSE = "setup"
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
    run.put_back(wanted)
    lacking = [name for name in wanted if name not in run.namespace]
    return run.namespace, _reason(lacking, notebook, run.faults)


#: Longer code is taken apart in the fork that runs it, which has limits.
AHEAD_CHARACTERS = 1 << 18


def look_ahead(job: Job) -> None:
    """Take the cells apart that a job will need, so that the forks after this find it done."""
    if sum(len(cell.source) for cell in job.cells) > AHEAD_CHARACTERS:
        return
    kept = {*job.pinned, *job.oracles}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wanted = [name for name in job.wanted if name not in kept]
        _, names = _Notebook(job.cells).needed(wanted, kept)
        _course_code(job.setup, names)


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
                self.pieces[at] = analyse(self.cells[at].id, self.cells[at].source)
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
        self.callables: dict[str, Any] = {}
        self._restore()

    def piece(self, piece: Piece) -> None:
        try:
            exec(piece.code, self.namespace, _Guarded(self.namespace, self.kept))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  students may raise anything at all
            self.faults.append((piece, fault_of(error, self.namespace)))
        self._restore()
        bound = {name: self.namespace[name] for name in piece.binds if name in self.namespace}
        self.callables |= {name: thing for name, thing in bound.items() if callable(thing)}

    def put_back(self, names: Sequence[str]) -> None:
        """Put functions back over whose names numbers were written, as by `cost = cost(a, y)`."""
        for name in names:
            if name in self.callables and not callable(self.namespace.get(name)):
                self.namespace[name] = self.callables[name]

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
    wanted, chosen = set(names), dict[int, Piece]()
    pieces = dict(enumerate(_statements(setup)))
    while new := {at: piece for at, piece in pieces.items() if piece.binds & wanted}:
        chosen |= new
        wanted |= set().union(*(piece.loads for piece in new.values()))
        pieces = {at: piece for at, piece in pieces.items() if at not in new}
    return [chosen[at] for at in sorted(chosen)]


@lru_cache(maxsize=4)
def _statements(setup: str) -> tuple[Piece, ...]:
    """Give the imports and definitions of the course's own code, each ready to be run."""
    return tuple(
        analyse(COURSE, ast.unparse(statement))
        for statement in ast.parse(setup).body
        if isinstance(statement, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef))
    )


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
