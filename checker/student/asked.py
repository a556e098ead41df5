"""Which exercise a student means."""

from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.exercises.casebook import CompiledExercise
from checker.exercises.shelf import casebooks, find_exercise


def asked_exercise(exercise: object, namespace: dict[str, Any]) -> CompiledExercise:
    """Find which exercise is meant by a function, a name, a number or typed answers.

    Raises
    ------
    UsageError
        If there is no such exercise, or none is named.
    """
    if exercise is None:
        raise UsageError('which exercise? Its name or number belongs in the brackets, as in "1.1"')
    if isinstance(exercise, str | float):
        name = str(exercise)
    elif isinstance(exercise, dict):
        own = (key for key, value in namespace.items() if value is exercise and key[0] != "_")
        name = next(own, "")
    else:
        name = getattr(exercise, "__name__", type(exercise).__name__)
    return find_exercise(casebooks(Path.cwd()), str(name))
