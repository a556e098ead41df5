"""What is loaded with a gradebook: nbgrader's tables, and none of its pages."""

import subprocess
import sys

import pytest

WRITES = """
import sys
from checker.classroom.gradebook.writing import write_gradebook
write_gradebook(sys.argv[1], [], [])
assert "nbgrader.api" in sys.modules
print(*(name for name in sys.modules if name.startswith("nbgrader.server_extensions")))
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.apps import NbGraderApp
"""


@pytest.mark.slow
def test_what_is_loaded(tmp_path):
    """No page of nbgrader's is loaded, and whoever wants the rest of nbgrader still gets it."""
    command = [sys.executable, "-c", WRITES, f"sqlite:///{tmp_path}/gradebook.db"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
