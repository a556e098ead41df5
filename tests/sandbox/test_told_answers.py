"""What a submission has been answered by the reference, and what it is told of that later."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checker.fingerprints import digest_of
from checker.sandbox.inside.told import KnownAnswers, is_repeatable
from checker.sandbox.told_answers import MOST, MOST_BYTES, ToldAnswers
from checker.trees import flatten
from tests.sandbox.student import job

NOTHING = ("dict", (), ())
GENERATOR = ("generator", (1, 2, 0, 0))


def of(*values, named=NOTHING, given=()):
    """The arguments of a call, packed."""
    return values, named, given


def key_of(name, *values):
    arrays = []
    trees = [flatten(each, arrays) for each in of(*(("plain", each) for each in values))]
    return digest_of((name, trees), arrays)


def told(kept, names):
    arrays = []
    return KnownAnswers(kept.trees(names, arrays), arrays)


def test_calls_that_have_an_answer_for_good():
    """They hand over and get plain values, and change none."""
    one = ("plain", 1)
    assert is_repeatable(of(one), (one, None))
    assert is_repeatable(of(named=("dict", ("x",), (one,))), (one, None))
    assert not is_repeatable(of(GENERATOR), (one, GENERATOR))
    assert not is_repeatable(of(("function", 0), given=((),)), (one, None))
    assert not is_repeatable(of(named=("dict", ("x",), (GENERATOR,))), (one, None))
    assert not is_repeatable(of(one), (("items", [1]), None))
    assert not is_repeatable(of(one), (("wanted", 0, ()),))
    assert not is_repeatable((1, 2, 3), (one, None))
    assert not is_repeatable(of(one), 5)


@given(st.lists(st.sampled_from([0, 0.0, -0.0, False, "0", None]), min_size=2, max_size=2))
def test_keys(pair):
    """Two calls have one key if they are the same to the last bit and in their types."""
    one, other = pair
    assert (key_of("f", one) == key_of("f", other)) == (repr(one) == repr(other))


def test_keys_of_arrays():
    """Type, shape and name count as the numbers do."""
    arrays = [np.zeros(2), np.zeros((2, 1)), np.zeros(2, np.float32), np.zeros(2, int)]
    assert len({key_of("f", each) for each in arrays} | {key_of("g", arrays[0])}) == 5


def test_what_is_told_again():
    """Of the functions that are answered outside, what was asked for this exercise."""
    kept = ToldAnswers()
    kept.begin(job("", "f"))
    kept.keep("g", of(("plain", 1)), (("plain", 2), None))
    assert told(kept, ["g"]).value(key_of("g", 1)) == (("plain", 2), None)
    assert told(kept, ["g"]).value(key_of("g", 2)) is None
    assert told(kept, ["h"]).value(key_of("g", 1)) is None
    kept.begin(job("", "f"))
    assert told(kept, ["g"]).value(key_of("g", 1))
    kept.begin(job("", "other"))
    assert told(kept, ["g"]).value(key_of("g", 1)) is None
    kept.keep("g", of(("plain", 1)), (("plain", 2), None))
    kept.forget()  # whoever records calls wants each program to make its own
    assert told(kept, ["g"]).value(key_of("g", 1)) is None


def test_how_much_is_kept():
    """Not what is large, nor more than so many."""
    kept = ToldAnswers()
    kept.begin(job("", "f"))
    kept.keep("g", of(("plain", 1)), (("plain", np.zeros(MOST_BYTES)), None))
    kept.keep("g", of(("plain", 2)), (("plain", "x" * 1000), None))
    assert not kept.trees(["g"], [])
    for number in range(MOST + 1):
        kept.keep("g", of(("plain", number)), (("plain", 1), None))
    assert len(kept.trees(["g"], [])) == MOST
