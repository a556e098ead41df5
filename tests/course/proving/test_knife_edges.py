"""A case in which a rounding error decides is refused and named; one with a margin is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.course.proving.knife_edges import MOVE, moved_case, moved_value
from checker.exercises import Digits, Laid, Name, Set, call, read
from checker.exercises.cases import Case
from checker.steps import Call

HIGH = 'call("high over low", "above", high, low)'
WORKED = "return max(x - bound, 0.0)"
EDGES = {
    "a tie": (
        (HIGH, 'call("a tie", "above", np.array([low, low]), high)'),
        (WORKED, "return np.argmax(x) if np.ndim(x) else max(x - bound, 0.0)"),
        "the worked solution answers otherwise in the case “a tie”",
    ),
    "a step at the bound": (
        (HIGH, 'call("at the bound", "above", 0.1 + 0.2, 0.3)'),
        (WORKED, "return float(x > bound) * 5"),
        "the worked solution answers otherwise in the case “at the bound”",
    ),
    "a number rounded halfway": (
        (HIGH, 'call("halfway", "above", 2.675, 1.0)'),
        (WORKED, "return round(max(x - bound, 0.0), 2)"),
        "the worked solution answers otherwise in the case “halfway”",
    ),
    "a whole number cut off": (
        (HIGH, 'call("cut off", "above", 3.3, 0.3)'),
        (WORKED, "return int(max(x - bound, 0.0))"),
        "the worked solution answers otherwise in the case “cut off”",
    ),
    "a diverging mistake": (
        ('body="return x - bound"', "body=CHAOS"),
        ("x = 3.5", "x = 3.5"),
        "misconception “1.1.negative” answers otherwise in the case “high over low”",
    ),
    "a limit that is met exactly": (
        (
            f'Values("above it", 1.0, ({HIGH},))',
            'Within("above it", 1.0, "is too high", (call("met", "above", 4.5, 2.5),), high=2.0)',
        ),
        ("x = 3.5", "x = 3.5"),
        "the worked solution earns 0 for 1 points of “above it” (case “met”)",
    ),
}
CHAOS = '''"""
    share = (x / 7) % 1
    for _ in range(200):
        share = 3.99 * share * (1 - share)
    return share
"""'''


@pytest.mark.slow
@pytest.mark.parametrize("edge", EDGES)
def test_planted_knife_edge(edge, plant, hand_out, proven):
    """It is refused, with the program and the case."""
    case, worked, expected = EDGES[edge]
    plant(
        "from checker.exercises import", "import numpy as np\nfrom checker.exercises import Within,"
    )
    plant(*(text.replace("CHAOS", CHAOS) for text in case))
    plant(*worked, "01_tiny.py")
    hand_out()
    found = proven().faults
    whole = f"01_tiny: above: knife edge: {expected} when its inputs move by 1e-09 of their size"
    assert any(fault.startswith(whole) for fault in found), found


@pytest.mark.slow
def test_answers_with_a_margin(plant, hand_out, proven):
    """A winner that is clear, and whole numbers that are equal, are no knife edges."""
    plant(
        HIGH,
        'call("clear", "above", [low, 2 * low, high], high), call("equal", "above", [7, 7], 1)',
    )
    plant(WORKED, "return [0, np.argmax(x)] if np.ndim(x) else max(x - bound, 0.0)", "01_tiny.py")
    plant('body="return x - bound"', 'body="return [1, 0] if np.ndim(x) else x - bound"')
    hand_out()
    assert [fault for fault in proven().faults if "knife edge" in fault] == []


NUMBERS = st.floats(1e-6, 1e6) | st.floats(-1e6, -1e-6)


@given(value=NUMBERS, place=st.integers(0, 9))
def test_how_far_a_number_moves(value, place):
    """It moves by half of the share to all of it, back as far as there, and anew at each place."""
    there, back = (moved_value(value, (place,), way) for way in (1.0, -1.0))
    assert 0.4 * MOVE <= abs(there / value - 1) <= 1.1 * MOVE
    assert there + back == pytest.approx(2 * value, rel=1e-14)
    assert moved_value(value, (place, 1), 1.0) != there


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "complex128"])
def test_type_and_form_stay(dtype):
    """An array keeps type and shape, also without axes, and moves in as many digits as it has."""
    for shape in ((), (3,), (2, 1, 2)):
        before = np.full(shape, 0.7, dtype)
        after = moved_value(before, (), 1.0)
        assert isinstance(after, np.ndarray)
        assert (after.dtype, after.shape) == (before.dtype, shape)
        assert not np.array_equal(after, before)
        assert np.allclose(after, before, rtol=max(2 * MOVE, 4 * np.finfo(before.dtype).eps))


def test_what_does_not_move():
    """Whole numbers, truth, text, names and digits stay as they are, and so does the caller's."""
    still = (3, True, "0.5", None, Name("rng"), Digits("test", 0, 3, "images"), np.arange(3))
    case = Case("life", (Call("f", still), Set("net.rate", 2), *read("z", "z").steps))
    assert repr(moved_case(case, 1.0).steps) == repr(case.steps)


def test_what_lies_in_something_else():
    """Numbers in lists, in laid-out arrays and in attributes move too."""
    case = Case("life", (Call("f", ([0.5, (0.25,)],)), Set("a", Laid(np.ones(2), "strided"))))
    first, second = moved_case(case, 1.0).steps
    ((one, (other,)),) = first.args
    assert one != 0.5
    assert other != 0.25
    assert second.value.layout == "strided"
    assert not np.array_equal(second.value.array, np.ones(2))


def test_arguments_of_two_cases_move_alike():
    """A difference quotient is taken about a point that has moved as a whole."""
    h = 1e-5
    above, below = (moved_case(call("f", "f", 0.7 + step), 1.0) for step in (h, -h))
    distance = above.steps[0].args[0] - below.steps[0].args[0]
    assert distance == pytest.approx(2 * h, rel=1e-8)


def test_call_that_is_made_again():
    """It gets the same moved arguments as before; another argument moves on its own."""
    table = np.full((2, 3), 0.7)
    asked = [
        Call("f", (table.copy(), 0.5)),
        Call("f", (table.copy(), 0.6)),
        Call("g", (table, 0.5)),
    ]
    first, again, elsewhere = (
        step.args for step in moved_case(Case("life", tuple(asked)), 1.0).steps
    )
    assert np.array_equal(first[0], again[0])
    assert not np.array_equal(first[0], elsewhere[0])
    assert again[1] / first[1] != 0.6 / 0.5


def test_equal_arguments_of_one_call():
    """They part, for a tie between them is an edge."""
    (asked,) = moved_case(call("f", "f", 0.7, 0.7), 1.0).steps
    assert asked.args[0] != asked.args[1]
