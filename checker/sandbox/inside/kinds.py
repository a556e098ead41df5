"""Of which kinds the variables of functions are when they end: numbers, arrays, or others."""

from collections.abc import Mapping
from types import FrameType
from typing import Any

import numpy as np

#: What is handed over in place of another is of its kind: no array where a number is meant.
KINDS = ((int | float | np.generic, "number"), (np.ndarray, "array"), (list | tuple, "list"))
#: The kinds of each function's variables, by the line of its first word and their names.
Kinds = dict[int, dict[str, set[str]]]


def note_kinds(frame: FrameType, kinds: Kinds) -> None:
    """Add of which kinds a frame's variables are, and the attributes of its `self`."""
    names: dict[str, Any] = dict(frame.f_locals)
    attributes = getattr(names.get("self"), "__dict__", None)
    if isinstance(attributes, Mapping):
        names |= {f"self.{name}": value for name, value in attributes.items()}
    known = kinds.setdefault(frame.f_code.co_firstlineno, {})
    for name, value in names.items():
        known.setdefault(name, set()).add(_kind(value))


def _kind(value: Any) -> str:
    return next((kind for types, kind in KINDS if isinstance(value, types)), "other")
