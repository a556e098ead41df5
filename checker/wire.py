"""Values as a tree of JSON and a list of plain numeric arrays, and frames that carry both.

The same form crosses the sandbox's wall and lies in casebooks. A frame is two little-endian
u32 lengths, a header of strict JSON and a body of raw little-endian C-order buffers. From any
bytes `unpack` gives either a header with its values or `ProtocolError`, in time and memory
bounded by the limits below. Nothing is unpickled, nothing evaluated, and no field can express
a mark.
"""

import json
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from checker.errors import ProtocolError
from checker.records import Value
from checker.steps import LAYOUTS, Call, Laid, Name, Read, Set, Step

HEADER_BYTES = 1 << 20
BODY_BYTES = 64 << 20
TEXT_BYTES = 64 << 10
INT_DIGITS = 400
DEPTH = 8
NODES = 10_000
DIMENSIONS = 32
DTYPES = {
    name: np.dtype(name).newbyteorder("<")
    for name in (
        "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
        "float16", "float32", "float64", "complex64", "complex128",
    )
}  # fmt: skip
#: NumPy works a type's name out anew each time it is asked.
NAMES = {np.dtype(name): name for name in DTYPES}
PREFIX = struct.Struct("<II")

Tree = Any
Arrays = list[np.ndarray]


def name_of(dtype: np.dtype) -> str | None:
    """Give the name under which arrays of a type travel, or None if they do not."""
    return NAMES.get(dtype) or NAMES.get(dtype.newbyteorder("="))


def flatten(value: Value | Name | Laid, arrays: Arrays) -> Tree:
    """Turn a value into a tree of JSON; its arrays are appended to `arrays`.

    Raises
    ------
    TypeError
        If the value is, or holds, anything that `records.Value` does not name.
    """
    match value:
        case None | bool() | str():
            return value
        case int():
            return {"int": str(value)}
        case float():
            return {"float": value.hex()}
        case complex():
            return {"complex": [value.real.hex(), value.imag.hex()]}
        case np.ndarray() if name_of(value.dtype):
            arrays.append(value)
            return {"array": len(arrays) - 1}
        case list():
            return {"list": [flatten(item, arrays) for item in value]}
        case tuple():
            return {"tuple": [flatten(item, arrays) for item in value]}
        case Name(path, item):
            return {"name": [path, item]}
        case Laid(array, layout):
            return {"laid": [flatten(array, arrays), layout]}
    raise TypeError(f"a {type(value).__name__} has no place on the wire")


def unflatten(tree: Tree, arrays: Arrays) -> Any:
    """Turn a tree of JSON back into a value.

    Raises
    ------
    ProtocolError
        If the tree is not one that `flatten` makes, or is too deep or too large.
    """
    return _Reader(arrays).value(tree, DEPTH)


class _Reader:
    """One value being read: counts nodes, so that a small frame cannot become a huge value."""

    def __init__(self, arrays: Arrays):
        self.arrays = arrays
        self.nodes = 0

    def value(self, tree: Tree, depth: int) -> Any:
        self.nodes += 1
        if depth == 0 or self.nodes > NODES:
            raise ProtocolError("a value too deep or of too many parts")
        if tree is None or isinstance(tree, bool):
            return tree
        if isinstance(tree, str):
            return clean_text(tree)
        if not isinstance(tree, dict) or len(tree) != 1:
            raise ProtocolError("a value of unknown form")
        ((tag, content),) = tree.items()
        if tag in ("list", "tuple") and isinstance(content, list):
            items = [self.value(item, depth - 1) for item in content]
            return items if tag == "list" else tuple(items)
        if tag == "laid":
            return self._laid(content, depth)
        return self._leaf(tag, content)

    def _leaf(self, tag: str, content: Tree) -> Any:
        readers: dict[str, Callable[[Tree], Any]] = {
            "int": _int,
            "float": _float,
            "complex": _complex,
            "array": self._array,
            "name": _name,
        }
        if tag not in readers:
            raise ProtocolError("a value of unknown form")
        try:
            return readers[tag](content)
        except (ValueError, TypeError, OverflowError, IndexError) as error:
            raise ProtocolError(f"a damaged {tag}") from error

    def _array(self, content: Tree) -> np.ndarray:
        if type(content) is not int or not 0 <= content < len(self.arrays):
            raise ValueError
        return self.arrays[content]

    def _laid(self, content: Tree, depth: int) -> Laid:
        if not isinstance(content, list) or len(content) != 2 or content[1] not in LAYOUTS:
            raise ProtocolError("a damaged layout")
        return Laid(self.value(content[0], depth - 1), content[1])


def _int(content: Tree) -> int:
    if not isinstance(content, str) or len(content) > INT_DIGITS:
        raise ValueError
    return int(content)


def _float(content: Tree) -> float:
    if not isinstance(content, str) or len(content) > 40:
        raise ValueError
    return float.fromhex(content)


def _complex(content: Tree) -> complex:
    real, imaginary = content
    return complex(_float(real), _float(imaginary))


def _name(content: Tree) -> Name:
    path, item = content
    if not isinstance(path, str) or not (item is None or type(item) is int):
        raise ValueError
    return Name(clean_text(path), item)


