"""Answers that are the right ones but for a factor, such as a half: one slip of two is mended."""

import numpy as np

from checker.judging.ratios import CONSTANTS
from checker.judging.values import as_numbers
from checker.numerics import compare
from checker.records import Value

#: The right answer itself, and what one more slip makes of it: a forgotten half, a sign.
FACTORS = (1.0, *CONSTANTS)


def is_multiple(got: Value, right: Value) -> bool:
    """Whether numbers are the right ones, or these times a factor that a slip may have made."""
    mine, asked = as_numbers(got), as_numbers(right)
    if mine is None or asked is None or mine.dtype.kind not in "iuf" or mine.shape != asked.shape:
        return False
    if not asked.any() or not np.isfinite(mine).all():
        return False
    return any(compare(mine, factor * asked) is None for factor in FACTORS)
