"""A class is graded: several submissions at once, each result kept as soon as it is there."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field

from checker.classroom.batch.executors import Executor
from checker.classroom.batch.ledger import Ledger
from checker.classroom.grading.messages import GradingReply, GradingRequest
from checker.classroom.submissions.discovery import Found
from checker.errors import UsageError

log = logging.getLogger(__name__)

#: How often an executor is asked whether it is still there.
POLL_SECONDS = 1.0

Listener = Callable[[GradingReply], None]


def grade_submissions(
    found: Iterable[Found],
    ledger: Ledger,
    executor: Executor,
    on_result: Listener,
    meanwhile: Callable[[], None] | None = None,
) -> None:
    """Have an executor grade submissions, and keep each result before `on_result` hears of it.

    One that cannot be graded does not stop the others. Of what was under way when workers were
    lost, nothing is lost and nothing kept twice. An interruption drops what is not done and goes
    on to the caller. `meanwhile` is done beside the first that are marked.

    Raises
    ------
    UsageError
        If a page cannot be written, or no worker can start a sandbox.
    """
    shift = _Run(iter(found), ledger, executor, on_result)
    try:
        if shift.hand_out() and meanwhile:
            meanwhile()
        while shift.hand_out():
            shift.collect()
    except BaseException:
        executor.close(at_once=True)
        raise
    executor.close(at_once=False)


@dataclass
class _Task:
    """A submission that was handed out, and how often its worker has gone down meanwhile."""

    request: GradingRequest
    strikes: int = 0


@dataclass
class _Run:
    """The submissions of a run: those that wait, those under way, and those to be tried again.

    Only so many are read ahead as the executor can take: memory does not grow with the class.
    """

    waiting: Iterator[Found]
    ledger: Ledger
    executor: Executor
    on_result: Listener
    under_way: "dict[Future[GradingReply], _Task]" = field(default_factory=dict)
    again: deque[_Task] = field(default_factory=deque)

    def hand_out(self) -> bool:
        """Return the executor as much as it takes; whether anything is under way."""
        while len(self.under_way) < self._room():
            task = self.again.popleft() if self.again else self._next()
            if task is None:
                break
            try:
                self.under_way[self.executor.submit(task.request)] = task
            except BrokenExecutor:  # it went down since it was last asked
                self.again.append(task)
                self.executor.renew()
        return bool(self.under_way)

    def collect(self) -> None:
        """Keep what has come back; hand out again what was lost with its workers."""
        done, _ = wait(self.under_way, POLL_SECONDS, FIRST_COMPLETED)
        gone = not self.executor.is_up()
        blaming = False
        for future in done:
            task = self.under_way.pop(future)
            error = None if future.cancelled() else future.exception()
            if isinstance(error, self.executor.blaming):
                blaming = True
                self._strike(task)
            elif future.cancelled() or isinstance(error, self.executor.lost):
                gone = True
                self.again.append(task)
            else:
                self._settle(future, task)
        if gone:
            self.again.extend(self.under_way.values())
            self.under_way.clear()
        if gone or (blaming and not self.under_way):
            self.executor.renew()

    def _room(self) -> int:
        """How many may be under way: those that are suspect are tried one by one."""
        suspects = any(task.strikes for task in (*self.again, *self.under_way.values()))
        return 1 if suspects else self.executor.width

    def _next(self) -> _Task | None:
        """Take in the next submission that has to be marked."""
        for found in self.waiting:
            taken_in = self.ledger.taken_in(found)
            if isinstance(taken_in, GradingRequest):
                return _Task(taken_in)
            self.on_result(taken_in)
        return None

    def _strike(self, task: _Task) -> None:
        task.strikes += 1
        if task.strikes < self.executor.strikes:
            self.again.append(task)
        else:
            request = task.request
            log.error("%s of %r: its worker went down", request.notebook, request.student)
            self._keep(self.ledger.failed(request))

    def _settle(self, future: "Future[GradingReply]", task: _Task) -> None:
        try:
            reply = future.result()
        except UsageError:
            raise
        except Exception:
            log.exception("%s of %r", task.request.notebook, task.request.student)
            reply = self.ledger.failed(task.request)
        self._keep(reply)

    def _keep(self, reply: GradingReply) -> None:
        self.ledger.keep(reply)
        self.on_result(reply)
