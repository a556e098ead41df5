"""How large answers are: one far larger than what is asked is refused before it is looked at.

An array that is named a hundred times, or has millions of rows without a number in them, costs
its sender nothing, and whoever takes it apart gigabytes.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from checker.exercises.casebook import CompiledExercise
from checker.judging.values import kind_of
from checker.records import Answer, Ending, Fault, Value

#: An answer may be so many times as large as the right one, and so large in any case.
MOST_TIMES = 100
NEVER_TOO_LARGE = 10_000


def of_fair_size(exercise: CompiledExercise, answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers, with a fault in the place of each that is far too large.

    Raises
    ------
    ValueError
        If there is not exactly one answer per case.
    """
    pairs = zip(answers, exercise.expected, strict=True)
    return [_refused(answer) if _is_huge(answer, right) else answer for answer, right in pairs]


def extent(value: Value) -> int:
    """Count what there is to look at in a value: entries, items, and rows without an entry.

    What is in it twice counts twice.

    >>> extent(np.zeros((8_000_000, 0))), extent([1.0, (2.0, "word")])
    (8000000, 5)
    """
    match value:
        case np.ndarray():
            return math.prod(max(1, length) for length in value.shape)
        case list() | tuple():
            return 1 + sum(map(extent, value))
    return 1


def _is_huge(answer: Answer, right: Answer) -> bool:
    size = extent(answer.value)
    return size > NEVER_TOO_LARGE and size > MOST_TIMES * extent(right.value)


def _refused(answer: Answer) -> Answer:
    what = f"{kind_of(answer.value)}, more than {MOST_TIMES} times what is asked,"
    return replace(answer, ending=Ending.UNSUPPORTED, value=None, fault=Fault("", what))
