"""Answers that hold the right numbers in other places: transposed, reversed, exchanged."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from checker.judging.answer_parts import Group, Leaf

Arrange = Callable[[np.ndarray], np.ndarray]


def is_transposed(group: Group) -> bool:
    """Whether every array is right once its rows and columns are exchanged."""
    return _all_telling(group, lambda array: array.T if array.ndim == 2 else array)


def is_filled_otherwise(group: Group) -> bool:
    """Whether every table has its numbers row by row where they belong column by column, or so."""
    return _all_telling(group, _by_columns) or _all_telling(group, _by_rows)


def _by_columns(array: np.ndarray) -> np.ndarray:
    return array.reshape(array.shape[::-1]).T


def _by_rows(array: np.ndarray) -> np.ndarray:
    return array.T.reshape(array.shape)


def is_reversed(group: Group) -> bool:
    """Whether lists hold the right arrays from the last to the first, or arrays their entries."""
    by_list: dict[object, list[Leaf]] = {}
    for leaf in group.leaves:
        by_list.setdefault((leaf.case, leaf.path[:-1]), []).append(leaf)
    if all(len(leaves) == 1 for leaves in by_list.values()):
        return _all_telling(group, lambda array: array[::-1] if array.ndim else array)
    return not group.right and all(
        leaf.agrees(leaf.got, right.expected)
        for leaves in by_list.values()
        for leaf, right in zip(leaves, leaves[::-1], strict=True)
    )


def exchanged_parts(wrong: Sequence[Group]) -> tuple[Group, Group] | None:
    """Return two parts of which each stands where the other belongs, if there are two."""
    return next((pair for pair in combinations(wrong, 2) if _are_exchanged(*pair)), None)


def _are_exchanged(one: Group, other: Group) -> bool:
    mine, theirs = (
        {(leaf.case, leaf.path[1:]): leaf for leaf in group.leaves} for group in (one, other)
    )
    return mine.keys() == theirs.keys() and all(
        mine[place].agrees(mine[place].got, theirs[place].expected)
        and mine[place].agrees(theirs[place].got, mine[place].expected)
        for place in mine
    )


def is_reordered(group: Group, axis: int) -> bool:
    """Whether every array has the right rows (axis 0) or columns (axis 1) in another order."""
    wrong = _wrong(group)
    return bool(wrong) and all(
        leaf.got is not None
        and leaf.got.shape == leaf.expected.shape
        and leaf.expected.ndim > axis
        and leaf.expected.shape[axis] > 1
        and np.isfinite(leaf.got).all()
        and leaf.agrees(_sorted(leaf.got, axis), _sorted(leaf.expected, axis))
        for leaf in wrong
    )


def _sorted(array: np.ndarray, axis: int) -> np.ndarray:
    """Return an array with its rows, or columns, in the order of their first numbers."""
    rows = np.moveaxis(array, axis, 0).reshape(array.shape[axis], -1)
    with np.errstate(all="ignore"):  # rounding multiplies, and answers may have run away
        return rows[np.lexsort(rows.round(9).T[::-1])]


def _wrong(group: Group) -> Sequence[Leaf]:
    return [leaf for leaf in group.leaves if not leaf.right]


def _all_telling(group: Group, arrange: Arrange) -> bool:
    """Whether each array, wrong as it stands, is right once it is arranged otherwise."""
    wrong = _wrong(group)
    return bool(wrong) and all(
        leaf.got is not None
        and leaf.expected.size > 1
        and arrange(leaf.got).shape == leaf.expected.shape
        and leaf.agrees(arrange(leaf.got), leaf.expected)
        for leaf in group.leaves
        if leaf in wrong or not leaf.agrees(arrange(leaf.expected), leaf.expected)
    )
