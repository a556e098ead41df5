"""Values as a tree of JSON and a list of plain numeric arrays.

The same form crosses the sandbox's wall and lies in casebooks. From any tree `unflatten` gives
either a value or `ProtocolError`, in time and memory bounded by the limits below. Nothing is
unpickled, nothing evaluated, and no field can express a mark.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from checker.errors import ProtocolError
from checker.records import Value
from checker.steps import LAYOUTS, Argument, Call, Digits, File, Laid, Name, Read, Set, Step

TEXT_BYTES = 64 << 10
#: What one value may hold in arrays, each counted as often as it is named in it; and no axis may
#: be longer, even of an array that has no bytes.
ARRAY_BYTES = 64 << 20
AXIS = 10_000_000
INT_DIGITS = 400
DEPTH = 8
NODES = 10_000
DTYPES = {
    name: np.dtype(name).newbyteorder("<")
    for name in (
        "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
        "float16", "float32", "float64", "complex64", "complex128",
    )
}  # fmt: skip
#: NumPy works a type's name out anew each time it is asked.
NAMES = {np.dtype(name): name for name in DTYPES}

Tree = Any
Arrays = list[np.ndarray]


def name_of(dtype: np.dtype) -> str | None:
    """Return the name under which arrays of a type travel, or None if they do not."""
    return NAMES.get(dtype) or NAMES.get(dtype.newbyteorder("="))


def flatten(value: Value | Argument, arrays: Arrays) -> Tree:
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
        case Name() | Laid() | Digits() | File():
            return _flatten_argument(value, arrays)
    raise TypeError(f"a {type(value).__name__} has no place on the wire")


def _flatten_argument(argument: Name | Laid | Digits | File, arrays: Arrays) -> Tree:
    """What only the grader sends: an argument that the other side looks up or lays out."""
    match argument:
        case Name(path, item):
            return {"name": [path, item]}
        case Laid(array, layout):
            return {"laid": [flatten(array, arrays), layout]}
        case Digits(split, start, stop, what, drawn):
            more = [] if drawn is None else [drawn]
            return {"digits": [split, start, stop, what, *more]}
        case File(name):
            return {"file": name}


def unflatten(tree: Tree, arrays: Sequence[np.ndarray]) -> Any:
    """Turn a tree of JSON back into a value.

    Raises
    ------
    ProtocolError
        If the tree is not one that `flatten` makes, or is too deep or too large.
    """
    return _Reader(arrays).value(tree, DEPTH)


class _Reader:
    """One value being read: counts nodes, so that a small frame cannot become a huge value.

    An array counts each time that it is named: a hundred names for one are a hundred arrays to
    whoever makes one table of them.
    """

    def __init__(self, arrays: Sequence[np.ndarray]):
        self.arrays = arrays
        self.nodes = 0
        self.bytes = 0

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
        if tag != "array" and tag not in READERS:
            raise ProtocolError("a value of unknown form")
        try:
            return self._array(content) if tag == "array" else READERS[tag](content)
        except (ValueError, TypeError, OverflowError, IndexError) as error:
            raise ProtocolError(f"a damaged {tag}") from error

    def _array(self, content: Tree) -> np.ndarray:
        if type(content) is not int or not 0 <= content < len(self.arrays):
            raise ValueError
        array = self.arrays[content]
        self.bytes += cost_of(array.shape, array.itemsize)
        if self.bytes > ARRAY_BYTES:
            raise ProtocolError("a value that names too many or too large arrays")
        return array

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
    if not isinstance(path, str) or not (item is None or type(item) in (int, str)):
        raise ValueError
    return Name(clean_text(path), clean_text(item) if isinstance(item, str) else item)


def _digits(content: Tree) -> Digits:
    split, start, stop, what, *drawn = content
    if split not in ("train", "test") or what not in ("images", "labels"):
        raise ValueError
    if not is_count(start, stop, *drawn) or len(drawn) > 1:
        raise ValueError
    return Digits(split, start, stop, what, *drawn)


def _file(content: Tree) -> File:
    if not isinstance(content, str):
        raise ValueError
    return File(clean_text(content))


READERS: dict[str, Callable[[Tree], Any]] = {
    "int": _int,
    "float": _float,
    "complex": _complex,
    "name": _name,
    "digits": _digits,
    "file": _file,
}


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


def unflatten_step(tree: Tree, arrays: Sequence[np.ndarray]) -> Step:
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


def cost_of(shape: Sequence[int], itemsize: int) -> int:
    """Return what an array counts for: its bytes, but one for each row at least if it has none.

    >>> cost_of((1000, 2), 8), cost_of((1000, 0), 8), cost_of((), 8)
    (16000, 1000, 8)
    """
    size = math.prod(shape) * itemsize
    return size or math.prod(max(1, length) for length in shape)


def is_count(*numbers: Any) -> bool:
    """Whether all numbers are whole and not negative."""
    return all(type(number) is int and number >= 0 for number in numbers)
