"""What is loaded with a gradebook: nbgrader's tables, and none of its pages."""

import subprocess
import sys
from zipfile import ZipFile

import pytest

WRITES = """
import sys
from checker.classroom.gradebook.writing import write_gradebook
write_gradebook(sys.argv[1], [], [])
assert "nbgrader.api" in sys.modules
print(*(name for name in sys.modules if name.startswith("nbgrader.server_extensions")))
print(*({"setuptools", "requests", "alembic"} & sys.modules.keys()))
from nbgrader.utils import unpack_archive
unpack_archive(sys.argv[2], sys.argv[3])
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.apps import NbGraderApp
"""


@pytest.mark.slow
def test_what_is_loaded(tmp_path):
    """No page of nbgrader's is loaded, and whoever wants the rest of nbgrader still gets it."""
    archive, folder = tmp_path / "archive.zip", tmp_path / "unpacked"
    with ZipFile(archive, "w") as file:
        file.writestr("held.txt", "held")
    command = [sys.executable, "-c", WRITES, f"sqlite:///{tmp_path}/gradebook.db", archive, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    assert (folder / "held.txt").read_text("utf-8") == "held"
