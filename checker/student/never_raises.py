"""What a student calls never shows a traceback of ours: it says in a sentence what went wrong."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from checker.errors import CheckerError

P = ParamSpec("P")
R = TypeVar("R")


def never_raises(otherwise: R) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Turn our own errors into a sentence and a value, so that no student sees a traceback."""

    def decorate(speak: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(speak)
        def quietly(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return speak(*args, **kwargs)
            except CheckerError as error:
                said = str(error).rstrip(".")
                print(f"{speak.__name__}: {said}{'' if said.endswith('?') else '.'}")
            except KeyboardInterrupt:
                print(f"{speak.__name__}: stopped before the end, as you asked.")
            except Exception as error:  # noqa: BLE001  the last resort, and it says whose fault it is
                print(
                    f"{speak.__name__}: the checker itself failed ({type(error).__name__}: "
                    f"{error}). This is our mistake, not yours. Your answer was not judged."
                )
            return otherwise

        return quietly

    return decorate
