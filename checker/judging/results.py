"""Each kind of check, held against the answers it asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from checker.exercises import (
    Case,
    Check,
    Differ,
    Digits,
    Examined,
    Filled,
    Form,
    Gradient,
    Pure,
    Relation,
    Sample,
    Share,
    Term,
    Values,
    Within,
)
from checker.exercises.supply import digits
from checker.judging.leaves import name_of
from checker.judging.matching import Matcher, Mismatch, as_numbers, part_of
from checker.judging.showing import show, show_number, show_steps, weight
from checker.numerics import SINGLE_ATOL, relative_errors
from checker.records import Answer, CheckResult, Ending, Value

#: What central differences of a function in single precision can still tell.
SINGLE_GRADIENT = 0.05


@dataclass(frozen=True)
class Heard:
    """What was asked and answered: the answers by case, the student's and the reference's."""

    given: Mapping[Case, Answer]
    expected: Mapping[Case, Answer]
    remarks: list[str]


@dataclass(frozen=True)
class Failure:
    """One case that a check does not accept."""

    case: Case
    reason: str
    yours: str = ""
    expected: str = ""


def result_of(check: Check, heard: Heard) -> CheckResult:
    """Give a check's points, with its smallest failing case if there is one.

    A check earns all of its points or none, save those of `PARTIAL`.
    """
    failures = list(_failures(check, heard))
    if not failures:
        return CheckResult(check.name, check.points, check.points)
    first = min(failures, key=lambda failure: weight(failure.case.steps))
    earned = PARTIAL[type(check)](check, heard) if type(check) in PARTIAL else 0.0
    return CheckResult(
        name=check.name,
        points=round(earned * check.points, 3),
        max_points=check.points,
        reason=first.reason,
        case=first.case.name,
        given=show_steps(first.case.steps, shapes=heard.given[first.case].ending is Ending.RAISED),
        yours=first.yours,
        expected=first.expected,
        others=len({id(failure.case) for failure in failures}) - 1,
    )


def _failures(check: Check, heard: Heard) -> Iterator[Failure]:
    """A case that gave no answer fails before anything is compared."""
    stopped = [case for case in check.asked() if heard.given[case].ending is not Ending.RETURNED]
    if stopped and not isinstance(check, Examined):  # there, to raise is to refuse
        yield from (Failure(case, stop_reason(heard.given[case])) for case in stopped)
        return
    yield from JUDGES[type(check)](check, heard)


def stop_reason(answer: Answer) -> str:
    """Say in one clause why a call gave no answer."""
    fault = answer.fault
    match answer.ending:
        case Ending.NOT_ATTEMPTED:
            return "nothing is written here yet"
        case Ending.RAISED if fault:
            return f"the call stopped with {fault.kind}"
        case Ending.UNSUPPORTED if fault:
            what = fault.message or f"a value of type {fault.kind}"
            return f"{what} is returned, and cannot be compared"
        case Ending.MISSING if fault:
            return fault.message or "the name is not defined"
    return {
        Ending.TIMED_OUT: "the call did not come to an end in time",
        Ending.OUT_OF_MEMORY: "the call needed more memory than there is",
        Ending.CRASHED: "Python itself stopped during the call",
    }.get(answer.ending, "the call gave no answer")


def _values(check: Values, heard: Heard) -> Iterator[Failure]:
    for case in check.cases:
        answer = heard.given[case]
        matcher = Matcher(
            check.rtol, check.atol, check.columns, flow=check.flow, remarks=heard.remarks
        )
        found = matcher.mismatch(answer.value, heard.expected[case].value)
        if found:
            yield _failure(case, found, check.parts)
        elif check.quiet and answer.warnings:
            yield Failure(case, f"NumPy warns: {', '.join(answer.warnings)}", show(answer.value))


def _form(check: Form, heard: Heard) -> Iterator[Failure]:
    for case in check.cases:
        matcher = Matcher(form_only=True, columns=False)
        found = matcher.mismatch(heard.given[case].value, heard.expected[case].value)
        if found:
            yield _failure(case, found, ())


def _failure(case: Case, found: Mismatch, parts: tuple[str, ...]) -> Failure:
    where = f"{name_of(found.part, parts)}: " if found.part else ""
    right = " and ".join(name_of(part, parts) for part in found.right[-2:]) if parts else ""
    then = f"; {right} {'is' if len(found.right) == 1 else 'are'} right" if right else ""
    return Failure(case, where + found.reason + then, found.yours, found.expected)


def _pure(check: Pure, heard: Heard) -> Iterator[Failure]:
    for case, again in zip(check.cases, check.again, strict=True):
        answer = heard.given[case]
        if answer.mutated:
            yield Failure(case, f"the call changes its {ordinals(answer.mutated)} argument")
        elif check.fresh and answer.aliased:
            place = ordinals(answer.aliased)
            yield Failure(case, f"the result shares its memory with the {place} argument")
        elif Matcher().mismatch(heard.given[again].value, answer.value):
            second = show(heard.given[again].value)
            reason = "the same call gives another answer the second time"
            yield Failure(case, reason, second, show(answer.value))


def ordinals(places: Iterable[int]) -> str:
    """Name argument positions: "first", "first and third"."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth")
    return " and ".join(words[place] if place < 6 else f"{place + 1}th" for place in places)


