"""One submission becomes a graded submission: run, judge, and carry errors forward.

Student code runs in one sandbox and the worked solutions in another. What the two exchange are
the calls that student code makes of functions that are not its own.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from checker.classroom.assignments import Assignment
from checker.classroom.remarks import remarks_on, traces_of
from checker.classroom.work import Work
from checker.exercises import Case
from checker.exercises.casebook import CompiledExercise
from checker.judging import carry_fields, judge
from checker.records import (
    Answer,
    CheckResult,
    Ending,
    GradedSubmission,
    Job,
    Outcome,
    Provenance,
    Status,
    Submission,
    Value,
    Verdict,
)
from checker.sandbox.inquiry import Oracle
from checker.steps import Call, Read, Step

log = logging.getLogger(__name__)

OUR_FAULT = "the checker failed here, and a person will look at it"

#: Answers cases with a job's code; calls of the job's oracles are handed to the last.
Run = Callable[[Job, Sequence[Sequence[Step]], Oracle | None], Sequence[Answer]]

#: After one of these, running an exercise again on the same function would only take time.
HOPELESS = {Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.CRASHED}


@dataclass(frozen=True)
class Marker:
    """Marks the submissions of one notebook; `common` is what all marks of a run rest on."""

    assignment: Assignment
    common: Provenance

    def provenance(self, submission: Submission) -> Provenance:
        """Give what the mark of one submission rests on."""
        return replace(
            self.common,
            submission_sha256=submission.sha256,
            casebook_sha256=self.assignment.casebook_sha256,
        )

    def mark(self, submission: Submission, run: Run, reference: Run) -> GradedSubmission:
        """Give every exercise of a submission its verdict.

        Whatever fails in here is our fault: the exercise gets no points and asks for a person.

        Parameters
        ----------
        run, reference
            What student code is run by, and what the worked solutions are run by.
        """
        start = time.perf_counter()
        verdicts: dict[str, Verdict] = {}
        work = Work(self.assignment, submission)
        for exercise in self.assignment.casebook.exercises:
            attempt = Attempt(work, exercise, run, reference)
            verdicts[exercise.name] = self._verdict(attempt, verdicts)
        tampering = (*submission.tampering, *remarks_on(verdicts.values()))
        return GradedSubmission(
            submission=replace(submission, tampering=tampering),
            status=_status(submission, verdicts),
            verdicts=tuple(verdicts.values()),
            max_score=self.assignment.casebook.max_points,
            provenance=self.provenance(submission),
            seconds=time.perf_counter() - start,
            answers={
                exercise.name: work.answer(exercise)
                for exercise in self.assignment.casebook.exercises
            },
        )

    def _verdict(self, attempt: "Attempt", earlier: Mapping[str, Verdict]) -> Verdict:
        start = time.perf_counter()
        exercise = attempt.exercise
        if attempt.work.submission.unreadable:
            verdict = without_points(exercise, Outcome.MISSING, attempt.work.submission.unreadable)
        else:
            try:
                verdict = attempt.verdict(earlier)
            except Exception:  # whatever it is, the batch goes on and no student pays
                log.exception("%s of %r", exercise.name, attempt.work.submission.student)
                verdict = without_points(exercise, Outcome.CHECKER_ERROR, OUR_FAULT)
        return replace(verdict, seconds=time.perf_counter() - start)


@dataclass(frozen=True)
class Attempt:
    """One exercise of one submission on its way to a verdict."""

    work: Work
    exercise: CompiledExercise
    run: Run
    reference: Run

    def verdict(self, earlier: Mapping[str, Verdict]) -> Verdict:
        """Give the verdict; what fails on the student's earlier functions is tried again on ours.

        The second time, calls of earlier exercises' functions are answered by the worked
        solutions, and the better of the two verdicts stands. There is no second time for a known
        mistake on top of functions that are right, and no first on one that never ends.
        """
        if self.work.is_untouched(self.exercise):
            ending = Ending.RETURNED if self.exercise.fields else Ending.NOT_ATTEMPTED
            return judge(self.exercise, [Answer(ending)] * len(self.exercise.cases))
        helpers = self.work.helpers(self.exercise)
        outcomes = {earlier[other.name].outcome for other in helpers}
        alone = None if outcomes & HOPELESS else self._judged(())
        if alone and (not helpers or _is_settled(alone, outcomes)):
            return alone
        oracles = [name for other in helpers for name in other.defines]
        helped = replace(self._judged(oracles), carried_forward=True)
        best = max(alone or helped, helped, key=_merit)
        return replace(best, traces=traces_of([alone or helped, helped]))

    def _judged(self, oracles: Sequence[str]) -> Verdict:
        files = self.work.submission.files
        job = self.work.assignment.job(self.exercise, self.work.cells, oracles, files)
        steps = [case.steps for case in self.exercise.cases]
        answers = self.run(job, steps, self._ask if oracles else None)
        verdict = replace(judge(self.exercise, answers), traces=traces_of(answers))
        if not self.exercise.fields or verdict.outcome is Outcome.PASSED:
            return verdict
        return carry_fields(self.exercise, verdict, answers, self._recomputed(verdict, answers))

    def _ask(self, name: str, arguments: tuple[Value, ...]) -> Answer:
        """Answer a call of an earlier exercise's function by its worked solution."""
        (answer,) = self.reference(self._reference_job, [[Call(name, arguments)]], None)
        return answer

    @cached_property
    def _reference_job(self) -> Job:
        """The job of answering calls; with the lab, whose functions a call may hand over."""
        job = self.work.assignment.reference_job
        return replace(job, lab=self.exercise.lab) if self.exercise.lab else job

    def _recomputed(self, verdict: Verdict, answers: Sequence[Answer]) -> dict[Case, Answer]:
        """Answer each wrong field by the worked solution, from the student's own earlier fields."""
        given = dict(zip(self.exercise.cases, answers, strict=True))
        job = self.work.assignment.job(self.exercise, self.work.assignment.solutions)
        own: dict[str, Value] = {}
        recomputed = {}
        for check, result in zip(self.exercise.checks, verdict.checks, strict=True):
            for case in check.asked() if not result.passed else ():
                if own:
                    pinned = {**job.pinned, **own}
                    job_from_own = replace(job, pinned=pinned)
                    (recomputed[case],) = self.reference(job_from_own, [case.steps], None)
                own |= _field(case, given[case])
        return recomputed


