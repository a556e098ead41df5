"""What a value of a student's is, beside those that the worked solution computes on its way."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cached_property

import numpy as np

from checker.exercises.on_the_way import OnTheWay

#: Two ways that give fewer values may have the same shapes by chance.
ENOUGH = 2
#: A share of so many says little.
MOST_COUNTED = 41
#: One that is of another shape may have passed it on to some.
FITTING = 0.7
#: So many values of the same forms show that two ways go along, whatever the numbers.
MANY_FORMS = 6
CLOSE = {"rtol": 1e-6, "atol": 1e-9}


class Familiarity(IntEnum):
    """What a line's value is, beside the right ones; the higher one counts."""

    NEUTRAL = 0
    WITHIN = 1
    RIGHT = 2
    NEW = 3


class RightWay:
    """The values on the way to the right answer of one case, with the arguments it begins with."""

    def __init__(self, way: OnTheWay, arguments: object):
        self.in_order = way.bound
        self.is_cut = way.is_cut
        self.arguments = list(_arrays(arguments))
        self.bound = [each for each in way.bound if not is_plain(each)]
        self.within = [each for each in (*way.bound, *way.within) if not is_plain(each)]

    def familiarity(
        self, array: np.ndarray, known: Sequence[np.ndarray], *, beside: bool
    ) -> Familiarity:
        """Return what a value is; a copy of an argument or of one `known` before says nothing.

        To who goes `beside` the right way a value made of two is no way of their own.
        """
        copied = any(same_numbers(array, other) for other in (*self.arguments, *known))
        if is_plain(array) or copied or any(_is_in(array, other) for other in self.arguments):
            return Familiarity.NEUTRAL
        if any(same_numbers(array, other) for other in self.bound):
            return Familiarity.RIGHT
        if any(same_numbers(near, array) for other in self.within for near in _near(other)):
            return Familiarity.WITHIN
        if any(_is_normed_otherwise(other, array) for other in self.within):
            return Familiarity.WITHIN
        if not beside and self._is_made_of_two(array):
            return Familiarity.WITHIN
        return Familiarity.NEW

    def is_count(self, array: np.ndarray) -> bool:
        """Whether this is one number that says little and was not handed over: a count."""
        single = array.size == 1 and is_plain(array)
        return single and not any(same_numbers(array, each) for each in self.arguments)

    def _is_made_of_two(self, array: np.ndarray) -> bool:
        """Whether this is a sum, difference, product or quotient of two that are known.

        It may be another way to go, or what has lost a factor.
        """
        flat = array.ravel()
        like = [each for each in self._known if each.size == flat.size > 1]
        keys = {_key(each) for each in like}
        made = ((flat - each, flat + each, each - flat, flat / each) for each in like)
        return any(_key(rest) in keys for each in made for rest in each)

    @cached_property
    def _known(self) -> list[np.ndarray]:
        near = (each for other in self.within for each in (other, 1 - other))
        return [each.ravel() for each in (*self.arguments, *near)]


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


def joint_familiarity(values: Sequence[Familiarity]) -> Familiarity:
    """Return what several values of one line are: right only if all of them are."""
    if (
        Familiarity.RIGHT in values
        and set(values) != {Familiarity.RIGHT}
        and Familiarity.NEW not in values
    ):
        return Familiarity.NEUTRAL
    return max(values, default=Familiarity.NEUTRAL)


def _arrays(value: object) -> Iterator[np.ndarray]:
    """List the arrays and numbers in some arguments."""
    if isinstance(value, list | tuple):
        whole = np.asarray(value) if _is_flat(value) else None
        if whole is not None:
            yield whole.astype(float)
        for item in value:
            yield from _arrays(item)
    elif isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        yield value.astype(float)
    elif isinstance(value, int | float):
        yield np.asarray(float(value))


def _is_flat(value: Sequence[object]) -> bool:
    return bool(value) and all(isinstance(item, int | float) for item in value)


def _key(array: np.ndarray) -> bytes:
    """Return the same for arrays that hold the same numbers, to seven digits."""
    return (array.astype(np.float32) + np.float32(0)).round(5).tobytes()


def is_plain(array: np.ndarray) -> bool:
    """Whether this says little: whole numbers only, or one share of a few, as of right labels.

    Many a wrong value before it would give the same.
    """
    if array.size == 1:
        return any(_is_whole(array * count) for count in range(1, MOST_COUNTED))
    return _is_whole(array)


def _is_whole(array: np.ndarray) -> bool:
    return bool(np.all(np.abs(array - np.round(array)) < 1e-12))


def _near(array: np.ndarray) -> Iterator[np.ndarray]:
    """List what small steps of reckoning make of a right value, in another way to go."""
    yield from (array, -array, 1 - array, 2 * array, array / 2, array * (1 - array), array**2)
    if array.ndim == 2:
        m = array.shape[1]
        yield from (array * m, array / m, array.sum(axis=1), array.sum(axis=0))


def _is_in(array: np.ndarray, argument: np.ndarray) -> bool:
    """Whether this is one entry of an argument, or one row or column of it, as it came in."""
    if array.size == 1:
        return bool(np.any(argument == array.ravel()[0]))
    flat = array.ravel()
    tables = (argument, argument.T) if argument.ndim == 2 else ()
    rows = (table for table in tables if table.shape[1] == flat.size)
    return any(bool(np.any(np.all(table == flat, axis=1))) for table in rows)


def _is_normed_otherwise(right: np.ndarray, mine: np.ndarray) -> bool:
    """Whether columns of two tables differ by a factor each, or all by one: it may cancel later.

    So do exponentials of which not the largest of their column was taken away, but of the table.
    """
    if right.ndim != 2 or right.shape != mine.shape or min(right.shape) < ENOUGH:
        return False
    with np.errstate(all="ignore"):
        factors = mine / right
    return bool(np.allclose(factors, factors[0], rtol=1e-6, atol=0)) and bool(factors.all())


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
