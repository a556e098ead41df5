"""Answers that are right for some inputs and wrong for others: what sets the inputs apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from checker.exercises import Case, Values
from checker.judging.answer_parts import arguments_of, target_of
from checker.judging.tolerances import matcher_for
from checker.judging.values import as_numbers, is_finite
from checker.records import Answer, Ending, Value

#: From here on a number counts as a large input, and so many cases must be right below it.
LARGE, ENOUGH_CASES = 10.0, 2


@dataclass(frozen=True, eq=False)
class Extent:
    """The cases of one function, by whether its answers are right; whether all are numbers."""

    right: tuple[Case, ...]
    wrong: tuple[Case, ...]
    is_finite: bool = False


def extent_of(
    checks: Sequence[Values],
    failed: Values,
    given: Mapping[Case, Answer],
    expected: Mapping[Case, Answer],
) -> Extent:
    """Sort the cases that ask the same functions as the failed check; to raise is to be wrong."""
    targets = {target_of(case) for case in failed.cases}
    right: list[Case] = []
    wrong: list[Case] = []
    for check in checks:
        for case in check.cases:
            matcher = matcher_for(check, case, flow=check.flow)
            if target_of(case) in targets:
                returned = given[case].ending is Ending.RETURNED
                same = returned and matcher.agrees(given[case].value, expected[case].value)
                (right if same else wrong).append(case)
    came = [given[case] for case in wrong]
    finite = all(each.ending is Ending.RETURNED and is_finite(each.value) for each in came)
    return Extent(tuple(right), tuple(wrong), finite)


def is_right_for_small_inputs_only(extent: Extent) -> bool:
    """Whether every wrong case has larger numbers than any right one, and large ones."""
    if len(extent.right) < ENOUGH_CASES or not extent.wrong:
        return False
    least = min(map(_largest, extent.wrong))
    return least >= LARGE and least > 2 * max(map(_largest, extent.right))


def keeps_numbers_for_small_inputs_only(extent: Extent) -> bool:
    """Whether that holds, and what is wrong are numbers all the same, neither nan nor infinite."""
    return extent.is_finite and is_right_for_small_inputs_only(extent)


def is_right_for_one_length_only(extent: Extent) -> bool:
    """Whether a list that is handed over is of one length where all is right, and nowhere else."""
    if not extent.right or len(extent.wrong) < ENOUGH_CASES or not extent.is_finite:
        return False
    width = min(len(arguments_of(case)) for case in (*extent.right, *extent.wrong))
    for place in range(width):
        right, wrong = (
            {_length(case, place) for case in cases} for cases in (extent.right, extent.wrong)
        )
        one, several = len(right) == 1 and right != {0}, len(wrong) > 1 and not right & wrong
        if one and several and None not in right | wrong:
            return True
    return False


def _length(case: Case, place: int) -> int | None:
    argument = arguments_of(case)[place]
    return len(argument) if isinstance(argument, list) else None


def is_right_for_floats_only(extent: Extent) -> bool:
    """Whether every wrong case has whole numbers for arguments, and no right one has."""
    if len(extent.right) < ENOUGH_CASES or not extent.wrong:
        return False
    return any(
        all(map(whole, extent.wrong)) and not any(map(whole, extent.right))
        for whole in (_has_whole_array, _has_whole_number)
    )


def is_right_on_squares_only(extent: Extent) -> bool:
    """Whether the tables of every right case are square, and of no wrong one."""
    if not extent.right or not extent.wrong:
        return False
    return all(map(_is_square, extent.right)) and not any(map(_is_square, extent.wrong))


def is_right_without_ties_only(extent: Extent) -> bool:
    """Whether in every wrong case two numbers of a column are the largest, and in no right one."""
    if len(extent.right) < ENOUGH_CASES or not extent.wrong:
        return False
    return all(map(_has_ties, extent.wrong)) and not any(map(_has_ties, extent.right))


def _has_ties(case: Case) -> bool:
    tables = [array for array in _arrays(case) if array.ndim == 2 and array.size]
    return any(bool(np.any((table == table.max(axis=0)).sum(axis=0) > 1)) for table in tables)


def _flat(value: Value) -> Iterator[np.ndarray]:
    """Return the arrays in a value, of however nested lists."""
    array = as_numbers(value)
    if array is not None:
        yield array
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _flat(item)


def _arrays(case: Case) -> list[np.ndarray]:
    return [array for argument in arguments_of(case) for array in _flat(argument)]


def _largest(case: Case) -> float:
    return max((float(np.abs(array).max(initial=0)) for array in _arrays(case)), default=0.0)


def _has_whole_array(case: Case) -> bool:
    return any(array.dtype.kind in "iu" and array.ndim for array in _arrays(case))


def _has_whole_number(case: Case) -> bool:
    return any(array.dtype.kind in "iu" for array in _arrays(case))


def _is_square(case: Case) -> bool:
    tables = [array for array in _arrays(case) if array.ndim == 2 and 1 not in array.shape]
    return bool(tables) and all(rows == columns for rows, columns in (t.shape for t in tables))
