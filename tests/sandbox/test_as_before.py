"""Whether a process is as it was: changes are told, and forgotten when they are taken back.

A process of its own is changed, as a sandbox's is: in the tests' own, libraries keep state.
"""

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from checker.sandbox.inside import as_before
from tests.sandbox.changes import CHANGES
from tests.syntax_trees import ROOT


@pytest.fixture(scope="module")
def told():
    """By change: whether the process is as before with it, and after it is taken back."""
    command = [sys.executable, "-m", "tests.sandbox.changes"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_process_that_computes(told):
    """It stays as it was."""
    assert told["nothing"] == [True, True]


@pytest.mark.parametrize("change", [*CHANGES, "an error state", "a limit of recursion"])
def test_a_change(told, change):
    """It is told, until it is taken back."""
    comes_back = change != "a name that is gone"  # it comes back at another place of the module
    assert told[change] == [False, comes_back]


@pytest.mark.parametrize(
    ("most", "taken", "had_room"),
    [(1000, 500, True), (1000, 501, False), (as_before.resource.RLIM_INFINITY, 1 << 40, True)],
)
def test_memory(monkeypatch, most, taken, had_room):
    """Half of what it may have can have been taken, at any time."""
    usage = SimpleNamespace(ru_maxrss=taken)
    limit = most if most < 0 else most * as_before.KIBIBYTE
    monkeypatch.setattr(as_before.resource, "getrlimit", lambda _: (limit, limit))
    monkeypatch.setattr(as_before.resource, "getrusage", lambda _: usage)
    assert as_before.has_had_room() == had_room
