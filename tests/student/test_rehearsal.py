"""A notebook of one's own, run from top to bottom in a real kernel before it is handed in."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from checker.errors import UsageError
from checker.student.rehearsal import rehearse

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
RIGHT = "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))"
LEAVES = "def quadratic_cost(a, y):\n    raise SystemExit"


def shortened(folder, **answers):
    """Save notebook 1 with these answers, and none of its cells that neither set up nor check."""
    notebook = json.loads((NOTEBOOKS / "01_neuron.ipynb").read_bytes())
    kept = [
        cell for cell in notebook["cells"]
        if cell["id"].startswith(("setup", "given", "exercise", "check"))
    ]  # fmt: skip
    for cell in kept:
        cell["source"] = answers.get(cell["id"].removeprefix("exercise-"), cell["source"])
    path = folder / "01_neuron.ipynb"
    path.write_text(json.dumps(notebook | {"cells": kept}), "utf-8")
    shutil.copytree(NOTEBOOKS / "cases", folder / "cases")
    return path


@pytest.mark.slow
def test_a_notebook_before_it_is_handed_in(tmp_path):
    """Each check is told with its points; what is open or leaves does not stop the rest."""
    path = shortened(tmp_path, sigmoid=RIGHT, quadratic_cost=LEAVES, sgd_step="sgd_step = 1 / 0")
    before = path.read_bytes()
    checked = {each.exercise: each for each in rehearse(path)}
    assert len(checked) == 9
    assert sum(each.max_points for each in checked.values()) == 17
    assert (checked["sigmoid"].points, checked["sigmoid"].max_points) == (2, 2)
    assert "1.1 sigmoid" in checked["sigmoid"].text
    assert {each.points for each in checked.values() if each.exercise != "sigmoid"} == {0}
    assert "no answer in this exercise yet" in checked["sigmoid_prime"].text
    assert "NameError: name 'sgd_step' is not defined" in checked["sgd_step"].text
    assert path.read_bytes() == before


@pytest.mark.slow
def test_the_command(tmp_path):
    """It prints what every check says, and the points last."""
    path = shortened(tmp_path, sigmoid=RIGHT)
    command = [sys.executable, "-m", "checker", "rehearse", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.index("1.1 sigmoid") < told.index("1.9 which_learns_faster")
    assert told.splitlines()[-1] == "01_neuron: 2 / 17"


def test_what_is_no_notebook(tmp_path):
    """It is said in a sentence."""
    (tmp_path / "a.ipynb").write_text("{")
    with pytest.raises(UsageError, match=r"a\.ipynb is not a notebook, or is damaged"):
        rehearse(tmp_path / "a.ipynb")
    with pytest.raises(UsageError, match=r"b\.ipynb cannot be read: No such file"):
        rehearse(tmp_path / "b.ipynb")


@pytest.mark.slow
def test_a_notebook_of_another_course(tmp_path):
    """It has no check of ours."""
    shutil.copytree(NOTEBOOKS / "cases", tmp_path / "cases")
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    nbformat.write(other, tmp_path / "other.ipynb")
    with pytest.raises(UsageError, match=r"other\.ipynb holds no check of the course"):
        rehearse(tmp_path / "other.ipynb")


@pytest.mark.slow
def test_what_other_programs_make_of_a_file(tmp_path):
    """An unknown kernel, ids that are lost or new, and a byte order mark change nothing."""
    path = shortened(tmp_path, sigmoid=RIGHT)
    notebook = json.loads(path.read_bytes())
    notebook["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
    for place, cell in enumerate(notebook["cells"]):
        if place % 2:
            cell.pop("id")
        else:
            cell["id"] = f"new-{place}"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(notebook).encode())
    checked = {each.exercise: each.points for each in rehearse(path)}
    assert len(checked) == 9
    assert checked["sigmoid"] == 2
