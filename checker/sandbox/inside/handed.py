"""Which call led into a function of another cell, and what that function was handed."""

import dis
from collections.abc import Iterator, Sequence
from types import CodeType, FrameType
from typing import Any

import numpy as np

from checker.sandbox.inside.plain import type_name

#: A frame that an exception passed through, and the line that it was at.
Passed = tuple[FrameType, int]
#: So many arguments are described.
MOST_ARGUMENTS = 5
#: How what gives a variable another value is called; from Python 3.13 on some do more at once.
STORED = ("STORE_FAST", "STORE_DEREF")
INSTANCES = {"self", "cls"}
NUMBERS = (bool, int, float, complex, np.generic)


def call_from_another_cell(passed: Sequence[Passed]) -> tuple[str, int]:
    """Return the function of another cell that an exception came out of, and where it is called.

    The function is named with what it was handed, as in "f with a of shape (3, 1)"; the line is
    one of the cell whose function was asked. Without such a call it is ("", 0).
    """
    cells = [frame.f_code.co_filename for frame, _ in passed]
    own = [at for at, cell in enumerate(cells) if cell == cells[0]]
    if not own or own[-1] == len(cells) - 1:
        return "", 0
    callee, _ = passed[own[-1] + 1]
    return _described(callee), passed[own[-1]][1]


def _described(frame: FrameType) -> str:
    """Name a function with what it was handed, or its class where that was called."""
    name = frame.f_code.co_qualname.removesuffix(".__init__").replace("<locals>.", "")
    handed = ", ".join(f"{each} {what}" for each, what in list(_handed(frame))[:MOST_ARGUMENTS])
    return f"{name} with {handed}" if handed else name


def _handed(frame: FrameType) -> Iterator[tuple[str, str]]:
    """Describe the arguments that still have the values that were handed over."""
    code, values = frame.f_code, frame.f_locals
    changed = set(_stored(code))
    for name in code.co_varnames[: code.co_argcount]:
        if name in values and name not in changed | INSTANCES:
            yield name, _form(values[name])


def _stored(code: CodeType) -> Iterator[str]:
    for step in dis.get_instructions(code):
        if step.opname.startswith(STORED):
            yield from step.argval if isinstance(step.argval, tuple) else (step.argval,)


def _form(value: Any) -> str:
    """Describe a value by its shape, length or type, without running anything of its own."""
    if type(value) is np.ndarray and value.ndim:
        return f"of shape {value.shape}"
    if type(value) in (list, tuple):
        return f"a {type_name(value)} of {len(value)}"
    if issubclass(type(value), NUMBERS):
        return "a number"
    if type(value) is str:
        return "a word"
    return f"of type {type_name(value)}"
