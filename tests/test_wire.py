import contextlib
import json
import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from checker.errors import ProtocolError
from checker.steps import LAYOUTS, Call, Laid, Name, Read, Set
from checker.trees import (
    DTYPES,
    NODES,
    TEXT_BYTES,
    clean_text,
    cost_of,
    flatten,
    flatten_step,
    unflatten,
    unflatten_step,
)
from checker.wire import BODY_BYTES, HEADER_BYTES, PREFIX, array_at, lengths, pack, unpack

ARRAYS = hnp.arrays(
    st.sampled_from(list(DTYPES.values())), hnp.array_shapes(min_dims=0, min_side=0)
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**300), 10**300)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple),
    max_leaves=12,
)
ARGUMENTS = VALUES | st.builds(Name, st.text(), st.none() | st.integers(0, 9))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def through_a_frame(tree, arrays):
    frame = pack({"value": tree}, arrays)
    header, body = lengths(frame[: PREFIX.size])
    assert len(frame) == PREFIX.size + header + body
    return unpack(frame[PREFIX.size :][:header], frame[PREFIX.size + header :])


def alike(one, other):
    """Whether two values are the same down to types, with nan the same as nan."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        # a big-endian array comes back in the machine's own order, with the same numbers
        same_form = (one.dtype.name, one.shape) == (other.dtype.name, other.shape)
        return same_form and np.array_equal(one, other, equal_nan=one.dtype.kind in "fc")
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(alike, one, other))
    return repr(one) == repr(other)


@given(VALUES)
def test_a_value_there_and_back(value):
    """A plain value comes back as itself, types and all."""
    arrays = []
    tree = flatten(value, arrays)
    assert alike(through_a_frame(tree, arrays).value("value"), value)


@given(ARRAYS, st.sampled_from(LAYOUTS))
def test_a_layout_there_and_back(array, layout):
    """An array that is to be laid out in memory keeps its layout's name."""
    arrays = []
    tree = flatten([Laid(array, layout)], arrays)
    (back,) = through_a_frame(tree, arrays).value("value")
    assert back.layout == layout
    assert alike(back.array, array)


@given(
    st.builds(Call, st.text(), st.lists(ARGUMENTS, max_size=3).map(tuple), st.none() | st.text())
    | st.builds(Read, st.text(), st.none() | st.text() | st.integers())
    | st.builds(Set, st.text(), ARGUMENTS)
)
def test_a_step_there_and_back(step):
    """Each kind of step comes back as itself."""
    arrays = []
    frame = through_a_frame(flatten_step(step, arrays), arrays)
    back = unflatten_step(frame.header["value"], frame.arrays)
    assert type(back) is type(step)
    assert all(alike(getattr(back, name), getattr(step, name)) for name in vars(step))


@given(st.binary(), st.binary())
@example(b"[" * 100_000, b"")
@example(b"{}", b"")
@example(b'{"arrays": 1}', b"")
@example(b'{"arrays": [["float64", [0], 0]]}', b"")
@example(b'{"arrays": [["float64", [1e999], 0]]}', b"12345678")
@example(b'{"arrays": [["float64", [], 0]], "arrays": []}', b"12345678")
@example(b'{"a": NaN}', b"")
@example(b'{"a": ' + b"9" * 100_000 + b"}", b"")
def test_any_bytes(header, body):
    """From any bytes comes a frame or a ProtocolError, and nothing else."""
    with contextlib.suppress(ProtocolError):
        unpack(header, body).value("value")


@given(JSON, st.lists(ARRAYS, max_size=3))
def test_any_tree(tree, arrays):
    """From any JSON comes a value or a ProtocolError, and nothing else."""
    with contextlib.suppress(ProtocolError):
        unflatten(tree, arrays)


@given(JSON)
def test_any_step(tree):
    """From any JSON comes a step or a ProtocolError, and nothing else."""
    with contextlib.suppress(ProtocolError):
        unflatten_step(tree, [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*DTYPES, "object", "U1"]) | st.integers(),
            st.lists(st.integers(-1, 2**70), max_size=40) | st.integers(),
            st.integers(-1, 2**70),
        ).map(list),
        max_size=4,
    ),
    st.binary(max_size=64),
)
@example([["float64", [0, 2**70], 0]], b"")
@example([["uint8", [1] * 33, 0]], b"1")
@example([["float64", [2**63, 2**63], 0]], b"")
def test_any_table_of_arrays(table, body):
    """A table of arrays gives arrays that lie in the body, or a ProtocolError."""
    try:
        frame = unpack(json.dumps({"arrays": table}).encode(), body)
    except ProtocolError:
        return
    assert sum(array.nbytes for array in frame.arrays) <= len(body)


def test_rows_that_share_bytes():
    """A small body cannot be made into much memory by naming its bytes many times."""
    rows = [["uint8", [1 << 20], 0]] * NODES
    with pytest.raises(ProtocolError, match="overlap"):
        unpack(json.dumps({"arrays": rows}).encode(), bytes(1 << 20))


