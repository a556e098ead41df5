"""The first minutes: what a student reads on a wrong Python, or where something is missing."""

import json
import os
import shutil
import subprocess
import sys

import pytest

import checker
from checker.errors import SetupError
from checker.exercises.shelf import VARIABLE
from checker.student import readiness as readiness_module
from checker.student.readiness import readiness
from tests.syntax_trees import ROOT

NOTEBOOKS = ROOT / "notebooks"


def test_everything_in_place():
    """Where all is in place, one line says what was found."""
    assert "the cases of 5 notebooks, and the digits." in readiness(NOTEBOOKS)


def alone(folder):
    """Put notebook 1 with its cases into a folder of its own, as nbgrader fetches it."""
    (folder / "cases").mkdir()
    for name in ("01_neuron.ipynb", "cases/01_neuron.npz"):
        shutil.copy(NOTEBOOKS / name, folder / name)
    return folder


def test_notebook_that_reads_no_digits(tmp_path, monkeypatch):
    """Alone with its cases it lacks nothing, and digits are not asked for."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("CHECKER_DATA", str(tmp_path / "nowhere"))
    assert readiness(alone(tmp_path)).endswith("the cases of this notebook.")


def test_notebook_that_reads_digits(tmp_path, monkeypatch):
    """Where it lacks them, it is told so."""
    monkeypatch.setenv("CHECKER_DATA", str(tmp_path / "nowhere"))
    shutil.copy(NOTEBOOKS / "05_full_network.ipynb", alone(tmp_path))
    with pytest.raises(SetupError, match="has no folder MNIST/raw"):
        readiness(tmp_path)


def test_variable_that_names_no_cases(tmp_path, monkeypatch):
    """The advice is not to set what is set already."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(SetupError, match="nowhere, which holds no recorded cases") as told:
        readiness(tmp_path)
    assert f"or set {VARIABLE}" not in str(told.value)


def test_moved_notebook(tmp_path, monkeypatch):
    """A notebook that was moved away from its cases is told to go back, and where it is."""
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(SetupError, match="the folder “cases” belongs beside the notebook") as told:
        readiness(tmp_path)
    assert "Has the notebook been moved?" in str(told.value)
    assert str(tmp_path) in str(told.value)


def test_on_a_hub(tmp_path, monkeypatch):
    """On a hub the teacher is named, and nothing that a student cannot do there."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    with pytest.raises(SetupError, match="ask your teacher"):
        readiness(tmp_path)
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SetupError, match="ask your teacher") as told:
        _ = checker.check
    assert "make lab" not in str(told.value)


def test_folder_that_cannot_be_written(monkeypatch):
    """A folder in which no work could be saved is not called ready."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SetupError, match="copy the course to a folder of your own"):
        readiness(NOTEBOOKS)


def test_ready(monkeypatch, capsys, tmp_path):
    """In a notebook the same is a printed sentence, never a traceback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert checker.ready() is None
    assert capsys.readouterr().out.startswith("ready: no recorded cases were found")


def test_old_python(monkeypatch):
    """On a Python that is too old, importing says so and what to do, in a sentence of its own."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(
        SetupError, match=r"This is Python 3\.9, and the course needs 3\.11"
    ) as told:
        _ = checker.check
    assert "make lab" in told.value._render_traceback_()[0]


@pytest.mark.parametrize("name", ["check", "load_mnist"])
def test_missing_package(monkeypatch, name):
    """A package that is missing is named, with the Python that lacks it."""

    def fails(module):
        raise ModuleNotFoundError("No module named 'numpy'", name="numpy")

    monkeypatch.setattr(checker, "import_module", fails)
    with pytest.raises(SetupError, match="has no package numpy") as told:
        getattr(checker, name)
    assert sys.executable in str(told.value)


def first_code_cell():
    """The first code cell of notebook 1, as a student gets it."""
    cells = json.loads((NOTEBOOKS / "01_neuron.ipynb").read_text("utf-8"))["cells"]
    return next("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def run_alone(code):
    """Run code in a Python without any package; what it prints, and what stops it."""
    command = [sys.executable, "-I", "-S", "-c", code]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr


@pytest.mark.slow
def test_first_cell_without_packages():
    """On a Python without the course, the first cell names what is missing and says what to do."""
    said = run_alone(first_code_cell())
    assert "has no package checker" in said
    assert "Type “make lab” in the course's folder" in said
    assert "Traceback" not in said


@pytest.mark.slow
def test_first_cell_on_an_old_python():
    """On an old Python that has the packages, the first cell stops and says which is needed."""
    packages = "for name in ('matplotlib', 'numpy'): sys.modules[name] = sys"
    path = f"sys.path.insert(0, {str(ROOT)!r}); sys.version_info = (3, 9, 2)"
    said = run_alone(f"import sys; {path}\n{packages}\n{first_code_cell()}")
    assert "SetupError: This is Python 3.9, and the course needs 3.11 or newer." in said


def test_first_cells():
    """Before the first lesson a student reads what it is for, what helps, and how to hand in."""
    cells = json.loads((NOTEBOOKS / "01_neuron.ipynb").read_text("utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells]
    before = "".join(texts[: next(i for i, text in enumerate(texts) if text.startswith("## "))])
    for words in ("last page is this", "check(sigmoid)", 'hint("sigmoid")', "To hand in"):
        assert words in before


def test_a_python_without_pictures(monkeypatch, tmp_path):
    """A Python that cannot draw is named, with what to do."""
    monkeypatch.setattr(readiness_module, "find_spec", lambda _: None)
    with pytest.raises(SetupError, match=r"has no package matplotlib\. Type “make lab”"):
        readiness_module.readiness(tmp_path)
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    with pytest.raises(SetupError, match=r"has no package matplotlib\. .* ask your teacher"):
        readiness(NOTEBOOKS)
