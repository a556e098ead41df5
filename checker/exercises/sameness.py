"""Whether two casebooks mean the same.

The last digit of an exponential differs from one processor to the next, so casebooks made from
one source on two machines are compared by meaning and not by bytes.
"""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

RTOL, ATOL = 1e-9, 1e-12


def same(one: Any, other: Any) -> bool:
    """Whether two records, or values in them, agree to within rounding.

    >>> same([0.1 + 0.2, "text"], [0.3, "text"]), same([0.3], [0.31])
    (True, False)
    """
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return _same_arrays(one, other)
    if isinstance(one, float):
        close = math.isclose(one, other, rel_tol=RTOL, abs_tol=ATOL)
        return close or (math.isnan(one) and math.isnan(other))
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if is_dataclass(one):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    return bool(one == other)


def _same_arrays(one: np.ndarray, other: np.ndarray) -> bool:
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    return bool(np.allclose(one, other, rtol=RTOL, atol=ATOL, equal_nan=True))
