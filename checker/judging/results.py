"""The result of each check: its points, and the smallest case that it does not accept."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from checker.exercises import (
    Check,
    Differ,
    Examined,
    Filled,
    Form,
    Gradient,
    Pure,
    Relation,
    Sample,
    Share,
    Values,
    Within,
)
from checker.judging.checks_of_counts import (
    earned_share,
    judge_examined,
    judge_sample,
    judge_share,
    share_of_both,
)
from checker.judging.checks_of_slopes import (
    judge_differ,
    judge_gradient,
    judge_relation,
    judge_within,
)
from checker.judging.checks_of_values import judge_filled, judge_form, judge_pure, judge_values
from checker.judging.failures import Evidence, Failure, stop_reason
from checker.judging.short_text import show_steps, weight
from checker.records import CheckResult, Ending


def check_result(check: Check, evidence: Evidence) -> CheckResult:
    """Give a check's points, with its smallest failing case if there is one.

    A check earns all of its points or none, save those of `PARTIAL`.
    """
    failures = list(_failures(check, evidence))
    if not failures:
        return CheckResult(check.name, check.points, check.points)
    first = min(failures, key=lambda failure: weight(failure.case.steps))
    earned = PARTIAL[type(check)](check, evidence) if type(check) in PARTIAL else 0.0
    return CheckResult(
        name=check.name,
        points=round(earned * check.points, 3),
        max_points=check.points,
        reason=first.reason,
        case=first.case.name,
        given=show_steps(
            first.case.steps, shapes=evidence.given[first.case].ending is Ending.RAISED
        ),
        yours=first.yours,
        expected=first.expected,
        others=len({id(failure.case) for failure in failures}) - 1,
    )


def _failures(check: Check, evidence: Evidence) -> Iterator[Failure]:
    """A case that gave no answer fails before anything is compared."""
    stopped = [case for case in check.asked() if evidence.given[case].ending is not Ending.RETURNED]
    if stopped and not isinstance(check, Examined):  # there, to raise is to refuse
        yield from (Failure(case, stop_reason(evidence.given[case])) for case in stopped)
        return
    yield from JUDGES[type(check)](check, evidence)


JUDGES: dict[type[Check], Callable[..., Iterator[Failure]]] = {
    Values: judge_values,
    Form: judge_form,
    Pure: judge_pure,
    Gradient: judge_gradient,
    Relation: judge_relation,
    Within: judge_within,
    Filled: judge_filled,
    Differ: judge_differ,
    Sample: judge_sample,
    Examined: judge_examined,
    Share: judge_share,
}

#: The checks that earn a part of their points: how much, from 0 to 1.
PARTIAL: dict[type[Check], Callable[..., float]] = {
    Examined: share_of_both,
    Share: earned_share,
}


def waiting(check: Check) -> CheckResult:
    """Give the result of a check that counts only once another is right."""
    reason = f"counts once “{check.after}” is right"
    return CheckResult(check.name, 0.0, check.points, reason, waits_for=check.after)


def without_points(result: CheckResult, reason: str) -> CheckResult:
    """Take a check's points away for a reason that lies outside it."""
    return replace(result, points=0.0, reason=reason)
