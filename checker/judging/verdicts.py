"""The judge: a compiled exercise and the answers to its cases become a verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from checker.exercises import Check, names_asked
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.grades import CheckResult, Outcome, Verdict
from checker.judging.failures import Evidence
from checker.judging.known_causes import failed_checks, known_causes
from checker.judging.measures import measure_of
from checker.judging.python_errors import stop_sentence
from checker.judging.results import (
    check_result,
    of_one_cause,
    shown_fault,
    waiting,
    without_points,
)
from checker.judging.sentences import sentence_of
from checker.judging.sizes import of_fair_size
from checker.judging.unknown_mistake import generic_sentence, whole_numbers_sentence
from checker.records import Answer, Ending

ENDINGS = {
    Ending.RAISED: Outcome.RAISED,
    Ending.TIMED_OUT: Outcome.TIMED_OUT,
    Ending.OUT_OF_MEMORY: Outcome.OUT_OF_MEMORY,
    Ending.CRASHED: Outcome.CRASHED,
    Ending.MISSING: Outcome.MISSING,
}


#: Wrong answers that can be explained; others stopped, or are not there.
EXPLAINED = {Outcome.FAILED, Outcome.PARTIAL, Outcome.RAISED}


def judge(
    exercise: CompiledExercise,
    answers: Sequence[Answer],
    *,
    explain: bool = True,
    facts: bool = True,
) -> Verdict:
    """Return the verdict on one exercise from the answers to its cases, in their order.

    Gates come before values: whether something was written and ran, then container, number of
    items, kind, shape, finite, value. An entry g is right beside r if |g - r| <= 1e-5 + 1e-5 |r|,
    where a check states no tolerances of its own; where arguments in float32 were handed over,
    1e-5 + 1e-4 |r| is asked. An answer more than 100 times as large as the right one is refused
    unseen. A wrong answer is explained by the known mistake, or the two, that answer alike, else
    by what it has in common with the right one.

    Parameters
    ----------
    exercise
        With the reference's answers and those of every known mistake.
    answers : as many as `exercise.cases`
        Numbers, text, arrays of any shape, and lists and tuples of these, as a sandbox gives them.
    explain
        Whether it is said what is wrong, which takes most of the time; the marks are the same.
    facts
        Whether that is more than known mistakes; if not, `with_fact` adds it to the verdict.

    Returns
    -------
    Verdict
        Its `sentence` has fewer than 60 words and asks at most one question.

    Raises
    ------
    ValueError
        If there is not exactly one answer per case.
    """
    answers = of_fair_size(exercise, answers)
    evidence = Evidence.of(exercise, answers)
    pairs = _pairs(exercise, evidence)
    verdict = _verdict(exercise, answers, evidence, list(pairs), explain=explain)
    return with_fact(exercise, answers, verdict) if explain and facts else verdict


def right_verdict(exercise: CompiledExercise, answers: Sequence[Answer]) -> Verdict | None:
    """Return the verdict on a right answer; None for others, of which only that is found out."""
    answers = of_fair_size(exercise, answers)
    evidence = Evidence.of(exercise, answers)
    pairs = []
    for check, result in _pairs(exercise, evidence):
        if result.reason:
            return None
        pairs.append((check, result))
    return _verdict(exercise, answers, evidence, pairs, explain=False)


#: Each check with its result.
Pairs = Sequence[tuple[Check, CheckResult]]


def _pairs(exercise: CompiledExercise, evidence: Evidence) -> Iterator[tuple[Check, CheckResult]]:
    """Return the checks with their results, each by itself, when it is asked for."""
    return ((check, check_result(check, evidence)) for check in exercise.checks)


def _verdict(
    exercise: CompiledExercise,
    answers: Sequence[Answer],
    evidence: Evidence,
    pairs: Pairs,
    *,
    explain: bool,
) -> Verdict:
    checks = _results(exercise, evidence, pairs)
    outcome = _outcome(exercise, checks, answers)
    failed = next((check for check in checks if check.reason), None)
    fault = shown_fault(exercise, evidence, failed)
    mistakes: Sequence[Mistake] = ()
    sentence = stop_sentence(fault)
    if explain and outcome in EXPLAINED:
        cut = whole_numbers_sentence(exercise, evidence)
        failed_by = partial(_failed_by, exercise)
        mistakes = () if cut else known_causes(exercise, answers, checks, failed_by)
        sentence = sentence_of(mistakes) or sentence
        checks = _of_one_cause(exercise, checks, mistakes)
    return Verdict(
        exercise=exercise.name,
        number=exercise.number,
        title=exercise.title,
        outcome=outcome,
        checks=tuple(checks),
        reason=failed.reason if failed else "",
        misconception=mistakes[0].id if mistakes else None,
        second_misconception=mistakes[1].id if len(mistakes) > 1 else None,
        sentence=sentence,
        fault=fault,
        remarks=tuple(dict.fromkeys(evidence.remarks)),
        bonus=exercise.bonus,
        measure=measure_of(exercise, checks, evidence),
    )


def with_fact(exercise: CompiledExercise, answers: Sequence[Answer], verdict: Verdict) -> Verdict:
    """Return a verdict that says what wrong answers have in common with right ones.

    A known mistake explains more, and stands.
    """
    if verdict.misconception or verdict.outcome not in EXPLAINED:
        return verdict
    evidence = Evidence.of(exercise, of_fair_size(exercise, answers))
    fact = whole_numbers_sentence(exercise, evidence) or generic_sentence(exercise, evidence)
    return replace(verdict, sentence=fact or verdict.sentence)


def _of_one_cause(
    exercise: CompiledExercise, checks: Sequence[CheckResult], mistakes: Sequence[Mistake]
) -> list[CheckResult]:
    """Let what one known mistake loses say so; typed numbers follow from each other by rules."""
    if len(mistakes) != 1 or exercise.fields:
        return list(checks)
    made = judged_checks(exercise, mistakes[0].answers)
    return of_one_cause(checks, lambda result: not made[checks.index(result)].passed)


@lru_cache(maxsize=256)
def _failed_by(exercise: CompiledExercise, mistake: Mistake) -> frozenset[int]:
    return failed_checks(judged_checks(exercise, mistake.answers))


def judged_checks(exercise: CompiledExercise, answers: Sequence[Answer]) -> list[CheckResult]:
    """Return the results of the checks alone, without what explains them."""
    evidence = Evidence.of(exercise, of_fair_size(exercise, answers))
    return _results(exercise, evidence, list(_pairs(exercise, evidence)))


def _results(exercise: CompiledExercise, evidence: Evidence, pairs: Pairs) -> list[CheckResult]:
    """A missing prediction stops every other check; a failed check stops what rests on it."""
    held = {check.name for check, result in pairs if result.reason}
    for check in exercise.checks:  # what waits is waited for in turn
        held |= {check.name} if check.after in held else set()
    empty = [result for check, result in pairs if check.gates and result.reason]
    if empty:
        return [without_points(result, empty[0].reason) for _, result in pairs]
    results = [waiting(check) if check.after in held else result for check, result in pairs]
    if not exercise.fields:
        return results
    rows = zip(exercise.checks, results, strict=True)
    return [_of_field(check, result, evidence) for check, result in rows]


def _of_field(check: Check, result: CheckResult, evidence: Evidence) -> CheckResult:
    """Return the result of a typed field: an empty one waits for its number.

    A typed number is the answer itself: shown beside the student's, the right one would be copied.
    """
    result = replace(result, expected="")
    if (
        result.reason
        and not result.waits_for
        and all(_is_empty(evidence.given[case]) for case in check.asked())
    ):
        return replace(result, reason="not filled in yet", yours="", waits_for="you", others=0)
    return result


def _outcome(
    exercise: CompiledExercise, checks: Sequence[CheckResult], answers: Sequence[Answer]
) -> Outcome:
    earned = sum(check.points for check in checks)
    if all(not check.reason for check in checks):
        return Outcome.PASSED
    if earned:
        return Outcome.PARTIAL
    if not_attempted(exercise, answers):
        return Outcome.NOT_ATTEMPTED
    there = [] if exercise.fields else _of_what_is_there(exercise, answers)
    judged = there or answers  # that one of two functions is missing says nothing of the other
    stopped = [ENDINGS[answer.ending] for answer in judged if answer.ending in ENDINGS]
    return stopped[0] if stopped else Outcome.FAILED


def _of_what_is_there(exercise: CompiledExercise, answers: Sequence[Answer]) -> list[Answer]:
    """List the answers to cases that ask of the student's own names, where those are there."""
    pairs = zip(exercise.cases, answers, strict=True)
    given = [(case, answer) for case, answer in pairs if answer.ending is not Ending.MISSING]
    return [answer for case, answer in given if names_asked([case])]


def not_attempted(exercise: CompiledExercise, answers: Sequence[Answer]) -> bool:
    """Whether nothing was written: every call says so, or every typed field is still empty."""
    if exercise.fields:
        pairs = zip(exercise.cases, answers, strict=True)
        typed = [answer for case, answer in pairs if exercise.name in names_asked([case])]
        return all(map(_is_empty, typed or answers))
    return any(answer.ending is Ending.NOT_ATTEMPTED for answer in answers)


def _is_empty(answer: Answer) -> bool:
    """Whether a typed field holds nothing."""
    is_empty = answer.value is None or (isinstance(answer.value, str) and not answer.value)
    return answer.ending is Ending.RETURNED and is_empty