def test_one_array_in_a_value_many_times():
    """A value may hold one array in many places, but only so many."""
    with pytest.raises(ProtocolError, match="parts"):
        unflatten({"list": [{"array": 0}] * NODES}, [np.zeros(1)])


def test_a_value_nested_too_deep():
    """Lists within lists are read to the agreed depth only."""
    tree = None
    for _ in range(2000):
        tree = {"list": [tree]}
    with pytest.raises(ProtocolError, match="deep"):
        unflatten(tree, [])


@pytest.mark.parametrize("size", [HEADER_BYTES + 1, 2**32 - 1])
def test_a_header_said_to_be_huge(size):
    """A length beyond the limit is refused before anything is allocated."""
    with pytest.raises(ProtocolError, match="larger"):
        lengths(PREFIX.pack(size, 0))


def test_a_body_said_to_be_huge():
    """The body has a limit of its own."""
    with pytest.raises(ProtocolError, match="larger"):
        lengths(PREFIX.pack(0, BODY_BYTES + 1))


def test_a_truth_value_of_two():
    """A byte that is neither 0 nor 1 arrives as the True that it counts for."""
    frame = unpack(b'{"arrays": [["bool", [2], 0]]}', b"\x02\x00")
    assert frame.arrays[0].tobytes() == b"\x01\x00"


@pytest.mark.parametrize(
    "tree",
    [
        {"int": "9" * 401},
        {"int": 5},
        {"float": "0x1p+99999"},
        {"float": "1" * 41},
        {"complex": ["0x1p+0"]},
        {"array": 0},
        {"array": True},
        {"laid": [None, "sideways"]},
        {"name": ["x", 1.5]},
        {"name": [1, "y"]},
        {"file": 5},
        {"pickle": "gASVAAAA"},
        {"list": [], "tuple": []},
        3.5,
    ],
)
def test_a_damaged_value(tree):
    """What no value is written as is refused."""
    with pytest.raises(ProtocolError):
        unflatten(tree, [])


def test_a_value_with_behaviour():
    """What has no plain form has no place on the wire."""
    with pytest.raises(TypeError, match="object has no place"):
        flatten(object(), [])


def test_an_array_that_fits_no_frame():
    """A sender is told that the receiver would refuse, before it copies anything."""
    with pytest.raises(ValueError, match="MiB"):
        pack({}, [np.broadcast_to(np.zeros(1), (BODY_BYTES, 2))])


def test_text_that_fits_no_frame():
    """The header's limit holds for the sender too."""
    with pytest.raises(ValueError, match="MiB"):
        pack({"text": "a" * HEADER_BYTES}, [])


@given(st.text(st.characters()))
def test_text_of_any_kind(text):
    """Lone surrogates are replaced, so that the text can be written to a file."""
    clean_text(text).encode("utf-8")


def test_text_without_end():
    """Text is cut to what is carried."""
    assert len(clean_text("a" * (TEXT_BYTES + 1))) == TEXT_BYTES


def test_not_a_number_in_a_list():
    """Floats travel as bits, so that nan and infinity need no words of their own."""
    assert math.isnan(unflatten(flatten([math.nan], []), [])[0])


AXES = {
    "rows of nothing": [20_000_000, 0],
    "columns of nothing": [0, 20_000_000],
    "bytes in one row": [20_000_000],
}


@pytest.mark.parametrize("shape", AXES.values(), ids=AXES)
def test_axis_that_is_too_long(shape):
    """No axis is longer than ten million, even of an array without a byte."""
    body = bytes(20_000_000)
    with pytest.raises(ProtocolError, match="too long an axis"):
        array_at(["uint8", shape, 0], body)


SHARED = {
    "one array of 16 MB, a hundred times": (np.zeros(1 << 24, np.uint8).reshape(4, -1), 100),
    "rows of nothing, a hundred times": (np.zeros((1_000_000, 0)), 100),
    "one megabyte, nine thousand times": (np.zeros((1 << 10, 1 << 7)), 9_000),
}


@pytest.mark.parametrize(("array", "times"), SHARED.values(), ids=SHARED)
def test_array_that_is_named_often(array, times):
    """Each time that a value names an array counts: whoever makes one table of it, makes copies."""
    tree = {"list": [{"array": 0}] * times}
    with pytest.raises(ProtocolError, match="names too many or too large arrays"):
        unflatten(tree, [array])
    assert len(unflatten({"list": [{"array": 0}] * 2}, [array])) == 2


@given(st.lists(st.integers(0, 5), max_size=4), st.integers(1, 60))
def test_cost_of_any_shape(shape, times):
    """An array costs its bytes at least, and at least one for each row that a loop would see."""
    array = np.zeros(shape)
    assert cost_of(array.shape, 8) >= max(array.nbytes, len(array) if shape else 1)
