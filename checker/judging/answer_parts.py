"""Answers taken apart into arrays, and put together again by function and by part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from checker.exercises import Case, Values
from checker.judging.matching import Matcher, Path
from checker.judging.tolerances import tolerance_of
from checker.judging.values import as_numbers, is_column_of, items_of
from checker.records import Answer, Ending, Value
from checker.steps import Call


@dataclass(frozen=True, eq=False)
class Leaf:
    """One array of one answer: where it stands, what was given and what is right.

    `got` is None where there is no such array, or no array of real numbers; `matcher` has the
    tolerances of the case.
    """

    case: Case
    path: Path
    got: np.ndarray | None
    expected: np.ndarray
    matcher: Matcher

    @property
    def right(self) -> bool:
        """Whether the array is the right one."""
        return self.agrees(self.got, self.expected)

    def agrees(self, got: np.ndarray | None, expected: np.ndarray) -> bool:
        """Whether an array passes for another, within the tolerances of right answers."""
        return got is not None and self.matcher.agrees(got, expected)


@dataclass(frozen=True, eq=False)
class Group:
    """The arrays of one part of the answers to one check: all of `nabla_W`, say.

    `name` is empty where an answer has no parts.
    """

    name: str
    leaves: tuple[Leaf, ...]

    @property
    def right(self) -> bool:
        """Whether every array is right."""
        return all(leaf.right for leaf in self.leaves)


def groups_of(
    check: Values, given: Mapping[Case, Answer], expected: Mapping[Case, Answer]
) -> list[Group]:
    """Return the answers to one check, part by part; [] if a call gave no answer."""
    if any(given[case].ending is not Ending.RETURNED for case in check.cases):
        return []
    parted: dict[int | None, list[Leaf]] = {}
    for case in check.cases:
        matcher = Matcher(*tolerance_of(case, (check.rtol, check.atol)))
        right = expected[case].value
        for path, got, array in _leaves(given[case].value, right):
            leaf = Leaf(case, path, got, array, matcher)
            part = leaf.path[0] if isinstance(right, tuple) else None
            parted.setdefault(part, []).append(leaf)
    return [
        Group("" if part is None else part_name((part,), check.parts), tuple(leaves))
        for part, leaves in parted.items()
    ]


def part_name(part: Path, names: Sequence[str]) -> str:
    """Name a part of an answer as a student would write it: `nabla_W[1]`, or "item 1"."""
    first, *rest = part
    name = names[first] if first < len(names) else f"item {first}"
    return name + "".join(f"[{place}]" for place in rest)


def target_of(case: Case) -> str:
    """Name the function, method or variable that a case asks last."""
    return case.steps[-1].target


def arguments_of(case: Case) -> tuple[Value, ...]:
    """Return the arguments of a case's last call as plain values; those that are names are None."""
    last = case.steps[-1]
    if not isinstance(last, Call):
        return ()
    return tuple(_plain(argument) for argument in last.args)


def _plain(argument: object) -> Value:
    array = getattr(argument, "array", argument)  # an array in a layout of its own
    known = array is None or isinstance(array, int | float | complex | str | np.ndarray)
    if isinstance(array, list | tuple):
        return [_plain(item) for item in array]
    return array if known else None  # type: ignore[return-value]


def _leaves(
    got: Value, expected: Value, path: Path = ()
) -> Iterator[tuple[Path, np.ndarray | None, np.ndarray]]:
    """Return the arrays of an answer, each with its place, beside those that are right there."""
    nested = isinstance(expected, tuple) or (
        isinstance(expected, list) and not all(isinstance(item, int | float) for item in expected)
    )
    if nested and isinstance(expected, tuple | list):
        items = items_of(got, len(expected)) or [None] * len(expected)
        for place, (item, right) in enumerate(zip(items, expected, strict=True)):
            yield from _leaves(item, right, (*path, place))
        return
    right_array = as_numbers(expected)
    if right_array is not None and right_array.dtype.kind != "c":
        yield path, _real(got, right_array.shape), right_array.astype(float)


def _real(got: Value, shape: tuple[int, ...]) -> np.ndarray | None:
    array = as_numbers(got)
    if array is None or array.dtype.kind == "c":
        return None
    if array.dtype.itemsize >= 8 or array.dtype.kind != "f":
        array = array.astype(float)
    if array.size == 1 and shape == ():
        return array.reshape(())
    return array.reshape(shape) if is_column_of(array.shape, shape) else array
