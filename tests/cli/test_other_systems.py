"""Windows and macOS, simulated: each command says in one sentence what to use there."""

import subprocess
import sys

import pytest

from tests.syntax_trees import ROOT
from tests.test_students_machine import WINDOWS

pytestmark = pytest.mark.slow
#: Loaded before the system changes its name: they choose their own half when they are imported.
LIBRARIES = "import typer, rich.console, rich.status, jinja2, sqlalchemy, nbformat, jupyter_core\n"
MAC = 'import os, sys\nsys.platform = "darwin"\nvars(os).pop("memfd_create", None)\n'
RUN = """
from checker.cli import main
for words in {commands!r}:
    sys.argv = ["checker", *words]
    try:
        main()
    except SystemExit as end:
        print("exit", end.code)
"""
SOURCE = ["--solutions", str(ROOT / "solutions")]


def said_on(system, folder, *commands):
    """What commands print on a system, one after the other."""
    code = LIBRARIES + system + RUN.format(commands=commands)
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=folder, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    return done.stdout, done.stderr


@pytest.fixture
def handed_in(tmp_path):
    """A folder with something to grade."""
    place = tmp_path / "submitted" / "ada" / "01_neuron"
    place.mkdir(parents=True)
    notebook = ROOT / "notebooks" / "01_neuron.ipynb"
    (place / notebook.name).write_bytes(notebook.read_bytes())
    return tmp_path


def test_windows(handed_in):
    """There is WSL; every command that runs code says so, in a sentence and without a traceback."""
    commands = (
        ["grade", "submitted", *SOURCE],
        ["grade", "submitted", *SOURCE, "--isolation", "none"],
        ["check", "submitted/ada/01_neuron/01_neuron.ipynb", *SOURCE],
        ["verify", *SOURCE, "--lesson", "01_neuron", "--no-mutants"],
        ["regenerate", *SOURCE, "--out", "term"],
        ["course", "nn", *SOURCE],
        ["handout", *SOURCE],
        ["doctor"],
    )
    out, errors = said_on(WINDOWS, handed_in, *commands)
    assert out.split() == ["exit", "2"] * len(commands), errors
    assert errors.count("use it in WSL (type `wsl --install`") == len(commands), errors
    assert errors.count("checker handout") == len(commands)
    assert "Traceback" not in errors


def test_mac(handed_in):
    """There is a server or a virtual machine with Linux; Debian's packages are not recommended."""
    commands = (
        ["grade", "submitted", *SOURCE],
        ["grade", "submitted", *SOURCE, "--isolation", "landlock"],
        ["doctor"],
    )
    out, errors = said_on(MAC, handed_in, *commands)
    assert out.split() == ["exit", "2"] * len(commands), errors
    assert errors.count("in a virtual machine with Linux") == len(commands), errors
    assert "Debian" not in errors
    assert "Traceback" not in errors
