"""When a function is asked again what it was asked when its answer was recorded."""

import numpy as np
import pytest

from checker.exercises.on_the_way import HelperCall
from checker.student.same_arguments import are_equal
from checker.student.stand_ins import RecordedHelper

DOUBLE = np.array([[0.1234567, -2.3456789], [3.4567891, 0.4567891]])
SINGLE = DOUBLE.astype(np.float32)


@pytest.mark.parametrize(
    ("recorded", "moved", "same"),
    [
        (DOUBLE, 1e-12, True),
        (DOUBLE, 1e-7, False),
        (SINGLE, 2e-7, True),
        (SINGLE, 1e-3, False),
        (SINGLE.astype(float), 2e-7, True),
    ],
)
def test_last_digits(recorded, moved, same):
    """Those in which processors differ do not count, and single precision has fewer than double."""
    again = (recorded * (1 + moved)).astype(recorded.dtype)
    assert are_equal(recorded, again) is same
    assert are_equal([recorded, "text"], [again, "text"]) is same


@pytest.mark.parametrize("array", [DOUBLE, SINGLE])
def test_recorded_answer(array):
    """It is found by arguments that were computed on another processor, and by no others."""
    call = HelperCall("f", ((("plain", array),), ("dict", (), ())), ("plain", 7.0), (None,))
    helper = RecordedHelper(lambda x: 0.0, [call], None, None)
    last_digit = np.nextafter(array, array.dtype.type(9))
    assert helper(last_digit) == 7.0
    assert not helper.has_asked_own
    assert helper(array * array.dtype.type(1.001)) == 0.0
    assert helper.has_asked_own
