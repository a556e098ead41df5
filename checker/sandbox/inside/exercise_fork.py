"""One submission's exercises, answered: what runs in each fork of a sandbox's worker.

A fork serves one exercise after another for as long as it is as it was before the first.
"""

import builtins
import random
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from checker.fingerprints import digest_of
from checker.records import Answer, Ending, Fault, Job, Note
from checker.sandbox.inside.as_before import Beginning, has_had_room
from checker.sandbox.inside.cells import Built, namespace_for
from checker.sandbox.inside.edited import Edited
from checker.sandbox.inside.faults import fault_of
from checker.sandbox.inside.files_beside import lay_out
from checker.sandbox.inside.lab import laboratory
from checker.sandbox.inside.messages import answer_tree, job_of
from checker.sandbox.inside.notes import MOST
from checker.sandbox.inside.oracles import Oracle
from checker.sandbox.inside.packing import Packed
from checker.sandbox.inside.pipes import Pipe
from checker.sandbox.inside.probe import ask
from checker.sandbox.inside.shell import PASSED_OVER
from checker.sandbox.inside.told import KnownAnswers, is_repeatable
from checker.sandbox.inside.toplevel import ANYTHING
from checker.sandbox.inside.traces import Traces
from checker.sandbox.inside.trial import EditTrial
from checker.sandbox.inside.watching import Instruments
from checker.steps import LAB, Step
from checker.trees import Arrays, flatten, unflatten, unflatten_step
from checker.wire import Frame, chunks, unpack

STUDENT = {"__name__": "__main__"}
#: NumPy's and Python's old global generators start here for every exercise.
GENERATOR_SEED = 0
_UNDEFINED = re.compile(r"name '(\w+)' is not defined.*")


class ExerciseFork:
    """Where a fork takes requests and gives back answers, each with its request's id."""

    def __init__(self, pipe: Pipe):
        self.pipe = pipe
        self.request = Frame({}, [])
        self.trial: EditTrial | None = None
        self.beginning: Beginning | None = None

    def serve(self) -> None:
        """Answer requests until the worker ends this process."""
        self.traces = Traces()
        self.instruments = self.traces.instruments = Instruments()
        while True:
            self._take()
            match self._field("do"):
                case "job":
                    self._begin()
                case "edit":
                    self._try_edits(self.prepared)
                case _:
                    self._answer(self._answered(self._field("steps"), self.request.arrays))

    def _begin(self) -> None:
        """Load the cells of an exercise, and answer the cases that come with them."""
        begun = self.request  # a call of the reference brings another one
        self.told = KnownAnswers(self._field("told"), begun.arrays)
        self.prepared = self._prepared()
        if scripts := begun.header.get("scripts"):
            self._answer_all([self._answered(each, begun.arrays) for each in scripts])
        else:
            self._reply({"loaded": True})

    def _answered(self, script: Sequence[Any], arrays: Arrays) -> Answer:
        """Answer one case; where a name is missing, the reason says more than that it is."""
        prepared = self.prepared
        steps = [unflatten_step(step, arrays) for step in script]
        answer = _ask(prepared, steps)
        reason = prepared.reason
        if reason is not None and answer.ending is Ending.MISSING:
            return Answer(_ENDINGS.get(reason.kind, Ending.RAISED), fault=reason)
        cause = prepared.cause(answer.fault)
        return replace(answer, fault=cause) if cause else answer

    def _try_edits(self, prepared: "Prepared") -> None:
        """Answer by edited programs."""
        begins = self._field("edit") in ("disturb", "values") or self.trial is None
        if begins and self._field("defines"):
            defines = self._field("defines")
            edited = Edited(prepared.namespace, prepared.lab, prepared.job.cells, defines)
            self.trial = EditTrial(edited)
        scripts = [
            [unflatten_step(step, self.request.arrays) for step in script]
            for script in self._field("scripts")
        ]
        if self.trial is None:
            raise ValueError("no edits were made, since nobody said of what")
        self._reply(*self.trial.reply(self.request.header, scripts))

    def call(self, name: str, arguments: tuple[Packed, ...]) -> Any:
        """Have the reference called, outside, and give or raise what it gives or raises."""
        arrays: Arrays = []
        tree = [flatten(argument, arrays) for argument in arguments]
        key = digest_of((name, tree), arrays)
        if (told := self.told.value(key)) is not None:
            return told
        self._reply({"call": name, "args": tree}, arrays)
        self._take()
        if self._field("raised"):
            kind, message = self._field("raised")
            raise _exception(kind, message)
        own = [array.copy() for array in self.request.arrays]
        value = unflatten(self._field("value"), own)
        if is_repeatable(arguments, value):
            self.told.keep(key, self._field("value"), self.request.arrays)
        return value

    def _prepared(self) -> "Prepared":
        job = job_of(self._field("job"), self.request.arrays)
        self.traces.texts = {cell.id: cell.source for cell in job.cells}
        _seed_generators()
        lay_out(job.files)
        lab = laboratory(job.lab)  # before student code can change NumPy
        instruments = {id(thing): f"{LAB}.{name}" for name, thing in vars(lab).items()}
        self.instruments.add(lab)
        if self.beginning is None:
            self.beginning = Beginning()
        oracles = {name: Oracle(name, self.call, instruments) for name in job.oracles}
        try:
            self.built = namespace_for(job, oracles)
        except KeyboardInterrupt as interrupt:  # raised on purpose: nobody types here
            self.built = Built({}, fault_of(interrupt, STUDENT), {}, [])
        return Prepared(self.built.namespace, self.built.reason, self.built.failures, lab, job)

    def _notes(self) -> tuple[Note, ...]:
        """Return what there is to tell so far, what was tried first."""
        return (*self.traces.seen(), *self.built.notes, *PASSED_OVER)[:MOST]

    def _word(self, notes: Sequence[Note]) -> dict[str, Any]:
        """Say what this process is after all cases, and whether another would answer the same."""
        as_before = self._is_as_before(notes)
        stands = as_before and not self.built.reads_memory and has_had_room()
        return {"as_before": as_before, "stands": stands, "reached": self._reached()}

    def _is_as_before(self, notes: Sequence[Note]) -> bool:
        """Whether another exercise may be asked of this process: nothing of this one stays."""
        only_computed = self.built.only_computes and not notes
        return only_computed and self.beginning is not None and self.beginning.is_back()

    def _reached(self) -> list[str] | None:
        """List the names that the program can use, if nothing in it takes names from elsewhere."""
        known = self.built.reached if self.built.only_computes else None
        return None if known is None else sorted(known)

    def _answer(self, answer: Answer) -> None:
        arrays: Arrays = []
        try:
            noted = _with(answer, self._notes())
            self._reply({"answer": answer_tree(noted, arrays)}, arrays)
        except ValueError as error:
            fault = Fault(type(answer.value).__name__, str(error))
            self._reply({"answer": answer_tree(Answer(Ending.UNSUPPORTED, fault=fault), [])})

    def _answer_all(self, answers: Sequence[Answer]) -> None:
        """Answer several cases at once, or say that they are too large to go together.

        All bear what was noted so far: to look for it takes as long as half a case.
        """
        arrays: Arrays = []
        notes = self._notes()
        try:
            trees = [answer_tree(_with(answer, notes), arrays) for answer in answers]
            self._reply({"answers": trees, **self._word(notes)}, arrays)
        except ValueError:
            self._reply({"answers": None})

    def _field(self, name: str) -> Any:
        return self.request.header.get(name)

    def _take(self) -> None:
        self.request = unpack(*self.pipe.receive(), in_place=True)

    def _reply(self, header: dict[str, Any], arrays: Arrays | None = None) -> None:
        self.pipe.send(*chunks({"id": self._field("id")} | header, arrays or []))


