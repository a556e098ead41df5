"""Whether a process is as it was: changes are told, and forgotten when they are taken back."""

import math
import sys
import types
import warnings

import numpy as np
import pytest

from checker.sandbox.inside.as_before import Beginning


def test_a_process_that_computes():
    """It stays as it was."""
    beginning = Beginning()
    with np.errstate(over="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.exp(np.array([900.0]))
    assert beginning.is_back()


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


@pytest.mark.parametrize("change", CHANGES)
def test_a_change(change, monkeypatch):
    """It is told, until it is taken back."""
    beginning = Beginning()
    with monkeypatch.context() as patch:
        CHANGES[change](patch)
        assert not beginning.is_back()
    assert beginning.is_back() or change == "a name that is gone"  # it comes back at another place


def test_an_error_state():
    """What NumPy does about overflow is a setting, too."""
    beginning = Beginning()
    with np.errstate(over="raise"):
        assert not beginning.is_back()
    assert beginning.is_back()


def test_a_limit_of_recursion():
    """A limit that is set otherwise is told."""
    beginning, limit = Beginning(), sys.getrecursionlimit()
    sys.setrecursionlimit(limit + 1)
    try:
        assert not beginning.is_back()
    finally:
        sys.setrecursionlimit(limit)
