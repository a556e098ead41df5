"""One submission's sandbox as the grader sees it: jobs and cases go in, answers come out."""

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.closing import Closing
from checker.errors import IsolationError
from checker.exercises.supply import supplied
from checker.records import Answer, Ending, Job
from checker.sandbox.connection import Connection, Ended, Gone, Lost
from checker.sandbox.isolation import Isolation
from checker.sandbox.limits import Limits
from checker.sandbox.questions import Inquiry, Oracle
from checker.sandbox.trials import Trials
from checker.steps import Step

DEFAULT_LIMITS = Limits()


class Sandbox(Closing):
    """Answers cases with the code of one submission, in processes of its own.

    What student code does raises nothing here: what it sends is checked, what it takes is
    limited, and what it breaks is replaced.

    Parameters
    ----------
    isolation
        What stands between that code and this machine.
    limits
        What it may use.
    started
        A connection that has been made ahead.
    """

    def __init__(
        self,
        isolation: Isolation,
        limits: Limits = DEFAULT_LIMITS,
        started: Connection | None = None,
    ):
        self.isolation = isolation
        self.limits = limits
        self._connection = started
        self._starts = 0 if started is None else 1
        self._seconds = 0.0
        self._past_cpu_seconds = 0.0

    @property
    def cpu_seconds(self) -> float:
        """Processor time that the workers say they have used. Informative, not proven."""
        current = self._connection.cpu_seconds if self._connection else 0.0
        return self._past_cpu_seconds + current

    def close(self) -> None:
        """End the sandbox and wait until no process of it is left."""
        if self._connection is not None and self._connection.ready:
            with contextlib.suppress(Lost):
                self._connection.end_fork()
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._past_cpu_seconds += self._connection.cpu_seconds
            self._connection = None

    def run(
        self, job: Job, cases: Sequence[Sequence[Step]], oracle: Oracle | None = None
    ) -> list[Answer]:
        """Answer each case with the job's code: always one answer a case.

        Once a call has been stopped, or has brought its process down, the rest is not run and
        ends the same way. What `oracle` raises is raised here.

        Raises
        ------
        IsolationError
            If the sandbox does not start: no student is to blame for that.
        """
        start = time.monotonic()
        try:
            answers, ended = self._answers(job, cases, oracle)
        finally:
            self._seconds += time.monotonic() - start
        lacking = len(cases) - len(answers)
        return answers + [Answer(ended.ending) for _ in range(lacking) if ended]

    def _answers(
        self, job: Job, cases: Sequence[Sequence[Step]], oracle: Oracle | None
    ) -> tuple[list[Answer], Ended | None]:
        """Give the answers there are, and how those end that are lacking.

        What was under way when a worker was killed is asked of another one, once; so is what
        waits for one that was killed before it began.
        """
        cases = [supplied(steps) for steps in cases]
        try:
            return self._asked(job, cases, oracle)
        except (Gone, IsolationError):
            with contextlib.suppress(Gone):
                return self._asked(job, cases, oracle)
        return [], CRASHED

    def _asked(
        self, job: Job, cases: Sequence[Sequence[Step]], oracle: Oracle | None
    ) -> tuple[list[Answer], Ended | None]:
        answers: list[Answer] = []
        connection = self._connected()
        if connection is None:
            return answers, CRASHED
        limits = self.limits.patient(job.patience)
        deadline = time.monotonic() + self._seconds_left(limits)
        inquiry = Inquiry(connection, job, oracle, limits.call_seconds, deadline)
        ended: Ended | None = CRASHED
        try:
            ended = self._ask(inquiry, limits, cases, answers)
        except BaseException as error:
            self._drop()
            if isinstance(error, Gone) or not isinstance(error, Lost):
                raise
        return answers, ended

    def _ask(
        self,
        inquiry: Inquiry,
        limits: Limits,
        cases: Sequence[Sequence[Step]],
        answers: list[Answer],
    ) -> Ended | None:
        """Add answers until all are there or the fork has ended; say how it ended then.

        All cases go at once, with the job; only if that is stopped are they asked one by one, of
        a new fork. A fork is ended by the next job.
        """
        resources = limits.resources(own_users=self.isolation.own_users)
        if inquiry.oracle is None and len(cases) > 1:
            hurried = replace(inquiry, call_seconds=limits.hurry_seconds)
            together = hurried.answers(resources, cases)
            if together is not None:
                answers += together
                return None
        ended = inquiry.load(resources)
        if ended is not None:
            return ended
        for steps in cases:
            answer = inquiry.answer(steps)
            if isinstance(answer, Ended):
                return answer
            answers.append(answer)
        return None

    @contextlib.contextmanager
    def trials(
        self, job: Job, defines: Sequence[str], oracle: Oracle | None = None
    ) -> Iterator[Trials | None]:
        """Load a job, and have its code tried with small edits; None if that is not to be had.

        What ends the fork, or is not to be believed, ends the trials and nothing else.
        """
        connection = self._connected()
        if connection is None:
            yield None
            return
        limits = self.limits
        deadline = time.monotonic() + self._seconds_left(limits)
        inquiry = Inquiry(connection, job, oracle, limits.call_seconds, deadline)
        try:
            ended = inquiry.load(limits.resources(own_users=self.isolation.own_users))
            yield None if ended else Trials(inquiry, tuple(defines))
        except Lost:
            self._drop()

    def _seconds_left(self, limits: Limits) -> float:
        return min(limits.exercise_seconds, limits.submission_seconds - self._seconds)

    def _connected(self) -> Connection | None:
        """Give the connection: a new one if need be, none if too many have been used up."""
        if self._connection is None and self._starts <= self.limits.replacements:
            self._starts += 1
            self._connection = Connection(self.isolation)
        return self._connection


CRASHED = Ended(Ending.CRASHED)
