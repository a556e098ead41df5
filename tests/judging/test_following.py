"""What is earned by going on from one's own wrong number, and which numbers earn nothing so."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.grades import Outcome
from checker.judging import carry_fields, judge
from checker.judging.own_fields import OwnFields
from checker.records import Answer, Ending
from tests.judging.by_hand import returned, typed_exercise

FIELDS = ("z", "a", "product", "fires", "table")
X = 3.0


def worked(pinned):
    """Go on from the pinned numbers, as the worked solution does with rebound names."""
    known = {"z": 0.5 * X, **pinned}
    with np.errstate(all="ignore"):
        known.setdefault("a", float(1 / (1 + np.exp(-np.float64(known["z"])))))
        known.setdefault("product", float(np.float64(known["z"]) * known["a"]))
    known.setdefault("fires", 1 if known["z"] > 0 else 0)
    known.setdefault("table", [[known["z"], 2 * known["a"]], [known["product"], 1.0]])
    return known


RIGHT = worked({})


@pytest.fixture(scope="module")
def exercise():
    """Five fields, each worked out from those before it."""
    return typed_exercise(RIGHT, rtol=1e-3)


def earned(exercise, typed):
    """Give what each field earns, with the worked solution to go on from them."""
    answers = returned(typed[name] for name in FIELDS)
    verdict = judge(exercise, answers)

    def go_on(own_fields, case):
        pinned = {name: value for name, value in own_fields.items() if value is not None}
        asked = case.steps[0].item
        pinned.pop(asked, None)
        return Answer(Ending.RETURNED, worked(pinned)[asked])

    own = OwnFields(exercise, go_on)
    carried = carry_fields(exercise, verdict, answers, own.recomputed(verdict, answers))
    return dict(zip(FIELDS, (check.points for check in carried.checks), strict=True))


@given(z=st.floats(-3.0, 3.0).filter(lambda z: abs(z - 1.5) > 0.1 and abs(z) > 0.1))
def test_slip_in_the_first_number(exercise, z):
    """Who goes on rightly from a wrong number earns half of each field that follows."""
    points = earned(exercise, worked({"z": z}))
    assert points["z"] == 0
    assert points["a"] == points["product"] == points["table"] == 0.5
    assert points["fires"] == (1.0 if z > 0 else 0.5)


NOTHING = {
    "nan": math.nan,
    "infinity": math.inf,
    "minus infinity": -math.inf,
    "nan in single precision": np.float32("nan").reshape(()),
    "nan in a table": [[math.nan, math.nan], [math.nan, 1.0]],
    "nan in a complex number": complex(math.nan, 0),
    "a text": "nan",
    "zero": 0.0,
    "one": 1.0,
    "the largest number": 1.7e308,
    "a whole number of 400 digits": 10**399,
    "a list of ragged rows": [[1], [2, 3]],
    "millions of rows of nothing": np.zeros((8_000_000, 0)),
}


@pytest.mark.parametrize("value", NOTHING.values(), ids=NOTHING)
def test_one_value_in_every_field(exercise, value):
    """What is typed everywhere earns nothing, but where it happens to be the right answer."""
    points = earned(exercise, dict.fromkeys(FIELDS, value))
    assert (
        sum(points.values()) == (1.0 if value == RIGHT["fires"] else 0.0)
        if np.isscalar(value)
        else sum(points.values()) == 0.0
    )


@pytest.mark.parametrize("z", [1000.0, -1000.0, 1e300, 40.0])
def test_number_that_swallows_what_follows(exercise, z):
    """A saturated activation follows from any large number, and so from none."""
    assert earned(exercise, worked({"z": z}))["a"] == 0


@given(
    st.lists(
        st.sampled_from([math.nan, math.inf, -math.inf, 0.0, 1e308, "x", None, [math.nan]]),
        min_size=len(FIELDS),
        max_size=len(FIELDS),
    )
)
def test_mixture_of_values_that_say_nothing(exercise, values):
    """Values that absorb what is done to them earn nothing in any order."""
    points = earned(exercise, dict(zip(FIELDS, values, strict=True)))
    assert sum(points.values()) <= 0.5  # the sign of an infinity may tell whether a neuron fires


def test_large_table_in_the_place_of_a_number(exercise):
    """A field of another form than the right one is not handed to the worked solution."""
    seen = []

    def go_on(own, case):
        seen.extend(own.values())
        return Answer(Ending.RETURNED, 0.0)

    answers = returned([np.zeros(4 << 20), np.zeros(4 << 20), 1.0, 0, RIGHT["table"]])
    verdict = judge(exercise, answers)
    assert verdict.outcome is Outcome.PARTIAL
    OwnFields(exercise, go_on).recomputed(verdict, answers)
    assert all(np.ndim(value) == 0 for value in seen)
