"""Formulas of typed answers as data: how each field follows from given numbers and earlier fields.

In a classroom there is no worked solution to go on from a student's own numbers with. A formula
says how, as nested lists that JSON carries, and is worked out here without running any code.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from checker.records import Value

#: A name as text, a number, or `[operation, formula, …]`.
Formula = Any

OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
    "negative": np.negative,
    ">": np.greater,
    "where": lambda condition, one, other: one if condition else other,
    "exp": np.exp,
    "dot": np.dot,
    "outer": np.outer,
    "transpose": np.transpose,
    "ravel": np.ravel,
    "array": np.array,
    "matmul": np.matmul,
    "item": lambda values, place: values[place],
    **{
        name: getattr(np, name)
        for name in ("sum", "mean", "abs", "sqrt", "square", "log", "maximum", "minimum")
    },
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}


def worked_out(formula: Formula, names: Mapping[str, Value]) -> Any:
    """Return what a formula comes to.

    Raises
    ------
    KeyError, TypeError, ValueError
        If a name is unknown, or the values that are put in do not fit each other.

    >>> worked_out(["+", ["*", "w", "x"], 1.5], {"w": 2.0, "x": -1.0})
    np.float64(-0.5)
    """
    match formula:
        case str(name):
            return names[name]
        case [str(operation), *parts]:
            values = [worked_out(part, names) for part in parts]
            with np.errstate(all="ignore"):
                return OPERATIONS[operation](*values)
    return formula
