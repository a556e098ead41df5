"""One exercise of one submission on its way to a verdict, asked again where errors are carried."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from checker.classroom.grading.asking import AskedOnce, Asking, Run, Share
from checker.classroom.grading.classmates_numbers import told_apart
from checker.classroom.grading.judged_answers import JudgedAnswers
from checker.classroom.grading.remarks import notes_of, what_is_lacking
from checker.classroom.grading.student_code import StudentCode
from checker.classroom.grading.worked_answers import WorkedAnswers
from checker.closer_look import Finding, is_unexplained, looked_at
from checker.exercises.casebook import CompiledExercise
from checker.grades import Outcome, Verdict
from checker.judging import carry_fields, judge, right_verdict, with_fact
from checker.judging.helpers import are_harmless, is_settled, merit, naming, replacements
from checker.judging.still_lost import is_still_lost, telling_places
from checker.records import Answer, Ending, Job
from checker.results.schema import WILL_LOOK
from checker.sandbox.questions import Oracle

log = logging.getLogger(__name__)

#: Looks closer at answers that nothing explains: at the code of a job, with its oracles' answers.
Look = Callable[[CompiledExercise, Sequence[Answer], Job, Oracle | None], Finding]


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
    judged: JudgedAnswers = field(default_factory=JudgedAnswers)

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
        passed = self._passed_beside_others(outcomes)
        best = self._naming(passed, outcomes, ()) if passed else self._best_of_tries(outcomes)
        return _with_what_is_lacking(best)

    def _passed_beside_others(self, outcomes: Mapping[CompiledExercise, Outcome]) -> Verdict | None:
        """Return full marks, if they are earned in the process that served the last exercise.

        What is not right there is judged from the same answers, if they stand.
        """
        for replaced in replacements(outcomes, of_right_ones=True):
            once = self._asking.beside(_names(replaced))
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
            if asked and self._gains_nothing(replaced, outcomes, asked[-1]):
                continue
            once = self._asking.asked(_names(replaced), again=bool(asked))
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
        best = self._looked_at(self._with_fact(best, once.answers), once)
        return self._naming(replace(best, notes=notes_of(verdicts)), outcomes, asked)

    def _naming(
        self,
        verdict: Verdict,
        outcomes: Mapping[CompiledExercise, Outcome],
        asked: Sequence[AskedOnce],
    ) -> Verdict:
        """Name earlier exercises that are not right, unless that changes nothing here."""
        if verdict.outcome is Outcome.PASSED and not verdict.carried_forward:
            return verdict
        wrong = [other for other, outcome in outcomes.items() if outcome is not Outcome.PASSED]
        names = set(_names(wrong))
        beside = [each.answers for each in asked[1:] if names <= {*each.job.oracles}]
        own = asked[0].answers if asked and not verdict.carried_forward else None
        if own and any(are_harmless(self.exercise, own, answers) for answers in beside):
            return verdict
        return naming(verdict, wrong, cause=not verdict.sentence)

    def _gains_nothing(
        self,
        replaced: Sequence[CompiledExercise],
        outcomes: Mapping[CompiledExercise, Outcome],
        before: AskedOnce,
    ) -> bool:
        """Whether right functions, replaced too, change nothing: what is lost is lost without them.

        A few cases tell that; where they do not, all are asked.
        """
        more = {other for other in replaced if not {*other.defines} <= {*before.job.oracles}}
        is_right = all(outcomes[other] is Outcome.PASSED for other in more)
        if self.exercise.fields or not is_right:
            return False
        places = telling_places(self.exercise, before.answers)
        others = self._asking.few(_names(replaced), places) if places else None
        return others is not None and is_still_lost(self.exercise, before.answers, others)

    @cached_property
    def _asking(self) -> Asking:
        asks = self.run, self.reference, self.share, self.worked
        return Asking(self.work, self.exercise, *asks)

    def _looked_at(self, verdict: Verdict, asked: AskedOnce) -> Verdict:
        """Look closer where no known mistake explains; the mark does not depend on it."""
        if self.look is None or not is_unexplained(self.exercise, verdict):
            return verdict
        try:
            found = self.look(self.exercise, asked.answers, asked.job, asked.oracle)
        except Exception:  # the verdict stands, whatever befalls what is only added to it
            log.exception("the closer look at %s", self.exercise.name)
            return verdict
        return looked_at(verdict, found)

    def _judged(self, asked: AskedOnce) -> Verdict:
        answers = asked.answers
        context = (self._asking.casebook, self.exercise.name)
        verdict = self.judged.on(
            context, answers, lambda: judge(self.exercise, answers, facts=False)
        )
        verdict = replace(verdict, notes=notes_of(answers))
        if not self.exercise.fields or verdict.outcome is Outcome.PASSED:
            return verdict
        carried = carry_fields(
            self.exercise, verdict, answers, self._asking.recomputed(verdict, answers)
        )
        return told_apart(self.work.assignment, self.exercise, answers, carried)

    def _with_fact(self, verdict: Verdict, answers: Sequence[Answer]) -> Verdict:
        """Return a verdict that says what else is known of the answers."""
        known = verdict.outcome, verdict.misconception or "", verdict.sentence
        context = (self._asking.casebook, self.exercise.name, *known)
        told = self.judged.on(context, answers, lambda: with_fact(self.exercise, answers, verdict))
        return replace(verdict, sentence=told.sentence)


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
