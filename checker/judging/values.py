"""Plain values as answers hold them: as items, as numbers, as one part, and in words."""

from collections.abc import Sequence
from typing import TypeGuard

import numpy as np

from checker.exercises import Part
from checker.judging.short_text import show
from checker.records import Value


def length_of(value: Value) -> int | None:
    """Return how many items a list, a pair or a stack of arrays has; None for what has none."""
    if isinstance(value, np.ndarray):
        return len(value) if value.ndim else None
    return len(value) if isinstance(value, tuple | list) else None


def items_of(value: Value, count: int) -> Sequence[Value] | None:
    """Return the items of a list, a pair or a stack of arrays if there are so many; else None.

    The number is looked at first: an array of no bytes has as many rows as it likes, and each
    that is made an object of takes a hundred bytes.
    """
    if length_of(value) != count:
        return None
    return value if isinstance(value, tuple | list) else list(value)  # type: ignore[arg-type]


def has_items(value: Value) -> TypeGuard[Sequence[Value] | np.ndarray]:
    """Whether a value has items: a list, a pair, an array with axes."""
    return isinstance(value, tuple | list) or (isinstance(value, np.ndarray) and value.ndim > 0)


def as_numbers(value: Value) -> np.ndarray | None:
    """Return a number, an array or a nested list of numbers as a plain array; else None."""
    if isinstance(value, str) or value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**63:
        return None
    try:
        array = np.asarray(value)
    except (ValueError, OverflowError):  # lists of unequal length, or integers without end
        return None
    return array if array.dtype.kind in "biufc" else None


def is_finite(value: Value) -> bool:
    """Whether no number in a value is nan or inf."""
    if isinstance(value, list | tuple):
        return all(map(is_finite, value))
    array = as_numbers(value)
    return array is None or array.dtype.kind not in "fc" or bool(np.isfinite(array).all())


def part_of(value: Value, part: Part) -> np.ndarray | None:
    """Return an answer, or one item of it, as a plain array of real numbers; else None."""
    path = () if part is None else (part,) if isinstance(part, int) else part
    for place in path:
        if not has_items(value) or place >= len(value):
            return None
        value = value[place]
    array = as_numbers(value)
    return None if array is None or array.dtype.kind == "c" else array.astype(float)


def one_class(labels: Value) -> float | None:
    """Return the class if predicted labels are all of one; None if not, or if there are none."""
    array = part_of(labels, None)
    if array is None or array.size < 2 or np.any(array != array.flat[0]):
        return None
    return float(array.flat[0])


def is_column_of(shape: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether one of two shapes is (n,) and the other (n, 1)."""
    return (*shape, 1) == other or (*other, 1) == shape if len(shape) + len(other) == 3 else False


def is_row_of(shape: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether one of two shapes is (n,) and the other (1, n)."""
    return (1, *shape) == other or (1, *other) == shape if len(shape) + len(other) == 3 else False


def kind_of(value: Value) -> str:
    """Name what was returned instead, in a word or two."""
    match value:
        case None:
            return "None (is a return missing?)"
        case str():
            return f"the text {show(value)}"
        case tuple() | list():
            return f"a {type(value).__name__} of {len(value)}"
        case np.ndarray() if value.ndim:
            return f"array of shape {value.shape}"
    return show(value)
