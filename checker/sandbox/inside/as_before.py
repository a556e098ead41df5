"""Whether a process is as it was before any student code ran in it.

The modules that code may import which only computes, Python's own names among them, must hold the
very things that they held, no module may have come or gone, and what can be set in Python and
NumPy must be set as it was. What other modules hold is not looked at: a fork that touches all of
them costs as much time as an exercise. This runs beside the code that it is about, so it
proves nothing against code that knows it; what rests on it is said in SECURITY.md.
"""

import gc
import os
import resource
import sys
import warnings
from operator import is_
from typing import Any

import numpy as np

from checker.sandbox.inside.computing import HARMLESS, PARTS

KIBIBYTE = 1 << 10
#: The modules whose names student code can get at.
WITHIN_REACH = {*HARMLESS, *(f"numpy.{part}" for part in PARTS), "builtins", "os", "sys", "gc"}


class Beginning:
    """What a process was like when this was made."""

    def __init__(self) -> None:
        self._modules = dict(sys.modules)
        near = [vars(each) for name, each in self._modules.items() if name in WITHIN_REACH]
        self._held = [(scope, [*scope.values()]) for scope in near]
        self._settings = _settings()

    def is_back(self) -> bool:
        """Whether everything is as it was."""
        try:
            return (
                self._modules.keys() == sys.modules.keys()
                and all(map(is_, self._modules.values(), sys.modules.values()))
                and all(_holds(scope, things) for scope, things in self._held)
                and self._settings == _settings()
            )
        except Exception:  # noqa: BLE001  whatever was done to it, it is not as it was
            return False


def has_had_room() -> bool:
    """Whether this process has never taken half of its memory, be it with what is left of before.

    Code that runs out of memory may catch that, and answer something.
    """
    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE
    return most == resource.RLIM_INFINITY or taken <= most / 2


def _holds(scope: dict[str, Any], things: list[Any]) -> bool:
    return len(scope) == len(things) and all(map(is_, things, scope.values()))


def _settings() -> list[Any]:
    """Return what code can set that is no module's own name."""
    numerical = [np.geterr(), np.geterrcall(), np.getbufsize(), np.get_printoptions()]
    tracing = [sys.gettrace(), sys.getprofile(), len(sys._current_frames())]
    python = [sys.getrecursionlimit(), gc.isenabled(), [*sys.path], [*warnings.filters]]
    folder = os.getcwd()  # noqa: PTH109  a path takes ten times as long, in each exercise
    return [*numerical, *tracing, *python, folder, dict(os.environ)]
