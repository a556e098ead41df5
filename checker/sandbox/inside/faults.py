"""Exceptions of student code as faults: what went wrong, and in which line of the student's.

A frame is the student's if it belongs to the module that the student's namespace belongs to:
`__main__` in a notebook and in a sandbox. No frame of ours is ever named. An exception's
`__str__` may be the student's own and loop for ever, so it is called only where it is Python's
or NumPy's.
"""

import inspect
import linecache
import types
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from checker.records import Ending, Fault
from checker.sandbox.inside.handed import Passed, call_from_another_cell
from checker.sandbox.inside.lacking import what_lacks
from checker.sandbox.inside.plain import type_name
from checker.sandbox.inside.spelling import meant

MESSAGE_CHARACTERS = 500
PLAIN_TYPES = {str, int, float, bool, complex, bytes, type(None), np.ufunc}
DTYPES = (np.dtype, type(np.dtype))


def ending_of(error: BaseException) -> Ending:
    """Say how a probe ended that an exception stopped."""
    if isinstance(error, NotImplementedError):
        return Ending.NOT_ATTEMPTED
    return Ending.OUT_OF_MEMORY if isinstance(error, MemoryError) else Ending.RAISED


def fault_of(error: BaseException, namespace: dict[str, Any]) -> Fault:
    """Describe an exception by the innermost line of the student's that it passed through.

    `cell` is the file name under which that line was compiled; `source` stays empty where
    `linecache` does not know the text.
    """
    passed = list(_passed_through(error, namespace.get("__name__")))
    cell, line = _place(error, passed)
    source = linecache.getline(cell, line).strip()[:MESSAGE_CHARACTERS]
    message = message_of(error)[:MESSAGE_CHARACTERS]
    if isinstance(error, NameError | AttributeError):
        message += meant(message, [frame for frame, _ in passed])
    called, call_line = call_from_another_cell(passed)
    lacks = what_lacks(error)
    return Fault(type_name(error), message, cell, line, source, lacks, called, call_line)


def message_of(error: BaseException) -> str:
    """Return an exception's message without running anything that a student has written."""
    if isinstance(error, SyntaxError) and type(error.msg) is str:
        return error.msg  # str(error) would add the place, which the fault has already
    shown = [argument for argument in error.args if _is_plain(argument)]
    if len(shown) < len(error.args) or not _has_known_text(error):
        return ", ".join(map(str, shown))
    return str(error)


def _passed_through(error: BaseException, module: object) -> Iterator[Passed]:
    """List the frames of the student's that an exception passed through, with their lines."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__") == module:
            yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next


def _place(error: BaseException, passed: Sequence[Passed]) -> tuple[str, int]:
    if passed:
        frame, line = passed[-1]
        return frame.f_code.co_filename, line
    if isinstance(error, SyntaxError) and type(error.filename) is str:
        return error.filename, error.lineno or 0
    return "", 0


def _is_plain(argument: object) -> bool:
    if type(argument) is tuple:
        return all(map(_is_plain, argument))
    return type(argument) in PLAIN_TYPES or isinstance(argument, DTYPES)


def _has_known_text(error: BaseException) -> bool:
    text = inspect.getattr_static(type(error), "__str__")
    if isinstance(text, types.FunctionType):
        return (text.__module__ or "").startswith("numpy.")
    return isinstance(text, types.WrapperDescriptorType)
