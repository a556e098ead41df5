"""Arguments for student code: copied for each call, laid out in memory as asked, then compared.

The script of a probe keeps the pristine argument, student code gets the copy, and what has
changed between them is the call's doing.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from checker.trees import DEPTH
from checker.wire import BODY_BYTES

#: Larger arrays are compared part by part: new memory takes longer than to compare does.
BLOCK_BYTES = 1 << 16


def copy_of(value: Any, depth: int = DEPTH) -> Any:
    """Return a copy in which the arrays, lists and tuples are new and all else is the same."""
    if type(value) is np.ndarray and value.size * value.itemsize <= BODY_BYTES:
        return value.copy(order="K")
    if type(value) in (list, tuple) and depth:
        return type(value)([copy_of(item, depth - 1) for item in value])
    return value


def laid(value: Any, layout: str) -> Any:
    """Return a copy of an array, or of all arrays in a list, in one of `steps.LAYOUTS`."""
    if type(value) in (list, tuple):
        return type(value)([laid(item, layout) for item in value])
    array = np.array(value)
    if layout == "fortran":
        return np.asfortranarray(array)
    if layout == "strided":
        return np.repeat(array, 2, axis=-1)[..., ::2] if array.ndim else array
    array.flags.writeable = False
    return array


def differs(before: Any, after: Any, depth: int = DEPTH) -> bool:
    """Say whether an argument no longer has the contents that it had; nan equals nan."""
    if type(before) is not type(after):
        return True
    if type(before) is np.ndarray:
        return _array_differs(before, after)
    if type(before) in (list, tuple) and depth:
        return len(before) != len(after) or any(
            differs(old, new, depth - 1) for old, new in zip(before, after, strict=True)
        )
    if type(before) in (int, float, complex, str):
        return repr(before) != repr(after)  # unlike !=, this finds nan equal to nan
    return before is not after


def _array_differs(before: np.ndarray, after: np.ndarray) -> bool:
    if before is after:
        return False
    if before.shape != after.shape or before.dtype != after.dtype:
        return True
    if before.nbytes <= BLOCK_BYTES:
        return before.tobytes() != after.tobytes()
    if before.flags.f_contiguous:
        before, after = before.T, after.T
    rows = max(1, len(before) * BLOCK_BYTES // before.nbytes)
    return any(
        before[at : at + rows].tobytes() != after[at : at + rows].tobytes()
        for at in range(0, len(before), rows)
    )


def aliases(result: Any, argument: Any) -> bool:
    """Say whether a result shares memory with an argument, or is or holds the same list."""
    parts = list(_mutable_parts(argument, DEPTH))  # ours, and few: a result may be endless
    return bool(parts) and any(
        _shares(mine, theirs) for mine in _mutable_parts(result, DEPTH) for theirs in parts
    )


def _mutable_parts(value: Any, depth: int) -> Iterator[Any]:
    if isinstance(value, (list, np.ndarray)):
        yield value
    if type(value) in (list, tuple) and depth:
        for item in value:
            yield from _mutable_parts(item, depth - 1)


def _shares(mine: Any, theirs: Any) -> bool:
    if not (isinstance(mine, np.ndarray) and isinstance(theirs, np.ndarray)):
        return mine is theirs
    return np.may_share_memory(mine, theirs)  # by bounds: an exact answer can take for ever
