"""One exercise being asked: its cases, the calls it makes of the reference, and its deadlines."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from checker.errors import ProtocolError
from checker.exercises.cases import paths_asked
from checker.records import Answer, Cause, Ended, Ending, Fault, Job, Note, Value
from checker.sandbox.connection import Connection, Lost
from checker.sandbox.inside.deadlines import MOST_SECONDS
from checker.sandbox.inside.faults import MESSAGE_CHARACTERS
from checker.sandbox.inside.messages import answer_of, job_tree
from checker.sandbox.told_answers import ToldAnswers
from checker.steps import LAB, OUTSIDE, Laid, Name, Step
from checker.trees import Arrays, flatten, flatten_step, unflatten
from checker.wire import Frame

#: Answers a call of a function, a class or a method that is not taken from the student. Its three
#: arguments, packed as in `inside.carried`, are for `ANSWERED`, and so is what it gives.
Oracle = Callable[[str, tuple[Value, ...]], Answer]
#: The instrument of the reference's own laboratory that answers a call of an oracle.
ANSWERED = f"{LAB}.answered"
#: The instrument that hands several things over at once.
TOGETHER = f"{LAB}.together"
Told = TypeVar("Told", Fault, Note)

#: Code that gets a tenth of the processor time that it asks for is not stopped for being slow.
STARVED = 10.0


class TooMuch(Lost):
    """What was to be sent is more than is carried; nothing was sent."""


@dataclass(frozen=True)
class Inquiry:
    """Asks a worker about one job.

    Every method raises `Lost` if the worker is gone or sends what it should not.

    Parameters
    ----------
    connection, job
        Who is asked, and about what.
    oracle
        Who answers the calls that are not the job's own.
    call_seconds
        How long a request may make us wait.
    until
        How long all that the worker has been asked may have made us wait, with this request.
    starved
        By how much longer a request may take whose code is at work, but slowly.
    anew
        Whether a job gets a fork of its own, and not the one that answered last.
    told
        What the submission has been answered before, which it is told with the job.
    """

    connection: Connection
    job: Job
    oracle: Oracle | None
    call_seconds: float
    until: float
    starved: float = STARVED
    anew: bool = True
    told: ToldAnswers | None = None

    def load(self, resources: Mapping[str, Sequence[int]]) -> Ended | None:
        """Have the job's cells run in a fork with these limits; say if that ended the fork."""
        reply = self._start(resources, ())
        return reply if isinstance(reply, Ended) else None

    def answer(self, steps: Sequence[Step]) -> Answer | Ended:
        """Have one case answered, or say how the fork ended over it."""
        arrays: Arrays = []
        reply = self._ask("ask", {"steps": [flatten_step(step, arrays) for step in steps]}, arrays)
        if isinstance(reply, Ended):
            return reply
        return self._read(reply.header.get("answer"), reply)

    def answers(
        self, resources: Mapping[str, Sequence[int]], scripts: Sequence[Sequence[Step]]
    ) -> list[Answer] | Ended | None:
        """Load the job and have its cases answered, or say how that ended the fork.

        One request costs a fraction of many. But it does not tell which case stopped the fork.
        None says that the answers are too large to go together, or what is told in between is.
        """
        try:
            reply = self._start(resources, scripts)
        except TooMuch:
            return None
        if isinstance(reply, Ended) or reply.header.get("answers") is None:
            return reply if isinstance(reply, Ended) else None
        answers = reply.header["answers"]
        if not isinstance(answers, list) or len(answers) != len(scripts):
            raise Lost("it sent another number of answers")
        return [self._read(tree, reply) for tree in answers]

    def edited(self, request: Mapping[str, Any], scripts: Sequence[Sequence[Step]] = ()) -> Frame:
        """Ask of edited programs in the fork that has loaded the job.

        Raises
        ------
        Lost
            Also if the fork has ended over it.
        """
        arrays: Arrays = []
        trees = [[flatten_step(step, arrays) for step in steps] for steps in scripts]
        reply = self._ask("edit", {**request, "scripts": trees}, arrays)
        if isinstance(reply, Ended):
            raise Lost(f"an edited program ended it: {reply.ending}")
        return reply

    def answers_in(self, reply: Frame) -> list[list[Answer]]:
        """Read what edited programs answered: a list for each, one answer a script."""
        trees = reply.header.get("answers")
        if not isinstance(trees, list) or not all(isinstance(each, list) for each in trees):
            raise Lost("it sent no answers")
        return [[self._read(tree, reply) for tree in each] for each in trees]

    def _start(
        self, resources: Mapping[str, Sequence[int]], scripts: Sequence[Sequence[Step]]
    ) -> Frame | Ended:
        """Send the job, without instruments that are not asked for: some take long to begin."""
        arrays: Arrays = []
        job = self.job if not scripts or _asks_lab(scripts) else replace(self.job, lab="")
        fields = {"job": job_tree(job, arrays), "limits": resources, "anew": self.anew}
        trees = [[flatten_step(step, arrays) for step in steps] for steps in scripts]
        if self.told is not None and self.job.oracles:
            self.told.begin(self.job)
            fields["told"] = self.told.trees(self.job.oracles, arrays)
        return self._ask("job", fields | {"scripts": trees}, arrays)

    def _read(self, tree: Any, reply: Frame) -> Answer:
        try:
            answer = answer_of(tree, reply.arrays)
        except ProtocolError as error:
            raise Lost(f"it sent {error}") from error
        if answer.fault is None and not answer.notes:
            return answer
        notes = tuple(map(self._placed, answer.notes))
        return replace(answer, fault=answer.fault and self._placed(answer.fault), notes=notes)

    def _ask(self, do: str, fields: dict[str, Any], arrays: Arrays) -> Frame | Ended:
        """Send a request and answer the calls that come instead of its reply, all in one time.

        The fork waits for those answers, so they count; but what stands still counts little.
        """
        until = min(self.until, self.connection.waited + self.call_seconds)
        answering = 0.0
        while True:
            seconds = until - self.connection.waited - answering
            if seconds <= 0:
                return Ended(Ending.TIMED_OUT, Cause.WAITING)
            most = self.starved * seconds
            try:
                reply = self.connection.ask(do, fields, arrays, seconds, most)
            except ValueError as error:  # a call of the reference that gives more than is carried
                raise TooMuch(str(error)) from error
            if isinstance(reply, Ended) or "call" not in reply.header:
                return reply
            do, arrays = "value", []
            began = time.monotonic()
            fields = self._called(reply, arrays)
            answering += min(time.monotonic() - began, MOST_SECONDS)

    def _called(self, frame: Frame, arrays: Arrays) -> dict[str, Any]:
        name = frame.header["call"]
        if self.oracle is None or not self._is_given(name):
            raise Lost("it called what it was not given")
        arguments = self._arguments(frame)
        answer = self.oracle(name, arguments)
        if answer.ending is Ending.RETURNED:
            if self.told is not None:
                self.told.keep(name, arguments, answer.value)
            return {"value": flatten(answer.value, arrays)}
        fault = answer.fault or Fault("RuntimeError", f"{name} gives nothing here")
        return {"raised": [fault.kind, fault.message]}

    def _arguments(self, frame: Frame) -> tuple[Any, ...]:
        try:
            arguments = unflatten({"tuple": frame.header.get("args")}, frame.arrays)
        except ProtocolError as error:
            raise Lost(f"it sent {error}") from error
        if len(arguments) != 3 or not self._is_harmless(arguments):
            raise Lost("it called with names that it was not given")
        return tuple(arguments)

    def _is_given(self, name: Any) -> bool:
        """Whether a name is that of an oracle, or of a method of one that is a class."""
        root, dot, method = name.partition(".") if isinstance(name, str) else ("", "", "")
        is_method = method.isidentifier() and method[0] != "_"
        return root in self.job.oracles and (not dot or is_method)

    def _is_harmless(self, argument: Any) -> bool:
        """Whether an argument is a value, or a name that gives nothing of the reference away."""
        match argument:
            case list() | tuple():
                return all(map(self._is_harmless, argument))
            case Name(path, None):
                function = getattr(np, path.removeprefix("np."), None)
                root, _, rest = path.partition(".")
                instrument = root == LAB and rest.isidentifier()
                known = path in self.job.oracles or path in self.job.tools
                return known or instrument or isinstance(function, np.ufunc)
        return not isinstance(argument, (Name, Laid))

    def _placed(self, told: Told) -> Told:
        """Add the line that is named, from the text that was sent, or forget the place."""
        lines = self._texts.get(told.cell, "").split("\n")
        if not 0 < told.line <= len(lines):
            return replace(told, cell="", line=0)
        return replace(told, source=lines[told.line - 1].strip()[:MESSAGE_CHARACTERS])

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {cell.id: cell.source for cell in self.job.cells if cell.kind == "code"}


def _asks_lab(scripts: Sequence[Sequence[Step]]) -> bool:
    """Whether scripts ask for instruments that an exercise has of its own."""
    return any(
        path.partition(".")[0] in (LAB, OUTSIDE) and path not in (ANSWERED, TOGETHER)
        for path in paths_asked(scripts)
    )
