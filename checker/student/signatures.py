"""What a student calls the arguments of a function: read off it, without running anything."""

import inspect
from collections.abc import Mapping, Sequence
from types import FunctionType
from typing import Any

from checker.steps import Call, Step


def parameter_names(namespace: Mapping[str, Any], steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the names of the arguments of the last call; () where that is no function of Python's.

    >>> def area(width, height): ...
    >>> parameter_names({"area": area}, [Call("area", (2.0, 3.0))])
    ('width', 'height')
    """
    last = steps[-1]
    if not isinstance(last, Call):
        return ()
    owner, _, method = last.target.rpartition(".")
    if not owner:
        found = namespace.get(last.target)
        return _of_class(found, "__init__") if isinstance(found, type) else _of_function(found)
    made = (step.target for step in steps if isinstance(step, Call) and step.into == owner)
    return _of_class(namespace.get(next(made, "")), method)


def _of_class(owner: Any, method: str) -> tuple[str, ...]:
    """Return a method's names without `self`, which no caller hands over."""
    if not isinstance(owner, type):
        return ()
    found = inspect.getattr_static(owner, method, None)
    if isinstance(found, staticmethod):
        return _of_function(found.__func__)
    bound = found.__func__ if isinstance(found, classmethod) else found
    return _of_function(bound)[1:]


def _of_function(found: Any) -> tuple[str, ...]:
    if type(found) is not FunctionType:
        return ()
    return found.__code__.co_varnames[: found.__code__.co_argcount]