def clean_text(text: str) -> str:
    """Cut text to what is carried, with lone surrogates replaced so that it can be written."""
    return text[:TEXT_BYTES].encode("utf-8", "replace").decode("utf-8")


def flatten_step(step: Step, arrays: Arrays) -> Tree:
    """Turn one step of a script into a tree of JSON, as `flatten` does with values."""
    match step:
        case Call(target, args, into):
            return ["call", target, into, [flatten(arg, arrays) for arg in args]]
        case Read(target, item):
            return ["read", target, item]
        case Set(target, value):
            return ["set", target, flatten(value, arrays)]


def unflatten_step(tree: Tree, arrays: Arrays) -> Step:
    """Turn a tree of JSON back into a step.

    Raises
    ------
    ProtocolError
        If the tree is not one that `flatten_step` makes.
    """
    match tree:
        case ["call", str(target), None | str() as into, [*args]]:
            return Call(target, tuple(unflatten(arg, arrays) for arg in args), into)
        case ["read", str(target), None | str() | int() as item]:
            return Read(target, item)
        case ["set", str(target), value]:
            return Set(target, unflatten(value, arrays))
    raise ProtocolError("a step of unknown form")


@dataclass(frozen=True)
class Frame:
    """One message: a header of JSON and the arrays that its trees refer to."""

    header: dict[str, Any]
    arrays: Arrays

    def value(self, field: str) -> Any:
        """Read the value that lies under `field` of the header."""
        return unflatten(self.header.get(field), self.arrays)


def pack(header: dict[str, Any], arrays: Arrays) -> bytes:
    """Put a header and its arrays into one frame.

    Raises
    ------
    ValueError
        If the frame would be larger than the receiver allows.
    """
    table, buffers, offset = [], [], 0
    for array in arrays:
        size = array.size * array.itemsize
        if offset + size > BODY_BYTES:
            raise ValueError(f"more than {BODY_BYTES >> 20} MiB of arrays")
        name = name_of(array.dtype) or array.dtype.name
        plain = np.ascontiguousarray(array, dtype=DTYPES[name])
        table.append([name, list(array.shape), offset])
        buffers.append(plain.tobytes())
        offset += size
    text = json.dumps(header | {"arrays": table}, allow_nan=False).encode("ascii")
    if len(text) > HEADER_BYTES:
        raise ValueError(f"more than {HEADER_BYTES >> 20} MiB of text and numbers")
    return b"".join([PREFIX.pack(len(text), offset), text, *buffers])


def lengths(prefix: bytes | bytearray) -> tuple[int, int]:
    """Read the lengths of header and body from the first eight bytes of a frame.

    Raises
    ------
    ProtocolError
        If either is beyond its limit; nothing has been allocated then.
    """
    header, body = PREFIX.unpack(prefix)
    if header > HEADER_BYTES or body > BODY_BYTES:
        raise ProtocolError("a frame larger than allowed")
    return header, body


def unpack(header: bytes | bytearray, body: bytes | bytearray) -> Frame:
    """Take a frame apart, its two parts already cut to the lengths that its prefix states.

    Raises
    ------
    ProtocolError
        If the header is no strict JSON object or the table of arrays does not fit the body.
    """
    try:
        fields = json.loads(header, object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("a header that is no strict JSON") from error
    if not isinstance(fields, dict):
        raise ProtocolError("a header that is no object")
    table = fields.pop("arrays", [])
    if not isinstance(table, list) or len(table) > NODES:
        raise ProtocolError("a damaged table of arrays")
    arrays, copied = [], 0
    for row in table:
        arrays.append(array_at(row, body))
        copied += arrays[-1].nbytes
        if copied > len(body):  # rows that share bytes would make much of little
            raise ProtocolError("arrays that overlap")
    return Frame(fields, arrays)


def array_at(row: Tree, body: bytes | bytearray) -> np.ndarray:
    """Cut one array, as a copy of its own, out of a body.

    Raises
    ------
    ProtocolError
        If its type, shape or place is not possible.
    """
    if not isinstance(row, list) or len(row) != 3:
        raise ProtocolError("a damaged table of arrays")
    name, shape, offset = row
    if not isinstance(name, str) or name not in DTYPES:
        raise ProtocolError("an array of unknown type")
    if not isinstance(shape, list) or len(shape) > DIMENSIONS or not _whole([*shape, offset]):
        raise ProtocolError("an array of impossible shape")
    dtype = DTYPES[name]
    count = math.prod(shape)
    if offset + count * dtype.itemsize > len(body):
        raise ProtocolError("an array beyond its frame")
    if name == "bool":  # a byte of 2 would be True here and something else there
        plain = np.frombuffer(body, np.uint8, count, offset) != 0
    else:
        plain = np.frombuffer(body, dtype, count, offset).astype(dtype.newbyteorder("="))
    try:
        array: np.ndarray = plain.reshape(shape).copy()
    except ValueError as error:  # sizes beyond what NumPy counts, such as (0, 2**70)
        raise ProtocolError("an array of impossible shape") from error
    return array


def _whole(numbers: list[Any]) -> bool:
    return all(type(number) is int and number >= 0 for number in numbers)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a key twice")
    return fields


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
