"""A student's own code with small edits, asked what the student's code was asked.

Each edited function takes the old one's place for as long as it is asked, in the same namespace.
What it may take is limited by the processor time that the student's own code took. Nothing in
here knows a right answer: the answers go out, and whoever knows says which edits to go on with.
"""

import signal
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from types import CodeType, FrameType
from typing import Any

import numpy as np

from checker.records import Answer, Cell, Ending
from checker.sandbox.inside.candidates import Candidate, Candidates
from checker.sandbox.inside.edits.disturbed import SHAKEN, shaken
from checker.sandbox.inside.edits.noted import sources_in
from checker.sandbox.inside.edits.scopes import Part, parts_of
from checker.sandbox.inside.edits.text import Written
from checker.sandbox.inside.kinds import Kinds, note_kinds
from checker.sandbox.inside.noticed import noticed_in
from checker.sandbox.inside.noting import (
    inner_code,
    noted_code,
    noted_from_the_last_set,
    noted_in,
)
from checker.sandbox.inside.probe import ask
from checker.sandbox.inside.programs import foreign_variables, programs_of
from checker.steps import Step

Script = Sequence[Step]

#: An edited program may take so many times as long as the student's, and at least so long, for
#: each script that it is asked.
TIMES, LEAST_SECONDS = 10, 0.01
#: One that goes on where the student's was stopped may take so long.
BEYOND_SECONDS = 0.2
#: Once it is too late, an edited program that catches everything is told so again and again.
AGAIN_SECONDS = 0.005
#: What is asked once, and only to note what is computed, may take so long.
NOTING_SECONDS = 0.3


