"""A function that is not right yet, answered from the record of a right one."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter, Signature, signature
from typing import Any

import numpy as np

from checker.exercises.entrywise import EntryTable
from checker.exercises.on_the_way import HelperCall
from checker.sandbox.inside.packing import is_in_state, renew, unpacked
from checker.sandbox.inside.watching import WATCH
from checker.steps import LAB, Name
from checker.student.same_arguments import (
    CLOSE,
    are_close,
    are_equal,
    is_singly_precise,
    numbers_in,
)

#: Between the sums of all numbers of two such calls, in parts of the sum of their sizes.
NEAR, NEAR_SINGLE = 2e-9, 2e-5


class RecordedHelper:
    """Answers a call as a right function did when it was recorded; any other, as the own one does.

    A function of single entries, such as the sigmoid, is looked up entry by entry: then it does
    not matter in which arrays they come.
    """

    def __init__(
        self,
        own: Callable[..., Any],
        calls: Sequence[HelperCall],
        table: EntryTable | None,
        lab: object,
    ):
        self.own = own
        self.__name__ = getattr(own, "__name__", "")
        self.table = table
        self.lab = lab
        #: Whether it was ever called otherwise than any right one that was recorded.
        self.has_asked_own = False
        self.signature = _signature(own)
        told = [(call, self._by_name(*_parts(call))) for call in calls]
        self.calls = sorted(told, key=lambda each: _recorded_sum(each[1]))
        self.sums = [_recorded_sum(trees) for _, trees in self.calls]
        self.entries = _entries(calls)
        self.near = NEAR_SINGLE if any(map(_asks_singly, calls)) else NEAR

    def __call__(self, *values: Any, **named: Any) -> Any:
        with WATCH.untraced():  # an instrument counts what the student's code does, not this
            found = self._found(values, named)
            if found:
                return _answer(found, values)
            answer = self._by_entry(*values) if len(values) == 1 and not named else None
            if answer is not None:
                return answer
        self.has_asked_own = True
        return self.own(*values, **named)

    def _by_entry(self, value: Any) -> Any:
        """Return what a function of single entries gives, or None if it is none or not known."""
        array = numbers_in(value)
        if array is None:
            return None
        answer = self.table.at(array) if self.table else None
        return _looked_up(self.entries, array) if answer is None and self.entries else answer

    def _found(self, values: Sequence[Any], named: Mapping[str, Any]) -> HelperCall | None:
        """Return the recorded call with these arguments, if there is one."""
        asked = self._by_name(values, named)
        parts = [_sums(value) for value in asked.values()]
        total = sum(part[0] for part in parts)
        near = self.near * (1 + sum(part[1] for part in parts))
        first, last = bisect_left(self.sums, total - near), bisect_right(self.sums, total + near)
        for call, trees in self.calls[first:last]:
            if trees.keys() == asked.keys() and all(
                self._is_same(tree, asked[name]) for name, tree in trees.items()
            ):
                return call
        return None

    def _by_name(self, values: Sequence[Any], named: Mapping[str, Any]) -> dict[str, Any]:
        """Return arguments by their names, but for those that are what the function has by itself.

        `f(x)`, `f(x=x)` and `f(x, activation=sigmoid)` are one call if sigmoid is the default.
        """
        plain = {str(place): value for place, value in enumerate(values)} | dict(named)
        if self.signature is None:
            return plain
        try:
            bound = self.signature.bind(*values, **named)
        except TypeError:
            return plain
        given = self.signature.parameters
        return {
            name: value
            for name, value in bound.arguments.items()
            if not self._is_default(value, given[name].default)
        }

    def _is_default(self, value: Any, default: Any) -> bool:
        """Whether an argument, or the tree of one, is what a parameter has by itself."""
        if default is Parameter.empty:
            return False
        if isinstance(value, tuple) and value and value[0] == "plain":
            return self._is_same(value, default)
        if callable(default) or callable(value):
            return bool(getattr(value, "__name__", value) == getattr(default, "__name__", default))
        return are_equal(default, value)

    def _is_same(self, tree: tuple[Any, ...], value: Any) -> bool:
        match tree:
            case ("plain", Name(path)) if path.startswith(f"{LAB}."):
                return getattr(self.lab, path.removeprefix(f"{LAB}."), None) is value
            case ("plain", recorded):
                return are_equal(recorded, value)
            case ("function", pairs):
                return callable(value) and all(_gives(value, *pair) for pair in pairs)
            case ("generator", state):
                return is_in_state(value, state)
        return False


def _sums(value: Any) -> tuple[float, float]:
    """Return the sum of all numbers in an argument, which orders calls, and of their sizes."""
    if isinstance(value, list | tuple):
        parts = [_sums(item) for item in value]
        return sum(part[0] for part in parts), sum(part[1] for part in parts)
    array = numbers_in(value)
    if array is None:
        return 0.0, 0.0
    finite = np.where(np.isfinite(array), array, 0.0).astype(float)
    return float(finite.sum()), float(np.abs(finite).sum())


def _recorded_sum(trees: Mapping[str, Any]) -> float:
    return sum(_sums(tree[1])[0] for tree in trees.values() if tree[0] == "plain")


def _parts(call: HelperCall) -> tuple[Sequence[Any], dict[str, Any]]:
    """Return the trees of a call's arguments, by position and by name."""
    positions, (_, keys, trees) = call.arguments
    return positions, dict(zip(keys, trees, strict=True))


