"""One submission becomes a graded submission: run, judge, and carry errors forward.

Student code runs in one sandbox and the worked solutions in another. What the two exchange are
the calls that student code makes of functions that are not its own.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checker.classroom.grading.budget import BUDGET
from checker.classroom.grading.classmates_numbers import remark_on, told_apart
from checker.classroom.grading.measuring import asked_of, measured
from checker.classroom.grading.remarks import notes_of, passed_over, remarks_on, what_is_lacking
from checker.classroom.grading.student_code import StudentCode
from checker.classroom.grading.verdict_cache import VerdictCache
from checker.closer_look import Budget, Finding, is_unexplained, look, looked_at
from checker.course.compiling.assignments import Assignment
from checker.errors import NoAnswer
from checker.exercises import Case
from checker.exercises.casebook import CompiledExercise
from checker.judging import carry_fields, judge
from checker.judging.helpers import is_settled, merit, replacements
from checker.judging.own_fields import OwnFields
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
from checker.sandbox import Sandbox
from checker.sandbox.questions import ANSWERED, Oracle
from checker.steps import Call, Name, Step

log = logging.getLogger(__name__)

OUR_FAULT = "the checker failed here, and a person will look at it"
#: How a reason ends that is no fault of the student's.
WILL_LOOK = "; a person will look at it"
NO_CAUSE = "no answer came, why is not known, and a person will look at it"

#: Answers cases with a job's code; calls of the job's oracles are handed to the last.
Run = Callable[[Job, Sequence[Sequence[Step]], Oracle | None], Sequence[Answer]]

#: Looks closer at answers that nothing explains: at the code of a job, with its oracles' answers.
Look = Callable[[CompiledExercise, Sequence[Answer], Job, Oracle | None], Finding]


def looking_in(sandbox: Sandbox, cpu_seconds: float = 1.0) -> Look:
    """Give what looks closer in the sandbox of one submission, for so much processor time."""

    def look_in(
        exercise: CompiledExercise, answers: Sequence[Answer], job: Job, oracle: Oracle | None
    ) -> Finding:
        return look(exercise, answers, sandbox, job, Budget(cpu_seconds), oracle)

    return look_in


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

    def mark(
        self,
        submission: Submission,
        run: Run,
        reference: Run,
        reuse: VerdictCache | None = None,
        look: Look | None = None,
    ) -> GradedSubmission:
        """Give every exercise of a submission its verdict.

        Whatever fails in here is our fault: the exercise gets no points and asks for a person.

        Parameters
        ----------
        run, reference
            What student code is run by, and what the worked solutions are run by.
        reuse
            Verdicts reached before, of which those are taken that rest on the same things.
        look
            What looks closer at wrong answers that no known mistake explains; nothing does if None.
        """
        start = time.perf_counter()
        verdicts: dict[str, Verdict] = {}
        work = StudentCode(self.assignment, submission)
        for exercise in self.assignment.casebook.exercises:
            attempt = Attempt(work, exercise, run, reference, look)
            verdicts[exercise.name] = self._verdict(attempt, verdicts, reuse)
        tampering = (*submission.tampering, *remarks_on(verdicts.values(), work.ours))
        repairs = (*submission.repairs, *passed_over(verdicts.values(), work.ours))
        return GradedSubmission(
            submission=replace(submission, tampering=tampering, repairs=repairs),
            status=_status(submission, verdicts),
            verdicts=tuple(verdicts.values()),
            max_score=self.assignment.casebook.max_points,
            provenance=self.provenance(submission),
            seconds=time.perf_counter() - start,
            answers={
                exercise.name: work.answer(exercise)
                for exercise in self.assignment.casebook.exercises
            },
            remarks=tuple(self._remarks(verdicts.values())),
        )

    def _remarks(self, verdicts: Iterable[Verdict]) -> Iterator[str]:
        for verdict in verdicts:
            if verdict.fits:
                yield remark_on(verdict, len(self.assignment.classmates[verdict.exercise]) - 1)

    def _verdict(
        self, attempt: "Attempt", earlier: Mapping[str, Verdict], reuse: VerdictCache | None
    ) -> Verdict:
        exercise = attempt.exercise
        if attempt.work.submission.unreadable:
            return unmarked(exercise, Outcome.MISSING, attempt.work.submission.unreadable)
        try:
            stored = reuse and reuse.stored(attempt.work, exercise, earlier)
            if stored:
                return stored
            start = time.perf_counter()
            with BUDGET.spent():
                verdict = attempt.verdict(earlier)
            verdict = replace(verdict, seconds=time.perf_counter() - start)
        except NoAnswer as none:
            log.warning("%s of %r: %s", exercise.name, attempt.work.submission.student, none)
            return unmarked(exercise, Outcome.CHECKER_ERROR, NO_CAUSE)
        except Exception:  # whatever it is, the batch goes on and no student pays
            log.exception("%s of %r", exercise.name, attempt.work.submission.student)
            return unmarked(exercise, Outcome.CHECKER_ERROR, OUR_FAULT)
        if reuse:
            reuse.note(verdict)
        return verdict


@dataclass(frozen=True)
class AskedOnce:
    """What was run for one exercise, who answered for other functions, and what came back."""

    job: Job
    oracle: Oracle | None
    answers: Sequence[Answer]


@dataclass(frozen=True)
class Attempt:
    """One exercise of one submission on its way to a verdict."""

    work: StudentCode
    exercise: CompiledExercise
    run: Run
    reference: Run
    look: Look | None = None

    def verdict(self, earlier: Mapping[str, Verdict]) -> Verdict:
        """Give the verdict; what fails on the student's earlier functions is tried again on ours.

        Then calls of earlier exercises' functions are answered by the worked solutions: first of
        those only that did not pass, then of all. The best of the verdicts stands.
        """
        if self.work.is_untouched(self.exercise):
            ending = Ending.RETURNED if self.exercise.fields else Ending.NOT_ATTEMPTED
            return judge(self.exercise, [Answer(ending)] * len(self.exercise.cases))
        outcomes = {
            other: earlier[other.name].outcome for other in self.work.helpers(self.exercise)
        }
        verdicts: list[Verdict] = []
        asked: list[AskedOnce] = []
        for replaced in replacements(outcomes):
            asked.append(self._asked([name for other in replaced for name in other.defines]))
            verdicts.append(self._judged(asked[-1]))
            if replaced:
                verdicts[-1] = replace(verdicts[-1], carried_forward=True)
            left = {outcome for other, outcome in outcomes.items() if other not in replaced}
            if is_settled(verdicts[-1], left):
                break
        best = max(verdicts, key=merit)
        best = self._looked_at(best, asked[verdicts.index(best)])
        return _with_what_is_lacking(replace(best, notes=notes_of(verdicts)))

    def _asked(self, oracles: Sequence[str]) -> "AskedOnce":
        files = self.work.files(self.exercise)
        job = self.work.assignment.job(self.exercise, self.work.cells, oracles, files)
        oracle = self._ask if oracles else None
        raw = self.run(job, [asked_of(case) for case in self.exercise.cases], oracle)
        pairs = zip(self.exercise.cases, raw, strict=True)
        answers = [measured(case, answer, self._measured) for case, answer in pairs]
        return AskedOnce(job, oracle, answers)

    def _looked_at(self, verdict: Verdict, asked: "AskedOnce") -> Verdict:
        """Look closer where no known mistake explains; the mark does not depend on it."""
        if self.look is None or not is_unexplained(self.exercise, verdict):
            return verdict
        found = self.look(self.exercise, asked.answers, asked.job, asked.oracle)
        return looked_at(verdict, found)

    def _judged(self, asked: "AskedOnce") -> Verdict:
        answers = asked.answers
        verdict = replace(judge(self.exercise, answers), notes=notes_of(answers))
        if not self.exercise.fields or verdict.outcome is Outcome.PASSED:
            return verdict
        carried = carry_fields(self.exercise, verdict, answers, self._recomputed(verdict, answers))
        return told_apart(self.work.assignment, self.exercise, answers, carried)

    def _ask(self, name: str, arguments: tuple[Value, ...]) -> Answer:
        """Answer a call of an earlier exercise's function or method by its worked solution."""
        call = Call(ANSWERED, (Name(name), *arguments))
        (answer,) = self.reference(self._reference_job, [[call]], None)
        return answer

    def _measured(self, steps: Sequence[Step]) -> Answer:
        """Look at what student code has made with the exercise's instruments, apart from it."""
        (answer,) = self.reference(self._measuring_job, [steps], None)
        return answer

    @cached_property
    def _measuring_job(self) -> Job:
        return Job(setup="", cells=(), wanted=(), lab=self.exercise.lab)

    @cached_property
    def _reference_job(self) -> Job:
        """The job of answering calls; with the lab, whose functions a call may hand over."""
        job = self.work.assignment.reference_job
        return replace(job, lab=self.exercise.lab) if self.exercise.lab else job

    def _recomputed(self, verdict: Verdict, answers: Sequence[Answer]) -> dict[Case, Answer]:
        """Answer wrong fields by the worked solution, from the student's own earlier fields."""
        job = self.work.assignment.job(self.exercise, self.work.assignment.solutions)

        def go_on(own: Mapping[str, Value], case: Case) -> Answer:
            pinned = replace(job, pinned={**job.pinned, **own})
            (answer,) = self.reference(pinned, [case.steps], None)
            return answer

        return OwnFields(self.exercise, go_on).recomputed(verdict, answers)


def unmarked(exercise: CompiledExercise, outcome: Outcome, reason: str) -> Verdict:
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


def _with_what_is_lacking(verdict: Verdict) -> Verdict:
    """Give the reason in words if points were lost to what this machine has not."""
    if verdict.fault is None or not _wants_what_is_lacking(verdict):
        return verdict
    reason = f"{what_is_lacking(verdict.fault.lacks)}, which this needs{WILL_LOOK}"
    return replace(verdict, reason=reason)


def _wants_what_is_lacking(verdict: Verdict) -> bool:
    """Whether an answer lost points for want of something that it may have had elsewhere."""
    lacks = verdict.fault is not None and verdict.fault.lacks
    return bool(lacks) and verdict.points < verdict.max_points


def _status(submission: Submission, verdicts: Mapping[str, Verdict]) -> Status:
    if submission.unreadable:
        return Status.UNREADABLE
    failed = any(
        verdict.outcome is Outcome.CHECKER_ERROR or _wants_what_is_lacking(verdict)
        for verdict in verdicts.values()
    )
    return Status.NEEDS_HUMAN if failed or submission.doubts else Status.GRADED
