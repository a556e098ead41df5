"""A lesson is run from top to bottom in a kernel, and a cell that raises is named by its line."""

import sys

import pytest

from checker.cli import main
from checker.course.proving.walk import walk_through
from checker.course.release.course import load_lesson

pytestmark = pytest.mark.slow

SHOWN = "\n# %% [markdown]\n# ## Shown\n\n# %%\n"


@pytest.fixture
def walked(solutions):
    """Give a function that runs the tiny lesson with some cells at its end."""

    def walk(cells=""):
        source = solutions / "01_tiny.py"
        source.write_text(source.read_text("utf-8") + cells, "utf-8")
        return walk_through(load_lesson(source), solutions.parent / "notebooks")

    return walk


def test_lesson_that_runs_to_its_end(walked):
    """Nothing is said of it, and what later cells ask of the worked solutions is there."""
    assert walked(f"{SHOWN}assert above(3, 1) == by_hand['z'] - 0.25\n") == []


def test_cell_that_raises(walked, solutions):
    """It is named by file and line, and so is one below it."""
    first, second = walked(f"{SHOWN}above(1)\n{SHOWN}nothing\n")
    assert ": with every exercise solved, this cell ends in TypeError: above()" in first
    line = int(first.partition("01_tiny.py:")[2].partition(":")[0])
    assert (solutions / "01_tiny.py").read_text("utf-8").splitlines()[line - 1] == "above(1)"
    assert second.endswith("NameError: name 'nothing' is not defined")


def test_kernel_that_dies(walked):
    """It is said, and the proof goes on."""
    (told,) = walked(f"{SHOWN}import os\nos._exit(1)\n")
    assert told.startswith("with every exercise solved, the notebook: the kernel died")


def test_what_a_notebook_saves(walked, solutions):
    """It is saved beside a copy, and nothing comes into the folders of the course."""
    assert walked(f"{SHOWN}open('kept.txt', 'w').close()\n") == []
    assert list(solutions.parent.rglob("kept.txt")) == []


def test_verify_runs_the_notebook(hand_out, solutions, plant, monkeypatch, capsys):
    """A package that is missing where the notebook runs is a fault of the lesson."""
    plant("import numpy as np\n", "import numpy as np\nimport nowhere_to_be_found\n", "01_tiny.py")
    hand_out()
    words = ["checker", "verify", "--seeds", "1", "--no-mutants", "--isolation", "none"]
    monkeypatch.setattr(sys, "argv", [*words, "--solutions", str(solutions)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    assert "No module named 'nowhere_to_be_found'" in capsys.readouterr().out
