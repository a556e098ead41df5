"""What a cell does that needs an exercise: it waits for it, and for nothing else."""

import shutil
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from checker import waits_for
from checker.student import waiting

CASES = Path(__file__).parents[2] / "notebooks" / "cases"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder with the recorded cases of the course, in which nothing has waited yet."""
    (tmp_path / "cases").mkdir()
    for path in CASES.glob("01*.npz"):
        shutil.copy(path, tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(waiting, "_awaited", set())
    plt.close("all")  # another test of this process may have left one
    with mpl.rc_context({"backend": "Agg"}):
        yield tmp_path
    plt.close("all")


def cell(text, **names):
    """Run the text of a cell, among names as they stand in a notebook."""
    names |= {"waits_for": waits_for, "np": np, "plt": plt, "__name__": "__main__"}
    exec(text, names)
    return names


def empty(z):
    raise NotImplementedError("sigmoid: nothing is written here yet")


def right(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


def test_an_empty_exercise(capsys):
    """The cell says what it waits for, and the picture it has begun is not shown."""
    cell("plt.figure()")
    cell('with waits_for("sigmoid"):\n    plt.figure(); plt.plot(sigmoid(0.0))', sigmoid=empty)
    assert capsys.readouterr().out == "This picture waits for exercise 1.1 (sigmoid).\n"
    assert plt.get_fignums() == [1]


def test_one_of_two(capsys):
    """Only the exercise is named that is empty."""

    def stub(z):
        raise NotImplementedError("sigmoid_prime: nothing is written here yet")

    names = {"sigmoid": right, "sigmoid_prime": stub}
    cell('with waits_for("sigmoid", "sigmoid_prime"):\n    sigmoid_prime(sigmoid(1.0))', **names)
    assert capsys.readouterr().out == "This cell waits for exercise 1.2 (sigmoid_prime).\n"


def test_a_wrong_answer(capsys):
    """What a wrong answer raises is no traceback of the cell; what stopped it is named."""
    cell('with waits_for("sigmoid"):\n    len(sigmoid(0.0))', sigmoid=lambda z: 0.5)
    said = capsys.readouterr().out
    assert said.startswith("This cell waits for exercise 1.1 (sigmoid). ")
    assert said.endswith("it stopped with TypeError.\n")


def test_a_slip_in_the_cell_itself():
    """Once the exercise is right, an exception is raised as ever."""
    with pytest.raises(ZeroDivisionError):
        cell('with waits_for("sigmoid"):\n    1 / 0', sigmoid=right)


def test_a_cell_above_that_has_waited(capsys):
    """The exercise is right by now: the cell says which name is missing, and what to do."""
    cell('with waits_for("sigmoid"):\n    slope = sigmoid(0.0)', sigmoid=empty)
    cell('with waits_for("sigmoid"):\n    print(slope)', sigmoid=right)
    assert "name 'slope' is not defined): run it once more." in capsys.readouterr().out


def test_an_interrupt(capsys):
    """Training that is interrupted ends quietly and keeps what it has reached."""
    text = (
        'with waits_for("sigmoid"):\n    for epoch in range(9):\n'
        "        if epoch == 3:\n            raise KeyboardInterrupt"
    )
    assert cell(text)["epoch"] == 3
    assert capsys.readouterr().out == "Stopped, as you asked. What was reached is kept.\n"


def test_without_recorded_cases(folder, capsys):
    """Where nothing can be judged a cell waits all the same."""
    shutil.rmtree(folder / "cases")
    cell('with waits_for("sigmoid"):\n    sigmoid(0.0)', sigmoid=empty)
    assert capsys.readouterr().out == "This cell waits for exercise sigmoid.\n"
