"""The tolerances under which an answer is held to the right one.

They are wide enough for a function that computes in single precision, by a margin of five at
least, so that it earns the same on all cases; and a wrong one is further off by a larger margin.
They follow the type of what was handed over, which the course decides, and never that of the
answer: an answer in single precision would buy itself a wider tolerance.
"""

from typing import Any

import numpy as np

from checker.exercises import Case, Values
from checker.judging.matching import Matcher
from checker.numerics import RIGHT_ATOL, RIGHT_RTOL, SINGLE_RTOL
from checker.steps import Call, Laid, Read, Set, Step

Tolerance = tuple[float, float]
USUAL: Tolerance = (RIGHT_RTOL, RIGHT_ATOL)
#: Within which one call gives the same answer twice: another order of summation, and not more.
TWICE: Tolerance = (1e-6, 1e-9)
SINGLE = (np.float16, np.float32, np.complex64)


def matcher_for(check: Values, case: Case, **options: Any) -> Matcher:
    """Return what holds the answer to one case of a check to the right one."""
    tolerance = tolerance_of(case, (check.rtol, check.atol))
    match case.steps[-1]:
        case Read(item=str()):  # a typed field
            options["rows"] = True
    return Matcher(*tolerance, check.columns, **options)


def tolerance_of(case: Case, stated: Tolerance = USUAL) -> Tolerance:
    """Return the tolerances for the answer to a case, relative and absolute.

    They are the stated ones, and at least 1e-4 and 1e-5 if an argument is in single precision.
    """
    if not is_single(case):
        return stated
    rtol, atol = stated
    return max(rtol, SINGLE_RTOL), max(atol, RIGHT_ATOL)


def is_single(case: Case) -> bool:
    """Whether a case hands over numbers that carry only the seven digits of single precision."""
    return any(map(_is_single, case.steps))


def _is_single(thing: Step | Any) -> bool:
    match thing:
        case np.ndarray():
            return thing.dtype in SINGLE
        case list() | tuple():
            return any(map(_is_single, thing))
        case Call(args=args):
            return _is_single(args)
        case Laid(array, _):
            return _is_single(array)
        case Set(value=value):
            return _is_single(value)
    return False
