"""Two arrays compared, the result as facts. Nothing here prints or judges."""

from dataclasses import dataclass

import numpy as np

#: How near a right answer is, relative and absolute. A function that computes in single precision
#: is off by up to a tenth of that, also where large numbers nearly cancel; a wrong one by ten times
#: as much. So no answer that people write lies near it, and none hangs on the numbers drawn.
RIGHT_RTOL, RIGHT_ATOL = 1e-5, 1e-5
#: Where a float32 is handed over, the right answer itself has only its seven digits.
SINGLE_RTOL = 1e-4


@dataclass(frozen=True)
class Difference:
    """Where two arrays of one shape differ: how often, and the entry that differs most."""

    wrong: int
    total: int
    index: tuple[int, ...]
    got: float
    expected: float


def compare(
    got: np.ndarray, expected: np.ndarray, *, rtol: float = RIGHT_RTOL, atol: float = RIGHT_ATOL
) -> Difference | None:
    """Return the difference of two arrays of the same shape, or None where they agree."""
    wrong = wrong_entries(got, expected, rtol=rtol, atol=atol)
    if not wrong.any():
        return None
    with np.errstate(all="ignore"):
        error = _errors(got, expected)
    error = np.where(wrong, np.where(np.isnan(error), np.inf, error), -1.0)
    index = tuple(int(place) for place in np.unravel_index(int(error.argmax()), error.shape))
    return Difference(
        wrong=int(wrong.sum()),
        total=int(wrong.size),
        index=index,
        got=_number(got[index]),
        expected=_number(expected[index]),
    )


def wrong_entries(
    got: np.ndarray, expected: np.ndarray, *, rtol: float = RIGHT_RTOL, atol: float = RIGHT_ATOL
) -> np.ndarray:
    """Return for each entry of two arrays of the same shape whether they differ there.

    Entries agree if |got - expected| <= atol + rtol |expected|, or both are nan, or both are
    the same infinity. Where what is expected is in single precision, so are the tolerances; what
    is got decides nothing, or it would buy itself a wider one.

    Parameters
    ----------
    got, expected : arrays of numbers, of one shape, which may be () or hold no entry
    rtol, atol : float
        Relative to the expected entry, and absolute. At least 1e-4 and 1e-5 where a float32 is
        expected, which carries seven digits.

    Raises
    ------
    ValueError
        If the shapes cannot be broadcast; the caller compares them first.

    Examples
    --------
    >>> compare(np.array([1.0, 2.002]), np.array([1.0, 2.0]))
    Difference(wrong=1, total=2, index=(1,), got=2.002, expected=2.0)
    """
    if expected.dtype.itemsize < 8 and expected.dtype.kind in "fc":
        rtol, atol = max(rtol, SINGLE_RTOL), max(atol, RIGHT_ATOL)
    with np.errstate(all="ignore"):
        agrees = _errors(got, expected) <= atol + rtol * np.abs(expected)
    wrong: np.ndarray = ~np.where(np.isfinite(expected), agrees, _same_limit(got, expected))
    return wrong


def _errors(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Return |got - expected|, in double precision at least."""
    kind = np.result_type(got, expected, float)
    errors: np.ndarray = np.abs(np.subtract(got, expected, dtype=kind))
    return errors


def constant_ratio(got: np.ndarray, expected: np.ndarray) -> float | None:
    """Return the number c with got = c · expected in all entries, if there is one; else None.

    c is that of least squares, and each entry has to agree with it to 1e-6. There is none of
    arrays with nan or an infinity, nor where either is 0 throughout.

    Parameters
    ----------
    got, expected : arrays of real numbers, of one shape

    Examples
    --------
    >>> constant_ratio(np.array([2.0, -6.0]), np.array([1.0, -3.0]))
    2.0
    """
    with np.errstate(all="ignore"):
        if not got.size or not np.isfinite(got).all() or not np.any(expected):
            return None
        c = float(np.vdot(expected, got) / np.vdot(expected, expected))
        return c if c and np.allclose(got, c * expected, rtol=1e-6, atol=1e-12) else None


def _same_limit(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Where both are nan, or both the same infinity."""
    same: np.ndarray = (got == expected) | (np.isnan(got) & np.isnan(expected))
    return same


def _number(entry: np.ndarray) -> float:
    return float(np.real(entry))
