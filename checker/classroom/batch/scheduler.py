"""A class is graded: several submissions at once, each result kept as soon as it is there."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field

from checker.classroom.batch.executors import Crew
from checker.classroom.batch.ledger import Keeping
from checker.classroom.grading.messages import Handled, Parcel
from checker.classroom.submissions.discovery import Found
from checker.errors import UsageError

log = logging.getLogger(__name__)

#: How often a crew is asked whether it is still there.
POLL_SECONDS = 1.0

Listener = Callable[[Handled], None]


def grade(found: Iterable[Found], keeping: Keeping, crew: Crew, on_result: Listener) -> None:
    """Have a crew grade submissions, and keep each result before `on_result` hears of it.

    One that cannot be graded does not stop the others. Of what was under way when workers were
    lost, nothing is lost and nothing kept twice. An interruption drops what is not done and goes
    on to the caller.

    Raises
    ------
    UsageError
        If a page cannot be written, or no worker can start a sandbox.
    """
    shift = _Shift(iter(found), keeping, crew, on_result)
    try:
        while shift.hand_out():
            shift.collect()
    except BaseException:
        crew.close(at_once=True)
        raise
    crew.close(at_once=False)


@dataclass
class _Task:
    """A submission that was handed out, and how often its worker has gone down meanwhile."""

    parcel: Parcel
    strikes: int = 0


@dataclass
class _Shift:
    """The submissions of a run: those that wait, those under way, and those to be tried again.

    Only so many are read ahead as the crew can take, so that memory does not grow with the class.
    """

    waiting: Iterator[Found]
    keeping: Keeping
    crew: Crew
    on_result: Listener
    under_way: "dict[Future[Handled], _Task]" = field(default_factory=dict)
    again: deque[_Task] = field(default_factory=deque)

    def hand_out(self) -> bool:
        """Give the crew as much as it takes; whether anything is under way."""
        while len(self.under_way) < self._room():
            task = self.again.popleft() if self.again else self._next()
            if task is None:
                break
            try:
                self.under_way[self.crew.submit(task.parcel)] = task
            except BrokenExecutor:  # it went down since it was last asked
                self.again.append(task)
                self.crew.renew()
        return bool(self.under_way)

    def collect(self) -> None:
        """Keep what has come back; hand out again what was lost with its workers."""
        done, _ = wait(self.under_way, POLL_SECONDS, FIRST_COMPLETED)
        gone = not self.crew.is_up()
        blaming = False
        for future in done:
            task = self.under_way.pop(future)
            error = None if future.cancelled() else future.exception()
            if isinstance(error, self.crew.blaming):
                blaming = True
                self._strike(task)
            elif future.cancelled() or isinstance(error, self.crew.lost):
                gone = True
                self.again.append(task)
            else:
                self._settle(future, task)
        if gone:
            self.again.extend(self.under_way.values())
            self.under_way.clear()
        if gone or (blaming and not self.under_way):
            self.crew.renew()

    def _room(self) -> int:
        """How many may be under way: those that are suspect are tried one by one."""
        suspects = any(task.strikes for task in (*self.again, *self.under_way.values()))
        return 1 if suspects else self.crew.width

    def _next(self) -> _Task | None:
        """Take in the next submission that has to be marked."""
        for found in self.waiting:
            taken_in = self.keeping.taken_in(found)
            if isinstance(taken_in, Parcel):
                return _Task(taken_in)
            self.on_result(taken_in)
        return None

    def _strike(self, task: _Task) -> None:
        task.strikes += 1
        if task.strikes < self.crew.strikes:
            self.again.append(task)
        else:
            parcel = task.parcel
            log.error("%s of %r: its worker went down", parcel.notebook, parcel.student)
            self._keep(self.keeping.failed(parcel))

    def _settle(self, future: "Future[Handled]", task: _Task) -> None:
        try:
            handled = future.result()
        except UsageError:
            raise
        except Exception:
            log.exception("%s of %r", task.parcel.notebook, task.parcel.student)
            handled = self.keeping.failed(task.parcel)
        self._keep(handled)

    def _keep(self, handled: Handled) -> None:
        self.keeping.keep(handled)
        self.on_result(handled)
