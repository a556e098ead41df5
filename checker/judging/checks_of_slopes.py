"""Checks of what must be true of the numbers themselves: slopes, relations, ranges, differences."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from checker.exercises import Differ, Gradient, Relation, Term, Within
from checker.judging.failures import Evidence, Failure, Judge
from checker.judging.short_text import show, show_number
from checker.judging.tolerances import is_single
from checker.judging.values import part_of
from checker.numerics import RIGHT_ATOL, relative_errors
from checker.records import Value

#: What central differences of a function in single precision can still tell.
SINGLE_GRADIENT = 0.05


def judge_gradient(check: Gradient, evidence: Evidence) -> Iterator[Failure]:
    """Return a claimed gradient that central differences do not confirm."""
    claimed, numeric = (
        part_of(evidence.given[check.claimed].value, check.part),
        slopes(check, evidence),
    )
    if claimed is None or numeric is None:
        yield Failure(check.claimed, "a gradient of numbers is asked")
        return
    if claimed.size != numeric.size:
        sizes = f"{claimed.size} entries", f"{numeric.size} entries"
        yield Failure(check.claimed, "the gradient has another number of entries", *sizes)
        return
    if not claimed.size:
        yield Failure(check.claimed, "the gradient has no entries")
        return
    with np.errstate(all="ignore"):
        errors = relative_errors(claimed.ravel(), numeric)
    worst = int(np.nanargmax(np.where(np.isnan(errors), np.inf, errors)))
    around = chain.from_iterable(check.around)
    single = any(map(is_single, (check.claimed, *around)))
    if not errors[worst] <= (SINGLE_GRADIENT if single else check.tolerance):
        reason = f"entry {worst} does not agree with the slope measured on your own function"
        shown = show_number(float(claimed.ravel()[worst])), show_number(float(numeric[worst]))
        yield Failure(check.claimed, reason, *shown)


def slopes(check: Gradient, evidence: Evidence) -> np.ndarray | None:
    """Return the measured entries of a gradient in a row; None where an answer has no numbers."""
    pairs = [
        (evidence.given[above].value, evidence.given[below].value) for above, below in check.around
    ]
    quotients = [_quotient(above, below, check.h) for above, below in pairs]
    found = [np.ravel(quotient) for quotient in quotients if quotient is not None]
    return np.concatenate(found) if len(found) == len(pairs) else None


def _quotient(above: Value, below: Value, h: float) -> np.ndarray | None:
    top, bottom = part_of(above, None), part_of(below, None)
    if top is None or bottom is None or top.shape != bottom.shape:
        return None
    if "c" in (top.dtype.kind, bottom.dtype.kind):
        return None
    with np.errstate(all="ignore"):
        quotient: np.ndarray = (top - bottom) / (2 * h)
    return quotient


def judge_relation(check: Relation, evidence: Evidence) -> Iterator[Failure]:
    """Return a linear relation between answers that does not hold."""
    case = check.terms[0].case
    summands = [_summand(term, evidence) for term in check.terms]
    single = any(is_single(term.case) for term in check.terms)
    tolerance = max(check.tolerance, RIGHT_ATOL) if single else check.tolerance
    with np.errstate(all="ignore"):
        total = sum(summand for summand in summands if summand is not None)
        error = np.abs(np.asarray(total - np.asarray(check.total)))
    if any(summand is None for summand in summands) or not (error <= tolerance).all():
        yield Failure(case, check.says, show(evidence.given[case].value))


def _summand(term: Term, evidence: Evidence) -> np.ndarray | None:
    """Return a term's value, in the shape of the reference's: a column may stand for a row."""
    part = part_of(evidence.given[term.case].value, term.part)
    expected = part_of(evidence.expected[term.case].value, term.part)
    if part is None or expected is None or part.size != expected.size:
        return None
    summand: np.ndarray = np.asarray(term.coefficient) * part.reshape(expected.shape)
    return summand


def judge_within(check: Within, evidence: Evidence) -> Iterator[Failure]:
    """Return each answer that leaves its range, or its order."""
    for case in check.cases:
        value = evidence.given[case].value
        array = part_of(value, check.part)
        if array is None or not _lies(array, check):
            shown = value if check.part is None or array is None else array
            yield Failure(case, check.says, "" if isinstance(value, bool) else show(shown))


def _lies(array: np.ndarray, check: Within) -> bool:
    with np.errstate(all="ignore"):  # numbers may have run away
        steps = np.diff(array.ravel())
    ordered = {"rising": steps >= 0, "falling": steps <= 0}.get(check.order, np.array(True))
    inside = (array >= check.low) & (array <= check.high)
    return bool(inside.all() and ordered.all())


def judge_differ(check: Differ, evidence: Evidence) -> Iterator[Failure]:
    """Return two answers that are the same and should not be."""
    first, second = (part_of(evidence.given[term.case].value, term.part) for term in check.terms)
    case = check.terms[1].case
    if first is None or second is None:
        yield Failure(case, "numbers are asked", show(evidence.given[case].value))
    elif first.shape == second.shape and np.allclose(first, second, rtol=1e-9, atol=1e-12):
        yield Failure(case, check.says)


JUDGES = {
    Gradient: Judge(judge_gradient),
    Relation: Judge(judge_relation),
    Within: Judge(judge_within),
    Differ: Judge(judge_differ),
}
