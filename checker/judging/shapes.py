"""The shapes of everything that a case hands over and a student's answer holds."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import numpy as np

from checker.exercises import Case, Check, compares
from checker.exhibits import ShapeRow
from checker.judging.failures import Evidence
from checker.judging.values import items_of
from checker.records import Answer, Ending, Value
from checker.steps import Argument, Call, Digits, File, Laid, Name

#: Of longer lists the first items are shown: no network of the course has so many layers.
ITEMS = 8


def outline(
    check: Check, case: Case, evidence: Evidence, parameters: Sequence[str]
) -> tuple[ShapeRow, ...]:
    """Return the shapes of what goes in and comes out, where an array of two axes is met."""
    given = list(_given(case, parameters))
    answer = evidence.given[case]
    rows = [*given, *_answered(check, answer, evidence.expected[case])]
    return tuple(rows) if any(map(_has_matrix, rows)) else ()


def _given(case: Case, parameters: Sequence[str]) -> Iterator[ShapeRow]:
    last = case.steps[-1]
    arguments = last.args if isinstance(last, Call) else ()
    for place, (argument, name) in enumerate(zip_longest(arguments, parameters[: len(arguments)])):
        row = _row(name or f"argument {place + 1}", argument)
        if row:
            yield row


def _answered(check: Check, answer: Answer, expected: Answer) -> Iterator[ShapeRow]:
    """Return a row for each part of the answer, with the shapes asked for where they differ."""
    if answer.ending is not Ending.RETURNED:
        return
    for name, got, right in _parts(check, answer.value, expected.value):
        row, asked = _row(name, got), _row(name, right)
        if row and asked:
            different = asked.shapes if asked.shapes != row.shapes else ()
            yield ShapeRow(name, row.shapes, row.is_list, yours=True, asked=different)


def _parts(check: Check, got: Value, right: Value) -> Iterator[tuple[str, Value, Value]]:
    names = check.parts if compares(check) else ()
    items = items_of(got, len(right)) if isinstance(right, tuple) else None
    if not isinstance(right, tuple) or items is None:
        yield "your answer", got, right
        return
    for place, (item, asked) in enumerate(zip(items, right, strict=True)):
        yield names[place] if place < len(names) else f"item {place}", item, asked


def _row(name: str, value: Value | Argument) -> ShapeRow | None:
    """Return the row of a value; None for what has no shape worth a row."""
    if isinstance(value, list | tuple) and any(isinstance(item, np.ndarray) for item in value):
        return ShapeRow(name, tuple(map(_shape, value[:ITEMS])), is_list=True)
    shape = _shape(value)
    return ShapeRow(name, (shape,)) if shape else None


def _shape(value: Value | Argument) -> str:
    match value:
        case Laid(array, _):
            return _shape(array)
        case Digits(_, start, stop, what, _):
            return str((stop - start, 28, 28) if what == "images" else (stop - start,))
        case np.ndarray() if value.ndim:
            return str(value.shape)
        case bool() | None | str() | Name() | File():
            return ""
        case list() | tuple():
            return f"{len(value)} items"
    return "a number"


def _has_matrix(row: ShapeRow) -> bool:
    """Whether a row has an array of two axes or more: shapes of rows are seen at a glance."""
    return any(shape.startswith("(") and not shape.endswith(",)") for shape in row.shapes)
