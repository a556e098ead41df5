"""One submission becomes a graded submission: run, judge, and carry errors forward.

Student code runs in one sandbox and the worked solutions in another. What the two exchange are
the calls that student code makes of functions that are not its own.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.classroom.grading.asking import Run, Share
from checker.classroom.grading.attempt import Attempt, Look, wants_what_is_lacking
from checker.classroom.grading.budget import BUDGET
from checker.classroom.grading.classmates_numbers import remark_on
from checker.classroom.grading.in_words import in_words_verdict, words_of
from checker.classroom.grading.judged_answers import JudgedAnswers
from checker.classroom.grading.remarks import passed_over, remarks_on
from checker.classroom.grading.student_code import StudentCode
from checker.classroom.grading.verdict_cache import VerdictCache
from checker.classroom.grading.worked_answers import WorkedAnswers
from checker.closer_look import Budget, Finding, Known, look
from checker.course.compiling.assignments import Assignment
from checker.errors import NoAnswer
from checker.exercises.casebook import CompiledExercise
from checker.grades import CheckResult, GradedSubmission, Outcome, Provenance, Status, Verdict
from checker.records import Answer, Job, Submission
from checker.sandbox import Sandbox
from checker.sandbox.questions import Oracle

log = logging.getLogger(__name__)

OUR_FAULT = "the checker failed here, and a person will look at it"
#: A look may take so many times its processor time by the clock.
WALL_TIMES = 20
NO_CAUSE = "no answer came, why is not known, and a person will look at it"


def looking_in(sandbox: Sandbox, cpu_seconds: float = 1.0, known: Known | None = None) -> Look:
    """Return what looks closer in the sandbox of one submission, for so much processor time.

    On a busy machine that may take many times as long by the clock, and no longer. Where an equal
    answer was looked at before, what is `known` to help is tried alone.
    """

    def look_in(
        exercise: CompiledExercise, answers: Sequence[Answer], job: Job, oracle: Oracle | None
    ) -> Finding:
        budget = Budget(cpu_seconds, WALL_TIMES * cpu_seconds)
        return look(exercise, answers, sandbox, job, budget, oracle, known)

    return look_in


@dataclass(frozen=True)
class Marker:
    """Marks the submissions of one notebook.

    Parameters
    ----------
    assignment, common
        The notebook, and what all marks of a run rest on.
    worked, judged
        What the worked solutions have answered in this run, and what was judged of answers.
    """

    assignment: Assignment
    common: Provenance
    worked: WorkedAnswers = field(default_factory=WorkedAnswers)
    judged: JudgedAnswers = field(default_factory=JudgedAnswers)

    def provenance(self, submission: Submission) -> Provenance:
        """Return what the mark of one submission rests on."""
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
        share: Share | None = None,
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
        share
            What lets exercises that behave share a process; each has one of its own if None.
        """
        start = time.perf_counter()
        verdicts: dict[str, Verdict] = {}
        work = StudentCode(self.assignment, submission)
        for exercise in self.assignment.casebook.exercises:
            kept = self.worked, self.judged
            attempt = Attempt(work, exercise, run, reference, look, share, *kept)
            verdicts[exercise.name] = self._verdict(attempt, verdicts, reuse)
        words = self._words(submission)
        in_words = [
            in_words_verdict(each, submission, words[each.name])
            for each in self.assignment.casebook.in_words
        ]
        own = {each.name: work.answer(each) for each in self.assignment.casebook.exercises}
        tampering = (*submission.tampering, *remarks_on(verdicts.values(), work.ours))
        repairs = (*submission.repairs, *passed_over(verdicts.values(), work.ours))
        return GradedSubmission(
            submission=replace(submission, tampering=tampering, repairs=repairs),
            status=_status(submission, verdicts),
            verdicts=(*verdicts.values(), *in_words),
            max_score=self.assignment.casebook.max_points,
            provenance=self.provenance(submission),
            seconds=time.perf_counter() - start,
            answers=own | words,
            remarks=tuple(self._remarks(verdicts.values())),
        )

    def _words(self, submission: Submission) -> dict[str, str]:
        """Return what was written where an exercise is answered in words."""
        return {
            each.name: words_of(self.assignment, submission.cells, each.name)
            for each in self.assignment.casebook.in_words
        }

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


def unmarked(exercise: CompiledExercise, outcome: Outcome, reason: str) -> Verdict:
    """Return the verdict on an exercise that could not be judged: no points, and the reason."""
    checks = [CheckResult(check.name, 0.0, check.points, reason) for check in exercise.checks]
    return Verdict(
        exercise=exercise.name,
        number=exercise.number,
        title=exercise.title,
        outcome=outcome,
        checks=tuple(checks),
        reason=reason,
        bonus=exercise.bonus,
    )


def _status(submission: Submission, verdicts: Mapping[str, Verdict]) -> Status:
    if submission.unreadable:
        return Status.UNREADABLE
    failed = any(
        verdict.outcome is Outcome.CHECKER_ERROR or wants_what_is_lacking(verdict)
        for verdict in verdicts.values()
    )
    return Status.NEEDS_HUMAN if failed or submission.doubts else Status.GRADED
