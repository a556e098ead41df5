"""A student's own machine: the zip is unpacked, the first cells run, `check` and `hint` answer."""

import json
import zipfile
from pathlib import Path

import pytest

from checker.course.compiling.handout_zips import write_handouts
from checker.course.compiling.handouts import open_course
from checker.course.release.student_wheel import wheel_name
from tests.bare_environment import BareEnvironment
from tests.syntax_trees import ROOT

pytestmark = pytest.mark.slow
#: The right answer is not in what a student gets; a wrong one is good enough to be explained.
WRONG = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))"
PLAY = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
for text in {cells!r}:
    shell.run_cell(text, store_history=True)
"""
#: What Windows has not, taken away before the package is loaded.
WINDOWS = """
import os, signal, sys
import numpy, matplotlib.pyplot, IPython.core.interactiveshell, tempfile, subprocess, ctypes
for name in ("fcntl", "grp", "pwd", "resource", "termios", "pyseccomp"):
    sys.modules[name] = None
for name in ("fork", "geteuid", "getuid", "memfd_create", "pipe2", "setsid", "killpg"):
    vars(os).pop(name, None)
for name in ("SIGALRM", "SIGKILL", "SIGXCPU", "setitimer", "alarm", "pthread_sigmask"):
    vars(signal).pop(name, None)
sys.platform = "win32"
"""


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    """What a teacher gives out of the first notebook."""
    folder = tmp_path_factory.mktemp("handout")
    write_handouts(
        folder, open_course(ROOT / "solutions", ROOT / "notebooks", ["01_neuron"]).values()
    )
    return folder


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A Python with NumPy, matplotlib and IPython."""
    return BareEnvironment(tmp_path_factory.mktemp("bare") / "venv")


@pytest.fixture
def unzipped(handed_out, tmp_path):
    """The folder that a student has unpacked."""
    with zipfile.ZipFile(handed_out / "01_neuron.zip") as archive:
        archive.extractall(tmp_path / "01_neuron")
    return tmp_path / "01_neuron"


def first_cells(folder: Path) -> list[str]:
    """The first code cell of a notebook, and the setup."""
    cells = json.loads((folder / "01_neuron.ipynb").read_text("utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return code[:2]


def played(folder: Path, *more: str) -> str:
    """A program that runs the first cells in IPython, then more."""
    return PLAY.format(cells=[*first_cells(folder), *more])


def explains(said: str) -> bool:
    """Whether everything was in place, a wrong answer was explained and a hint opened."""
    return (
        "Everything is in place" in said
        and "the cases of this notebook." in said
        and "exactly 1 minus the expected ones" in said
        and "Hint 1 of 3 for sigmoid" in said
        and "Traceback" not in said
    )


def test_wheel_beside_the_notebook(bare, unzipped, tmp_path):
    """Without installing anything, the first cell finds the wheel that came in the zip."""
    code = played(unzipped, WRONG, "check(sigmoid)", 'hint("sigmoid")', "import checker")
    said = bare.run(f"{code}\nprint(shell.user_ns['checker'].__file__)", unzipped, tmp_path)
    assert explains(said), said
    assert wheel_name() in said.splitlines()[-1]


def test_installed_wheel(handed_out, unzipped, tmp_path):
    """Installed by pip, it is found from a folder where no wheel lies."""
    environment = BareEnvironment(tmp_path / "venv")
    environment.install(handed_out / wheel_name())
    (unzipped / wheel_name()).unlink()
    closer = "import checker.closer_look; from checker.sandbox import choose; choose('none')"
    assert not environment.run(closer, unzipped, tmp_path)
    said = environment.run(
        played(unzipped, WRONG, "check(sigmoid)", 'hint("sigmoid")'), unzipped, tmp_path
    )
    assert explains(said), said


def test_windows(bare, unzipped, tmp_path):
    """Where POSIX's modules and signals are missing, all is as elsewhere."""
    code = played(unzipped, WRONG, "check(sigmoid)", 'hint("sigmoid")')
    said = bare.run(WINDOWS + code, unzipped, tmp_path)
    assert explains(said), said


def test_notebook_without_its_zip(bare, unzipped, tmp_path):
    """A notebook alone says in one line what to run, and shows no traceback."""
    (unzipped / wheel_name()).unlink()
    (first, *_) = first_cells(unzipped)
    said = bare.run(PLAY.format(cells=[first]), unzipped, tmp_path)
    assert "has no package checker of this course" in said
    assert "In Colab, upload your teacher's zip, run “!unzip -o *.zip”" in said
    assert "Traceback" not in said


def test_other_package_of_the_name(bare, unzipped, tmp_path):
    """What the index calls `checker` is not taken for ours."""
    (unzipped / wheel_name()).unlink()
    (unzipped / "checker.py").write_text("def test(): ...\n")
    (first, *_) = first_cells(unzipped)
    said = bare.run(PLAY.format(cells=[first]), unzipped, tmp_path)
    assert "has no package checker of this course" in said
    assert "Traceback" not in said


def test_wheel_in_another_folder(bare, unzipped, tmp_path):
    """Where the notebook runs elsewhere, as in Kaggle, cases are found beside the wheel."""
    elsewhere = tmp_path / "working"
    elsewhere.mkdir()
    path = f"import sys; sys.path.insert(0, {str(unzipped / wheel_name())!r})\n"
    said = bare.run(path + "import checker; checker.ready()", elsewhere, tmp_path)
    assert "the cases of this notebook." in said
