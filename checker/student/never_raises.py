"""What a student calls never shows a traceback of ours: it says in a sentence what went wrong."""

import functools
from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter, signature
from typing import Any, ParamSpec, TypeVar

from checker.errors import CheckerError, UsageError

P = ParamSpec("P")
R = TypeVar("R")


def never_raises(otherwise: R, name: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Turn our own errors into a sentence and a value, so that no student sees a traceback.

    The sentence begins with the `name` that a student has typed: the function's, if none is given.
    """

    def decorate(speak: Callable[P, R]) -> Callable[P, R]:
        typed = name or speak.__name__

        @functools.wraps(speak)
        def quietly(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                _require_form(typed, speak, args, kwargs)
                return speak(*args, **kwargs)
            except CheckerError as error:
                said = str(error).rstrip(".")
                print(f"{typed}: {said}{'' if said.endswith('?') else '.'}")
            except KeyboardInterrupt:
                print(f"{typed}: stopped before the end, as you asked.")
            except Exception as error:  # noqa: BLE001  the last resort, and it says whose fault it is
                print(
                    f"{typed}: the checker itself failed ({type(error).__name__}: {error}). "
                    "This is our mistake, not yours. Your answer was not judged."
                )
            return otherwise

        return quietly

    return decorate


def _require_form(
    name: str, speak: Callable[..., Any], args: Sequence[Any], named: Mapping[str, Any]
) -> None:
    """Refuse a call that the function does not take.

    Raises
    ------
    UsageError
        If an argument is missing, or one too many is handed over.
    """
    form = signature(speak)
    try:
        form.bind(*args, **named)
    except TypeError as error:
        asked = ", ".join(map(_shown, form.parameters.values()))
        raise UsageError(f"{error}; it is called as {name}({asked})") from None


def _shown(parameter: Parameter) -> str:
    """Return a parameter as it is typed, without its type."""
    return str(parameter.replace(annotation=Parameter.empty))
