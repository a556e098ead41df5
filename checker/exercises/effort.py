"""How much work an exercise is on paper: its arithmetic done with numbers that keep count.

A step is a sum, a product, a quotient or a value of a function that takes thought: adding 0 and
multiplying by 0, 1 or -1 do not count. Numbers are written with three decimals at most.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from checker.records import Value

DECIMALS = 3
#: What is counted, in words.
MEASURES = {
    "steps": "sums, products, quotients and values of functions",
    "digits": "sums and products of single digits that these come to",
    "minus signs": "steps in which a negative number takes part",
    "largest": "the largest number that is written down",
}


@dataclass
class EffortTally:
    """What has been counted so far."""

    steps: int = 0
    digits: int = 0
    signs: int = 0
    largest: float = 0.0

    def step(self, result: float, digits: int, *operands: float) -> WrittenExercise:
        """Count one step and write its result down."""
        self.steps += 1
        self.digits += digits
        self.signs += any(operand < 0 for operand in operands)
        return self.written(result)

    def written(self, value: float) -> WrittenExercise:
        """Write a number down."""
        self.largest = max(self.largest, abs(value))
        return WrittenExercise(value, self)

    def measures(self) -> dict[str, float]:
        """Return what was counted, by the names of `MEASURES`."""
        return dict(zip(MEASURES, (self.steps, self.digits, self.signs, self.largest), strict=True))


class WrittenExercise:
    """A number on paper; what is done with it is counted. NumPy's arrays of objects hold it too."""

    def __init__(self, value: float, tally: EffortTally):
        self.value = value
        self.tally = tally

    def __add__(self, other: object) -> WrittenExercise:
        if isinstance(other, np.ndarray):
            return NotImplemented  # which takes each of its entries
        theirs = _value(other)
        if not (self.value and theirs):
            return self.tally.written(self.value + theirs)
        digits = max(digits_of(self.value), digits_of(theirs))
        return self.tally.step(self.value + theirs, digits, self.value, theirs)

    def __mul__(self, other: object) -> WrittenExercise:
        if isinstance(other, np.ndarray):
            return NotImplemented
        theirs = _value(other)
        if {abs(self.value), abs(theirs)} & {0.0, 1.0}:
            return self.tally.written(self.value * theirs)
        digits = digits_of(self.value) * digits_of(theirs)
        return self.tally.step(self.value * theirs, digits, self.value, theirs)

    def __truediv__(self, other: object) -> WrittenExercise:
        return self * WrittenExercise(1 / _value(other), self.tally)

    def __rtruediv__(self, other: object) -> WrittenExercise:
        return WrittenExercise(_value(other), self.tally) / self

    def __neg__(self) -> WrittenExercise:
        return WrittenExercise(-self.value, self.tally)

    def __sub__(self, other: object) -> WrittenExercise:
        return NotImplemented if isinstance(other, np.ndarray) else self + -_value(other)

    def __rsub__(self, other: object) -> WrittenExercise:
        return -self + other

    __radd__ = __add__
    __rmul__ = __mul__

    def __float__(self) -> float:
        return self.value

    def exp(self) -> WrittenExercise:
        """Return the exponential, a value of a function; `np.exp` of an array asks for it."""
        return self.tally.step(math.exp(self.value), 0, self.value)


def _value(number: Any) -> float:
    return float(number)


def digits_of(value: float) -> int:
    """Count the digits of a number as it is written on paper.

    >>> digits_of(2.5), digits_of(-30.0), digits_of(0.7310585)
    (2, 1, 3)
    """
    shown = f"{abs(value):.{DECIMALS}f}".replace(".", "").strip("0")
    return max(1, len(shown))


#: The arithmetic of an exercise, from its given numbers to its fields.
Paper = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def worked(paper: Paper, numbers: Mapping[str, Value]) -> tuple[dict[str, float], Any]:
    """Do an exercise on paper; give what was counted, and what came out."""
    tally = EffortTally()
    result = paper({name: _written(value, tally) for name, value in numbers.items()})
    return tally.measures(), result


def _written(value: Value, tally: EffortTally) -> Any:
    if isinstance(value, list | np.ndarray):
        numbers = np.vectorize(tally.written, otypes=[object])(np.asarray(value, dtype=float))
        return np.asarray(numbers, dtype=object)
    return tally.written(float(value))  # type: ignore[arg-type]  # given numbers are numbers
