"""Whether a process is as it was: changes are told, and forgotten when they are taken back.

A process of its own is changed, as a sandbox's is: in the tests' own, libraries keep state.
"""

import json
import subprocess
import sys

import pytest

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
