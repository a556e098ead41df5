"""The worked solutions at work: calls that student code makes of functions not its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from checker.closing import Closing
from checker.errors import BrokenReference, IsolationError, NoAnswer
from checker.records import Answer, Cause, Ended, Ending, Job
from checker.sandbox import Isolation
from checker.sandbox.client import DEFAULT_LIMITS
from checker.sandbox.connection import Connection, Lost, Silent
from checker.sandbox.questions import Inquiry, Oracle
from checker.steps import Step

#: So many jobs keep a process of their own: calls of the worked solutions, and looks at answers.
JOBS = 3


class ReferenceSandbox(Closing):
    """A sandbox for our own code, which keeps its fork for as long as it is given the same job.

    Student code may call the reference hundreds of times, with any values, so it has a process
    and deadlines of its own; but its state need not be thrown away after each call.
    """

    def __init__(self, isolation: Isolation):
        self._isolation = isolation
        self._connection: Connection | None = None
        self._job: Job | None = None

    def close(self) -> None:
        """End its process, if one was started."""
        if self._connection is not None:
            self._connection.close()
            self._connection = self._job = None

    def run(
        self,
        job: Job,
        cases: Sequence[Sequence[Step]],
        oracle: Oracle | None = None,
    ) -> list[Answer]:
        """Answer each case with the job's code.

        Raises
        ------
        BrokenReference
            If that code cannot even be loaded.
        NoAnswer, IsolationError
            If the sandbox breaks down or does not start, and another one does so too.
        """
        try:
            return [self._surely(job, steps, oracle) for steps in cases]
        except Lost as lost:
            raise NoAnswer(f"the worked solutions gave no answer: {lost}") from lost

    def _surely(self, job: Job, steps: Sequence[Step], oracle: Oracle | None) -> Answer:
        """Ask another sandbox, once, what was asked of one that was killed."""
        try:
            return self._answer(job, steps, oracle)
        except (Silent, IsolationError):
            self.close()
            return self._answer(job, steps, oracle)

    def _answer(self, job: Job, steps: Sequence[Step], oracle: Oracle | None) -> Answer:
        """Ask once more if the fork ended: it may have used up its time on earlier calls."""
        ended = Ended(Ending.CRASHED)
        for _ in range(2):
            answer = self._loaded(job, oracle).answer(steps)
            if not isinstance(answer, Ended):
                return answer
            ended, self._job = answer, None
            if ended.cause is not Cause.CODE:
                self.close()
        if ended.cause is not Cause.CODE:
            raise NoAnswer(f"the worked solutions were {ended.ending} twice, without a cause")
        return Answer(ended.ending)

    def _loaded(self, job: Job, oracle: Oracle | None) -> Inquiry:
        if self._connection is None:
            self._connection = Connection(self._isolation)
        seconds = DEFAULT_LIMITS.call_seconds
        until = self._connection.waited + seconds
        inquiry = Inquiry(self._connection, job, oracle, seconds, until)
        if job is not self._job:
            self._connection.end_fork()
            ended = inquiry.load(DEFAULT_LIMITS.resources(own_users=self._isolation.own_users))
            if ended is not None:
                raise BrokenReference(f"the worked solutions ended {ended.ending} when loaded")
            self._job = job
        return inquiry


class References(Closing):
    """Sandboxes for our own code, of which each goes on with its job for as long as it is asked."""

    def __init__(self, isolation: Isolation):
        self._isolation = isolation
        self._kept: list[tuple[Job, ReferenceSandbox]] = []

    def close(self) -> None:
        """End their processes."""
        while self._kept:
            self._kept.pop()[1].close()

    def run(
        self, job: Job, cases: Sequence[Sequence[Step]], oracle: Oracle | None = None
    ) -> list[Answer]:
        """Answer each case with the job's code, as `ReferenceSandbox.run` does."""
        found = (at for at, (known, _) in enumerate(self._kept) if known is job)
        at = next(found, 0 if len(self._kept) == JOBS else None)  # else that which rested longest
        sandbox = ReferenceSandbox(self._isolation) if at is None else self._kept.pop(at)[1]
        self._kept.append((job, sandbox))
        return sandbox.run(job, cases, oracle)


class ReferencePool(Closing):
    """Keeps references from one submission to the next, for as many as are marked at a time.

    The worked solutions answer the same every time, whoever asks: no code of a student's is here.
    """

    def __init__(self, isolation: Isolation):
        self._isolation = isolation
        self._idle: list[References] = []

    @contextmanager
    def take(self) -> Iterator[References]:
        """Lend references; what was broken off with them is not gone on with."""
        references = self._idle.pop() if self._idle else References(self._isolation)
        try:
            yield references
        except BaseException:
            references.close()
            raise
        self._idle.append(references)

    def close(self) -> None:
        """End those that nobody has taken."""
        while self._idle:
            self._idle.pop().close()
