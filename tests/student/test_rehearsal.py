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
    rehearsed = rehearse(path)
    checked = {each.exercise: each for each in rehearsed.checked}
    said = "passed over line 1 of exercise-sgd_step, “sgd_step = 1 / 0”: it ended in ZeroDivision"
    assert said in "".join(rehearsed.repairs)
    assert len(checked) == 9
    assert sum(each.max_points for each in checked.values()) == 17
    assert (checked["sigmoid"].points, checked["sigmoid"].max_points) == (2, 2)
    assert "1.1 sigmoid" in checked["sigmoid"].text
    assert {each.points for each in checked.values() if each.exercise != "sigmoid"} == {0}
    assert "no answer in this exercise yet" in checked["sigmoid_prime"].text
    assert "is not defined in this kernel" in checked["sgd_step"].text
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
    with pytest.raises(UsageError, match=r"a\.ipynb: the file is cut off in the middle"):
        rehearse(tmp_path / "a.ipynb")
    with pytest.raises(UsageError, match=r"b\.ipynb cannot be read: No such file"):
        rehearse(tmp_path / "b.ipynb")


@pytest.mark.slow
def test_a_notebook_of_another_course(tmp_path):
    """It answers nothing of ours."""
    shutil.copytree(NOTEBOOKS / "cases", tmp_path / "cases")
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    nbformat.write(other, tmp_path / "other.ipynb")
    with pytest.raises(UsageError, match=r"other\.ipynb answers no exercise of the course"):
        rehearse(tmp_path / "other.ipynb")


LEAVE = "leave this line out if nothing needs it"
FAILS = """from __future__ import annotations
import no_such_package
name = input("?")
%time started = 1
1 / 0
await never_defined
"""


@pytest.mark.slow
def test_statements_that_fail(tmp_path):
    """They are passed over and told, as in grading; the ones that follow run."""
    right = RIGHT.replace("(z)", "(z, kind=no_such_package.kinds.One)")
    path = shortened(tmp_path, sigmoid=f"{FAILS}{right}\nprint(nothing)")
    rehearsed = rehearse(path)
    assert {each.exercise: each.points for each in rehearsed.checked}["sigmoid"] == 2
    told = [each for each in rehearsed.repairs if "exercise-sigmoid" in each]
    assert [each.partition("“")[2] for each in told] == [
        f"import no_such_package”: this Python has no such package; {LEAVE}",
        f'name = input("?")”: nobody answers input() here; {LEAVE}',
        "1 / 0”: it ended in ZeroDivisionError", "await never_defined”: it ended in NameError",
    ]  # fmt: skip


SGD = "def sgd_step(params, grads, lr):\n    return [p - lr * g for p, g in zip(params, grads)]"
COST = """def quadratic_cost(a, y):
    return 0.5 * np.sum((np.asarray(a) - y) ** 2)


def quadratic_cost_prime(a, y):
    return np.asarray(a) - y"""
PRIME = "def sigmoid_prime(z):\n    s = sigmoid(z)\n", "    return s * (1 - s)"


def cell(text, kind="code"):
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": text, **code}


@pytest.mark.slow
def test_what_people_and_programs_make_of_a_file(tmp_path):
    """What a grader finds in it earns its points in a rehearsal too, and repairs are told.

    The kernel is unknown, ids are lost or new, one check is deleted, one stands above its answer,
    one in the cell of its answer with more below it; an answer is Markdown, one is split in two,
    one has a name in capitals, and there is a byte order mark.
    """
    path = shortened(tmp_path, sigmoid=f"{RIGHT}\n\ncheck(sigmoid)\nprint('mine')")
    notebook = json.loads(path.read_bytes())
    notebook["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
    gone = {f"{kind}-{name}" for kind in ("exercise", "check")
            for name in ("sigmoid_prime", "sgd_step", "quadratic_cost")}  # fmt: skip
    cells = [each for each in notebook["cells"] if each["id"] not in {*gone, "check-sigmoid"}]
    cells += [
        cell("check(sgd_step)"), cell(f"```python\n{SGD}\n```", "markdown"),
        *map(cell, PRIME), cell(COST.replace("quadratic_cost(", "Quadratic_Cost(")),
        cell("check(quadratic_cost)"),
    ]  # fmt: skip
    for place, each in enumerate(cells):
        if place % 2:
            each.pop("id", None)
        else:
            each["id"] = f"new-{place}"
    text = json.dumps(notebook | {"cells": cells})
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    found = rehearse(path)
    checked = {each.exercise: each.points for each in found.checked}
    assert len(checked) == 9
    assert {name for name, points in checked.items() if points} == {
        "sigmoid", "sigmoid_prime", "sgd_step", "quadratic_cost"
    }  # fmt: skip
    told = "; ".join(found.repairs)
    for repair in ("new id", "read as code", "was joined with", "was taken for quadratic_cost"):
        assert repair in told


@pytest.mark.slow
def test_a_notebook_from_before_2015(tmp_path):
    """It is read as a grader reads it."""
    path = shortened(tmp_path, sigmoid=RIGHT)
    cells = json.loads(path.read_bytes())["cells"]
    old = [
        {"cell_type": "code", "input": each["source"], "language": "python", "outputs": []}
        for each in cells if each["cell_type"] == "code"
    ]  # fmt: skip
    path.write_text(json.dumps({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": old}]}))
    found = rehearse(path)
    assert {each.exercise: each.points for each in found.checked}["sigmoid"] == 2
    assert "before 2015" in found.repairs[0]