def _with(answer: Answer, notes: Sequence[Note]) -> Answer:
    return replace(answer, notes=tuple(notes)) if notes else answer


#: Faults of a cell that say more than that its name is missing.
_ENDINGS = {"NotImplementedError": Ending.NOT_ATTEMPTED, "MemoryError": Ending.OUT_OF_MEMORY}


def _seed_generators() -> None:
    """Seed the global generators that are loaded: Python's seeds itself anew in each fork."""
    random.seed(GENERATOR_SEED)
    if "numpy.random" in sys.modules:
        np.random.seed(GENERATOR_SEED)  # noqa: NPY002  students may use the old generator


@dataclass(frozen=True)
class Prepared:
    """What the questions of one exercise are put to.

    `reason` says why a wanted name is lacking, `failures` why others are.
    """

    namespace: dict[str, Any]
    reason: Fault | None
    failures: Mapping[str, Fault]
    lab: object
    job: Job

    def cause(self, fault: Fault | None) -> Fault | None:
        """Return why a name is lacking over which an answer failed, if a statement above failed."""
        missing = (
            _UNDEFINED.fullmatch(fault.message) if fault and fault.kind == "NameError" else None
        )
        if missing is None:
            return None
        return self.failures.get(missing[1]) or self.failures.get(ANYTHING)


def _ask(prepared: Prepared, steps: list[Step]) -> Answer:
    try:
        return ask(prepared.namespace, steps, prepared.lab)
    except KeyboardInterrupt as interrupt:  # raised on purpose: nobody types here
        return Answer(Ending.RAISED, fault=fault_of(interrupt, STUDENT))


def _exception(kind: str, message: str) -> BaseException:
    known = getattr(builtins, kind, None)
    if isinstance(known, type) and issubclass(known, Exception):
        return known(message)
    return RuntimeError(f"{kind}: {message}")
