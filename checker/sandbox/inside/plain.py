"""Results of student code as plain values: bytes and numbers without behaviour of their own.

Types are asked of `type(value)` and contents are read through the base types' own methods, so
that no method that a student has overridden is called. The exact numbers of Python's library,
`Fraction` and `Decimal`, are the floats that they become.
"""

import sys
from typing import Any

import numpy as np

from checker.records import Value
from checker.trees import (
    ARRAY_BYTES,
    AXIS,
    DEPTH,
    DTYPES,
    INT_DIGITS,
    NODES,
    TEXT_BYTES,
    cost_of,
    name_of,
)

#: NumPy scalars that are the same thing as a Python value; the others stay 0-d arrays, so
#: that a float32 is still seen to be one.
PYTHON_TWINS = (np.bool_, np.int64, np.float64, np.complex128, np.str_)
NAME_CHARACTERS = 100
INT_BITS = int(INT_DIGITS * 3.32)


class Unsupported(Exception):
    """A result that is no plain value; the message says what it is, in a few words."""


def plain(value: object) -> Value:
    """Return a result as a plain value that shares no memory with it.

    Raises
    ------
    Unsupported
        If it is anything else, or too deep, or larger than what is carried.
    """
    return _Converter().value(value, DEPTH)


def type_name(value: object) -> str:
    """Name the type of a value, cut to what fits in a sentence."""
    name: str = type.__dict__["__name__"].__get__(type(value))
    return name[:NAME_CHARACTERS]


class _Converter:
    """One result being converted: counts parts and bytes before anything is copied."""

    def __init__(self) -> None:
        self.nodes = 0
        self.bytes = 0

    def value(self, value: object, depth: int) -> Value:
        self._count(1)
        kind = type(value)
        if issubclass(kind, np.ndarray):
            return self._array(value)
        if issubclass(kind, np.generic) and not issubclass(kind, PYTHON_TWINS):
            return self._array(np.asarray(value))
        if issubclass(kind, (list, tuple)):
            return self._sequence(value, depth)
        return _scalar(value)

    def _sequence(self, value: Any, depth: int) -> list[Any] | tuple[Any, ...]:
        base: Any = list if issubclass(type(value), list) else tuple
        if depth == 1:
            raise Unsupported(f"a {base.__name__} nested too deep")
        if self.nodes + base.__len__(value) > NODES:
            raise Unsupported(f"a {base.__name__} of more than {NODES:,} items")
        items = [self.value(item, depth - 1) for item in base.__iter__(value)]
        return items if base is list else tuple(items)

    def _array(self, value: Any) -> np.ndarray:
        if _is_masked(value):
            raise Unsupported("a masked array")
        array = np.ndarray.view(value, np.ndarray)
        if name_of(array.dtype) is None and array.dtype.name not in DTYPES:
            raise Unsupported(f"an array of dtype {array.dtype.name[:40]}")
        if max(array.shape, default=0) > AXIS:
            raise Unsupported(f"an array with an axis longer than {AXIS:,}")
        self.bytes += cost_of(array.shape, array.itemsize)
        if self.bytes > ARRAY_BYTES:
            raise Unsupported(f"more than {ARRAY_BYTES >> 20} MiB of arrays, or as many rows,")
        return np.array(array, dtype=array.dtype.newbyteorder("="), order="C")

    def _count(self, parts: int) -> None:
        self.nodes += parts
        if self.nodes > NODES:
            raise Unsupported(f"more than {NODES:,} items")


def _is_masked(value: object) -> bool:
    masked = sys.modules.get("numpy.ma")  # costs milliseconds, so it is not imported for this
    return masked is not None and issubclass(type(value), masked.MaskedArray)


def _scalar(value: Any) -> Value:
    kind = type(value)
    if value is None:
        return None
    if issubclass(kind, (bool, np.bool_)):
        return bool(value)  # neither type can have subclasses, so this is never a student's
    if issubclass(kind, (int, np.int64)):
        return _int(value)
    if issubclass(kind, float):
        return float.__float__(value)
    if issubclass(kind, complex):
        return complex.__pos__(value)
    if issubclass(kind, str):
        return _text(value)
    if _is_exact(kind):
        return _rounded(value)
    raise Unsupported(f"a value of type {type_name(value)}")


def _int(value: Any) -> int:
    number: int = int.__int__(value) if issubclass(type(value), int) else np.int64.item(value)
    if number.bit_length() > INT_BITS:
        raise Unsupported(f"an integer of more than {INT_DIGITS} digits")
    return number


def _is_exact(kind: type) -> bool:
    """Whether a type is one of the library's, which nobody has imported for this."""
    exact = (("fractions", "Fraction"), ("decimal", "Decimal"))
    return any(kind is getattr(sys.modules.get(module), name, None) for module, name in exact)


def _rounded(value: Any) -> float:
    try:
        return float.__float__(float(value))
    except Exception as error:
        raise Unsupported(f"a {type_name(value)} that is no float") from error


def _text(value: Any) -> str:
    if str.__len__(value) > TEXT_BYTES:
        raise Unsupported(f"a text of more than {TEXT_BYTES:,} characters")
    return str.__str__(value)