def _signature(function: Callable[..., Any]) -> Signature | None:
    """Return a function's parameters, if each of them takes one argument."""
    try:
        found = signature(function)
    except (TypeError, ValueError):
        return None
    kinds = {each.kind for each in found.parameters.values()}
    return None if kinds & {Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD} else found


def _asks_singly(call: HelperCall) -> bool:
    """Whether single precision was handed over when a call was recorded."""
    positions, named = _parts(call)
    trees = (*positions, *named.values())
    return any(is_singly_precise(tree[1]) for tree in trees if tree[0] == "plain")


def _gives(function: Callable[..., Any], handed: Sequence[Any], result: Sequence[Any]) -> bool:
    """Whether a function gives now what one gave when it was recorded."""
    try:
        given = function(*(unpacked(tree, _no_object) for tree in handed))
    except Exception:  # noqa: BLE001  it is the student's, and may raise anything
        return False
    return result[0] == "plain" and are_equal(result[1], given)


def _answer(call: HelperCall, values: Sequence[Any]) -> Any:
    """Return what was recorded, as a copy, and leave generators as they were left."""
    for value, tree in zip(values, call.after, strict=False):
        if tree is not None and tree[0] == "generator":
            renew(value, tree[1])
    return unpacked(("plain", _copied(call.result[1])) if call.result[0] == "plain"
                    else call.result, _no_object)  # fmt: skip


def _copied(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy()
    return type(value)(map(_copied, value)) if isinstance(value, list | tuple) else value


def _no_object(*_: Any) -> Any:
    raise TypeError("an object was recorded")


def _entries(calls: Sequence[HelperCall]) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the numbers that a function of single entries was asked and gave, in rising order.

    None if it is no such function, as far as the record tells.
    """
    asked, given = [], []
    for call in calls:
        (positions, (_, keys, _)), result = call.arguments, call.result
        if len(positions) != 1 or keys or positions[0][0] != "plain" or result[0] != "plain":
            return None
        one, other = numbers_in(positions[0][1]), numbers_in(result[1])
        if one is None or other is None or one.shape != other.shape:
            return None
        asked.append(one.ravel())
        given.append(other.ravel())
    if not asked:
        return None
    numbers, places = np.unique(np.concatenate(asked), return_index=True)
    answers = np.concatenate(given)
    return (numbers, answers[places]) if _is_steady(np.concatenate(asked), answers) else None


def _is_steady(asked: np.ndarray, given: np.ndarray) -> bool:
    """Whether one number was always given the same answer."""
    _, first, inverse = np.unique(asked, return_index=True, return_inverse=True)
    return bool(np.allclose(given[first][inverse], given, rtol=CLOSE[0], atol=CLOSE[1]))


def _looked_up(entries: tuple[np.ndarray, np.ndarray], array: np.ndarray) -> Any:
    asked, given = entries
    if not array.size:
        return None
    right = np.clip(np.searchsorted(asked, array), 1, len(asked) - 1) if len(asked) > 1 else 0
    near = np.where(np.abs(asked[right] - array) < np.abs(asked[right - 1] - array), right,
                    right - 1)  # fmt: skip
    if not are_close(asked[near], array):
        return None
    return given[near]
