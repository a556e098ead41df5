"""One submission's sandbox as the grader sees it: jobs and cases go in, answers come out."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.closing import Closing
from checker.errors import IsolationError, NoAnswer
from checker.exercises.supply import supplied
from checker.records import Answer, Cause, Ended, Ending, Job
from checker.sandbox.carried import Carried
from checker.sandbox.connection import Connection, Lost, Silent
from checker.sandbox.isolation import Isolation
from checker.sandbox.limits import Limits
from checker.sandbox.questions import STARVED, Inquiry, Oracle
from checker.sandbox.same_programs import SamePrograms, Shared
from checker.sandbox.time_taken import TimeTaken
from checker.sandbox.told_answers import ToldAnswers
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
        self._past = TimeTaken()
        self._given: dict[str, tuple[int, int]] = {}
        self._too_slow: Job | None = None
        self._told = ToldAnswers()
        self._same = SamePrograms()

    @property
    def cpu_seconds(self) -> float:
        """Processor time that the workers say they have used. Informative, not proven."""
        return self._past.plus(self._connection).cpu_seconds

    def close(self) -> None:
        """End the sandbox and wait until no process of it is left."""
        if self._connection is not None and self._connection.ready:
            with contextlib.suppress(Lost):
                self._connection.end_fork()
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._past = self._past.plus(self._connection)
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
        NoAnswer
            If there is no answer, twice, and the code is not known to be the cause.
        """
        if not job.oracles:
            self._same.begin(cases)
        answers, ended = self._answers([supplied(steps, job.files) for steps in cases], job, oracle)
        if ended is None:
            self._keep(job, cases, answers)
            return answers
        lacking = len(cases) - len(answers)
        return answers + [Answer(ended.ending)] * lacking

    def share(
        self,
        job: Job,
        cases: Sequence[Sequence[Step]],
        oracle: Oracle | None = None,
        only: Sequence[int] | None = None,
    ) -> Shared | None:
        """Answer each case in the process that has answered last, or `only` those at some places.

        Where another answers for functions that the program never reaches, it is not asked again.
        None says that `run` is to be asked: the process may not serve more, or has met a limit.
        What a process says of itself is the word of the code that it ran (SECURITY.md).
        """
        known = self._same.answers(cases, job.oracles)
        if known is not None:
            return Shared(known if only is None else [known[at] for at in only], stands=True)
        if only is not None:
            cases = [cases[at] for at in only]
        connection, limits = self._connection, self.limits.patient(job.patience)
        if connection is None or not connection.as_before or not cases:
            return None
        resources = limits.resources(own_users=self.isolation.own_users)
        inquiry = self._inquiry(job, oracle, limits)
        inquiry = replace(inquiry, call_seconds=limits.hurry_seconds, starved=1.0, anew=False)
        try:
            answers = inquiry.answers(resources, [supplied(steps, job.files) for steps in cases])
        except Lost:
            self._drop()
            return None
        is_limited_alike = resources == self._given  # a process keeps the limits of its first job
        if is_limited_alike and isinstance(answers, Ended) and answers.ending is Ending.TIMED_OUT:
            self._too_slow = job
        if not isinstance(answers, list) or Ending.OUT_OF_MEMORY in {a.ending for a in answers}:
            return None
        if connection.stands:
            self._keep(job, cases, answers)
        return Shared(answers, connection.stands)

    def forget_answers(self) -> None:
        """Have the next program ask for itself what others have asked: its calls are recorded."""
        self._told.forget()

    def _keep(self, job: Job, cases: Sequence[Sequence[Step]], answers: list[Answer]) -> None:
        reached = self._connection.reached if self._connection else None
        self._same.keep(cases, job.oracles, answers, reached)

    def _answers(
        self, cases: Sequence[Sequence[Step]], job: Job, oracle: Oracle | None
    ) -> tuple[list[Answer], Ended | None]:
        """Return the answers there are, and how those end that are lacking.

        An ending that the code is not known to have caused is asked for again, once, in a new
        sandbox. That code waits is then believed; what has no cause is no student's.
        """
        try:
            answers, ended = self._asked(job, cases, oracle)
        except (Silent, IsolationError):
            ended = Ended(Ending.CRASHED, Cause.UNKNOWN)
        if ended is None or ended.cause is Cause.CODE:
            return answers, ended
        self._drop()
        try:
            answers, ended = self._asked(job, cases, oracle)
        except Silent as silent:
            raise NoAnswer(f"a sandbox gave no answer, twice: {silent}") from silent
        if ended is not None and ended.cause is Cause.UNKNOWN:
            raise NoAnswer(f"a sandbox was {ended.ending} twice, for no cause that is known")
        return answers, ended

    def _asked(
        self, job: Job, cases: Sequence[Sequence[Step]], oracle: Oracle | None
    ) -> tuple[list[Answer], Ended | None]:
        answers: list[Answer] = []
        limits = self.limits.patient(job.patience)
        inquiry = self._inquiry(job, oracle, limits)
        ended: Ended | None = CRASHED
        try:
            ended = self._ask(inquiry, limits, cases, answers)
        except BaseException as error:
            self._drop()
            if isinstance(error, Silent) or not isinstance(error, Lost):
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
        a new fork. A fork is ended by the next job that is run.
        """
        resources = self._given = limits.resources(own_users=self.isolation.own_users)
        if cases and inquiry.job is not self._too_slow:
            hurried = replace(inquiry, call_seconds=limits.hurry_seconds, starved=1.0)
            together = (hurried if len(cases) > 1 else inquiry).answers(resources, cases)
            if isinstance(together, list):
                answers += together
                return None
            if together is not None and len(cases) == 1:
                return together
        ended = inquiry.load(resources)
        if ended is not None:
            return ended
        carried = Carried()
        for steps in cases:
            answer = inquiry.answer(steps)
            if isinstance(answer, Ended):
                return answer
            answers.append(carried.taken(answer))
        return None

    @contextlib.contextmanager
    def trials(
        self, job: Job, defines: Sequence[str], oracle: Oracle | None = None
    ) -> Iterator[Trials | None]:
        """Load a job, and have its code tried with small edits; None if that is not to be had.

        What ends the fork, or is not to be believed, ends the trials and nothing else.
        """
        inquiry = self._inquiry(job, oracle, self.limits)
        try:
            ended = inquiry.load(self.limits.resources(own_users=self.isolation.own_users))
            yield None if ended else Trials(inquiry, tuple(defines))
        except Lost:
            self._drop()

    def _inquiry(self, job: Job, oracle: Oracle | None, limits: Limits) -> Inquiry:
        connection = self._connected()
        until = connection.waited + self._seconds_left(limits)
        return Inquiry(connection, job, oracle, limits.call_seconds, until, told=self._told)

    def _seconds_left(self, limits: Limits) -> float:
        """Return how long an exercise may wait; a submission that is slow has so much less."""
        taken = self._past.plus(self._connected())
        left = limits.submission_seconds - taken.waited - taken.attended / STARVED
        return min(limits.exercise_seconds, left)

    def _connected(self) -> Connection:
        """Return the connection, a new one if need be."""
        if self._connection is None:
            self._starts += 1
            self._connection = Connection(self.isolation)
        return self._connection


CRASHED = Ended(Ending.CRASHED)
