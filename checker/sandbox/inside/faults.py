"""Exceptions of student code as faults: what went wrong, and in which line of the student's.

A frame is the student's if it belongs to the module that the student's namespace belongs to:
`__main__` in a notebook and in a sandbox. No frame of ours is ever named. An exception's
`__str__` may be the student's own and loop for ever, so it is called only where it is Python's
or NumPy's.
"""

import inspect
import linecache
import types
from typing import Any

import numpy as np

from checker.records import Ending, Fault
from checker.sandbox.inside.lacking import what_lacks
from checker.sandbox.inside.plain import type_name

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
    cell, line = _place(error, namespace.get("__name__"))
    source = linecache.getline(cell, line).strip()[:MESSAGE_CHARACTERS]
    message = message_of(error)[:MESSAGE_CHARACTERS]
    return Fault(type_name(error), message, cell, line, source, what_lacks(error))


def message_of(error: BaseException) -> str:
    """Return an exception's message without running anything that a student has written."""
    if isinstance(error, SyntaxError) and type(error.msg) is str:
        return error.msg  # str(error) would add the place, which the fault has already
    shown = [argument for argument in error.args if _is_plain(argument)]
    if len(shown) < len(error.args) or not _has_known_text(error):
        return ", ".join(map(str, shown))
    return str(error)


def _place(error: BaseException, module: object) -> tuple[str, int]:
    place = ("", 0)
    if isinstance(error, SyntaxError) and type(error.filename) is str:
        place = (error.filename, error.lineno or 0)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__") == module:
            place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _is_plain(argument: object) -> bool:
    if type(argument) is tuple:
        return all(map(_is_plain, argument))
    return type(argument) in PLAIN_TYPES or isinstance(argument, DTYPES)


def _has_known_text(error: BaseException) -> bool:
    text = inspect.getattr_static(type(error), "__str__")
    if isinstance(text, types.FunctionType):
        return (text.__module__ or "").startswith("numpy.")
    return isinstance(text, types.WrapperDescriptorType)
