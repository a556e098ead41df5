import sys

import pytest

from checker.errors import IsolationError
from checker.sandbox.filters import OUTER, SELF_ONLY, STRICT, outer_filter, strict_filter


def test_filters_in_the_kernels_code():
    """Both filters are whole instructions, and few enough for one program."""
    for instructions in (outer_filter(), strict_filter()):
        assert len(instructions) % 8 == 0
        assert 50 < len(instructions) // 8 < 4096


def test_calls_named_once():
    """No system call is named in two lists."""
    named = [*OUTER, *STRICT, *SELF_ONLY]
    assert len(named) == len(set(named))


def test_a_machine_without_the_library(monkeypatch):
    """What is missing is named by the package that brings it."""
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    with pytest.raises(IsolationError, match="libseccomp2"):
        outer_filter.__wrapped__()
