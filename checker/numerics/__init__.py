"""Numerical gradients, and the comparison of two arrays as facts. Pure NumPy, never prints.

`central_differences` measures every entry, `complex_step` does so to 15 digits for functions
that take complex numbers, `check_directions` costs the same for any number of parameters, and
`inspect_gradients` chooses between the first and the last and says which array is wrong, and
where.
"""

from checker.numerics.claims import as_claim
from checker.numerics.comparison import (
    RIGHT_ATOL,
    RIGHT_RTOL,
    SINGLE_RTOL,
    Difference,
    compare,
    constant_ratio,
    wrong_entries,
)
from checker.numerics.complex_step import complex_step
from checker.numerics.directions import (
    DIRECTIONS,
    TOLERANCE,
    Block,
    check_directions,
    miss_probability,
)
from checker.numerics.gradients import central_differences, relative_errors
from checker.numerics.inspection import Inspected, inspect_gradients
from checker.numerics.slopes import STEP, Slope, slope_at_zero

__all__ = [
    "DIRECTIONS",
    "RIGHT_ATOL",
    "RIGHT_RTOL",
    "SINGLE_RTOL",
    "STEP",
    "TOLERANCE",
    "Block",
    "Difference",
    "Inspected",
    "Slope",
    "as_claim",
    "central_differences",
    "check_directions",
    "compare",
    "complex_step",
    "constant_ratio",
    "inspect_gradients",
    "miss_probability",
    "relative_errors",
    "slope_at_zero",
    "wrong_entries",
]
