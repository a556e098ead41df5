"""Maps of errors: which entries of an array are wrong, as squares, as signs and in words.

In the picture a right entry is an empty square; a wrong one is filled, the darker the larger its
error, and crossed out, so that neither colour nor shape stands alone. What is no number is "?".
"""

import math
from collections.abc import Sequence

import numpy as np

from checker.exhibits import ErrorMap
from checker.reports.visible import safe_line

#: A map has at most so many rows and columns; each of its squares shows its worst entry.
SIDE = 24
#: The side of a square in a picture, and the room for the indices beside it.
SQUARE = 14
MARGIN = 20
#: The signs of a map in text: right, wrong, wrong by more than 1 %, no number.
RIGHT, WRONG, GROSS, NO_NUMBER = ".", "x", "X", "?"
GROSS_ERROR = 1e-2
LEGEND_TEXT = (
    f"{RIGHT} is right, {WRONG} wrong, {GROSS} wrong by more than 1 %, {NO_NUMBER} no number"
)
LEGEND = "Crossed squares are wrong, and the darker the more."

#: So many indices are named one by one.
NAMED = 6


def map_text(errors: np.ndarray) -> list[str]:
    """Return a table of errors, in which 0 is right, as a line of signs for each row."""
    return ["".join(map(_sign, row)) for row in reduced(errors).tolist()]


def map_html(errors: np.ndarray, label: str, *, numbered: bool = True, scale: float = 1.0) -> str:
    """Return a table of errors as a picture, with the indices of its rows and columns.

    `label` is HTML already. Parts of a larger table have no indices to be `numbered` by.
    """
    small = reduced(errors)
    rows, columns = small.shape
    squares = "".join(
        _square(SQUARE * j, SQUARE * i, float(small[i, j])) for i, j in np.ndindex(small.shape)
    )
    indices = _indices(rows, columns) if numbered and small.shape == errors.shape else ""
    margin = MARGIN if indices else 1
    width, height = (max(SQUARE * side, 1) + margin + 2 for side in (columns, rows))
    return (
        f"<svg class='checker-errors' role='img' aria-label='{label}' width='{scale * width:g}' "
        f"height='{scale * height:g}' viewBox='{-margin} {-margin} {width} {height}'>"
        f"{squares}{indices}</svg>"
    )


def map_sentence(each: ErrorMap) -> str:
    """Say whose errors a map shows, and in words what it shows; safe to print, not escaped."""
    where = f"in the case “{safe_line(each.case)}” " if each.case else ""
    name = f"{safe_line(each.name)} " if each.name else ""
    return f"{where}{name}{each.shape}: {places_wrong(each.errors)}"


def reduced(errors: np.ndarray) -> np.ndarray:
    """Return a table with at most SIDE rows and columns: of each part the worst entry."""
    for axis in (0, 1):
        if errors.shape[axis] > SIDE:
            parts = np.array_split(errors, SIDE, axis=axis)
            errors = np.stack([part.max(axis=axis) for part in parts], axis=axis)
    return errors


def places_wrong(errors: np.ndarray) -> str:
    """Say in words which entries of a table are wrong.

    >>> places_wrong(np.array([[0, 0.1], [0, 0.2], [0, 0.1]]))
    'column 1 is wrong, the rest is right'
    """
    wrong = errors != 0
    rows, columns = (np.flatnonzero(wrong.any(axis=axis)).tolist() for axis in (1, 0))
    if wrong.all():
        return "every entry is wrong"
    if len(wrong) == 1:
        return _only("entry", "entries", columns)
    if wrong.sum() == len(rows) * wrong.shape[1]:
        return _only("row", "rows", rows)
    if wrong.sum() == len(columns) * wrong.shape[0]:
        return _only("column", "columns", columns)
    verb = "is" if wrong.sum() == 1 else "are"
    count = f"{wrong.sum()} of {wrong.size} entries {verb} wrong"
    return f"{count}, in {_named('row', 'rows', rows)} and {_named('column', 'columns', columns)}"


def _only(noun: str, plural: str, places: Sequence[int]) -> str:
    verb = "is" if len(places) == 1 else "are"
    return f"{_named(noun, plural, places)} {verb} wrong, the rest is right"


def _named(noun: str, plural: str, places: Sequence[int]) -> str:
    """Name indices: "row 2", "rows 1 and 4", "rows 0 to 7", "9 rows"."""
    first, last = places[0], places[-1]
    if len(places) == 1:
        return f"{noun} {first}"
    if len(places) > 2 and len(places) == last - first + 1:
        return f"{plural} {first} to {last}"
    if len(places) > NAMED:
        return f"{len(places)} {plural}"
    return f"{plural} {', '.join(map(str, places[:-1]))} and {last}"


def _sign(error: float) -> str:
    if not math.isfinite(error):
        return NO_NUMBER
    return RIGHT if error == 0 else GROSS if error > GROSS_ERROR else WRONG


def _square(x: int, y: int, error: float) -> str:
    box = f"x='{x}' y='{y}' width='{SQUARE}' height='{SQUARE}'"
    if error == 0:
        return f"<rect {box}/>"
    if not math.isfinite(error):
        return f"<rect {box} class='checker-shade3'/>{_word('none', x + SQUARE / 2, y + 11, '?')}"
    end_x, end_y = x + SQUARE, y + SQUARE
    cross = f"M{x} {y}L{end_x} {end_y}M{x} {end_y}L{end_x} {y}"
    return f"<rect {box} class='checker-shade{_shade(error)}'/><path d='{cross}'/>"


def _shade(error: float) -> int:
    """Return 1 to 3: wrong by up to 0.1 %, up to 10 %, or more."""
    return 1 if error <= 1e-3 else 2 if error <= 1e-1 else 3


def _indices(rows: int, columns: int) -> str:
    """Number the rows at the left and the columns above, as in code; a single row needs none."""
    middles = [SQUARE * place + SQUARE / 2 for place in range(max(rows, columns))]
    down = (
        _word("row", -4, middle + 4, str(i)) for i, middle in enumerate(middles[:rows]) if rows > 1
    )
    across = (_word("column", middle, -5, str(j)) for j, middle in enumerate(middles[:columns]))
    return "".join([*down, *across])


def _word(role: str, x: float, y: float, word: str) -> str:
    return f"<text class='checker-{role}' x='{x:g}' y='{y:g}'>{word}</text>"
