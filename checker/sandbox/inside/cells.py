"""A notebook's cells as a namespace: only what the wanted names depend on is run.

Statements run one by one, in the notebook's order. One that raises does not stop those below it.
"""

import ast
import builtins
import contextlib
import importlib.util
import warnings
from collections import UserDict
from collections.abc import Collection, Mapping, Sequence
from inspect import CO_COROUTINE
from types import CodeType
from typing import Any, NamedTuple

from checker.records import Fault, Job, Note
from checker.sandbox.inside.analysis import Statement
from checker.sandbox.inside.arguments import copy_of
from checker.sandbox.inside.awaited import awaited
from checker.sandbox.inside.computing import only_compute, reach_of
from checker.sandbox.inside.course_code import COURSE, course_code, course_modules
from checker.sandbox.inside.faults import fault_of
from checker.sandbox.inside.lacking import stand_ins
from checker.sandbox.inside.needs import PARSER_ERRORS, Notebook
from checker.sandbox.inside.toplevel import ANYTHING

#: Not worth a word: a stub, the end of a program, and a name that the course has not given here.
UNTOLD = (NotImplementedError, SystemExit, NameError)


class Built(NamedTuple):
    """What was built of a student's cells.

    `reason` is the fault of what should have bound a wanted name and did not. `failures` says by
    name why other names are lacking, under `ANYTHING` why unknown ones are; `notes` say which
    lines were passed over. `only_computes` says that none of the statements does more than that,
    `reads_memory` that one may read what others have left there, and `reached` are the names that
    they use, if all of them are there.
    """

    namespace: dict[str, Any]
    reason: Fault | None
    failures: Mapping[str, Fault]
    notes: Sequence[Note]
    only_computes: bool = False
    reads_memory: bool = False
    reached: Collection[str] | None = None


def namespace_for(job: Job, oracles: Mapping[str, Any] | None = None) -> Built:
    """Run what the job's wanted names depend on.

    `oracles` holds what stands for the names that are not taken from the student.
    """
    kept = {**job.pinned, **(oracles or {})}
    wanted = [name for name in job.wanted if name not in kept]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        notebook = Notebook(job.cells, course_modules(job.setup))
        end = notebook.end(_judged(job, kept))
        statements, names = notebook.up_to(end, {*wanted, ANYTHING}, kept)
        run = _Run(kept, names)
        run.all(course_code(job.setup, names))
        run.all(statements)
        reached: Collection[str] | None = names
        if lacking := run.lacking(names, job.defines):
            late, more = notebook.below(end, {*lacking, ANYTHING}, {*run.namespace, *dir(builtins)})
            run.serve(course_code(job.setup, more), more)
            run.serve(late, more)
            statements += late
            reached = None
    run.put_back(wanted)
    missing = [name for name in wanted if name not in run.namespace]
    run.notes += notebook.given_away(missing)
    reason = _reason(missing, notebook, run.failures)
    does = _only_compute(statements), any(reach_of(each.tree).reads_memory for each in statements)
    return Built(run.namespace, reason, run.failures, run.notes, *does, reached)


def _only_compute(statements: Sequence[Statement]) -> bool:
    imported = {name for each in statements if each.is_import for name in each.binds}
    return only_compute([reach_of(each.tree) for each in statements], imported)


def _judged(job: Job, kept: Collection[str]) -> list[str]:
    """List the names whose last definition is the moment of which an exercise is judged."""
    return [name for name in job.defines or job.wanted if name not in kept]


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
        notebook = Notebook(job.cells, course_modules(job.setup))
        end = notebook.end(_judged(job, kept))
        statements, names = notebook.up_to(end, {*wanted, ANYTHING}, kept)
        for statement in (*course_code(job.setup, names), *statements):
            with contextlib.suppress(*PARSER_ERRORS):
                _ = statement.code, reach_of(statement.tree)


