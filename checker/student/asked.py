"""Which exercise a student means."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from checker.errors import UsageError
from checker.exercises.casebook import CompiledExercise
from checker.exercises.shelf import casebooks, find_exercise
from checker.sandbox.inside.plain import type_name
from checker.student.cells import stopped_cell

#: The number of an exercise, whatever is written around it.
_NUMBER = re.compile(r"(?<![\w.,-])(\d{1,2})[.,-](\d{1,2})(?![\w.,-]*\d)")


def asked_exercise(exercise: object, namespace: dict[str, Any]) -> CompiledExercise:
    """Find which exercise is meant by a function, a name, a number or typed answers.

    Raises
    ------
    UsageError
        If there is no such exercise, or none is named.
    """
    return find_exercise(casebooks(Path.cwd()), _name_of(exercise, namespace))


def require_its_cell_ran(asked: CompiledExercise) -> None:
    """Judge nothing that is older than its cell.

    Raises
    ------
    UsageError
        If that cell stopped with an error.
    """
    stopped = stopped_cell((asked.name, *asked.defines))
    if stopped:
        advice = ": leave that line out if nothing needs it" if stopped.lacks else ""
        raise UsageError(
            f"the cell of exercise {asked.number} stopped with {stopped}. So what it should "
            f"define is older than what stands there, and nothing is judged until it runs{advice}"
        )


def _name_of(exercise: object, namespace: Mapping[str, Any]) -> str:
    """Return the name or the number that is meant."""
    if exercise is None:
        raise UsageError('which exercise? Its name or number belongs in the brackets, as in "1.1"')
    if isinstance(exercise, str):
        return _as_written(exercise)
    if isinstance(exercise, dict):
        own = (key for key, value in namespace.items() if value is exercise and key[0] != "_")
        named = next(own, "")
    else:
        named = getattr(exercise, "__name__", "")
    if isinstance(named, str) and named:
        return named
    if isinstance(exercise, float) and _NUMBER.fullmatch(str(exercise)):
        return str(exercise)
    raise UsageError(
        f"{_what(exercise)} stands in the brackets, and the exercise is meant to: its function "
        'without a call, as in check(sigmoid), or its name or number, as in check("1.1")'
    )


def _as_written(text: str) -> str:
    """Return a name or a number without what is written around it, as in “Exercise 1,1”.

    >>> _as_written(" Exercise 1,1 "), _as_written("sigmoid()")
    ('1.1', 'sigmoid')
    """
    found = _NUMBER.search(text)
    return f"{found[1]}.{found[2]}" if found else text.strip().removesuffix("()")


def _what(exercise: object) -> str:
    if isinstance(exercise, bool | int | float | np.number):
        return "a number"
    if isinstance(exercise, np.ndarray):
        return "an array"
    kind = type_name(exercise)
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
