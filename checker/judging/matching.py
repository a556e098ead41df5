"""Whether an answer's value is the expected one, and if not, the first thing that is wrong.

The rungs, in order: container, number of items, kind, shape, finite, value. Right answers in
other clothes pass: lists for arrays, arrays of one entry for numbers, (n, 1) for (n,).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from checker.judging.short_text import PRINTED_ENTRIES, show, show_number
from checker.judging.values import as_numbers, is_column_of, is_row_of, items_of, kind_of, length_of
from checker.numerics import RIGHT_ATOL, RIGHT_RTOL, compare, wrong_entries
from checker.records import Value

#: The place of a part in an answer: item 2 of item 0 is (0, 2).
Path = tuple[int, ...]


@dataclass(frozen=True)
class Mismatch:
    """The first rung at which a value fails: why, in one clause, and both values as text.

    `part` is the place in a returned pair or list, as a path. `right` are the parts that were
    found right before it, or beside it in a pair, and `values_only` says that the form was right.
    """

    reason: str
    yours: str = ""
    expected: str = ""
    part: Path = ()
    values_only: bool = False
    right: tuple[Path, ...] = ()


@dataclass
class Matcher:
    """Compares values under one set of tolerances, and collects remarks on the way.

    With `rows`, numbers in a row pass as those in a column do: typed answers have no layout.
    With a `flow`, lists with one array a layer are compared layer by layer: "forward" from the
    first, "backward" from the last. If it is `brief`, values that differ only do so: nothing is
    said of where and how, which takes most of the time.
    """

    rtol: float = RIGHT_RTOL
    atol: float = RIGHT_ATOL
    columns: bool = True
    form_only: bool = False
    brief: bool = False
    flow: str = ""
    rows: bool = False
    remarks: list[str] = field(default_factory=list)

    def agrees(self, got: Value, expected: Value) -> bool:
        """Whether `got` is right, no matter why not."""
        return replace(self, brief=True, remarks=[]).mismatch(got, expected) is None

    def mismatch(self, got: Value, expected: Value) -> Mismatch | None:
        """Return the first rung at which `got` fails, or None if it is right."""
        match expected:
            case tuple():
                return self._pair(got, expected)
            case list() if all(isinstance(item, int | float) for item in expected):
                return self._array(got, np.asarray(expected, dtype=float))
            case list():
                return self._items(got, expected, "list")
            case str():
                return self._text(got, expected)
            case np.ndarray() if expected.ndim:
                return self._array(got, expected)
            case None:
                return None if got is None else Mismatch("None was expected", show(got), "None")
        return self._number(got, expected)

    def _pair(self, got: Value, expected: tuple[Value, ...]) -> Mismatch | None:
        if isinstance(got, tuple | list) and len(got) > len(expected):
            self.remarks.append(f"You return {len(got)} items where {len(expected)} are asked.")
            got = got[: len(expected)]
        noun = "pair" if len(expected) == 2 else "tuple"
        found = self._items(got, expected, noun)
        if found and isinstance(got, np.ndarray) and got.ndim:
            return Mismatch(f"one array is returned, and a {noun} is asked", kind_of(got), noun)
        return found

    def _items(self, got: Value, expected: Sequence[Value], noun: str) -> Mismatch | None:
        items = items_of(got, len(expected))
        if items is None:
            return _not_so_many(got, len(expected), noun)
        if self.flow and all(isinstance(item, list) for item in expected):
            return self._layers(items, expected)
        right: list[Path] = []
        for place in self._order(len(expected)):
            found = self.mismatch(items[place], expected[place])
            if found and self.brief:
                return found
            if found:
                later = self._right_after(place, items, expected) if noun != "list" else []
                return replace(found, part=(place, *found.part), right=(*right, *later))
            right.append((place,))
        return None

    def _right_after(
        self, place: int, items: Sequence[Value], expected: Sequence[Value]
    ) -> list[Path]:
        """List the parts of a pair behind a wrong one that are right all the same."""
        behind = range(place + 1, len(expected)) if not self.flow else ()
        return [(part,) for part in behind if self.agrees(items[part], expected[part])]

    def _order(self, count: int) -> Sequence[int]:
        return range(count)[::-1] if self.flow == "backward" else range(count)

    def _layers(self, got: Sequence[Value], expected: Sequence[Any]) -> Mismatch | None:
        """Compare two lists side by side, layer by layer, as values or gradients flow.

        A list that is one longer, such as the activations, begins with what goes in.
        """
        lists = [items_of(mine, len(theirs)) for mine, theirs in zip(got, expected, strict=True)]
        for place, theirs in enumerate(expected):
            if lists[place] is None:
                return replace(_not_so_many(got[place], len(theirs), "list"), part=(place,))
        right: list[Path] = []
        for place, layer in self._along(expected):
            mine = lists[place] or ()
            wrong = self.mismatch(mine[layer], expected[place][layer])
            if wrong:
                return replace(wrong, part=(place, layer, *wrong.part), right=tuple(right))
            right.append((place, layer))
        return None

    def _along(self, lists: Sequence[Any]) -> list[Path]:
        """List the places in the order of the flow: (which list, which item)."""
        most = max(map(len, lists))
        turn = -1 if self.flow == "backward" else 1
        steps = [
            (turn * (layer + most - len(items)), place, layer)
            for place, items in enumerate(lists)
            for layer in range(len(items))
        ]
        return [(place, layer) for _, place, layer in sorted(steps)]

    def _text(self, got: Value, expected: str) -> Mismatch | None:
        alone = items_of(got, 1) if isinstance(got, list | tuple) else None
        word = alone[0] if alone else got
        if not isinstance(word, str):
            return Mismatch("a word in quotes is asked", kind_of(got), "text")
        if self.form_only or _words(word) == _words(expected):
            return None
        if len(_words(word)) > len(_words(expected)):
            reason = "more words than are asked: type only the one that is meant"
            return Mismatch(reason, show(word), show(expected), values_only=True)
        return Mismatch("the word differs", show(word), show(expected), values_only=True)

    def _number(self, got: Value, expected: Value) -> Mismatch | None:
        array = as_numbers(got)
        if array is None:
            return Mismatch("a number is asked", kind_of(got), show(expected))
        if array.size != 1:
            shape = f"array of shape {array.shape}"
            return Mismatch("one number is asked", shape, "a single number")
        return self._entries(array.reshape(()), np.asarray(expected))

    def _array(self, got: Value, expected: np.ndarray) -> Mismatch | None:
        array = as_numbers(self._first_of(got, expected))
        if array is None:
            return Mismatch("an array of numbers is asked", kind_of(got), "array")
        if array.shape != expected.shape:
            if not self._is_layout_of(array.shape, expected.shape):
                return Mismatch("the shape differs", str(array.shape), str(expected.shape))
            self.remarks.append(f"Your shape is {array.shape} where {expected.shape} is asked.")
        return self._entries(array.reshape(expected.shape), expected)

    def _is_layout_of(self, shape: tuple[int, ...], other: tuple[int, ...]) -> bool:
        """Whether the same numbers, laid out otherwise, are as good."""
        is_column = self.columns and is_column_of(shape, other)
        return is_column or (self.rows and is_row_of(shape, other))

    def _first_of(self, got: Value, expected: np.ndarray) -> Value:
        """A right array followed by other things: the function returns more than asked."""
        if not (isinstance(got, tuple) and got and isinstance(got[0], np.ndarray)):
            return got
        if len(got) == len(expected) or got[0].shape != expected.shape:
            return got
        self.remarks.append("You return more than is asked.")
        return got[0]

    def _entries(self, got: np.ndarray, expected: np.ndarray) -> Mismatch | None:
        if got.dtype.kind == "c" and expected.dtype.kind != "c":
            return Mismatch("the numbers are complex", str(got.dtype), str(expected.dtype))
        if self.form_only or np.array_equal(got, expected):
            return None
        if self.brief:
            wrong = wrong_entries(got, expected, rtol=self.rtol, atol=self.atol)
            return Mismatch("the values differ") if wrong.any() else None
        lost = ~np.isfinite(got) & np.isfinite(expected)
        if lost.any():
            entries = f"{lost.sum()} of {lost.size} entries are nan or inf"
            reason = entries if lost.size > 1 else "the value is nan or inf"
            return Mismatch(reason, show(got[lost][0]), show(expected[lost][0]), values_only=True)
        difference = compare(got, expected, rtol=self.rtol, atol=self.atol)
        if difference is None:
            return None
        yours, theirs = show_number(difference.got), show_number(difference.expected)
        if got.size > 1:
            place = ", ".join(str(index) for index in difference.index)
            return Mismatch(
                f"{difference.wrong} of {difference.total} entries differ, most at [{place}]",
                show(got) if got.size <= PRINTED_ENTRIES else yours,
                show(expected) if got.size <= PRINTED_ENTRIES else theirs,
                values_only=True,
            )
        return Mismatch("the value differs", yours, theirs, values_only=True)


def _words(text: str) -> list[str]:
    """Return the words of a typed text: letters and digits, whatever stands around them."""
    return re.findall(r"\w+", text.casefold().replace("_", " "))


def _not_so_many(got: Value, count: int, noun: str) -> Mismatch:
    length = length_of(got)
    if length is None:
        return Mismatch(f"a {noun} of {count} is asked", kind_of(got), noun)
    return Mismatch("the number of items differs", str(length), str(count))
