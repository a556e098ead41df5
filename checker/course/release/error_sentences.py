"""Python's errors in an instructor's file, each as one sentence that says what to change."""

import ast
import re
from dataclasses import fields
from difflib import get_close_matches

import checker.exercises
from checker.course.release.places import argument, callee
from checker.exercises.fields import FieldError

_UNKNOWN = re.compile(r"unexpected keyword argument '(\w+)'")
_MISSING = re.compile(r"missing \d+ required \S+ arguments?: (.+)")


def fault_sentence(error: BaseException, call: ast.Call | None = None) -> str:
    """Return what is wrong, in one sentence; `call` is the call that was refused."""
    match error:
        case FieldError() | TimeoutError():
            return str(error)
        case SyntaxError():
            return f"SyntaxError: {error.msg}"
        case SystemExit():
            return "the file ends the program; it has to run to its end"
        case NameError(name=str(name)):
            return f"NameError: nothing is called “{name}” here{_near(name, error)}"
        case TypeError() if "is not callable" in str(error):
            return f"TypeError: {error}; a comma may be missing before the bracket"
        case TypeError() if call is not None and (told := _misused(str(error), callee(call))):
            return told
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def faulty_argument(error: BaseException, call: ast.Call) -> ast.expr | None:
    """Return the argument of a call that an error is about, if it is about one."""
    if isinstance(error, FieldError):
        return argument(call, error.field, error.place)
    unknown = _UNKNOWN.search(str(error)) if isinstance(error, TypeError) else None
    return argument(call, unknown[1], len(call.args)) if unknown else None


def _misused(told: str, name: str) -> str:
    """Say in the words of the vocabulary what Python says of a call, or nothing."""
    if unknown := _UNKNOWN.search(told):
        known = get_close_matches(unknown[1], _fields(name), 1)
        near = f"; is “{known[0]}” meant?" if known else ""
        return f"{name} has no “{unknown[1]}”{near}"
    if missing := _MISSING.search(told):
        return f"{name} needs {missing[1]}"
    return ""


def _fields(name: str) -> list[str]:
    record = getattr(checker.exercises, name, None)
    return [item.name for item in fields(record)] if isinstance(record, type) else []


def _near(name: str, error: NameError) -> str:
    """Say what is meant, from the names where it was looked up."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    names = [*trace.tb_frame.f_locals, *trace.tb_frame.f_globals] if trace else []
    known = get_close_matches(name, names, 1)
    return f"; is “{known[0]}” meant?" if known else ""
