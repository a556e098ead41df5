"""The result of each check: its points, and the smallest case that it does not accept."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from checker.exercises import Check
from checker.exercises.casebook import CompiledExercise
from checker.grades import CheckResult
from checker.judging.checks_of_counts import JUDGES as OF_COUNTS
from checker.judging.checks_of_slopes import JUDGES as OF_SLOPES
from checker.judging.checks_of_values import JUDGES as OF_VALUES
from checker.judging.failures import Evidence, Failure, Judge, exception_text, stop_reason
from checker.judging.short_text import show_steps, weight
from checker.records import Ending, Fault


def check_result(check: Check, evidence: Evidence) -> CheckResult:
    """Return a check's points, with its smallest failing case if there is one.

    A check earns all of its points or none, save those whose kind earns a part of them.
    """
    failures = failures_of(check, evidence)
    if not failures:
        return CheckResult(check.name, check.points, check.points)
    first = failures[0]
    earned = JUDGES[type(check)].earned(check, evidence)
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
        raised=exception_text(evidence.given[first.case]),
        others=len({id(each.case) for each in failures if _is_like(each, first)}) - 1,
    )


def failures_of(check: Check, evidence: Evidence) -> list[Failure]:
    """List what a check does not accept, the smallest case first."""
    return sorted(_failures(check, evidence), key=lambda failure: weight(failure.case.steps))


def shown_fault(
    exercise: CompiledExercise, evidence: Evidence, failed: CheckResult | None
) -> Fault | None:
    """Return the exception that stopped the first failed check: that of the case which is shown.

    Where to raise is to refuse, only those count that had to be accepted.
    """
    check = next((each for each in exercise.checks if failed and each.name == failed.name), None)
    if failed is None or check is None:
        return None
    raised = [case for case in check.asked() if evidence.given[case].ending is Ending.RAISED]
    if check.welcomes_exceptions:
        lost = {id(failure.case) for failure in failures_of(check, evidence)}
        raised = [case for case in raised if id(case) in lost]
    shown = [case for case in raised if case.name == failed.case]
    return evidence.given[(shown or raised)[0]].fault if raised else None


#: What of a reason is about one case alone: how many entries, and where.
_PARTICULAR = re.compile(r", most at \[[^]]*\]|\d+")


def _is_like(one: Failure, other: Failure) -> bool:
    """Whether two cases fail in the same way."""
    return _PARTICULAR.sub("", one.reason) == _PARTICULAR.sub("", other.reason)


def _failures(check: Check, evidence: Evidence) -> Iterator[Failure]:
    """A case that gave no answer fails before anything is compared."""
    stopped = [case for case in check.asked() if evidence.given[case].ending is not Ending.RETURNED]
    if stopped and not check.welcomes_exceptions:
        yield from (Failure(case, stop_reason(evidence.given[case])) for case in stopped)
        return
    yield from JUDGES[type(check)].failures(check, evidence)


#: Every kind of check, and how it is judged. A new kind needs a record in
#: `exercises/checks_of_….py` and a row beside the function that judges it.
JUDGES: dict[type[Check], Judge] = {
    **OF_VALUES,
    **OF_COUNTS,
    **OF_SLOPES,
}


def waiting(check: Check) -> CheckResult:
    """Return the result of a check that counts only once another is right."""
    reason = f"counts once “{check.after}” is right"
    return CheckResult(check.name, 0.0, check.points, reason, waits_for=check.after)


#: What is said of a row that is lost through what the first lost row is about.
SAME_CAUSE = "follows from what is wrong in “{0}”"


def of_one_cause(
    results: Sequence[CheckResult], is_explained: Callable[[CheckResult], bool] = bool
) -> list[CheckResult]:
    """Let what was lost after the first failed check say that it has the same cause.

    It is known to have it where it `is_explained`. What earned something stands by itself.
    """
    lost = [result for result in results if result.reason and not result.waits_for]
    same = [each for each in lost[1:] if not each.points and is_explained(each)]
    return [
        replace(each, reason=SAME_CAUSE.format(lost[0].name), waits_for=lost[0].name)
        if each in same
        else each
        for each in results
    ]


def without_points(result: CheckResult, reason: str) -> CheckResult:
    """Take a check's points away for a reason that lies outside it."""
    return replace(result, points=0.0, reason=reason)
