"""One exercise judged where the student is: in the kernel, on the recorded cases.

It earns what it would in grading. An answer that is wrong is judged again with recorded answers
in place of the earlier functions that it calls; typed fields go on from the student's own.
"""

import contextlib
import functools
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from checker.exercises import Case, compares
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exercises.formulas import worked_out
from checker.exercises.shelf import casebooks
from checker.exercises.supply import files_in, supplied
from checker.exhibits import Exhibit
from checker.grades import Outcome, Verdict
from checker.judging import carry_fields, exhibit_of, failing_cases, judge
from checker.judging.helpers import (
    are_harmless,
    is_settled,
    merit,
    naming,
    only_graded,
    replacements,
)
from checker.judging.own_fields import OwnFields
from checker.records import Answer, Ending, Value
from checker.sandbox.inside.lab import laboratory
from checker.sandbox.inside.once_more import once_more
from checker.sandbox.inside.plain import plain
from checker.sandbox.inside.probe import ask
from checker.steps import Read, Step
from checker.student.afterwards import afterwards
from checker.student.case_code import case_code
from checker.student.recorded import RecordedCalls, replaced
from checker.student.signatures import parameter_names
from checker.student.slips import slip
from checker.student.time_limit import SECONDS, TimeUp, within
from checker.student.typed_again import lines_for
from checker.student.uses import called_names


def judged(
    exercise: CompiledExercise, namespace: dict[str, Any], number: int = 1
) -> tuple[Verdict, Exhibit]:
    """Return the verdict on what a namespace holds for an exercise, and what may be shown of it.

    `number` says of which of the cases that are not right the code is shown; the first is 1.
    """
    book = next((each for each in casebooks(Path.cwd()) if exercise in each.exercises), None)
    book = book or Casebook("", None, {}, ())
    verdict, answers = InClass(book, namespace).verdict(exercise)
    sentence = slip(exercise, verdict, namespace, book.exercises)
    if sentence and not verdict.misconception:
        verdict = replace(verdict, sentence=sentence)
    names = functools.partial(parameter_names, namespace)
    exhibit = exhibit_of(exercise, answers, verdict, lambda case: names(case.steps))
    if verdict.outcome is Outcome.PASSED:
        return verdict, replace(exhibit, afterwards=afterwards(exercise, casebooks(Path.cwd())))
    return verdict, replace(exhibit, code=_code(exercise, answers, verdict, namespace, number))


def _code(
    exercise: CompiledExercise,
    answers: Sequence[Answer],
    verdict: Verdict,
    namespace: Mapping[str, Any],
    number: int,
) -> str:
    """Return a case that is not right as code to be run; "" if there is none."""
    cases = failing_cases(exercise, answers, verdict)
    if not 1 <= number <= len(cases):
        return ""
    check, case = cases[number - 1]
    names = parameter_names(namespace, case.steps)
    code = case_code(exercise, case, names, expected=compares(check))
    which = f" ({number} of {len(cases)} that are not right)" if len(cases) > 1 else ""
    return f"# Exercise {exercise.number}, case “{case.name}”{which}\n{code}"


Judged = tuple[Verdict, Sequence[Answer]]


@dataclass(frozen=True)
class Try:
    """An answer beside some right functions: what it earns so, and what it answers.

    With `all_right`, right ones have answered every call of those that they stand for.
    """

    verdict: Verdict
    answers: Sequence[Answer]
    replaced: Sequence[CompiledExercise] = ()
    all_right: bool = True