def _gradient(check: Gradient, heard: Heard) -> Iterator[Failure]:
    pairs = [(heard.given[above].value, heard.given[below].value) for above, below in check.around]
    claimed = part_of(heard.given[check.claimed].value, check.part)
    quotients = [_quotient(above, below, check.h) for above, below in pairs]
    if claimed is None or any(quotient is None for quotient in quotients):
        yield Failure(check.claimed, "a gradient of numbers is asked")
        return
    numeric = np.concatenate([np.ravel(quotient) for quotient in quotients if quotient is not None])
    if claimed.size != numeric.size:
        sizes = f"{claimed.size} entries", f"{numeric.size} entries"
        yield Failure(check.claimed, "the gradient has another number of entries", *sizes)
        return
    errors = relative_errors(claimed.ravel(), numeric)
    worst = int(np.nanargmax(np.where(np.isnan(errors), np.inf, errors)))
    single = any(map(is_single, chain.from_iterable(pairs)))
    if not errors[worst] <= (SINGLE_GRADIENT if single else check.tolerance):
        reason = f"entry {worst} does not agree with the slope measured on your own function"
        shown = show_number(float(claimed.ravel()[worst])), show_number(float(numeric[worst]))
        yield Failure(check.claimed, reason, *shown)


def _quotient(above: Value, below: Value, h: float) -> np.ndarray | None:
    top, bottom = as_numbers(above), as_numbers(below)
    if top is None or bottom is None or top.shape != bottom.shape:
        return None
    with np.errstate(all="ignore"):
        quotient: np.ndarray = (top.astype(float) - bottom.astype(float)) / (2 * h)
    return quotient


def is_single(value: Value) -> bool:
    """Whether a value, or an item of it, carries only the seven digits of single precision."""
    if isinstance(value, tuple | list):
        return any(map(is_single, value))
    return isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.dtype.itemsize < 8


def _relation(check: Relation, heard: Heard) -> Iterator[Failure]:
    case = check.terms[0].case
    summands = [_summand(term, heard) for term in check.terms]
    single = any(is_single(heard.given[term.case].value) for term in check.terms)
    tolerance = max(check.tolerance, SINGLE_ATOL) if single else check.tolerance
    with np.errstate(all="ignore"):
        total = sum(summand for summand in summands if summand is not None)
        error = np.abs(np.asarray(total - np.asarray(check.total)))
    if any(summand is None for summand in summands) or not (error <= tolerance).all():
        yield Failure(case, check.says, show(heard.given[case].value))


def _summand(term: Term, heard: Heard) -> np.ndarray | None:
    """Give a term's value, in the shape of the reference's: a column may stand for a row."""
    part = part_of(heard.given[term.case].value, term.part)
    expected = part_of(heard.expected[term.case].value, term.part)
    if part is None or expected is None or part.size != expected.size:
        return None
    summand: np.ndarray = np.asarray(term.coefficient) * part.reshape(expected.shape)
    return summand


def _within(check: Within, heard: Heard) -> Iterator[Failure]:
    for case in check.cases:
        value = heard.given[case].value
        array = part_of(value, check.part)
        if array is None or not _lies(array, check):
            yield Failure(case, check.says, show(value))


def _lies(array: np.ndarray, check: Within) -> bool:
    steps = np.diff(array.ravel())
    ordered = {"rising": steps >= 0, "falling": steps <= 0}.get(check.order, np.array(True))
    inside = (array >= check.low) & (array <= check.high)
    return bool(inside.all() and ordered.all())


