"""One exercise of one submission on its way to a verdict, asked again where errors are carried."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from checker.classroom.grading.classmates_numbers import told_apart
from checker.classroom.grading.measuring import asked_of, measured
from checker.classroom.grading.remarks import notes_of, what_is_lacking
from checker.classroom.grading.student_code import StudentCode
from checker.classroom.grading.worked_answers import WorkedAnswers
from checker.closer_look import Finding, is_unexplained, looked_at
from checker.exercises import Case
from checker.exercises.casebook import CompiledExercise
from checker.exercises.supply import supplied
from checker.grades import Outcome, Verdict
from checker.judging import carry_fields, judge, right_verdict, with_fact
from checker.judging.helpers import is_settled, merit, naming, replacements
from checker.judging.own_fields import OwnFields
from checker.records import Answer, Ending, Job, Value
from checker.results.schema import WILL_LOOK
from checker.sandbox.client import Shared
from checker.sandbox.questions import ANSWERED, Oracle
from checker.steps import Call, Name, Step

log = logging.getLogger(__name__)

#: Answers cases with a job's code; calls of the job's oracles are handed to the last.
Run = Callable[[Job, Sequence[Sequence[Step]], Oracle | None], Sequence[Answer]]

#: Answers cases in the process that has answered last, if that goes; else gives None.
Share = Callable[[Job, Sequence[Sequence[Step]], Oracle | None], Shared | None]

#: Looks closer at answers that nothing explains: at the code of a job, with its oracles' answers.
Look = Callable[[CompiledExercise, Sequence[Answer], Job, Oracle | None], Finding]


@dataclass(frozen=True)
class AskedOnce:
    """What was run for one exercise, who answered for other functions, and what came back."""

    job: Job
    oracle: Oracle | None
    raw: Sequence[Answer]
    answers: Sequence[Answer]


@dataclass(frozen=True)
class Attempt:
    """One exercise of one submission on its way to a verdict."""

    work: StudentCode
    exercise: CompiledExercise
    run: Run
    reference: Run
    look: Look | None = None
    share: Share | None = None
    worked: WorkedAnswers = field(default_factory=WorkedAnswers)

    def verdict(self, earlier: Mapping[str, Verdict]) -> Verdict:
        """Return the verdict; what fails on the student's earlier functions is tried again on ours.

        Then calls of earlier exercises' functions are answered by the worked solutions: first of
        those only that did not pass, then of all. The best of the verdicts stands.
        """
        if self.work.is_untouched(self.exercise):
            ending = Ending.RETURNED if self.exercise.fields else Ending.NOT_ATTEMPTED
            return judge(self.exercise, [Answer(ending)] * len(self.exercise.cases))
        outcomes = {
            other: earlier[other.name].outcome for other in self.work.helpers(self.exercise)
        }
        best = self._passed_beside_others(outcomes) or self._best_of_tries(outcomes)
        wrong = [other for other, outcome in outcomes.items() if outcome is not Outcome.PASSED]
        return _with_what_is_lacking(naming(best, wrong, cause=not best.sentence))

    def _passed_beside_others(self, outcomes: Mapping[CompiledExercise, Outcome]) -> Verdict | None:
        """Return full marks, if they are earned in the process that served the last exercise.

        What is not right there is judged from the same answers, if they stand.
        """
        for replaced in replacements(outcomes, of_right_ones=True):
            once = self._asked_beside(_names(replaced))
            if once is None or notes_of(once.raw):
                return None
            verdict = right_verdict(self.exercise, once.answers)
            if verdict is not None:
                return replace(verdict, carried_forward=bool(replaced))
        return None

    def _best_of_tries(self, outcomes: Mapping[CompiledExercise, Outcome]) -> Verdict:
        verdicts: list[Verdict] = []
        asked: list[AskedOnce] = []
        for replaced in replacements(outcomes):
            once = self._asked(_names(replaced), again=bool(asked))
            pairs = zip(asked, verdicts, strict=True)
            known = next((verdict for other, verdict in pairs if other.raw is once.raw), None)
            asked.append(once)
            verdicts.append(known or self._judged(once))
            if replaced:
                verdicts[-1] = replace(verdicts[-1], carried_forward=True)
            left = {outcome for other, outcome in outcomes.items() if other not in replaced}
            if is_settled(self.exercise, verdicts[-1], left):
                break
        best = max(verdicts, key=merit)
        once = asked[verdicts.index(best)]
        best = self._looked_at(with_fact(self.exercise, once.answers, best), once)
        return replace(best, notes=notes_of(verdicts))

    def _asked(self, oracles: tuple[str, ...], *, again: bool) -> "AskedOnce":
        """Return what stands of what was answered, or what a process of its own answers.

        What was asked on other functions before may go on where it was.
        """
        if again and oracles not in self._standing:
            self._asked_beside(oracles)
        if oracles in self._standing:
            return self._standing[oracles]
        job, oracle = self._job(oracles), self._oracle(oracles)
        raw = self.run(job, self._scripts, oracle)
        return AskedOnce(job, oracle, raw, self._looked_into(raw))

    def _asked_beside(self, oracles: tuple[str, ...]) -> AskedOnce | None:
        """Ask the process that has answered last; None if that does not go."""
        job, oracle = self._job(oracles), self._oracle(oracles)
        shared = self.share(job, self._scripts, oracle) if self.share else None
        if shared is None:
            return None
        once = AskedOnce(job, oracle, shared.answers, self._looked_into(shared.answers))
        if shared.stands:
            self._standing[oracles] = once
        return once

    @cached_property
    def _standing(self) -> dict[tuple[str, ...], AskedOnce]:
        return {}

    def _oracle(self, oracles: tuple[str, ...]) -> Oracle | None:
        return self._ask if oracles else None

    def _job(self, oracles: tuple[str, ...]) -> Job:
        """Return the same job each time: of one that was too slow a sandbox takes note."""
        if oracles not in self._jobs:
            files = self.work.files(self.exercise)
            self._jobs[oracles] = self.work.assignment.job(
                self.exercise, self.work.cells, oracles, files
            )
        return self._jobs[oracles]

    @cached_property
    def _jobs(self) -> dict[tuple[str, ...], Job]:
        return {}

    @cached_property
    def _scripts(self) -> list[Sequence[Step]]:
        return [asked_of(case) for case in self.exercise.cases]

    def _looked_into(self, raw: Sequence[Answer]) -> list[Answer]:
        pairs = zip(self.exercise.cases, raw, strict=True)
        return [measured(case, answer, self._measured) for case, answer in pairs]

    def _looked_at(self, verdict: Verdict, asked: "AskedOnce") -> Verdict:
        """Look closer where no known mistake explains; the mark does not depend on it."""
        if self.look is None or not is_unexplained(self.exercise, verdict):
            return verdict
        try:
            found = self.look(self.exercise, asked.answers, asked.job, asked.oracle)
        except Exception:  # the verdict stands, whatever befalls what is only added to it
            log.exception("the closer look at %s", self.exercise.name)
            return verdict
        return looked_at(verdict, found)

    def _judged(self, asked: "AskedOnce") -> Verdict:
        answers = asked.answers
        verdict = replace(judge(self.exercise, answers, facts=False), notes=notes_of(answers))
        if not self.exercise.fields or verdict.outcome is Outcome.PASSED:
            return verdict
        carried = carry_fields(self.exercise, verdict, answers, self._recomputed(verdict, answers))
        return told_apart(self.work.assignment, self.exercise, answers, carried)

    def _ask(self, name: str, arguments: tuple[Value, ...]) -> Answer:
        """Answer a call of an earlier exercise's function or method by its worked solution."""

        def ask() -> Answer:
            job = self.work.assignment.reference_job(self.exercise.lab)
            call = Call(ANSWERED, (Name(name), *arguments))
            (answer,) = self.reference(job, [[call]], None)
            return answer

        return self.worked.to((name, self._casebook, self.exercise.lab), arguments, ask)

    @property
    def _casebook(self) -> str:
        return self.work.assignment.casebook_sha256

    def _measured(self, steps: Sequence[Step]) -> Answer:
        """Look at what student code has made with the exercise's instruments, apart from it."""
        given = supplied(steps, self.work.files(self.exercise))
        job = self.work.assignment.measuring_job(self.exercise.lab)
        (answer,) = self.reference(job, [given], None)
        return answer

    def _recomputed(self, verdict: Verdict, answers: Sequence[Answer]) -> dict[Case, Answer]:
        """Answer wrong fields by the worked solution, from the student's own earlier fields."""
        job = self.work.assignment.job(self.exercise, self.work.assignment.solutions)

        def go_on(own: Mapping[str, Value], case: Case) -> Answer:
            def ask() -> Answer:
                pinned = replace(job, pinned={**job.pinned, **own})
                (answer,) = self.reference(pinned, [case.steps], None)
                return answer

            place = str(self.exercise.cases.index(case))
            context = (self.exercise.name, self._casebook, place)
            return self.worked.to(context, tuple(own.items()), ask)

        return OwnFields(self.exercise, go_on).recomputed(verdict, answers)


def _names(replaced: Sequence[CompiledExercise]) -> tuple[str, ...]:
    return tuple(name for other in replaced for name in other.defines)


def _with_what_is_lacking(verdict: Verdict) -> Verdict:
    """Return the reason in words if points were lost to what this machine has not."""
    if verdict.fault is None or not wants_what_is_lacking(verdict):
        return verdict
    reason = f"{what_is_lacking(verdict.fault.lacks)}, which this needs{WILL_LOOK}"
    return replace(verdict, reason=reason)


def wants_what_is_lacking(verdict: Verdict) -> bool:
    """Whether an answer lost points for want of something that it may have had elsewhere."""
    lacks = verdict.fault is not None and verdict.fault.lacks
    return bool(lacks) and verdict.points < verdict.max_points
