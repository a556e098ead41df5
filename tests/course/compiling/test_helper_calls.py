"""Calls of helpers that are recorded for the classroom."""

from itertools import combinations, groupby
from pathlib import Path

import numpy as np
import pytest

from checker.exercises.sameness import ANSWERED_ATOL, same
from checker.exercises.storage import load
from checker.trees import flatten

CASES = Path(__file__).parents[3] / "notebooks" / "cases"


def form(call):
    """What two calls share that only numbers tell apart."""
    arrays = []
    flatten(call.arguments, arrays)
    return repr((call.name, len(call.arguments[0]), [np.shape(array) for array in arrays]))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.npz")), ids=lambda path: path.stem)
def test_calls_that_differ_in_rounding(path):
    """No two are recorded: on another processor they would be one, and the casebook another."""
    for exercise in load(path.read_bytes()).exercises:
        for _, alike in groupby(sorted(exercise.helper_calls, key=form), key=form):
            for one, other in combinations(alike, 2):
                assert not same(one.arguments, other.arguments, atol=ANSWERED_ATOL)
