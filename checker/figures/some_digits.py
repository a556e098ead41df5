"""Test digits for pages: all to be counted, some to be asked about, one of each to show."""

import numpy as np

from checker.digits import load_mnist
from checker.errors import DataError
from checker.figures.layers import PIXELS

ASKED = 100
Digits = tuple[np.ndarray, np.ndarray]


def new_digits() -> Digits | None:
    """Return test images and labels; None where there are no data."""
    try:
        return load_mnist("test")
    except DataError:
        return None


def asked(digits: Digits | None) -> np.ndarray:
    """Return pixels as columns, on which two networks are compared."""
    if digits is None:
        return np.random.default_rng(0).uniform(0, 1, (PIXELS, ASKED))
    return digits[0][:ASKED].reshape(ASKED, -1).T / 255


def one_of_each(digits: Digits | None) -> list[tuple[int, np.ndarray]]:
    """Return the first picture of each digit, with its label."""
    if digits is None:
        return []
    images, labels = digits
    return [(digit, images[int(np.argmax(labels == digit))]) for digit in range(10)]


def as_columns(images: np.ndarray) -> np.ndarray:
    """Return pictures as columns of numbers from 0 to 1."""
    columns: np.ndarray = images.reshape(len(images), -1).T / 255
    return columns
