"""Progress in the whole course, where each notebook has a folder of its own."""

import shutil

import pytest

from checker import progress
from checker.exercises.shelf import VARIABLE
from checker.student.neighbours import books_with_folders
from checker.student.progress_file import Diary, ProgressEntry, write_diary
from tests.syntax_trees import ROOT

CASES = ROOT / "notebooks" / "cases"


@pytest.fixture
def fetched(tmp_path, monkeypatch):
    """Two notebooks as nbgrader fetches them; the second is open, and the first has a mark."""
    monkeypatch.delenv(VARIABLE, raising=False)
    for name in ("01_neuron", "03_hand_backward"):
        (tmp_path / name / "cases").mkdir(parents=True)
        shutil.copy(CASES / f"{name}.npz", tmp_path / name / "cases")
    (tmp_path / "other" / "cases").mkdir(parents=True)
    marks = Diary({"sigmoid": ProgressEntry(2.0, "passed")})
    write_diary(tmp_path / "01_neuron", marks)
    monkeypatch.chdir(tmp_path / "03_hand_backward")
    return tmp_path


def test_each_notebook_with_its_folder(fetched):
    """Both are known, and each with the folder that has its marks."""
    found = books_with_folders(fetched / "03_hand_backward")
    assert [(book.notebook, place.name) for book, place in found] == [
        ("01_neuron", "01_neuron"),
        ("03_hand_backward", "03_hand_backward"),
    ]


def test_progress_knows_the_neighbours(fetched, capsys):
    """What was earned in one notebook is shown in the other."""
    progress()
    assert "2 / 2" in capsys.readouterr().out
