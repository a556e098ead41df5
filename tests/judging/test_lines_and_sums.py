"""Facts of tables: one line alone right or wrong, and entries that hold those of others."""

import numpy as np
import pytest

from checker.exercises import Values, call
from tests.judging.test_unknown_mistake import said, written

RNG = np.random.default_rng(3)
TABLES = [RNG.normal(size=(4, m)) for m in (3, 5)]
#: With one column there is nothing that could be told apart.
COLUMN = RNG.normal(size=(4, 1))


def exercise(function, arrays):
    cases = tuple(call(f"{place}", "f", array) for place, array in enumerate(arrays))
    return written(function, Values("values", 1.0, cases))


TABLE = exercise(np.tanh, [*TABLES, COLUMN])
SLOPES = exercise(np.tanh, [RNG.normal(size=n) for n in (3, 4, 1)])


def spoilt(where):
    """Make all right but for some places of a table."""

    def function(X):
        right = np.tanh(X)
        if X.shape[1] > 1:
            right[where] = right[where] ** 2 - 0.3
        return right

    return function


@pytest.mark.parametrize(
    ("where", "begins"),
    [
        (np.s_[:, 1:], "Only the first column is right."),
        (np.s_[:, :-1], "Only the last column is right."),
        (np.s_[:, -1:], "Every column is right, but for the last one."),
        (np.s_[:, :1], "Every column is right, but for the first one."),
        (np.s_[1:], "Only the first row is right."),
        (np.s_[-1:], "Every row is right, but for the last one."),
    ],
)
def test_one_line(where, begins):
    """It is named by the end at which it stands, and whether it is right or wrong."""
    assert said(TABLE, spoilt(where)).startswith(begins)


@pytest.mark.parametrize("where", [np.s_[:, 1:2], np.s_[:2], np.s_[0, 0]])
def test_other_places(where):
    """Lines in the middle, several ones, or a single entry are nothing of the kind."""
    told = said(TABLE, spoilt(where))
    assert not told.startswith(("Only the", "Every column", "Every row"))


@pytest.mark.parametrize(
    ("function", "part"),
    [
        (lambda x: np.full_like(x, np.tanh(x).sum()), "Every entry is the sum of all"),
        (lambda x: np.cumsum(np.tanh(x)), "Each entry is the sum of the expected ones up to"),
        (
            lambda x: np.cumsum(np.tanh(x)[::-1])[::-1],
            "Each entry is the sum of the expected ones from",
        ),
    ],
    ids=["all", "up to its place", "from its place on"],
)
def test_sums(function, part):
    """Entries that hold those of all others, or of those before or behind them."""
    assert said(SLOPES, function).startswith(part)


def test_sums_that_tell_nothing():
    """Where the numbers come to the same, nothing is said of sums."""
    single = exercise(np.tanh, [RNG.normal(size=1) for _ in range(3)])
    assert "sum of" not in said(single, lambda x: np.tanh(x) + 0.1)
    assert "sum of" not in said(SLOPES, lambda x: np.cumsum(np.tanh(x)) + 0.1)
