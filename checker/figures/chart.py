"""A pair of axes on a drawing: where a number stands, and its ticks and titles."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from checker.figures.drawing import GRAY, INK, PALE, Line, Mark, Point, Words, as_text, box

Range = tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """A rectangle on a sheet whose sides are two axes, linear or logarithmic."""

    left: float
    top: float
    width: float
    height: float
    x: Range
    y: Range
    log_x: bool = False
    log_y: bool = False

    def at(self, x: float, y: float) -> Point:
        """Return where a pair of numbers stands; what lies outside stands on the border."""
        across = _share(x, self.x, self.log_x)
        up = _share(y, self.y, self.log_y)
        return self.left + self.width * across, self.top + self.height * (1 - up)

    def curve(self, xs: np.ndarray, ys: np.ndarray) -> list[Point]:
        """Return where the points of a curve stand, without those that are not finite."""
        pairs = zip(np.asarray(xs).tolist(), np.asarray(ys).tolist(), strict=True)
        return [self.at(x, y) for x, y in pairs if math.isfinite(x) and math.isfinite(y)]

    def frame(
        self, title: str, x_label: str, y_label: str,
        x_ticks: Sequence[float] = (), y_ticks: Sequence[float] = (),
    ) -> list[Mark]:  # fmt: skip
        """Return the axes with ticks and titles."""
        bottom, right = self.top + self.height, self.left + self.width
        marks: list[Mark] = [
            Words((self.left, self.top - 16), title, INK, 13, "start", bold=True),
            Words(((self.left + right) / 2, bottom + 34), x_label, GRAY, 13),
            Words((self.left - 50, (self.top + bottom) / 2), y_label, GRAY, 13, angle=-90),
        ]
        for tick in x_ticks or ticks(self.x, self.log_x):
            place = self.at(tick, self.y[0])[0]
            marks.append(Line([(place, self.top), (place, bottom)], PALE, 0.7))
            marks.append(Words((place, bottom + 14), _tick(tick, self.log_x), GRAY, 13))
        for tick in y_ticks or ticks(self.y, self.log_y):
            place = self.at(self.x[0], tick)[1]
            marks.append(Line([(self.left, place), (right, place)], PALE, 0.7))
            marks.append(Words((self.left - 6, place), _tick(tick, self.log_y), GRAY, 13, "end"))
        return [*marks, box((self.left, self.top), self.width, self.height, color=GRAY)]


def ticks(span: Range, log: bool = False) -> list[float]:
    """Return a handful of round numbers within a range; powers of ten if it is logarithmic.

    Examples
    --------
    >>> ticks((0, 1))
    [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    >>> ticks((1e-3, 1), log=True)
    [0.001, 0.01, 0.1, 1.0]
    """
    low, high = span
    if log:
        first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
        step = max(1, -(-(last - first) // 6))
        return [10.0**power for power in range(first, last + 1, step)]
    rough = (high - low) / 5
    unit = 10.0 ** math.floor(math.log10(rough))
    width = next(unit * times for times in (1, 2, 5, 10) if unit * times >= 0.99 * rough)
    first = math.ceil(low / width - 1e-9)
    count = math.floor(high / width + 1e-9) - first + 1
    return [round((first + place) * width, 12) for place in range(count)]


def _tick(value: float, log: bool) -> str:
    """Write a tick: on a logarithmic axis a small or large power of ten as a power."""
    power = round(math.log10(value)) if log and value > 0 else 0
    if abs(power) < 3:
        return as_text(value)
    return "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _share(value: float, span: Range, log: bool) -> float:
    low, high = span
    if log:
        low, high = math.log10(low), math.log10(high)
        value = math.log10(value) if value > 0 else low
    return min(max((value - low) / (high - low), 0.0), 1.0)
