"""Entries that hold more than their own: the sum of all, or of all up to them."""

from collections.abc import Callable, Sequence

import numpy as np

from checker.judging.answer_parts import Group, Leaf

#: So many entries of an array tell a sum from a chance.
ENOUGH_ENTRIES = 2
Added = Callable[[np.ndarray], np.ndarray]


def _all_of_them(asked: np.ndarray) -> np.ndarray:
    return np.full(asked.shape, asked.sum())


def _up_to(asked: np.ndarray) -> np.ndarray:
    return np.cumsum(asked.ravel()).reshape(asked.shape)


def _from_there_on(asked: np.ndarray) -> np.ndarray:
    return _up_to(asked.ravel()[::-1])[::-1].reshape(asked.shape)


LEFT_BEHIND = "What does one turn of the loop leave behind for the next?"
ALL = (
    "Every entry{} is the sum of all the expected ones. What should stay as it is while one of "
    "them is computed?"
)
ADDED: Sequence[tuple[Added, str]] = (
    (_all_of_them, ALL),
    (_up_to, f"Each entry{{}} is the sum of the expected ones up to its place. {LEFT_BEHIND}"),
    (
        _from_there_on,
        f"Each entry{{}} is the sum of the expected ones from its place on. {LEFT_BEHIND}",
    ),
)


def added_sentence(group: Group, of: str) -> str:
    """Say of which expected entries each entry of a part is the sum; "" if of none.

    An array whose numbers come to the same either way tells nothing.
    """
    for added, sentence in ADDED:
        telling = [leaf for leaf in group.leaves if _is_telling(leaf, added)]
        if telling and all(_agrees(leaf, added) for leaf in group.leaves):
            return sentence.format(of)
    return ""


def _is_telling(leaf: Leaf, added: Added) -> bool:
    asked = leaf.expected
    return asked.size >= ENOUGH_ENTRIES and not leaf.agrees(added(asked), asked)


def _agrees(leaf: Leaf, added: Added) -> bool:
    return leaf.agrees(leaf.got, added(leaf.expected))
