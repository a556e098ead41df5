"""A student's own code with small edits, asked what the student's code was asked.

Each edited function takes the old one's place for as long as it is asked, in the same namespace.
What it may take is limited by the processor time that the student's own code took. Nothing in
here knows a right answer: the answers go out, and whoever knows says which edits to go on with.
"""

import ast
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from checker.records import Answer, Cell, Ending
from checker.sandbox.inside.analysis import analyse, readable
from checker.sandbox.inside.cells import PARSER_ERRORS
from checker.sandbox.inside.edits.repairs import Repair, repairs_of
from checker.sandbox.inside.edits.scopes import Part, parts_of
from checker.sandbox.inside.edits.text import Written, applied
from checker.sandbox.inside.probe import ask
from checker.steps import Step

#: An edited program may take so many times as long as the student's, and at least so long.
TIMES, LEAST_SECONDS = 10, 0.01
#: Once it is too late, an edited program that catches everything is told so again and again.
AGAIN_SECONDS = 0.005


class TooLate(BaseException):
    """An edited program takes too long."""


@dataclass(frozen=True)
class Candidate:
    """A repair of one cell, with the text of the function as it makes it."""

    cell: str
    repair: Repair
    line: int
    text: str


class Edited:
    """The edited programs of one exercise.

    Parameters
    ----------
    namespace, lab
        What questions are put to, and the instruments that they use.
    cells, defines
        The student's cells, and the names that the exercise asks for: those cells are edited
        that define these names last.
    """

    def __init__(
        self, namespace: dict[str, Any], lab: object, cells: Sequence[Cell], defines: Sequence[str]
    ):
        self.namespace = namespace
        self.lab = lab
        self.programs = {cell.id: cell for cell in _defining(cells, defines)}
        self.candidates: list[Candidate] = []
        self.limit = LEAST_SECONDS
        self.seen: set[tuple[str, str]] = set()

    def prepare(self, steps: Sequence[Step]) -> int:
        """Make the edits of what runs when this is asked; say how many there are."""
        lines = self._lines_run(steps)
        for cell in self.programs.values():
            with suppress(*PARSER_ERRORS):
                self._prepare(cell, lines.get(cell.id, set()))
        return len(self.candidates)

    def _prepare(self, cell: Cell, lines: set[int]) -> None:
        text, tree = readable(cell.id, cell.source)
        written = Written(text, tree)
        whole = [part for part in parts_of(tree) if _root(part) in self.namespace]
        for repair in repairs_of(written, whole, lambda _: lines):
            first, last = _span(written, repair.part)
            inside = all(first <= edit.start and edit.end <= last for edit in repair.edits)
            new = applied(text, repair.edits) if inside else ""
            grown = len(new.encode()) - len(written.data)
            function = new.encode()[first : last + grown].decode()
            if inside and (cell.id, function) not in self.seen:
                self.seen.add((cell.id, function))
                line = min(map(written.line, repair.edits))
                self.candidates.append(Candidate(cell.id, repair, line, function))

    def text_of(self, place: int) -> str:
        """Give the text of the whole cell as a candidate makes it."""
        candidate = self.candidates[place]
        cell = self.programs[candidate.cell]
        text, _ = readable(cell.id, cell.source)
        return applied(text, candidate.repair.edits)

    def answers(
        self, places: Iterator[int], steps: Sequence[Step], seconds: float
    ) -> Iterator[tuple[int, Answer]]:
        """Ask candidates, as long as there is processor time, and give what they return."""
        end = time.process_time() + seconds
        for place in places:
            answer = self._answer(self.candidates[place], steps)
            if answer is not None and answer.ending is Ending.RETURNED:
                yield place, answer
            if time.process_time() > end:
                return

    def _answer(self, candidate: Candidate, steps: Sequence[Step]) -> Answer | None:
        part = candidate.repair.part
        try:
            code = compile(candidate.text, candidate.cell, "exec", dont_inherit=True)
        except PARSER_ERRORS:
            return None
        try:
            with _limited(self.limit), self._in_place(part, code):
                return ask(self.namespace, steps, self.lab)
        except (TooLate, Exception):  # what it is, the student did not write
            return None

    @contextmanager
    def _in_place(self, part: Part, code: CodeType) -> Iterator[None]:
        """Let an edited function stand in its old one's place."""
        made: dict[str, Any] = {}
        exec(code, self.namespace, made)
        name = part.function.name
        owner = self.namespace[part.owner] if part.owner else None
        before = vars(owner)[name] if part.owner else self.namespace[name]
        self._put(owner, name, made[name])
        try:
            yield
        finally:
            self._put(owner, name, before)

    def _put(self, owner: Any, name: str, function: Any) -> None:
        if owner is None:
            self.namespace[name] = function
        else:
            setattr(owner, name, function)

    def _lines_run(self, steps: Sequence[Step]) -> dict[str, set[int]]:
        """Run the student's own code once; say which lines of which cell that ran."""
        lines: dict[str, set[int]] = {cell: set() for cell in self.programs}

        def trace(frame: FrameType, _event: str, _argument: Any) -> Any:
            own = lines.get(frame.f_code.co_filename)
            if own is not None:
                own.add(frame.f_lineno)
            return trace if own is not None else None

        begin = time.process_time()
        ask(self.namespace, steps, self.lab)
        self.limit = max(LEAST_SECONDS, TIMES * (time.process_time() - begin))
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            ask(self.namespace, steps, self.lab)
        finally:
            sys.settrace(before)
        return lines


def _root(part: Part) -> str:
    return part.owner or part.function.name


def _span(written: Written, part: Part) -> tuple[int, int]:
    """Give where the lines of a function begin and end."""
    rows = written.data.split(b"\n")
    ends = [0]
    for row in rows:
        ends.append(ends[-1] + len(row) + 1)
    last = part.function.end_lineno or part.function.lineno
    return ends[part.first_line - 1], ends[last] - 1


def _defining(cells: Sequence[Cell], defines: Sequence[str]) -> list[Cell]:
    """List the cells that define these names last."""
    last: dict[str, Cell] = {}
    for cell in cells:
        with suppress(*PARSER_ERRORS):
            bound = analyse(cell.id, cell.source).binds
            last |= {name: cell for name in defines if name in bound}
    return list({cell.id: cell for cell in last.values()}.values())


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Stop what runs in here once it has used so much processor time."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLate

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
