"""Typed fields that follow correctly from an earlier wrong one, and half of the points for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.exercises import Case, Values, compares
from checker.exercises.casebook import CompiledExercise
from checker.grades import FOLLOWS, CheckResult, Outcome, Verdict
from checker.judging.following import follows
from checker.judging.sizes import of_fair_size
from checker.records import Answer


def carry_fields(
    exercise: CompiledExercise,
    verdict: Verdict,
    answers: Sequence[Answer],
    recomputed: Mapping[Case, Answer],
) -> Verdict:
    """Return half the points of typed fields that follow correctly from an earlier wrong field.

    Parameters
    ----------
    verdict, answers
        What `judge` said of these answers, one for each case.
    recomputed
        For cases whose upstream fields the student has wrong: what the reference answers when
        it goes on from the student's own values. A field follows if it agrees with that within
        the tolerances of its check.

    Returns
    -------
    Verdict
        The same one if nothing follows; else `carried_forward`, and partial.

    Raises
    ------
    ValueError
        If there is not exactly one answer per case.
    """
    given = dict(zip(exercise.cases, of_fair_size(exercise, answers), strict=True))
    checks = [
        _half(result)
        if compares(check) and not result.passed and _follows(check, given, recomputed)
        else result
        for check, result in zip(exercise.checks, verdict.checks, strict=True)
    ]
    if sum(check.points for check in checks) == verdict.points:
        return verdict
    return replace(verdict, checks=tuple(checks), outcome=Outcome.PARTIAL, carried_forward=True)


def _half(result: CheckResult) -> CheckResult:
    return replace(result, points=result.max_points / 2, reason=FOLLOWS)


def _follows(
    check: Values, given: Mapping[Case, Answer], recomputed: Mapping[Case, Answer]
) -> bool:
    return all(
        case in recomputed and follows(given[case], recomputed[case], (check.rtol, check.atol))
        for case in check.cases
    )
