"""Whether two casebooks mean the same.

The last digit of a sum differs from one processor to the next, so casebooks made from one source
on two machines are compared by meaning and not by bytes. How much may differ follows from how
many digits a number carries.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from checker.records import Answer

#: In double precision; of numbers that carry fewer digits, so many roundings are allowed.
RTOL, ROUNDINGS = 1e-9, 100
DOUBLE, SINGLE, HALF = np.float64, np.float32, np.float16
#: Between what an author wrote, and between answers: a difference of two answers may be all
#: rounding, and no check asks for more where it states no tolerance of its own.
WRITTEN_ATOL, ANSWERED_ATOL = 1e-12, 1e-9


def same(one: Any, other: Any, *, atol: float = WRITTEN_ATOL) -> bool:
    """Whether two records, or values in them, agree to within rounding.

    Whole numbers, labels and text have to be equal.

    >>> same([0.1 + 0.2, "text"], [0.3, "text"]), same([0.3], [0.31])
    (True, False)
    >>> same(np.float32([1.0]), np.float32([1.000001])), same(np.ones(1), np.ones(1) + 1e-6)
    (True, False)
    """
    if type(one) is not type(other) and not _have_the_same_fields(one, other):
        return False
    if isinstance(one, np.ndarray | np.generic | float | complex):
        return _same_numbers(np.asarray(one), np.asarray(other), atol)
    if isinstance(one, Mapping):
        keys = one.keys()
        return keys == other.keys() and all(same(one[key], other[key], atol=atol) for key in keys)
    if isinstance(one, list | tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same(*pair, atol=atol) for pair in pairs)
    if is_dataclass(one):
        atol = ANSWERED_ATOL if isinstance(one, Answer) else atol
        names = (item.name for item in fields(one))
        return all(same(getattr(one, name), getattr(other, name), atol=atol) for name in names)
    return bool(one == other)


def _have_the_same_fields(one: Any, other: Any) -> bool:
    """Whether these are records of one kind, such as an exercise and one that is on file."""
    return is_dataclass(one) and is_dataclass(other) and fields(one) == fields(other)


def _same_numbers(one: np.ndarray, other: np.ndarray, atol: float) -> bool:
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    if one.dtype.kind not in "fc":
        return np.array_equal(one, other)
    carried = SINGLE if _carries_single(one) and _carries_single(other) else one.dtype
    rtol = max(RTOL, ROUNDINGS * float(np.finfo(carried).eps))
    if rtol > RTOL:  # what is small is what is left of numbers near 1
        atol = max(atol, rtol / 10)
    with np.errstate(all="ignore"):
        size = np.maximum(np.abs(one), np.abs(other))
        near = np.isfinite(size) & (np.abs(one - other) <= atol + rtol * size)
    return bool(np.all(near | (one == other) | (np.isnan(one) & np.isnan(other))))


def has_single_digits(numbers: np.ndarray) -> bool:
    """Whether numbers carry as many digits as single precision has, or fewer.

    >>> has_single_digits(np.float32([0.1])), has_single_digits(np.array([0.1]))
    (True, False)
    """
    is_short = numbers.dtype.kind == "f" and numbers.dtype.itemsize <= SINGLE().itemsize
    return is_short or _carries_single(numbers)


def _carries_single(numbers: np.ndarray) -> bool:
    """Whether doubles have as many digits as single precision and no more.

    That is what becomes of single precision in an array of doubles, such as one of zeros.
    """
    if numbers.dtype != DOUBLE:
        return False
    with np.errstate(all="ignore"):
        single, half = numbers.astype(SINGLE), numbers.astype(HALF)
    return np.array_equal(single, numbers, equal_nan=True) and not np.array_equal(half, single)