def _differ(check: Differ, heard: Heard) -> Iterator[Failure]:
    first, second = (part_of(heard.given[term.case].value, term.part) for term in check.terms)
    case = check.terms[1].case
    if first is None or second is None:
        yield Failure(case, "numbers are asked", show(heard.given[case].value))
    elif first.shape == second.shape and np.allclose(first, second, rtol=1e-9, atol=1e-12):
        yield Failure(case, check.says)


#: How many standard errors a mean or a spread may lie off: one right sample in two million
#: lies further in either.
STANDARD_ERRORS = 5.2


def _sample(check: Sample, heard: Heard) -> Iterator[Failure]:
    for case in check.cases:
        value = heard.given[case].value
        array = part_of(value, check.part)
        if array is None or array.size < 2 or not _is_draw(array, check):
            yield Failure(case, check.says, show(value))


def _is_draw(array: np.ndarray, check: Sample) -> bool:
    """Whether mean and spread are near those asked: their errors are σ/√n and σ/√(2n)."""
    error = STANDARD_ERRORS * check.spread / np.sqrt(array.size)
    mean, spread = float(np.mean(array)), float(np.std(array))
    near = abs(mean - check.mean) <= error and abs(spread - check.spread) <= error / np.sqrt(2)
    return bool(near)


def _examined(check: Examined, heard: Heard) -> Iterator[Failure]:
    for case in check.accepts:
        answer = heard.given[case]
        if answer.ending is not Ending.RETURNED:
            yield Failure(case, stop_reason(answer))
        elif not says_yes(answer):
            yield Failure(case, f"it refuses what is right: {case.name}")
    for case in check.refuses:
        if says_yes(heard.given[case]):
            yield Failure(case, f"it accepts what is wrong: {case.name}")


def says_yes(answer: Answer) -> bool:
    """Whether an answer means yes: True, or one number that is not zero. To raise means no."""
    array = as_numbers(answer.value)
    return array is not None and array.size == 1 and bool(array.any())


def _share_of_both(check: Examined, heard: Heard) -> float:
    answers = [
        [says_yes(heard.given[case]) for case in cases] for cases in (check.accepts, check.refuses)
    ]
    yes, no = (sum(given) / max(len(given), 1) for given in answers)
    return yes * (1 - no)


def _share(check: Share, heard: Heard) -> Iterator[Failure]:
    right = _share_right(check, heard)
    if right is None:
        value = heard.given[check.case].value
        yield Failure(check.case, "one label for each example is asked", show(value))
    elif right < check.full:
        reasons = (sentence for low, high, sentence in check.bands if low <= right < high)
        reason = next(reasons, check.says)
        yield Failure(check.case, reason, f"{right:.2%} right", f"{check.full:.2%}")


def _share_right(check: Share, heard: Heard) -> float | None:
    truth = digits(check.truth) if isinstance(check.truth, Digits) else as_numbers(check.truth)
    labels = part_of(heard.given[check.case].value, None)
    if truth is None or labels is None or labels.size != truth.size:
        return None
    return float(np.mean(labels.ravel() == truth.ravel()))


def _earned_share(check: Share, heard: Heard) -> float:
    """Give the part of the points that a share earns: in proportion between floor and full."""
    right = _share_right(check, heard) or 0.0
    if check.full <= check.floor:
        return float(right >= check.full)
    return float(np.clip((right - check.floor) / (check.full - check.floor), 0, 1))


def _filled(check: Filled, heard: Heard) -> Iterator[Failure]:
    for case in check.cases:
        value = heard.given[case].value
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Failure(case, "a prediction is asked before the rest is read")


JUDGES: dict[type[Check], Callable[..., Iterator[Failure]]] = {
    Values: _values,
    Form: _form,
    Pure: _pure,
    Gradient: _gradient,
    Relation: _relation,
    Within: _within,
    Filled: _filled,
    Differ: _differ,
    Sample: _sample,
    Examined: _examined,
    Share: _share,
}

#: The checks that earn a part of their points: how much, from 0 to 1.
PARTIAL: dict[type[Check], Callable[..., float]] = {
    Examined: _share_of_both,
    Share: _earned_share,
}


def waiting(check: Check) -> CheckResult:
    """Give the result of a check that counts only once another is right."""
    reason = f"counts once “{check.after}” is right"
    return CheckResult(check.name, 0.0, check.points, reason, waits_for=check.after)


def without_points(result: CheckResult, reason: str) -> CheckResult:
    """Take a check's points away for a reason that lies outside it."""
    return replace(result, points=0.0, reason=reason)
