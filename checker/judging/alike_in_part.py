"""What speaks for a known mistake in an answer that is not the mistake's in everything.

A student's program may be made with a mistake and stay finite where the mistake's overflows, leave
its arguments alone, be typed with three digits, or be wrong in one more thing.
"""

from collections.abc import Iterator

from checker.exercises.casebook import CompiledExercise
from checker.judging.evidence import alike
from checker.judging.matching import Matcher
from checker.judging.tolerances import Tolerance
from checker.judging.values import is_finite, items_of
from checker.records import Answer, Value

#: Half of the last of three digits, of a number that begins with the smallest.
OF_THREE_DIGITS = 0.005


def alike_loosely(
    exercise: CompiledExercise, mine: Answer, theirs: Answer, right: Answer, held: Tolerance
) -> bool | None:
    """Whether an answer has a mistake's value, if both are finite; None says nothing.

    What it did to its arguments counts only where the mistake's value is right, and only that
    tells it. Of typed numbers three digits are compared.
    """
    if is_finite(mine.value) and not is_finite(theirs.value):
        return None
    if Matcher(*held).agrees(theirs.value, right.value):
        return alike(mine, theirs, held)
    if not exercise.fields:
        return Matcher(*held).agrees(mine.value, theirs.value)
    rtol, atol = held
    typed = Matcher(max(rtol, OF_THREE_DIGITS), atol).agrees(mine.value, theirs.value)
    return typed and not alike(mine, right, held)


def parts_beside(mine: Answer, theirs: Answer, right: Answer, held: Tolerance) -> set[int] | None:
    """Return which parts of a tuple are wrong beside those in which a mistake is; None if not so.

    In all parts in which the mistake is wrong the answer must be the mistake's.
    """
    parts = list(_parts(mine.value, theirs.value, right.value))
    matcher = Matcher(*held)
    wrong = {at for at, (_, its, true) in enumerate(parts) if not matcher.agrees(its, true)}
    if not wrong or len(parts) < 2:
        return None
    same = {at for at, (own, its, _) in enumerate(parts) if matcher.agrees(own, its)}
    return set(range(len(parts))) - same if wrong <= same else None


def _parts(mine: Value, theirs: Value, right: Value) -> Iterator[tuple[Value, Value, Value]]:
    """List the parts of three answers beside each other, if the right one is a tuple."""
    if not isinstance(right, tuple):
        return
    lists = [items_of(each, len(right)) for each in (mine, theirs, right)]
    known = [each for each in lists if each is not None]
    if len(known) == len(lists):
        yield from zip(*known, strict=True)
