"""Changes a process of its own in all ways, and prints what it tells of each: before and after."""

import contextlib
import json
import math
import sys
import types
import warnings
from collections.abc import Iterator

import numpy as np
import pytest

from checker.sandbox.inside.as_before import Beginning

CHANGES = {
    "a constant": lambda patch: patch.setattr(math, "pi", 3),
    "a new name": lambda patch: patch.setattr(math, "left", 3, raising=False),
    "a name that is gone": lambda patch: patch.delattr(np, "exp"),
    "a module": lambda patch: patch.setitem(sys.modules, "left", types.ModuleType("left")),
    "a module in another's place": lambda patch: patch.setitem(sys.modules, "math", np),
    "a variable": lambda patch: patch.setenv("LEFT", "1"),
    "a place for modules": lambda patch: patch.syspath_prepend("left"),
    "a filter": lambda patch: patch.setattr(warnings, "filters", [*warnings.filters, "left"]),
}


@contextlib.contextmanager
def _patched(change) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        change(patch)
        yield


@contextlib.contextmanager
def _recursion_limit() -> Iterator[None]:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(limit + 1)
    yield
    sys.setrecursionlimit(limit)


def _computed() -> bool:
    """Whether a process is as it was after it has computed, with and without a warning."""
    beginning = Beginning()
    with np.errstate(over="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.exp(np.array([900.0]))
    return beginning.is_back()


def told() -> dict[str, list[bool]]:
    """Return by change whether the process is as before with it, and after it is taken back."""
    ways = {name: _patched(change) for name, change in CHANGES.items() if "gone" not in name}
    ways |= {
        "an error state": np.errstate(over="raise"),
        "a limit of recursion": _recursion_limit(),
        "a name that is gone": _patched(CHANGES["a name that is gone"]),  # it stays told: last
    }
    found = {"nothing": [_computed(), _computed()]}
    for name, way in ways.items():
        beginning = Beginning()
        with way:
            during = beginning.is_back()
        found[name] = [during, beginning.is_back()]
    return found


if __name__ == "__main__":
    print(json.dumps(told()))
