"""What a typed field may follow from, and whether it does.

Half of the points of a field are for going on rightly from one's own wrong number. A number that
swallows whatever is done to it, such as nan, shows no such thing.
"""

from collections.abc import Sequence

import numpy as np

from checker.judging.matching import Matcher
from checker.judging.tolerances import USUAL, Tolerance
from checker.judging.values import as_numbers
from checker.records import Answer, Ending, Value

#: The same number in more fields than this, and than in the right answer, was not worked out.
OFTEN = 2


def follows(given: Answer, recomputed: Answer, tolerance: Tolerance) -> bool:
    """Whether a field is what comes of the student's earlier ones; both must be finite."""
    return (
        given.ending is recomputed.ending is Ending.RETURNED
        and _is_finite(given.value)
        and _is_finite(recomputed.value)
        and Matcher(*tolerance, rows=True).agrees(given.value, recomputed.value)
    )


def can_be_gone_on_from(given: Answer, expected: Answer) -> bool:
    """Whether a typed value has the form of the right one and is finite."""
    formed = given.ending is Ending.RETURNED and Matcher(form_only=True, rows=True).agrees(
        given.value, expected.value
    )
    return formed and as_numbers(given.value) is not None and _is_finite(given.value)


def is_filler(answer: Answer, answers: Sequence[Answer], expected: Sequence[Answer]) -> bool:
    """Whether a typed value stands in more fields than any value of the right answer does."""
    most = max((_count(right, expected) for right in expected), default=0)
    return _count(answer, answers) > max(most, OFTEN)


def tells(nudged: Answer, recomputed: Answer) -> bool:
    """Whether a field comes out otherwise once an earlier one is another: it depends on it."""
    if nudged.ending is not Ending.RETURNED or not _is_finite(nudged.value):
        return False
    return not Matcher(*USUAL).agrees(nudged.value, recomputed.value)


def nudges(value: Value, expected: Value) -> list[Value]:
    """Return values near a typed one; where the right answer is whole, some further away, too.

    A field that is 0 or 1 by the sign of an earlier one does not change with its last digit.
    """
    array = np.asarray(value, dtype=float)
    steps = 0.01 * (1 + np.arange(array.size).reshape(array.shape) / max(1, array.size))
    near = array + steps * np.maximum(np.abs(array), 1.0)
    right = as_numbers(expected)
    is_whole = right is not None and bool(np.all(right == np.round(right)))
    return [_like(value, each) for each in ((near, -near) if is_whole else (near,))]


def _like(value: Value, array: np.ndarray) -> Value:
    return array if isinstance(value, np.ndarray) else array.tolist()


def _is_finite(value: Value) -> bool:
    if isinstance(value, str):
        return True
    array = as_numbers(value)
    return array is not None and bool(np.isfinite(array).all())


def _count(answer: Answer, answers: Sequence[Answer]) -> int:
    return sum(
        other.ending is Ending.RETURNED
        and other.value is not None
        and Matcher(*USUAL).agrees(other.value, answer.value)
        for other in answers
    )
