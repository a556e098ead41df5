"""Whether two answers are alike, and how much it says that wrong ones are."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from checker.exercises import compares
from checker.exercises.casebook import CompiledExercise
from checker.judging.matching import Matcher
from checker.judging.tolerances import USUAL, Tolerance, tolerance_of
from checker.judging.values import as_numbers, items_of, kind_of, length_of
from checker.numerics import wrong_entries
from checker.records import Answer, Ending, Value

#: A match that leaves some cases aside must rest on at least so many values, and on as many wrong
#: numbers in them; a typed field is compared once, so there one is enough.
ENOUGH_VALUES, ENOUGH_FIELDS = 3, 1


@lru_cache(maxsize=64)
def tolerances(exercise: CompiledExercise) -> tuple[Tolerance, ...]:
    """The tolerances under which each case is held to the reference; the usual ones elsewhere."""
    stated = {
        case: (check.rtol, check.atol)
        for check in exercise.checks
        if compares(check)
        for case in check.cases
    }
    return tuple(tolerance_of(case, stated.get(case, USUAL)) for case in exercise.cases)


def alike(answer: Answer, other: Answer, tolerance: Tolerance = USUAL) -> bool:
    """Whether two answers say the same, within the tolerances of right answers."""
    if answer.ending is not other.ending:
        return False
    if answer.ending is Ending.RETURNED:
        effects = bool(answer.mutated) == bool(other.mutated)
        return effects and Matcher(*tolerance).agrees(answer.value, other.value)
    kinds = [fault.kind if fault else "" for fault in (answer.fault, other.fault)]
    return kinds[0] == kinds[1]


#: Answers that are alike, each with the place of its case.
Matched = Sequence[tuple[int, Answer]]


def is_enough(exercise: CompiledExercise, matched: Matched) -> bool:
    """Whether wrong answers that are a mistake's say enough to name it.

    They do if they are at least three, with at least three wrong numbers. A number counts once
    for all answers of cases of one name, which look at the same call, and zero does not count: a
    program that computes nothing gives zeros, too. Of typed fields one is enough.
    """
    if exercise.fields:
        return len(matched) >= ENOUGH_FIELDS
    if len(matched) < ENOUGH_VALUES:
        return False
    held, expected = tolerances(exercise), exercise.expected
    numbers = {
        (exercise.cases[place].name, number)
        for place, answer in matched
        for number in _wrong_numbers(answer.value, expected[place].value, held[place])
    }
    return len(numbers) >= ENOUGH_VALUES


def _wrong_numbers(value: Value, right: Value, tolerance: Tolerance) -> set[str]:
    """Return the numbers in a value that are not the right ones, to seven digits, but for zero."""
    got, expected = as_numbers(value), as_numbers(right)
    if got is None:
        return _of_items(value, right, tolerance)
    if expected is not None and got.shape == expected.shape:
        got = got[wrong_entries(got, expected, rtol=tolerance[0], atol=tolerance[1])]
    with np.errstate(over="ignore", invalid="ignore"):
        short = got.astype(np.complex64) + 0  # where zero has no sign
    return {str(number) for number in np.unique(short).tolist() if number}


def _of_items(value: Value, right: Value, tolerance: Tolerance) -> set[str]:
    count = length_of(right)
    mine = theirs = None
    if count is not None:
        mine, theirs = items_of(value, count), items_of(right, count)
    if mine is None or theirs is None:
        return {kind_of(value)}
    pairs = zip(mine, theirs, strict=True)
    return set().union(*(_wrong_numbers(*pair, tolerance) for pair in pairs))
