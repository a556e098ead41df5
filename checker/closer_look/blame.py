"""Which lines of a student's what is wrong depends on, and what is right does not.

A line's value is disturbed. If then only such parts of the answer change as are wrong, the line is
to blame, or one on which only these depend; if a right part changes, the line is spared.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from checker.judging.evidence import alike
from checker.judging.values import as_numbers
from checker.records import Answer, Ending, Value
from checker.sandbox.trials import Batch, Line, Trials


@dataclass(frozen=True)
class Blame:
    """Lines on which only what is wrong depends, and lines on which something right does."""

    blamed: tuple[Line, ...] = ()
    spared: tuple[Line, ...] = ()


def blame(trials: Trials, batch: Batch, given: Answer, expected: Answer) -> Blame:
    """Tell lines apart by the answers of programs in which one line is disturbed each.

    This takes an answer of which a part is right.
    """
    mine, wrong = list(_parts(given.value)), _wrong(given, expected)
    blamed, spared = dict[Line, None](), dict[Line, None]()
    found = [(place, answers[0]) for answers, places in batch.answers for place in places]
    for edit, (_, answer) in zip(trials.described([p for p, _ in found]), found, strict=True):
        theirs = list(_parts(answer.value))
        if len(theirs) != len(mine):
            continue
        moved = [not _same(*pair) for pair in zip(theirs, mine, strict=True)]
        line = edit.cell, edit.lines[0]
        if any(change and not bad for change, bad in zip(moved, wrong, strict=True)):
            spared[line] = None
        elif any(moved):
            blamed[line] = None
    return Blame(tuple(line for line in blamed if line not in spared), tuple(spared))


def has_right_part(given: Answer, expected: Answer) -> bool:
    """Whether an answer has as many parts as the right one, and one of them is right."""
    return given.ending is Ending.RETURNED and not all(_wrong(given, expected))


def _wrong(given: Answer, expected: Answer) -> list[bool]:
    """Say of each part whether it is wrong; of none if there are not as many."""
    mine, right = list(_parts(given.value)), list(_parts(expected.value))
    if len(mine) != len(right):
        return []
    return [not _same(*pair) for pair in zip(mine, right, strict=True)]


def _parts(value: Value) -> Iterator[Value]:
    """List the arrays and numbers in an answer."""
    match value:
        case tuple() | list() if not all(isinstance(item, int | float) for item in value):
            for item in value:
                yield from _parts(item)
        case _:
            yield value


def _same(one: Value, other: Value) -> bool:
    mine, theirs = as_numbers(one), as_numbers(other)
    if mine is None or theirs is None:
        return alike(Answer(Ending.RETURNED, one), Answer(Ending.RETURNED, other))
    if mine.size != theirs.size:
        return False
    return bool(np.allclose(mine.ravel(), theirs.ravel(), rtol=1e-6, atol=1e-9, equal_nan=True))