@dataclass(frozen=True)
class InClass:
    """The answers of one student, as they stand in a namespace, to the exercises of a notebook."""

    book: Casebook
    namespace: dict[str, Any]

    def verdict(self, exercise: CompiledExercise) -> Judged:
        """Judge an exercise by the rules of grading: the best of its verdicts stands."""
        first = self._tried(exercise, ())
        if is_settled(exercise, first.verdict, {Outcome.FAILED}):
            return first.verdict, first.answers
        outcomes = {other: self.verdict(other)[0].outcome for other in self.helpers(exercise)}
        wrong = [other for other, outcome in outcomes.items() if outcome is not Outcome.PASSED]
        tries = [first]
        for helpers in replacements(outcomes):
            left = {outcome for other, outcome in outcomes.items() if other not in helpers}
            if helpers:
                tries.append(self._tried(exercise, helpers))
            if is_settled(exercise, tries[-1].verdict, left):
                break
        best = max(tries, key=lambda each: merit(each.verdict))
        if best is first and _are_harmless(exercise, tries, wrong):
            return first.verdict, first.answers
        named = naming(best.verdict, wrong, cause=True)
        return only_graded(named, self._unrecorded(exercise, wrong)), best.answers

    def _tried(self, exercise: CompiledExercise, helpers: Sequence[CompiledExercise]) -> Try:
        lab = laboratory(exercise.lab)
        seconds = SECONDS * exercise.patience
        files = files_in(Path.cwd(), exercise.files)
        answers: list[Answer] = []
        recorded = RecordedCalls(exercise.helper_calls, self.book.tables)
        with _silence(), replaced(recorded, helpers, self.namespace, lab) as stand_ins:
            namespace = self._typed_again(exercise) if helpers else self.namespace
            for case in exercise.cases:
                stopped = bool(answers) and answers[-1].ending is Ending.TIMED_OUT
                steps = supplied(case.steps, files)
                answers.append(answers[-1] if stopped else _asked(namespace, steps, lab, seconds))
        verdict = replace(judge(exercise, answers), carried_forward=bool(helpers))
        if verdict.outcome is Outcome.TIMED_OUT:
            verdict = replace(verdict, fault=answers[-1].fault)
        else:
            verdict = self._carried(exercise, verdict, answers)
        names = {name for helper in helpers for name in helper.defines}
        of_own = any(each.has_asked_own for each in stand_ins.values())
        return Try(verdict, answers, helpers, names <= stand_ins.keys() and not of_own)

    def _unrecorded(
        self, exercise: CompiledExercise, helpers: Sequence[CompiledExercise]
    ) -> list[CompiledExercise]:
        """List those of these helpers of which nothing is recorded that could stand in for them."""
        recorded = RecordedCalls(exercise.helper_calls, self.book.tables)
        return [other for other in helpers if not any(map(recorded.knows, other.defines))]

    def _typed_again(self, exercise: CompiledExercise) -> dict[str, Any]:
        """Return a namespace in which typed fields rest on what functions are now."""
        if not exercise.fields:
            return self.namespace
        lines = lines_for(exercise.name, self.namespace)
        with contextlib.suppress(TimeUp):
            return within(SECONDS, functools.partial(once_more, lines, self.namespace))
        return self.namespace

    def _carried(
        self, exercise: CompiledExercise, verdict: Verdict, answers: Sequence[Answer]
    ) -> Verdict:
        """Let typed fields go on from the student's own."""
        if not exercise.fields or verdict.outcome is Outcome.PASSED:
            return verdict
        given = self.book.numbers.get(exercise.name, {})
        go_on = functools.partial(_worked_out, exercise, given)
        recomputed = OwnFields(exercise, go_on).recomputed(verdict, answers)
        return carry_fields(exercise, verdict, answers, recomputed)

    def helpers(self, exercise: CompiledExercise) -> list[CompiledExercise]:
        """List the earlier exercises whose functions an answer calls, near or far."""
        before = takewhile(lambda other: other is not exercise, self.book.exercises)
        names = set(exercise.wanted)
        if exercise.fields:
            names = names.union(*(each.loads for each in lines_for(exercise.name, self.namespace)))
        called = called_names(names, self.namespace)
        return [
            other for other in before if not other.fields and not called.isdisjoint(other.defines)
        ]


def _are_harmless(
    exercise: CompiledExercise, tries: Sequence[Try], wrong: Sequence[CompiledExercise]
) -> bool:
    """Whether it is known that wrong functions of earlier exercises change nothing here."""
    beside = [each for each in tries if each.replaced and set(wrong) <= set(each.replaced)]
    return any(
        each.all_right and are_harmless(exercise, tries[0].answers, each.answers) for each in beside
    )


def _asked(namespace: dict[str, Any], steps: Sequence[Step], lab: object, seconds: float) -> Answer:
    try:
        answer = within(seconds, functools.partial(ask, namespace, steps, lab))
    except TimeUp:
        return Answer(Ending.TIMED_OUT)
    if answer.fault and answer.fault.kind == TimeUp.__name__:
        return replace(answer, ending=Ending.TIMED_OUT)
    return answer


def _worked_out(
    exercise: CompiledExercise, given: Mapping[str, Value], own: Mapping[str, Value], case: Case
) -> Answer:
    """Answer a field by the formulas of its exercise, from given numbers and a student's own."""
    names: dict[str, Any] = {**given, **own}
    for name, formula in exercise.formulas:
        if name not in names:
            with contextlib.suppress(KeyError, TypeError, ValueError):
                names[name] = worked_out(formula, names)
    match case.steps:
        case (Read(item=str(field)),) if field in names and field not in given:
            return Answer(Ending.RETURNED, plain(names[field]))
    return Answer(Ending.RAISED)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep what student code prints during a check out of the verdict."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield
