"""What `make lab` says where it cannot open the notebook, each time with what to do."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.syntax_trees import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed"),
]
OLD = """#!/bin/sh
# A Python that says of itself that it is 3.9.
[ "$1" = -c ] && [ "${2#import sys; v}" != "$2" ] || exit 0
echo "$2" | sed 's/sys.version_info/(3, 9, 2)/' | exec python3 -
"""
FAILS, WORKS = "#!/bin/sh\nexit 1\n", "#!/bin/sh\nexit 0\n"


@pytest.fixture
def folder(tmp_path):
    """A copy of the course as far as `make lab` looks at it, with an environment in place."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "01_neuron.ipynb").touch()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / ".made").write_text(f"{tmp_path}\n")
    (tmp_path / ".venv" / ".grading").touch()
    program(tmp_path / ".venv" / "bin" / "python", WORKS)
    return tmp_path


def program(path: Path, text: str) -> Path:
    """Write a program."""
    path.write_text(text)
    path.chmod(0o755)
    return path


def make(folder, *options):
    """Type `make lab`; whether it succeeded, and what it said."""
    command = ["make", "--no-print-directory", "lab", *options]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return ended.returncode == 0, ended.stdout + ended.stderr


def test_everything_in_place(folder):
    """Where all is in place JupyterLab is opened at notebook 1, and nothing is installed."""
    opened, said = make(folder)
    assert opened
    assert "-m jupyter lab" in said
    assert "notebooks/01_neuron.ipynb" in said
    assert "Installing" not in said


def test_wrong_python(folder):
    """A Python that is too old is named, and how another one is chosen."""
    (folder / ".venv" / ".made").unlink()
    old = program(folder / "old-python", OLD)
    opened, said = make(folder, f"PYTHON={old}")
    assert not opened
    assert "Python 3.11 or newer is needed; this is 3.9." in said
    assert "make PYTHON=python3.12" in said


def test_missing_package(folder):
    """A package that is missing in the environment is installed when make is typed again."""
    program(folder / ".venv" / "bin" / "python", FAILS)
    opened, said = make(folder)
    assert not opened
    assert 'A package is missing in .venv. Type "make lab" again' in said
    assert "Installing the course" in make(folder, "--dry-run")[1]


def test_moved_folder(folder):
    """An environment that points to where the folder once was is made anew."""
    (folder / ".venv" / ".made").write_text("/home/ada/course\n")
    _, said = make(folder, "--dry-run")
    assert "The folder has been moved" in said
    assert "rm -rf .venv" in said


def test_missing_notebook(folder):
    """Without its notebook the folder is not opened: it says what to copy."""
    (folder / "notebooks" / "01_neuron.ipynb").unlink()
    opened, said = make(folder)
    assert not opened
    assert "copy the folder notebooks from the course" in said
