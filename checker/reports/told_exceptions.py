"""What may be told of an exception where the cases are hidden: its name could carry one."""

import builtins
import re

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
