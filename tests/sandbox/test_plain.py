import enum
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from checker.sandbox.inside.plain import Unsupported, plain


class Sly(np.ndarray):
    """An array that lies about itself wherever Python lets it."""

    def tobytes(self):
        return b"lies"

    def copy(self):
        raise RuntimeError

    @property
    def shape(self):
        return (1, 1)

    def __array__(self, *args, **kwargs):
        return np.ones(99)


class SlyFloat(float):
    """A number that is equal to everything."""

    def __eq__(self, other):
        return True

    def __float__(self):
        return 42.0

    def __hash__(self):
        return 0


class SlyList(list):
    """A list that shows other items than it has."""

    def __iter__(self):
        return iter([1, 2, 3])

    def __len__(self):
        return 3


class Claims:
    """An object that says that it is a list."""

    __class__ = list


class Shade(enum.IntEnum):
    """Numbers with names."""

    DARK = 7


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value", [None, True, 3, -2.5, 1 + 2j, "text", [1, [2.0, None]], (1, ("a",)), [], ()]
)
def test_what_is_plain_already(value):
    """Python's own values stay as they are."""
    assert plain(value) == value
    assert type(plain(value)) is type(value)


@pytest.mark.parametrize(
    ("value", "twin"),
    [
        (np.float64(2.5), 2.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.complex128(1j), 1j),
        (np.str_("a"), "a"),
        (Shade.DARK, 7),
        (SlyFloat(2.5), 2.5),
    ],
)
def test_twins_of_python_values(value, twin):
    """What is a Python value underneath becomes one, without asking what it says of itself."""
    assert plain(value) == twin
    assert type(plain(value)) is type(twin)


@pytest.mark.parametrize(
    ("value", "number"),
    [(Fraction(1, 8), 0.125), (Decimal("0.5"), 0.5), (Decimal("-Infinity"), -np.inf)],
)
def test_exact_numbers(value, number):
    """They are the floats that they become."""
    assert type(plain(value)) is float
    assert plain([value]) == [number]


class OwnFraction(Fraction):
    """One that behaves as a student likes."""


@pytest.mark.parametrize("value", [Fraction(10**400), Decimal("sNaN"), OwnFraction(1, 2)])
def test_exact_numbers_that_are_no_float(value):
    """They are no plain values."""
    with pytest.raises(Unsupported):
        plain(value)


@pytest.mark.parametrize("dtype", ["float32", "float16", "int8", "uint64", "complex64"])
def test_scalars_of_other_types(dtype):
    """A scalar of another width stays recognisable, as an array without axes."""
    value = plain(np.dtype(dtype).type(1))
    assert (value.dtype.name, value.shape) == (dtype, ())


@pytest.mark.filterwarnings("ignore:the matrix subclass")  # students may use it all the same
def test_a_matrix():
    """A matrix becomes the array that it is."""
    value = plain(np.matrix([[1.0, 2.0]]))
    assert (type(value), value.shape) == (np.ndarray, (1, 2))


def test_an_array_that_lies():
    """Overridden methods and properties are never asked."""
    value = plain(np.arange(3.0).view(Sly))
    assert value.tolist() == [0.0, 1.0, 2.0]


def test_a_list_that_lies():
    """A list's own items are taken, not those that it shows."""
    assert plain(SlyList([5])) == [5]


def test_memory_of_its_own():
    """A plain array shares no memory with the result."""
    array = np.ones(3)
    value = plain([array])
    array[:] = 0
    assert value[0].tolist() == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    "array",
    [
        np.arange(4.0).astype(">f8"),
        np.asfortranarray(np.arange(4.0).reshape(2, 2)),
        np.arange(8.0)[::2],
        np.arange(4.0)[::-1],
    ],
)
def test_arrays_in_odd_forms(array):
    """Byte order, strides and Fortran order are levelled; the numbers stay."""
    value = plain(array)
    assert value.flags.c_contiguous
    assert value.dtype.isnative
    assert value.tolist() == array.tolist()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ((number for number in [1]), "type generator"),
        ({"a": 1}, "type dict"),
        (range(3), "type range"),
        (object(), "type object"),
        (..., "type ellipsis"),
        (NotImplemented, "NotImplementedType"),
        (int, "type type"),
        (Claims(), "type Claims"),
        (np.array([object()]), "dtype object"),
        (np.array(["a"]), "dtype str"),
        (np.datetime64("2024-01-01"), "dtype datetime64"),
        (np.zeros(2, [("a", "f8")]), "dtype void"),
        (np.ma.masked_array([1.0], [True]), "masked"),
        (np.broadcast_to(0.0, (10**6, 10**6)), "64 MiB"),
        ([np.zeros(5 << 20), np.zeros(5 << 20)], "64 MiB"),
        ([0] * 10_001, "10,000 items"),
        ([[0] * 5000, [0] * 5000], "10,000 items"),
        (nested(7), "too deep"),
        (nested(100_000), "too deep"),
        (10**400, "400 digits"),
        ("a" * 70_000, "65,536 characters"),
    ],
)
def test_what_is_not_plain(value, message):
    """Anything else is refused by name, in no time and without a copy."""
    with pytest.raises(Unsupported, match=message):
        plain(value)


ENDLESS = {
    "rows of nothing": np.zeros((20_000_000, 0)),
    "columns of nothing": np.zeros((0, 20_000_000)),
    "a list of rows of nothing": [np.zeros((1_000_000, 0))] * 9_000,
    "rows of rows of nothing": np.zeros((10_000, 10_000, 0)),
    "one number spread out": np.broadcast_to(np.float64(0), (4_000, 4_000)),
    "one array a hundred times": [np.zeros(1 << 20)] * 100,
}


@pytest.mark.parametrize("value", ENDLESS.values(), ids=ENDLESS)
def test_value_that_costs_nothing_where_it_is_made(value):
    """Rows and references count as what they are to whoever reads them."""
    with pytest.raises(Unsupported, match=r"longer than 10,000,000|more than 64 MiB"):
        plain(value)
