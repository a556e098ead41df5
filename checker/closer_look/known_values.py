"""What a value of a student's is, beside those that the worked solution computes on its way."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cached_property

import numpy as np

from checker.closer_look.side_by_side import same_numbers
from checker.exercises.on_the_way import OnTheWay

#: A table with fewer rows or columns tells no factors.
ENOUGH = 2
#: A share of so many says little.
MOST_COUNTED = 41
#: Single numbers are taken for the same where this is all that they differ by.
CLOSEST = 1e-11
#: By so much of their size numbers move that are measured at, and then moved, to see a slope.
STEP = 1e-4
#: What is made of more numbers than this does not gather single ones.
MOST_GATHERED = 16


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
        if self._is_gathered(array) or self._is_a_part_or_near(array):
            return Familiarity.WITHIN
        if not beside and (self._is_made_of_two(array) or self._is_product_of_two(array)):
            return Familiarity.WITHIN
        return Familiarity.NEW

    def _is_gathered(self, array: np.ndarray) -> bool:
        """Whether several numbers stand together that the right way has one by one."""
        if not 1 < array.size <= MOST_GATHERED:
            return False
        return all(_is_one_of(number, self._single) for number in array.ravel())

    def _is_a_part_or_near(self, array: np.ndarray) -> bool:
        """Whether this is an entry, row or column of a right table, or has moved by a small step.

        Who measures slopes moves every quantity a little.
        """
        parts = (table for table in self.within if table.size > array.size)
        return any(_is_in(array, table) for table in parts) or any(
            each.shape == array.shape and bool(np.allclose(array, each, rtol=STEP, atol=0))
            for each in self.within
        )

    def _is_product_of_two(self, array: np.ndarray) -> bool:
        """Whether a single number is the product of two: a sum may be multiplied out.

        Sums and quotients of two among so many numbers would be met by chance.
        """
        if array.size != 1:
            return False
        factors = np.append(self._single, 1 - self._single)
        return _is_one_of(array.ravel()[0], np.multiply.outer(factors, factors))

    @cached_property
    def _single(self) -> np.ndarray:
        """The numbers that the right way has one by one, and which were handed over."""
        known = (*self.arguments, *self.within)
        return np.array([each.ravel()[0] for each in known if each.size == 1])

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


def _is_one_of(number: float, known: np.ndarray) -> bool:
    """Whether a number is among some, but for rounding."""
    return bool(np.any(np.abs(known - number) <= CLOSEST * np.abs(number)))


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
