"""What is shown beside a verdict in the notebook: a map of the errors, and the shapes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from checker.exercises import Case, Check, Gradient, Values, compares
from checker.exercises.casebook import CompiledExercise
from checker.exhibits import ErrorMap, Exhibit
from checker.grades import Outcome, Verdict
from checker.judging.answer_parts import Leaf, groups_of
from checker.judging.checks_of_slopes import slopes
from checker.judging.failures import Evidence
from checker.judging.results import failures_of
from checker.judging.shapes import outline
from checker.judging.short_text import PRINTED_ENTRIES, weight
from checker.judging.sizes import of_fair_size
from checker.judging.values import part_of
from checker.numerics import relative_errors, wrong_entries
from checker.records import Answer

#: So many wrong arrays are mapped; the first that is wrong matters most.
MAPS = 3
UNSHOWN = (Outcome.NOT_ATTEMPTED, Outcome.MISSING, Outcome.CHECKER_ERROR)


def exhibit_of(
    exercise: CompiledExercise,
    answers: Sequence[Answer],
    verdict: Verdict,
    named: Callable[[Case], Sequence[str]] = lambda _: (),
) -> Exhibit:
    """Return what is shown beside a verdict; of typed answers nothing is.

    Its code is left to whoever knows in what it is to run.

    Parameters
    ----------
    named
        Gives what the student calls the arguments of the function that a case asks last.
    """
    evidence = Evidence.of(exercise, of_fair_size(exercise, answers))
    failed = next(_failed(exercise, verdict, evidence), None)
    if failed is None:
        return Exhibit()
    check, case = failed
    return Exhibit(_maps(check, case, evidence), outline(check, case, evidence, named(case)))


def failing_cases(
    exercise: CompiledExercise, answers: Sequence[Answer], verdict: Verdict
) -> list[tuple[Check, Case]]:
    """List the cases that a verdict does not accept, each once, the one that it shows first.

    With each comes the check that failed. Of typed answers there are none.
    """
    evidence = Evidence.of(exercise, of_fair_size(exercise, answers))
    found: dict[Case, Check] = {}
    for check, case in _failed(exercise, verdict, evidence):
        found.setdefault(case, check)
    return [(check, case) for case, check in found.items()]


def _failed(
    exercise: CompiledExercise, verdict: Verdict, evidence: Evidence
) -> Iterator[tuple[Check, Case]]:
    """Return the cases that failed, check by check, the smallest first."""
    if exercise.fields or verdict.outcome in UNSHOWN:
        return
    for check, result in zip(exercise.checks, verdict.checks, strict=True):
        if result.reason and not result.waits_for:
            yield from ((check, failure.case) for failure in failures_of(check, evidence))


def _maps(check: Check, shown: Case, evidence: Evidence) -> tuple[ErrorMap, ...]:
    """Map the case that the verdict shows, or else the smallest in which a pattern can be seen.

    The smallest failing case is often a single column, which shows none.
    """
    if isinstance(check, Gradient):
        return tuple(_gradient_maps(check, evidence))
    return _compared_maps(check, shown, evidence) if compares(check) else ()


def _compared_maps(check: Values, shown: Case, evidence: Evidence) -> tuple[ErrorMap, ...]:
    if own := tuple(islice(_value_maps(check, shown, evidence), MAPS)):
        return own
    for case in sorted(check.cases, key=lambda case: weight(case.steps)):
        found = tuple(islice(_value_maps(check, case, evidence), MAPS))
        if any((each.errors == 0).any() for each in found):
            return tuple(replace(each, case=case.name) for each in found)
    return ()


def _value_maps(check: Values, case: Case, evidence: Evidence) -> Iterator[ErrorMap]:
    for group in groups_of(replace(check, cases=(case,)), evidence.given, evidence.expected):
        for leaf in group.leaves:
            errors = _errors(leaf)
            if errors is not None and errors.any():
                path = leaf.path[1:] if group.name else leaf.path
                yield _map(group.name + "".join(f"[{place}]" for place in path), errors)


def _errors(leaf: Leaf) -> np.ndarray | None:
    """Return the errors of one array, 0 where it is right; None where nothing is to be mapped."""
    if leaf.got is None or leaf.got.shape != leaf.expected.shape or not _is_mapped(leaf.got):
        return None
    wrong = wrong_entries(leaf.got, leaf.expected, rtol=leaf.matcher.rtol, atol=leaf.matcher.atol)
    return _marked(wrong, leaf.got, leaf.expected)


def _gradient_maps(check: Gradient, evidence: Evidence) -> Iterator[ErrorMap]:
    claimed = part_of(evidence.given[check.claimed].value, check.part)
    measured = slopes(check, evidence)
    if claimed is None or measured is None or claimed.size != measured.size:
        return
    if _is_mapped(claimed):
        numeric = measured.reshape(claimed.shape)
        wrong = ~(relative_errors(claimed, numeric) <= check.tolerance)
        if wrong.any():
            yield _map("", _marked(wrong, claimed, numeric))


def _is_mapped(array: np.ndarray) -> bool:
    """Whether an array is a table, or a row too long to be printed whole."""
    is_table = array.ndim > 1 and min(array.shape) > 1
    return is_table or array.size > PRINTED_ENTRIES


def _marked(wrong: np.ndarray, got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Return 0 for right entries, the relative error for others, nan for what is no number."""
    finite = np.isfinite(got) & np.isfinite(expected)
    one, other = (np.where(finite, array, 0.0) for array in (got, expected))
    errors = np.maximum(relative_errors(one, other), np.finfo(float).tiny)
    return np.where(wrong, np.where(finite, errors, np.nan), 0.0)


def _map(name: str, errors: np.ndarray) -> ErrorMap:
    """Return errors as a table: a row lies, and of more than two axes the first has the rows."""
    rows = errors.shape[0] if errors.ndim > 1 else 1
    return ErrorMap(name, errors.shape, errors.reshape(rows, -1))
