"""One submission from bytes to result: taken in, marked, and its pages drawn."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import cached_property, partial
from threading import Event
from typing import Protocol
from urllib.parse import quote

from checker.classroom.grading.asking import Run
from checker.classroom.grading.budget import BUDGET
from checker.classroom.grading.cache_keys import CacheKeys
from checker.classroom.grading.equal_answers import EqualAnswers, equality_key
from checker.classroom.grading.in_words import in_words_verdict
from checker.classroom.grading.judged_answers import JudgedAnswers
from checker.classroom.grading.look_budget import LookBudget
from checker.classroom.grading.marked_notebook import marked_notebook
from checker.classroom.grading.marking import OUR_FAULT, Marker, looking_in, unmarked
from checker.classroom.grading.messages import GradingReply, GradingRequest
from checker.classroom.grading.never_lower import not_lowered
from checker.classroom.grading.order import Order
from checker.classroom.grading.verdict_cache import VerdictCache
from checker.classroom.grading.worked_answers import WorkedAnswers
from checker.classroom.submissions.reading import take_in
from checker.closer_look import Finding
from checker.course.compiling.assignments import Assignment
from checker.exercises.casebook import CompiledExercise
from checker.exercises.on_file import Explain, unexplained
from checker.grades import GradedSubmission, Outcome, Provenance, Status
from checker.records import Answer, Job, Submission
from checker.reports.feedback import explained_page, feedback_page
from checker.results.schema import result_of
from checker.sandbox import Sandbox
from checker.sandbox.questions import Oracle
from checker.sandbox.same_programs import Shared
from checker.steps import Step


class Runs(Protocol):
    """A sandbox, as far as marking sees it."""

    @property
    def run(self) -> Run:
        """What answers cases."""


#: Gives a sandbox that no code has run in.
Take = Callable[[], AbstractContextManager[Runs]]


@dataclass(frozen=True)
class Grader:
    """Where one submission after another is taken in and marked, by many threads.

    Parameters
    ----------
    assignments
        The notebooks that may be handed in, by name.
    common
        What all marks of the run rest on.
    take, take_reference
        Where sandboxes come from, for student code and for the worked solutions.
    order
        What the run was told.
    stopping
        Once set, no more student code is run, and the submissions at hand are dropped.
    equal
        What was found of answers that others may have handed in as well.
    worked, judged
        What the worked solutions have answered, and what was judged, of one submission or another.
    expected
        How many submissions the run grades, here and elsewhere; 0 if nobody knows.
    explain
        Who is asked for what explains wrong answers, where a casebook does not have it.
    """

    assignments: Mapping[str, Assignment]
    common: Provenance
    take: Take
    take_reference: Take
    order: Order
    stopping: Event = field(default_factory=Event)
    equal: EqualAnswers = field(default_factory=EqualAnswers)
    worked: WorkedAnswers = field(default_factory=WorkedAnswers)
    judged: JudgedAnswers = field(default_factory=JudgedAnswers)
    expected: int = 0
    explain: Explain = unexplained

    def handle(self, request: GradingRequest) -> GradingReply:
        """Return the result of one submission, with its pages."""
        assignment = self._assignment(request)
        marker = Marker(assignment, self.common, self.worked, self.judged)
        BUDGET.renew()
        with BUDGET.spent():
            submission = take_in(request.found(), assignment.release, assignment.casebook.exercises)
        reuse = VerdictCache(self._grounds_of(assignment), request.known)
        with ExitStack() as stack:
            student = _OnDemand(stack, self.take, self.stopping)
            reference = _OnDemand(stack, self.take_reference, self.stopping)
            closer = partial(student.look, self._looks, self.equal)
            look = closer if self.order.look_closer else None
            used = partial(_processor_time, student, reference)
            with self._looks.grading(used) as verdicts:
                runs = student.run, reference.run
                graded = marker.mark(submission, *runs, reuse, look, student.share)
                if not reuse.taken:
                    verdicts.extend(graded.verdicts)
        graded = not_lowered(graded, request.earlier, self.order)
        with BUDGET.spent():
            return GradingReply(
                result_of(graded),
                feedback=feedback_page(graded).encode() if self.order.feedback else b"",
                marked=marked_notebook(assignment.notebook, graded) if self.order.marked else b"",
                explained=self._explained(graded),
                rows=reuse.rows,
                reused=reuse.taken,
            )

    def _assignment(self, request: GradingRequest) -> Assignment:
        own = request.own
        return own.unpacked(self.explain) if own else self.assignments[request.notebook]

    def _explained(self, graded: GradedSubmission) -> bytes:
        if self.order.report is None:
            return b""
        back = ("The whole class", f"../../../{quote(self.order.report.name)}")
        return explained_page(graded, [back]).encode()

    def _grounds_of(self, assignment: Assignment) -> CacheKeys:
        return self._keys(assignment) if assignment.owner else self._grounds[assignment.name]

    def _keys(self, assignment: Assignment) -> CacheKeys:
        return CacheKeys(assignment, self.common, self.order.look_closer)

    @cached_property
    def _looks(self) -> LookBudget:
        return LookBudget(self.order.look_closer, self.order.jobs, self.expected)

    @cached_property
    def _grounds(self) -> dict[str, CacheKeys]:
        return {name: self._keys(each) for name, each in self.assignments.items()}


def failed(assignment: Assignment, common: Provenance, student: str) -> GradingReply:
    """Return the result that asks for a person, because grading itself failed."""
    marker = Marker(assignment, common)
    submission = Submission(student, assignment.name, assignment.name, (), "")
    casebook = assignment.casebook
    verdicts = [
        unmarked(exercise, Outcome.CHECKER_ERROR, OUR_FAULT) for exercise in casebook.exercises
    ]
    verdicts += [in_words_verdict(each, submission, "") for each in casebook.in_words]
    provenance = marker.provenance(submission)
    graded = GradedSubmission(
        submission, Status.NEEDS_HUMAN, tuple(verdicts), casebook.max_points, provenance
    )
    return GradingReply(result_of(graded))


class _OnDemand:
    """A sandbox that is taken only when something is asked of it: many submissions ask nothing."""

    def __init__(self, stack: ExitStack, take: Take, stopping: Event):
        self._stack = stack
        self._take = take
        self._stopping = stopping
        self._sandbox: Runs | None = None
        self._before = 0.0

    @property
    def cpu_seconds(self) -> float:
        """The processor time that it has used since it was taken, as far as it is told."""
        return _told_by(self._sandbox) - self._before

    def run(
        self, job: Job, cases: Sequence[Sequence[Step]], oracle: Oracle | None
    ) -> Sequence[Answer]:
        if self._stopping.is_set():
            raise KeyboardInterrupt
        if self._sandbox is None:
            self._sandbox = self._stack.enter_context(self._take())
            self._before = _told_by(self._sandbox)
        return self._sandbox.run(job, cases, oracle)

    def share(
        self,
        job: Job,
        cases: Sequence[Sequence[Step]],
        oracle: Oracle | None,
        only: Sequence[int] | None = None,
    ) -> Shared | None:
        """Answer in the process that answered last, if that goes."""
        if not isinstance(self._sandbox, Sandbox):
            return None
        return self._sandbox.share(job, cases, oracle, only)

    def look(
        self,
        budget: LookBudget,
        equal: EqualAnswers,
        exercise: CompiledExercise,
        answers: Sequence[Answer],
        job: Job,
        oracle: Oracle | None,
    ) -> Finding:
        """Look closer in the sandbox that has answered; one that cannot be looked into is left."""
        if self._stopping.is_set():
            raise KeyboardInterrupt
        if not isinstance(self._sandbox, Sandbox):
            return Finding()
        with budget.looking() as seconds:
            if not seconds:
                return Finding()
            key = equality_key(exercise, answers, job)
            look = looking_in(self._sandbox, seconds, equal.known(key))
            found = look(exercise, answers, job, oracle)
            if found.is_through or seconds == budget.each:
                equal.keep(key, found)
            return found


def _told_by(sandbox: Runs | None) -> float:
    return sandbox.cpu_seconds if isinstance(sandbox, Sandbox) else 0.0


def _processor_time(*sandboxes: _OnDemand) -> float:
    """Return what this thread and some sandboxes have used."""
    return time.thread_time() + sum(each.cpu_seconds for each in sandboxes)
