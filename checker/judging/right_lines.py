"""Tables that are right in the same row or column everywhere, or everywhere but there."""

from collections.abc import Iterator, Sequence

import numpy as np

from checker.judging.answer_parts import Group, Leaf

#: So many rows or columns of a table tell one of them from the others.
ENOUGH_LINES = 3
ONLY = (
    "Only the {0} {1}{2} is right. What do the other {1}s take over that belongs to that one alone?"
)
ALL_BUT = "Every {1}{2} is right, but for the {0} one. What is done to all others, and not to it?"
#: Which one of several: by its place from the front, or from the back.
ENDS = (("first", 0), ("last", -1))
NAMES = ((1, "column"), (0, "row"))


def line_sentence(group: Group, of: str) -> str:
    """Say which column or row of a part is the only right one, or the only wrong one; or "".

    Of a single entry a row may be spoken of as well as a column, and neither is.
    """
    wrong = [leaf for leaf in group.leaves if not leaf.right]
    found = [
        sentence.format(which, name, of)
        for axis, name in NAMES
        for known in [[_right_lines(leaf, axis) for leaf in wrong]]
        for (which, place), (sentence, alone) in _kinds()
        if known and all(_is_other(right, place, alone) for right in known)
    ]
    return found[0] if len(found) == 1 else ""


def _kinds() -> Iterator[tuple[tuple[str, int], tuple[str, bool]]]:
    for end in ENDS:
        yield end, (ONLY, True)
        yield end, (ALL_BUT, False)


def _is_other(right: Sequence[bool], place: int, alone: bool) -> bool:
    """Whether one line is right alone, or wrong alone."""
    if len(right) < ENOUGH_LINES:
        return False
    others = [*right]
    own = others.pop(place)
    return own is alone and all(other is not alone for other in others)


def _right_lines(leaf: Leaf, axis: int) -> list[bool]:
    """Say of each row or column of a table whether it is right; [] for what is no table."""
    got, asked = leaf.got, leaf.expected
    if got is None or got.shape != asked.shape or asked.ndim != 2:
        return []
    pairs = zip(np.moveaxis(got, axis, 0), np.moveaxis(asked, axis, 0), strict=True)
    return [leaf.agrees(*pair) for pair in pairs]
