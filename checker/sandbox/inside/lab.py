"""The instruments of an exercise: functions that go to student code, and counters of what it does.

Their text is the course's own and no secret. It runs beside the student's namespace, so that no
name in it can be rebound from there.
"""

import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from types import CodeType, FrameType, SimpleNamespace
from typing import Any

import numpy as np

from checker.sandbox.inside.packing import answered
from checker.sandbox.inside.watching import WATCH

UNCOUNTED = "the steps of this call could not be counted: it starts threads or changes a trace"


def laboratory(text: str) -> SimpleNamespace:
    """Run the text of an exercise's instruments and give them as attributes."""
    names: dict[str, Any] = {
        "__name__": "lab",
        "np": np,
        "calls_of": calls_of,
        "bytecodes_of": bytecodes_of,
        "answered": answered,
        "together": together,
    }
    exec(_code(text), names)
    return SimpleNamespace(**{name: thing for name, thing in names.items() if name[:2] != "__"})


@lru_cache(maxsize=16)
def _code(text: str) -> CodeType:
    return compile(text, "lab", "exec", dont_inherit=True)


def together(*things: Any) -> tuple[Any, ...]:
    """Return several things at once, to be looked at elsewhere."""
    return things


def calls_of(function: Callable[..., Any], *args: Any) -> int:
    """Count the calls of Python functions while `function(*args)` runs, itself included."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    _run_traced(trace, function, args)
    return count


def bytecodes_of(function: Callable[..., Any], *args: Any) -> int:
    """Count the bytecodes that run while `function(*args)` does, in all functions it calls.

    Time would tell loops from matrix products too, but differently on every machine.
    """
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        frame.f_trace = trace  # Python 3.13 looks for bytecodes only in a frame that has one
        count += event == "opcode"
        return trace

    _run_traced(trace, function, args)
    return count


def _run_traced(trace: Callable[..., Any], function: Callable[..., Any], args: Any) -> None:
    """Run a function under a trace, and put back what traced before, such as a debugger.

    Raises
    ------
    RuntimeError
        If the function did what may have kept its work from being counted.
    """
    before, in_threads = sys.gettrace(), threading.gettrace()
    is_set = False
    sys._getframe().f_trace_opcodes = True  # else Python 3.12 tells of bytecodes from the next time
    WATCH.begin(trace)
    try:
        function(*args)
        is_set = sys.gettrace() is trace
    finally:
        WATCH.is_on = False  # no call: it would be counted
        sys.settrace(before)
        threading.settrace(in_threads)
    if not WATCH.saw_all(is_set=is_set):
        raise RuntimeError(UNCOUNTED)
