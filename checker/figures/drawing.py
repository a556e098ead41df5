"""What a figure draws with: a few marks on a sheet, in pixels from the upper left corner.

A drawing knows nothing of how it is shown. `svg` makes it the picture of a notebook, quickly
enough to follow a slider, and `printed` makes it a matplotlib figure for where no widget runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import numpy as np

Point = tuple[float, float]

#: Values are blue and upright, gradients orange and italic: a pair that the colour-blind can
#: tell apart, each at least 4.5 times as bright or dark as the paper.
BLUE, ORANGE = "#0072b2", "#b45309"
INK, GRAY, PALE, PAPER = "#1d2430", "#5a616c", "#d5dae1", "#ffffff"
#: On a dark page light and dark change places and hues stay: no picture is a white card there.
DARKENED = "filter:invert(.93) hue-rotate(180deg)"

SOLID, DASHED, DOTTED = "solid", "dashed", "dotted"


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: Sequence[Point]
    color: str = INK
    width: float = 1.5
    style: str = SOLID


@dataclass(frozen=True)
class Shape:
    """A closed outline through points, filled or not."""

    points: Sequence[Point]
    fill: str = "none"
    color: str = INK
    width: float = 1.0
    style: str = SOLID


@dataclass(frozen=True)
class Disc:
    """A circle; what `about` says is shown when a pointer rests on it."""

    center: Point
    radius: float
    fill: str = PAPER
    color: str = INK
    width: float = 1.5
    style: str = SOLID
    about: str = ""


@dataclass(frozen=True)
class Words:
    """A line of text whose middle, start or end stands at a point."""

    at: Point
    text: str
    color: str = INK
    size: float = 13
    anchor: str = "middle"
    italic: bool = False
    bold: bool = False
    angle: float = 0


@dataclass(frozen=True, eq=False)
class Picture:
    """Coloured squares, `(rows, columns, 3)` numbers from 0 to 1, stretched over a rectangle."""

    corner: Point
    width: float
    height: float
    colors: np.ndarray


Mark = Line | Shape | Disc | Words | Picture


@dataclass(frozen=True, eq=False)
class Drawing:
    """A sheet with marks, and the sentence that stands for it where it cannot be seen.

    Where the page is narrow the sheet is cut at its `seams`, places across, and the pieces stand
    beneath each other. No mark but a line crosses a seam: it goes on in the next piece.
    """

    width: float
    height: float
    marks: Sequence[Mark]
    alt: str
    seams: Sequence[float] = ()


def left_of(mark: Mark) -> float:
    """Return where a mark begins, or a line of text is held, from the left edge of the sheet."""
    match mark:
        case Line(points=points) | Shape(points=points):
            return min(x for x, _ in points)
        case Disc(center=(x, _)) | Words(at=(x, _)) | Picture(corner=(x, _)):
            return x


def heights_of(mark: Mark) -> tuple[float, float]:
    """Return between which heights of the sheet a mark stands, the upper one first."""
    match mark:
        case Line(points=points) | Shape(points=points):
            return min(y for _, y in points), max(y for _, y in points)
        case Disc(center=(_, y), radius=reach) | Words(at=(_, y), size=reach):
            return y - reach, y + reach
        case Picture(corner=(_, y), height=reach):
            return y, y + reach


def box(
    corner: Point, width: float, height: float, fill: str = "none", color: str = INK,
    thickness: float = 1.0, style: str = SOLID,
) -> Shape:  # fmt: skip
    """Return a rectangle with its upper left corner at a point."""
    x, y = corner
    outline = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    return Shape(outline, fill, color, thickness, style)


def arrow(start: Point, end: Point, color: str = INK, width: float = 2.0) -> list[Mark]:
    """Return a straight arrow; nothing if it would be shorter than its head."""
    along = np.subtract(end, start)
    length = float(np.hypot(*along))
    if length < 3:
        return []
    head = min(9.0, length)
    forward = along / length
    aside = np.array([-forward[1], forward[0]])
    neck = np.asarray(end) - head * forward
    corners = [end, tuple(neck + 0.45 * head * aside), tuple(neck - 0.45 * head * aside)]
    return [Line([start, tuple(neck)], color, width), Shape(corners, color, color)]


def paragraph(at: Point, text: str, columns: int, color: str = INK, size: float = 13) -> list[Mark]:
    """Return a text as lines of so many letters, beneath each other."""
    x, y = at
    lines = wrap(text, columns)
    return [
        Words((x, y + 1.4 * size * place), line, color, size, "start")
        for place, line in enumerate(lines)
    ]


def shaded(values: np.ndarray, limit: float = 1.0) -> np.ndarray:
    """Return colours for numbers: blue for positive, orange for negative, white for 0."""
    share = np.clip(np.asarray(values, float) / (limit or 1.0), -1, 1)[..., None]
    toward = np.where(share >= 0, rgb(BLUE), rgb(ORANGE))
    colors: np.ndarray = 1 - np.abs(share) * (1 - toward)
    return colors


def rgb(color: str) -> np.ndarray:
    """Return the red, green and blue of a colour as numbers from 0 to 1."""
    return np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def hexadecimal(color: np.ndarray) -> str:
    """Return a colour of three numbers from 0 to 1 as it is written in a page."""
    return "#" + "".join(f"{round(255 * float(part)):02x}" for part in color)


def as_text(value: float, digits: int = 3) -> str:
    """Write a number with a true minus sign; 0 without one."""
    text = f"{value:.{digits}g}" if np.isfinite(value) else str(value)
    if "e" in text:
        mantissa, power = text.split("e")
        text = f"{mantissa}e{int(power)}"
    return text.replace("-", "−") if float(value) else "0"
