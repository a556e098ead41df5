"""Whether two ways go side by side: as many values, of the same forms, in the same order."""

from collections.abc import Sequence

import numpy as np

#: Two ways that give fewer values may have the same shapes by chance.
ENOUGH = 2
#: One that is of another shape may have passed it on to some.
FITTING = 0.7
#: So many values of the same forms show that two ways go along, whatever the numbers.
MANY_FORMS = 6
CLOSE = {"rtol": 1e-6, "atol": 1e-9}


def go_side_by_side(notes: Sequence[np.ndarray], bound: Sequence[np.ndarray]) -> bool:
    """Whether two ways give as many values, most of them of the same shapes."""
    if not ENOUGH <= len(notes) == len(bound):
        return False
    shapes = [(mine.shape, right.shape) for mine, right in zip(notes, bound, strict=True)]
    fitting = sum(mine in (right, right[::-1]) for mine, right in shapes)
    return fitting >= FITTING * len(notes)


def goes_along(notes: Sequence[np.ndarray], bound: Sequence[np.ndarray]) -> bool:
    """Whether most values of a way that ends early are those of another in the same places.

    All are of the same form: a number where a table is expected shows that one has gone ahead. So
    many forms, numbers and tables among them, do not go together by chance.
    """
    pairs = list(zip(notes, bound, strict=False))
    same = sum(same_numbers(mine, right) for mine, right in pairs)
    formed = all(mine.ndim == right.ndim for mine, right in pairs)
    told = len(notes) >= MANY_FORMS and len({mine.ndim for mine in notes}) > 1
    enough = same >= FITTING * len(notes) or told
    return formed and ENOUGH <= len(notes) == len(pairs) and enough


def has_slipped(notes: Sequence[np.ndarray], bound: Sequence[np.ndarray]) -> bool:
    """Whether the first value that is another one is the next one's, since one was left out.

    Or it is one too many, and the expected one comes behind it. Such ways go on apart.
    """
    pairs = list(zip(notes, bound, strict=False))
    other = (at for at, (mine, right) in enumerate(pairs) if not same_numbers(mine, right))
    at = next(other, len(pairs))
    if at + 1 >= len(pairs):
        return False
    if notes[at].shape == bound[at].shape:  # by chance, as of two numbers: then two have to agree
        return _agree(notes[at:], bound[at + 1 :]) or _agree(notes[at + 1 :], bound[at:])
    return same_numbers(notes[at], bound[at + 1]) or same_numbers(notes[at + 1], bound[at])


def _agree(some: Sequence[np.ndarray], others: Sequence[np.ndarray]) -> bool:
    """Whether the first two of each are the same, and not twice the same."""
    pairs = list(zip(some[:ENOUGH], others[:ENOUGH], strict=False))
    alike = len(pairs) == ENOUGH and all(same_numbers(*pair) for pair in pairs)
    return alike and not same_numbers(some[0], some[1])


def only_gathers(arrays: Sequence[np.ndarray], earlier: Sequence[np.ndarray]) -> bool:
    """Whether several values are handed on as they came, and one that was never filled."""
    filled = [array for array in arrays if array.any()]
    known = (any(same_numbers(array, other) for other in earlier) for array in filled)
    return 0 < len(filled) < len(arrays) and all(known)


def is_turned(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether rows and columns of two tables are exchanged, as far as shapes say it."""
    return one.ndim == 2 and one.shape != other.shape and one.shape == other.shape[::-1]


def same_numbers(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays hold the same numbers, up to an axis of length 1 or a transpose."""
    if one.size != other.size:
        return False
    first, second = one.squeeze(), other.squeeze()
    return any(
        first.shape == each.shape and bool(np.allclose(first, each, **CLOSE, equal_nan=True))
        for each in (second, second.T)
    )
