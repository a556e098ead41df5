"""Frames that carry trees of JSON and plain numeric arrays across the sandbox's wall.

A frame is two little-endian u32 lengths, a header of strict JSON and a body of raw
little-endian C-order buffers. From any bytes `unpack` gives either a header with its values or
`ProtocolError`, in time and memory bounded by the limits below.
"""

import json
import math
import struct
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from checker.errors import ProtocolError
from checker.trees import (
    ARRAY_BYTES,
    AXIS,
    DTYPES,
    NODES,
    Arrays,
    Tree,
    is_count,
    name_of,
    unflatten,
)

HEADER_BYTES = 1 << 20
BODY_BYTES = ARRAY_BYTES
DIMENSIONS = 32
#: Arrays of so many bytes are not copied to be sent.
LARGE_BYTES = 1 << 16
PREFIX = struct.Struct("<II")

#: Bytes on their way.
Buffer = bytes | bytearray | memoryview


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
    return b"".join(chunks(header, arrays))


def chunks(header: dict[str, Any], arrays: Arrays) -> list[Buffer]:
    """Return a frame in pieces: large arrays are sent from where they lie.

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
        table.append([name, list(array.shape), offset])
        buffers.append(_buffer(np.ascontiguousarray(array, dtype=DTYPES[name])))
        offset += size
    text = json.dumps(header | {"arrays": table}, allow_nan=False).encode("ascii")
    if len(text) > HEADER_BYTES:
        raise ValueError(f"more than {HEADER_BYTES >> 20} MiB of text and numbers")
    return _joined([PREFIX.pack(len(text), offset), text, *buffers])


def _buffer(array: np.ndarray) -> Buffer:
    return array.tobytes() if array.nbytes < LARGE_BYTES else array.data.cast("B")


def _joined(buffers: list[Buffer]) -> list[Buffer]:
    """Return neighbours that are small as one, so that few pieces are left."""
    runs = groupby(buffers, lambda buffer: isinstance(buffer, memoryview))
    return [each for is_large, run in runs for each in (run if is_large else [b"".join(run)])]


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


def unpack(header: bytes | bytearray, body: bytes | bytearray, *, in_place: bool = False) -> Frame:
    """Take a frame apart, its two parts already cut to the lengths that its prefix states.

    Its arrays are copies, or lie `in_place`, at any address, for those who copy what they use.

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
        arrays.append(array_at(row, body, in_place=in_place))
        copied += arrays[-1].nbytes
        if copied > len(body):  # rows that share bytes would make much of little
            raise ProtocolError("arrays that overlap")
    return Frame(fields, arrays)


def array_at(row: Tree, body: bytes | bytearray, *, in_place: bool = False) -> np.ndarray:
    """Cut one array out of a body, as a copy of its own unless it may lie `in_place`.

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
    if not isinstance(shape, list) or len(shape) > DIMENSIONS or not is_count(*shape, offset):
        raise ProtocolError("an array of impossible shape")
    if max(shape, default=0) > AXIS:
        raise ProtocolError("an array with too long an axis")
    dtype = DTYPES[name]
    count = math.prod(shape)
    if offset + count * dtype.itemsize > len(body):
        raise ProtocolError("an array beyond its frame")
    if name == "bool":  # a byte of 2 would be True here and something else there
        plain = np.frombuffer(body, np.uint8, count, offset) != 0
    else:
        there = np.frombuffer(body, dtype, count, offset)
        native = dtype.newbyteorder("=")
        plain = there.view(native) if in_place and dtype.isnative else there.astype(native)
    try:
        array: np.ndarray = plain.reshape(shape)
    except ValueError as error:  # sizes beyond what NumPy counts, such as (0, 2**70)
        raise ProtocolError("an array of impossible shape") from error
    return array


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a key twice")
    return fields


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
