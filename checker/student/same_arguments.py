"""Whether what a function is handed is what one was handed when its answer was recorded."""

from typing import Any

import numpy as np

from checker.exercises.sameness import has_single_digits
from checker.steps import Name

#: How near a number is to be, relatively and absolutely, that is computed again; and one in single
#: precision, whose last digits differ from one processor to the next as well.
CLOSE, CLOSE_SINGLE = (1e-9, 1e-11), (1e-5, 1e-6)


def are_equal(recorded: Any, value: Any) -> bool:
    """Whether an argument is the recorded one, whatever holds its numbers."""
    if isinstance(recorded, Name):
        return callable(value) and getattr(value, "__name__", "") == recorded.path.split(".")[-1]
    if isinstance(recorded, str | bool | None):
        return bool(type(value) is type(recorded) and value == recorded)
    if isinstance(recorded, list | tuple) and isinstance(value, list | tuple):
        return len(recorded) == len(value) and all(map(are_equal, recorded, value))
    mine, theirs = numbers_in(value), numbers_in(recorded)
    if mine is None or theirs is None or mine.shape != theirs.shape:
        return False
    return are_close(mine, theirs)


def are_close(mine: np.ndarray, theirs: np.ndarray) -> bool:
    """Whether numbers come again, as far as their digits go."""
    single = has_single_digits(mine) or has_single_digits(theirs)
    rtol, atol = CLOSE_SINGLE if single else CLOSE
    return bool(np.allclose(mine, theirs, rtol=rtol, atol=atol, equal_nan=True))


def is_singly_precise(value: Any) -> bool:
    """Whether an argument holds numbers in single precision."""
    if isinstance(value, list | tuple):
        return any(map(is_singly_precise, value))
    return isinstance(value, np.ndarray | np.generic) and has_single_digits(np.asarray(value))


def numbers_in(value: Any) -> np.ndarray | None:
    """Return an argument as an array, or None if it holds no numbers."""
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return array if array.dtype.kind in "biuf" else None
