"""Numerical gradients, and the comparison of two arrays as facts. Pure NumPy, never prints."""

from checker.numerics.comparison import SINGLE_ATOL, Difference, compare, constant_ratio
from checker.numerics.gradients import (
    STEP,
    central_differences,
    gradient_errors,
    relative_errors,
)

__all__ = [
    "SINGLE_ATOL",
    "STEP",
    "Difference",
    "central_differences",
    "compare",
    "constant_ratio",
    "gradient_errors",
    "relative_errors",
]
