"""Whether all of a wrong answer lies near the right one, as a rounded or a measured value does."""

import math
from collections.abc import Sequence

import numpy as np

from checker.judging.answer_parts import Group, Leaf

#: So large a part of the right number may be missing from each.
NEAR = 0.05
#: So many numbers must be near before that is stated.
ENOUGH_NUMBERS = 3
SAID = (
    "Every number{} lies within {} % of the expected one. What makes so small a difference: "
    "rounding, a step that is too long, another divisor, a value that has moved?"
)
#: To so many digits behind the point numbers are rounded.
DIGITS = range(1, 7)
ROUNDED = (
    "Every number{} is the expected one, rounded to {} digit{} behind the point. Which line rounds "
    "it, and does the exercise ask for that?"
)
#: What nearly every number may be of the right one, and how nearly.
FACTORS = {0.5: "half", 2.0: "twice", -1.0: "minus"}
NEARLY_THAT = 0.001
MULTIPLE = (
    "Every number{} is about {} the expected one, and not quite. Which two numbers are taken "
    "together there, and at which places?"
)


def near_sentence(group: Group, of: str) -> str:
    """Say how near all numbers of a part are, or to which multiple; "" if one is not near."""
    leaves = [leaf for leaf in group.leaves if leaf.expected.size]
    if sum(leaf.expected.size for leaf in leaves) < ENOUGH_NUMBERS:
        return ""
    if (digits := _rounded_to(leaves)) is not None:
        return ROUNDED.format(of, digits, "" if digits == 1 else "s")
    if 0 < (most := _distance(leaves, 1)) <= NEAR:
        return SAID.format(of, _percent(most))
    words = (said for factor, said in FACTORS.items() if _distance(leaves, factor) <= NEARLY_THAT)
    return next((MULTIPLE.format(of, said) for said in words), "")


def _rounded_to(leaves: Sequence[Leaf]) -> int | None:
    """Return to how many digits behind the point all numbers are the right ones, rounded."""
    if _distance(leaves, 1) == 0:
        return None
    fitting = (digits for digits in DIGITS if all(_is_rounded(leaf, digits) for leaf in leaves))
    return next(fitting, None)


def _is_rounded(leaf: Leaf, digits: int) -> bool:
    got, right = leaf.got, leaf.expected
    if got is None or got.shape != right.shape or right.dtype.kind != "f":
        return False
    return bool(np.allclose(got, np.round(right, digits), rtol=0, atol=1e-12))


def _distance(leaves: Sequence[Leaf], factor: float) -> float:
    """Return the largest distance of an entry from a multiple of the right one, as a part of it."""
    return max((_of_leaf(leaf, factor) for leaf in leaves), default=math.inf)


def _of_leaf(leaf: Leaf, factor: float) -> float:
    got, right = leaf.got, leaf.expected
    if got is None or got.shape != right.shape or right.dtype.kind not in "iuf":
        return math.inf
    with np.errstate(all="ignore"):
        parts = np.where(got == factor * right, 0.0, np.abs(got / right - factor))
    return float(np.max(parts)) if np.isfinite(parts).all() else math.inf


def _percent(part: float) -> str:
    """Return a part in percent, rounded up to one digit.

    >>> _percent(0.0312), _percent(0.00041), _percent(0.05)
    ('4', '0.05', '5')
    """
    percent = 100 * part
    unit = 10.0 ** math.floor(math.log10(percent))
    return f"{math.ceil(percent / unit - 1e-9) * unit:.12g}"
