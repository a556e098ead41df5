"""The worked solutions at work: calls that student code makes of functions not its own."""

import time
from collections.abc import Sequence

from checker.closing import Closing
from checker.errors import BrokenReference, IsolationError
from checker.records import Answer, Ending, Job
from checker.sandbox import Isolation
from checker.sandbox.client import DEFAULT_LIMITS
from checker.sandbox.connection import Connection, Ended, Gone
from checker.sandbox.questions import Inquiry, Oracle
from checker.steps import Step


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
        Lost, IsolationError
            If the sandbox breaks down or does not start, and another one does so too.
        """
        return [self._surely(job, steps, oracle) for steps in cases]

    def _surely(self, job: Job, steps: Sequence[Step], oracle: Oracle | None) -> Answer:
        """Ask another sandbox, once, what was asked of one that was killed."""
        try:
            return self._answer(job, steps, oracle)
        except (Gone, IsolationError):
            self.close()
            return self._answer(job, steps, oracle)

    def _answer(self, job: Job, steps: Sequence[Step], oracle: Oracle | None) -> Answer:
        """Ask once more if the fork ended: it may have used up its time on earlier calls."""
        ending = Ending.CRASHED
        for _ in range(2):
            answer = self._loaded(job, oracle).answer(steps)
            if not isinstance(answer, Ended):
                return answer
            ending, self._job = answer.ending, None
        return Answer(ending)

    def _loaded(self, job: Job, oracle: Oracle | None) -> Inquiry:
        if self._connection is None:
            self._connection = Connection(self._isolation)
        seconds = DEFAULT_LIMITS.call_seconds
        deadline = time.monotonic() + seconds
        inquiry = Inquiry(self._connection, job, oracle, seconds, deadline)
        if job is not self._job:
            self._connection.end_fork()
            ended = inquiry.load(DEFAULT_LIMITS.resources(own_users=self._isolation.own_users))
            if ended is not None:
                raise BrokenReference(f"the worked solutions ended {ended.ending} when loaded")
            self._job = job
        return inquiry