def _field(case: Case, answer: Answer) -> dict[str, Value]:
    """Give what was typed into the field that a case reads, if it is a number or a table."""
    match case.steps:
        case (Read(item=str(name)),) if isinstance(answer.value, int | float | list | np.ndarray):
            return {name: answer.value}
    return {}


def _is_settled(verdict: Verdict, helpers: Set[Outcome]) -> bool:
    """Whether a verdict cannot be the fault of earlier exercises with these outcomes."""
    own = verdict.misconception is not None or verdict.outcome in HOPELESS
    return verdict.outcome is Outcome.PASSED or (own and helpers == {Outcome.PASSED})


def _merit(verdict: Verdict) -> tuple[float, bool, bool]:
    """Order two verdicts on one answer: by points, then by how much they explain."""
    attempted = verdict.outcome is not Outcome.NOT_ATTEMPTED
    return verdict.points, verdict.misconception is not None, attempted


def without_points(exercise: CompiledExercise, outcome: Outcome, reason: str) -> Verdict:
    """Give the verdict on an exercise that could not be judged: no points, and the reason."""
    checks = [CheckResult(check.name, 0.0, check.points, reason) for check in exercise.checks]
    return Verdict(
        exercise=exercise.name,
        number=exercise.number,
        title=exercise.title,
        outcome=outcome,
        checks=tuple(checks),
        reason=reason,
    )


def _status(submission: Submission, verdicts: Mapping[str, Verdict]) -> Status:
    if submission.unreadable:
        return Status.UNREADABLE
    failed = any(verdict.outcome is Outcome.CHECKER_ERROR for verdict in verdicts.values())
    return Status.NEEDS_HUMAN if failed else Status.GRADED
