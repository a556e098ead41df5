"""Where students are: what their half of the package needs, and notebooks of Colab and VS Code."""

import json
import subprocess
import sys
from functools import cache

import pytest

from checker.classroom.submissions.discovery import Found
from checker.classroom.submissions.reading import take_in
from checker.documents import parse_notebook
from checker.documents.cell_text import exercise_id
from checker.exercises.storage import load
from checker.student.frontend import running_notebook
from tests.syntax_trees import CHECKER, ROOT, imports

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
#: What Jupyter brings: shows panels, and draws the button of a hint.
BROUGHT = {"IPython", "ipywidgets"}
#: What Python in a browser does without, or cannot use.
NOT_IN_A_BROWSER = {
    "fcntl", "grp", "multiprocessing", "pwd", "resource", "ssl", "sqlite3", "subprocess",
    "termios", "tkinter", "venv",
}  # fmt: skip


@cache
def loaded():
    """Every module that a student's first line loads, the package's own and all others.

    Not what pathlib loads: it asks for `grp` by itself, and does without where there is none.
    """
    code = (
        "import sys, pathlib, numpy; before = set(sys.modules); "
        "import checker.student.notebook, checker.digits; "
        "print(*set(sys.modules) - before)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, check=True, text=True, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return set(run.stdout.split())


def own():
    """The files of the package among them."""
    for name in sorted(loaded()):
        if name.split(".")[0] == "checker":
            path = CHECKER.joinpath(*name.split(".")[1:])
            yield path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_imports():
    """Students need the standard library, NumPy and what Jupyter brings, then or later."""
    needed = {place.top for path in own() for place in imports(CHECKER, path)}
    assert needed - set(sys.stdlib_module_names) - {"checker"} <= {"numpy"} | BROUGHT


def test_loaded():
    """At first nothing is loaded beside the standard library and NumPy."""
    tops = {name.split(".")[0] for name in loaded()}
    assert tops - set(sys.stdlib_module_names) <= {"checker", "numpy"}


@pytest.mark.parametrize("told", ["enable", "disable"])
def test_collector_is_left_as_it_was(told):
    """Python looks for rings after the first line of a notebook just as it did before it."""
    code = f"import gc; gc.{told}(); from checker import check; print(gc.isenabled())"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, check=True, text=True, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.stdout.split() == [str(told == "enable")]


def test_python_in_a_browser():
    """Nothing is loaded that Python in a browser lacks: no process, no file lock, no socket."""
    tops = {name.split(".")[0] for name in loaded()}
    assert tops & NOT_IN_A_BROWSER == set()


def colab(notebook):
    """The notebook as Colab saves it: an older format, ids in the metadata, entries of its own."""
    notebook["nbformat_minor"] = 0
    notebook["metadata"] = {
        "colab": {"provenance": [{"file_id": "1aB", "timestamp": 1}], "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "accelerator": "GPU",
    }
    for cell in notebook["cells"]:
        cell["metadata"] |= {"id": cell.pop("id"), "colab": {"base_uri": "https://example.org"}}
        if cell["cell_type"] == "code":
            cell["metadata"]["outputId"] = "f00"
            cell["execution_count"] = None


def vscode(notebook):
    """The notebook as VS Code saves it: the interpreter in the metadata, languages in cells."""
    notebook["metadata"] |= {
        "kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "version": "3.12.4", "codemirror_mode": "ipython"},
        "vscode": {"interpreter": {"hash": "31f2"}},
    }
    for cell in notebook["cells"]:
        cell["metadata"]["vscode"] = {"languageId": "python"}


def found(data, path):
    """What grading makes of a file that was handed in."""
    release = parse_notebook(path.read_bytes()).cells
    book = load((path.parent / "cases" / f"{path.stem}.npz").read_bytes())
    submission = take_in(
        Found("ada", path.stem, lambda: data, (), lambda _: None), release, book.exercises
    )
    return book, submission


@pytest.mark.parametrize("saved_by", [colab, vscode])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_saved_elsewhere(path, saved_by):
    """A notebook that another program has saved loads, with every exercise in its place."""
    notebook = json.loads(path.read_text("utf-8"))
    saved_by(notebook)
    book, submission = found(json.dumps(notebook).encode(), path)
    ids = {cell.id for cell in submission.cells}
    assert not submission.unreadable
    assert not submission.tampering
    assert {exercise_id(exercise.name) for exercise in book.exercises} <= ids


@pytest.mark.parametrize(
    ("namespace", "session", "name"),
    [
        ({}, "course/01_neuron.ipynb", "01_neuron"),
        ({"__vsc_ipynb_file__": r"c:\\course\\02_forward_pass.ipynb"}, None, "02_forward_pass"),
        ({"__vsc_ipynb_file__": 3}, None, ""),
        ({}, None, ""),
    ],
)
def test_running_notebook(monkeypatch, namespace, session, name):
    """JupyterLab and VS Code tell which notebook runs, each in its way; Colab does not."""
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    if session:
        monkeypatch.setenv("JPY_SESSION_NAME", session)
    assert running_notebook(namespace) == name
