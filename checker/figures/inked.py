"""A drawing made of letters, brought into the form of MNIST's digits."""

import math

import numpy as np

SIDE, BOX = 28, 20
#: A centre of mass is a sum: this near to a whole number it is that number.
ROUNDING = 1e-9
#: A letter is about twice as tall as wide, and so is the patch of ink that it stands for.
_TALL = 2


def from_letters(text: str) -> np.ndarray:
    """Return a drawing as ink, (rows, columns): 1 for every letter but spaces and dots."""
    lines = [line.rstrip() for line in text.expandtabs().splitlines()][: 2 * SIDE]
    width = min(max((len(line) for line in lines), default=0), 4 * SIDE)
    rows = [[letter not in " .·" for letter in line[:width].ljust(width)] for line in lines]
    ink = np.array(rows, float).reshape(len(lines), width)
    return np.repeat(ink, _TALL, axis=0)


def as_mnist(ink: np.ndarray) -> np.ndarray:
    """Return ink as a digit of MNIST, (28, 28) from 0 to 1.

    As MNIST was made: the box around the ink is scaled to 20 by 20, proportions kept, by
    averaging; then the centre of mass is moved to the centre of the picture.

    Examples
    --------
    >>> digit = as_mnist(np.ones((40, 20)))
    >>> digit.shape, float(digit.sum()), float(digit.max())
    ((28, 28), 200.0, 1.0)
    """
    sheet = np.zeros((SIDE, SIDE))
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not down.size:
        return sheet
    cut = ink[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    longest = max(cut.shape)
    height, width = (max(1, round(BOX * size / longest)) for size in cut.shape)
    small = _averages(cut.shape[0], height) @ cut @ _averages(cut.shape[1], width).T
    top, left = (_start(small.sum(axis=1 - axis)) for axis in (0, 1))
    sheet[top : top + height, left : left + width] = small
    return sheet


def _averages(old: int, new: int) -> np.ndarray:
    """Return the matrix that averages `old` cells into `new` ones, by how far they overlap."""
    edges = np.arange(new + 1) * old / new
    starts, cells = edges[:-1, None], np.arange(old)[None, :]
    overlap = np.minimum(edges[1:, None], cells + 1) - np.maximum(starts, cells)
    shares: np.ndarray = np.clip(overlap, 0, None) * new / old
    return shares


def _start(ink: np.ndarray) -> int:
    """Return where a strip of ink begins, so that its centre of mass is that of the sheet."""
    center = float(ink @ (np.arange(len(ink)) + 0.5) / ink.sum())
    start = math.ceil(SIDE / 2 - center - ROUNDING)
    return min(max(start, 0), SIDE - len(ink))
