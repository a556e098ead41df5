"""Answers that are the right ones times a number, and what that number counts."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from checker.exercises import Case
from checker.judging.answer_parts import Group, Leaf, arguments_of
from checker.numerics import compare
from checker.records import Value

#: Numbers that a ratio has by itself, in words.
CONSTANTS: dict[float, str] = {
    2.0: "twice the expected one",
    0.5: "half of the expected one",
    -1.0: "the expected one with the opposite sign",
    -2.0: "twice the expected one, with the opposite sign",
    -0.5: "half of the expected one, with the opposite sign",
    math.log(10): "the expected one times the natural logarithm of 10",
    1 / math.log(10): "the expected one divided by the natural logarithm of 10",
    math.log(2): "the expected one times the natural logarithm of 2",
    1 / math.log(2): "the expected one divided by the natural logarithm of 2",
}
#: So many numbers must agree on a ratio before it is named.
ENOUGH_NUMBERS = 3
CLOSE = 1e-5


@dataclass(frozen=True)
class Count:
    """What can be counted in an argument: the length of one of its axes, or of a list."""

    what: str
    place: int
    axis: int | None

    def of(self, case: Case) -> int:
        """Return the number for one case; 0 if its argument has no such axis."""
        argument = _argument(case, self.place)
        if self.axis is None:
            return len(argument) if isinstance(argument, list) else 0
        return _size(case, self.place, self.axis)


def ratio_of(group: Group) -> str:
    """Say what a part's values are, as a multiple of the expected ones; "" if they are not.

    The same number everywhere, or a number that goes with the shapes, such as the number of
    examples.
    """
    telling = [leaf for leaf in group.leaves if leaf.expected.any()]
    ratios = [ratio_between(leaf) for leaf in telling]
    known = [ratio for ratio in ratios if ratio is not None]
    if len(known) < len(ratios) or sum(leaf.expected.size for leaf in telling) < ENOUGH_NUMBERS:
        return ""
    cases = [leaf.case for leaf in telling]
    return _by_count(known, cases) or _by_constant(known)


def ratio_between(leaf: Leaf) -> float | None:
    """Return the one factor between two arrays, if there is one."""
    got, expected = leaf.got, leaf.expected
    if got is None or got.shape != expected.shape or not np.isfinite(got).all():
        return None
    if not np.isfinite(expected).all():
        return None
    with np.errstate(all="ignore"):
        factor = float(np.vdot(expected, got) / np.vdot(expected, expected))
    return factor if factor and compare(got, factor * expected) is None else None


def _by_constant(ratios: Sequence[float]) -> str:
    first = ratios[0]
    if not np.allclose(ratios, first, rtol=CLOSE, atol=0) or abs(first - 1) < CLOSE:
        return ""
    named = (
        words for number, words in CONSTANTS.items() if math.isclose(first, number, rel_tol=CLOSE)
    )
    return next(named, f"{first:.6g} times the expected one")


def _by_count(ratios: Sequence[float], cases: Sequence[Case]) -> str:
    """Find a count to which the ratio is equal, or its inverse, or with which it goes."""
    if len({round(abs(ratio), 5) for ratio in ratios}) == 1 and _is_constant(ratios[0]):
        return ""
    turns = [(1, "the expected one times"), (-1, "the expected one divided by")]
    for (turn, words), count in product(turns, _counts(cases)):
        numbers = [count.of(case) for case in cases]
        if not all(numbers):
            continue
        rest = np.divide(ratios, [float(number) ** turn for number in numbers])
        if np.allclose(rest, rest[0], rtol=CLOSE, atol=0):
            if math.isclose(rest[0], 1, rel_tol=CLOSE) and max(numbers) > 2:
                same = len(set(numbers)) == 1
                return f"{words} {f'{numbers[0]}, which is ' if same else ''}{count.what}"
            if len(set(numbers)) > 1:
                return f"{words} {count.what}, and {_rest(float(rest[0]))}"
    return ""


def _is_constant(ratio: float) -> bool:
    return any(math.isclose(ratio, number, rel_tol=CLOSE) for number in CONSTANTS)


def _rest(factor: float) -> str:
    """Say what remains of a ratio once a count is taken out of it."""
    if math.isclose(factor, -1, rel_tol=CLOSE):
        return "with the opposite sign"
    inverse = 1 / factor
    if abs(factor) < 1 and abs(inverse - round(inverse)) < CLOSE * abs(inverse):
        return f"divided by {round(inverse)}"
    return f"times {factor:.6g}"


def _counts(cases: Sequence[Case]) -> Iterator[Count]:
    """List what can be counted: examples first, then outputs, rows, columns and layers."""
    width = max((len(arguments_of(case)) for case in cases), default=0)
    tables = [
        place
        for place in range(width)
        if all(_size(case, place, 1) for case in cases)
        and any(_size(case, place, 1) > 1 for case in cases)
    ]
    for place in reversed(tables):
        if not _is_inner(cases, place):
            yield Count("the number of examples", place, 1)
    if width > 1 and all(_are_compared(case) for case in cases):
        yield Count("the number of outputs", width - 1, 0)
    for place in reversed(range(width)):
        noun = "rows" if place in tables else "entries"
        yield Count(f"the number of {noun} of your {_ordinal(place)} argument", place, 0)
    for place in tables:
        yield Count(f"the number of columns of your {_ordinal(place)} argument", place, 1)
    for place in range(width):
        yield Count("the number of layers", place, None)


def _is_inner(cases: Sequence[Case], place: int) -> bool:
    """Whether a table's columns are the rows of another argument: then it is one of weights."""
    return all(
        any(
            _size(case, other, 0) == _size(case, place, 1)
            for other in range(len(arguments_of(case)))
            if other != place
        )
        for case in cases
    )


def _are_compared(case: Case) -> bool:
    """Whether the last two arguments have one shape, as outputs and their targets do."""
    match arguments_of(case)[-2:]:
        case (np.ndarray() as one, other):
            return bool(one.shape == getattr(other, "shape", None))
    return False  # a case may hand over one argument where others hand over two


def _argument(case: Case, place: int) -> Value:
    arguments = arguments_of(case)
    return arguments[place] if place < len(arguments) else None


def _size(case: Case, place: int, axis: int) -> int:
    argument = _argument(case, place)
    shape = argument.shape if isinstance(argument, np.ndarray) else ()
    return int(shape[axis]) if axis < len(shape) else 0


def _ordinal(place: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth")
    return words[place] if place < len(words) else f"{place + 1}th"