class TooLate(BaseException):
    """An edited program takes too long."""


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
        self.programs = programs_of(namespace, cells, defines)
        self.foreign = foreign_variables(namespace, cells, self.programs)
        self.candidates = Candidates([], {})
        self.limit = LEAST_SECONDS

    def prepare(self, scripts: Sequence[Script]) -> None:
        """Begin with the edits of all that runs when this is asked."""
        kinds: dict[str, Kinds] = {cell: {} for cell in self.programs}
        run = self._lines_run(scripts, kinds)
        self.candidates = Candidates(list(self._programs(kinds)), run)

    def _programs(self, kinds: Mapping[str, Kinds]) -> Iterator[tuple[str, Written, list[Part]]]:
        """List the programs with those of their functions that can be edited."""
        for cell, written in self.programs.items():
            parts = [part for own, part in self._parts() if own == cell]
            found = (kinds[cell].get(part.first_line, {}) for part in parts)
            known = [replace(part, kinds=own) for part, own in zip(parts, found, strict=True)]
            yield cell, written, known

    def noticed(self) -> Iterator[tuple[str, int, str, tuple[str, ...]]]:
        """List Python's traps in the programs, by cell and line."""
        for cell, written in self.programs.items():
            for each in noticed_in(written.tree, self.foreign):
                yield cell, each.line, each.trap, each.names

    def values(self, script: Script, *, within: bool) -> list[tuple[str, int, np.ndarray]]:
        """Return what the lines of the programs compute when this is asked, in that order.

        With `within`, it is what is computed within these lines, which has no line.
        """
        with ExitStack() as stack:
            taker = stack.enter_context(noted_in(self.namespace, list(self.programs)))
            for cell, part in self._parts():
                made = inner_code(cell, part) if within else None
                code = made or noted_code(cell, part, self.programs[cell])
                stack.enter_context(self._in_place(part, code))
            with suppress(TooLate), _limited(NOTING_SECONDS):
                ask(self.namespace, noted_from_the_last_set(script), self.lab)
        return taker.notes

    def sources(self, scripts: Sequence[Script]) -> Iterator[tuple[str, int, list[int], list[int]]]:
        """Say on which lines of its cell each line rests, of those that run when this is asked.

        The last are those that call the function in which it stands.
        """
        run: dict[str, set[int]] = {cell: set() for cell in self.programs}
        with suppress(TooLate), _limited(NOTING_SECONDS):
            self._trace(scripts, run, {})
        for cell in self.programs:
            parts = [part for own, part in self._parts() if own == cell]
            for line, own in sources_in(parts).items():
                if line in run[cell]:
                    rests, callers = own.rests & run[cell], own.callers & run[cell]
                    yield cell, line, sorted(rests), sorted(callers)

    def _parts(self) -> list[tuple[str, Part]]:
        """List the functions of the programs that can be edited, with their cells."""
        return [
            (cell, part)
            for cell, written in self.programs.items()
            for part in parts_of(written.tree)
            if part.root in self.namespace
        ]

    def text_of(self, place: int) -> str:
        """Return the text of the whole cell as a candidate makes it."""
        candidate = self.candidates.listed[place]
        return self.programs[candidate.cell].applied(*candidate.repair.edits)

    def answers(
        self, places: Iterable[int], scripts: Sequence[Script], *, whole: bool
    ) -> Iterator[tuple[int, list[Answer] | None]]:
        """Ask candidates; give what they return to all scripts.

        Instead of None, for a candidate of which one returns nothing, a `whole` answer says how
        each of them ended.
        """
        for place in places:
            self.namespace[SHAKEN] = shaken
            try:
                answers = self._answers(self.candidates.listed[place], scripts, whole)
            finally:
                self.namespace.pop(SHAKEN, None)
            yield place, answers

    def _answers(
        self, candidate: Candidate, scripts: Sequence[Script], whole: bool
    ) -> list[Answer] | None:
        part = candidate.repair.part
        text = f"if True:\n{candidate.text}" if part.owner else candidate.text
        answers = []
        try:
            code = compile(text, candidate.cell, "exec", dont_inherit=True)
            with _limited(self.limit * len(scripts)), self._in_place(part, code):
                for steps in scripts:
                    answers.append(ask(self.namespace, steps, self.lab))
                    if answers[-1].ending is not Ending.RETURNED and not whole:
                        return None
        except (TooLate, Exception):  # noqa: BLE001  the student did not write it
            return None
        return answers

    @contextmanager
    def _in_place(self, part: Part, code: CodeType) -> Iterator[None]:
        """Let an edited function stand in its old one's place."""
        made: dict[str, Any] = {}
        exec(code, self.namespace, made)
        name = part.function.name
        owner = self.namespace[part.owner] if part.owner else None
        before = self.namespace[name] if owner is None else vars(owner)[name]
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

    def _lines_run(
        self, scripts: Sequence[Script], kinds: Mapping[str, Kinds]
    ) -> dict[str, set[int]]:
        """Run the student's own code twice; say which lines of which cell that runs."""
        begin = time.process_time()
        stopped = not self._ask_all(scripts)
        taken = TIMES * (time.process_time() - begin)
        self.limit = max(BEYOND_SECONDS if stopped else LEAST_SECONDS, taken)
        lines: dict[str, set[int]] = {cell: set() for cell in self.programs}
        self._trace(scripts, lines, kinds)
        return lines

    def _trace(
        self,
        scripts: Sequence[Script],
        lines: Mapping[str, set[int]],
        kinds: Mapping[str, Kinds],
    ) -> None:
        """Run the student's own code; add the lines of each cell that this runs, and kinds."""

        def trace(frame: FrameType, event: str, _argument: Any) -> Any:
            cell = frame.f_code.co_filename
            if cell not in lines:
                return None
            lines[cell].add(frame.f_lineno)
            if event == "return" and cell in kinds:
                note_kinds(frame, kinds[cell])
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            self._ask_all(scripts)
        finally:
            sys.settrace(before)

    def _ask_all(self, scripts: Sequence[Script]) -> bool:
        """Ask the student's own code; say whether it answers all of it."""
        answers = [ask(self.namespace, steps, self.lab) for steps in scripts]
        return all(answer.ending is Ending.RETURNED for answer in answers)


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