class _Run:
    """Statements being run in one namespace.

    `failures` says by name what a statement raised that should have bound it; `notes` say which
    lines were passed over.
    """

    def __init__(self, kept: Mapping[str, Any], needed: Collection[str]):
        self.namespace: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
        self.failures: dict[str, Fault] = {}
        self.notes: list[Note] = []
        self._kept = kept
        self._needed = set(needed)
        self._fixed = set(kept)
        self._guarded = _Guarded(self.namespace, self._fixed)
        self._callables: dict[str, Any] = {}
        self._cell = ""
        self._bound: set[str] = set()
        self._lacking: set[str] = set()
        self._restore()

    def all(self, statements: Sequence[Statement]) -> None:
        """Run statements, save imports of what nobody needs."""
        self._needed |= set().union(*(statement.uses for statement in statements))
        for statement in statements:
            if statement.cell != self._cell:
                self._end_cell()
                self._cell = statement.cell
            if statement.is_import and not statement.binds & self._needed:
                self._look_for(statement)
            else:
                self._run(statement)
        self._end_cell()

    def _end_cell(self) -> None:
        things = {name: self.namespace.get(name) for name in self._bound}
        self._callables |= {name: thing for name, thing in things.items() if callable(thing)}
        self._bound = set()
        self._guarded.kept = self._fixed
        self._restore()

    def serve(self, statements: Sequence[Statement], names: Collection[str]) -> None:
        """Run statements that serve what is lacking; what is there already stays as it is."""
        self._needed |= set(names)
        there = {name for name in self.namespace if name not in self._lacking}
        self._fixed = self._guarded.kept = {*self._kept, *there}
        self.all(statements)

    def lacking(self, names: Collection[str], typed: Collection[str]) -> set[str]:
        """Return those names that nothing has bound, and those to be typed that are None."""
        there = {*self.namespace, *dir(builtins), ANYTHING}
        self._lacking = {name for name in names if name not in there and " " not in name}
        self._lacking |= {name for name in typed if self.namespace.get(name, 0) is None}
        return self._lacking

    def _run(self, statement: Statement) -> None:
        try:
            self._execute(statement.code)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  students may raise anything at all
            self._failed(statement, error)
            return
        self._bound |= statement.binds
        for name in statement.binds:
            self.failures.pop(name, None)

    def _execute(self, code: CodeType) -> None:
        if code.co_flags & CO_COROUTINE:
            awaited(eval(code, self.namespace, self._guarded))
        else:
            exec(code, self.namespace, self._guarded)

    def _failed(self, statement: Statement, error: BaseException) -> None:
        fault = fault_of(error, self.namespace)
        if fault.lacks and statement.is_import:
            for name, thing in stand_ins(statement.tree, fault.lacks).items():
                self.namespace.setdefault(name, thing)
        self.failures |= dict.fromkeys(statement.binds, fault)
        if not (fault.lacks or isinstance(error, NameError)):
            # it failed where the student worked too, and nothing below it was run there: what
            # this cell still gives serves only where there is nothing yet
            self._guarded.kept = {*self._fixed, *self.namespace}
        line = fault.line if fault.cell == statement.cell else statement.tree.lineno
        if fault.lacks:
            self._note(Note("lacks", fault.lacks, statement.cell, line))
        elif not isinstance(error, UNTOLD):
            self._note(Note("raised", f"{fault.kind}: {fault.message}", statement.cell, line))

    def _look_for(self, statement: Statement) -> None:
        """Note an import of what is not there, though nobody needs it."""
        tree = statement.tree
        name = tree.names[0].name if isinstance(tree, ast.Import) else getattr(tree, "module", "")
        root = (name or "").partition(".")[0]
        with contextlib.suppress(ImportError, ValueError):
            if root and importlib.util.find_spec(root) is None:
                self._note(Note("lacks", root, statement.cell, tree.lineno))

    def _note(self, note: Note) -> None:
        """Keep a note; of what is lacking one is enough."""
        known = {each.detail for each in self.notes if each.kind == "lacks"}
        if note.cell != COURSE and not (note.kind == "lacks" and note.detail in known):
            self.notes.append(note)

    def put_back(self, names: Sequence[str]) -> None:
        """Put functions back over whose names numbers were written, as by `cost = cost(a, y)`."""
        for name in names:
            if name in self._callables and not callable(self.namespace.get(name)):
                self.namespace[name] = self._callables[name]

    def _restore(self) -> None:
        """Undo what got around the guard: `global` statements and changes inside an array."""
        self.namespace |= {name: copy_of(value) for name, value in self._kept.items()}


class _Guarded(UserDict[str, Any]):
    """The top level's local names: the namespace itself, save that kept names stay as they are.

    Functions that a cell defines have the namespace as their globals, so they see every name.
    """

    def __init__(self, namespace: dict[str, Any], kept: Collection[str]):
        self.data = namespace
        self.kept = kept

    def __setitem__(self, name: str, value: Any) -> None:
        if name not in self.kept:
            self.data[name] = value

    def __delitem__(self, name: str) -> None:
        if name not in self.kept:
            del self.data[name]


def _reason(
    lacking: Sequence[str], notebook: Notebook, failures: Mapping[str, Fault]
) -> Fault | None:
    found = (failures.get(name) or notebook.broken_definition(name) for name in lacking)
    return next(filter(None, found), None)
