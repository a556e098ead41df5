"""What may be told of an exception where the cases are hidden: its name could carry one."""

import builtins
import re

from checker.records import Fault

#: How the judge says of one check that a call stopped, or that its answer cannot be looked at.
STOPPED = re.compile(r"the call stopped with (.+)", re.DOTALL)
UNCOMPARED = "is returned, and cannot be compared"
UNCOMPARABLE = "an answer of a kind that cannot be compared"
#: Exceptions that NumPy raises by names of its own.
OF_NUMPY = frozenset(
    (
        *("AxisError", "ComplexWarning", "DTypePromotionError", "LinAlgError", "TooHardError"),
        *("UFuncTypeError", "_ArrayMemoryError", "_UFuncBinaryResolutionError"),
        *("_UFuncInputCastingError", "_UFuncNoLoopError", "_UFuncOutputCastingError"),
    )
)


def is_python_exception(kind: str) -> bool:
    """Whether this is the name of an exception of Python's or NumPy's own."""
    known = getattr(builtins, kind, None)
    return kind in OF_NUMPY or (isinstance(known, type) and issubclass(known, BaseException))


def own_reason(reason: str, public: bool) -> str:
    """Return why one check lost points; what a student has named could carry a hidden case."""
    stopped = STOPPED.fullmatch(reason)
    if public or not (stopped or reason.endswith(UNCOMPARED)):
        return reason
    if stopped:
        known = is_python_exception(stopped[1])
        return reason if known else reason.replace(stopped[1], "an exception of your own")
    return UNCOMPARABLE


def is_exception(fault: Fault) -> bool:
    """Whether code stopped; else the fault is a value of a type that nothing can be done with."""
    return fault.line > 0 or is_python_exception(fault.kind)


def stop_rows(fault: Fault, exercise: str, public: bool) -> list[tuple[str, str]]:
    """Say where student code stopped: the exception, then the student's own line.

    A class of exceptions that a student has made could carry a hidden case in its name.
    """
    told = public or is_python_exception(fault.kind)
    kind = fault.kind if told else "an exception of your own"
    message = f": {fault.message}" if public and fault.message else ""
    cell = fault.cell.removeprefix("exercise-")
    elsewhere = f" (in {cell})" if cell not in (exercise, fault.cell) else ""
    line = [(f"line {fault.line}", fault.source.strip() + elsewhere)] if fault.line else []
    return [("raised", kind + message), *line]
