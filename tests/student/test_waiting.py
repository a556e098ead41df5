"""What a cell does that needs an exercise: it waits for it, and for nothing else."""

import shutil
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from checker import waits_for
from checker.reports.not_right import not_right_html
from checker.student import accepted, in_class, waiting

CASES = Path(__file__).parents[2] / "notebooks" / "cases"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder with the recorded cases of the course, in which nothing has waited yet."""
    (tmp_path / "cases").mkdir()
    for path in CASES.glob("01*.npz"):
        shutil.copy(path, tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(waiting, "_awaited", set())
    monkeypatch.setattr(accepted, "_found", {})
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


ACCEPTED_NOT = "What this cell shows comes from your {}, which check does not accept yet.\n"
TRAINING = """
def train_neuron(X, y, w, b, lr, epochs):
    costs = []
    for _ in range(epochs):
        a = sigmoid(w @ X + b)
        costs.append(np.mean((a - y) ** 2) / 2)
        delta = (a - y) * sigmoid_prime(w @ X + b)
        w, b = w - lr * X @ delta / len(y), b - lr * delta.mean()
    return w, b, costs
"""


def half_right(z):
    return 1 / (1 + np.exp(-np.asarray(z)))  # not far out


@pytest.mark.parametrize("answer", [lambda z: 1 / (1 + np.exp(z)), half_right])
def test_a_wrong_answer_with_which_the_cell_runs(answer, capsys):
    """What it shows stands, and beneath it a note says that the answer is not right yet."""
    cell('with waits_for("sigmoid"):\n    print(sigmoid(0.0))', sigmoid=answer)
    assert capsys.readouterr().out == "0.5\n" + ACCEPTED_NOT.format("sigmoid (1.1)")


def test_right_answers_have_no_note(capsys):
    """A cell that runs with right answers shows what it shows and nothing else."""
    cell('with waits_for("sigmoid"):\n    print(sigmoid(0.0))', sigmoid=right)
    assert capsys.readouterr().out == "0.5\n"


def test_a_right_answer_that_calls_a_wrong_one(capsys):
    """The wrong one is named, which the cell does not mention."""
    step = "train_neuron(np.ones((1, 1)), [0], np.ones(1), 0, 1, 1)"
    text = f"{TRAINING}\nwith waits_for('train_neuron'):\n    {step}"
    names = {"sigmoid": right, "sigmoid_prime": lambda z: right(z) * (1 + right(z))}
    cell(text, **names)
    assert capsys.readouterr().out == ACCEPTED_NOT.format("sigmoid_prime (1.2)")


def test_an_answer_that_reads_a_file(folder, capsys):
    """It is not called wrong while the file is not there: the cell may be about to write it."""
    shutil.copy(CASES / "05_full_network.npz", folder / "cases")
    train = "def train_digits(*_):\n    return 1\n"
    text = f"{train}\nwith waits_for('digits_95'):\n    print(train_digits())"
    cell(text, digits_95=lambda images: np.load("digits_95.npz"))
    assert capsys.readouterr().out == "1\n"


@pytest.fixture
def judgings(monkeypatch):
    """The exercises that are judged for notes, one after the other."""
    names = []

    def judged(exercise, namespace):
        names.append(exercise.name)
        return in_class.judged(exercise, namespace)

    monkeypatch.setattr(accepted, "judged", judged)
    return names


def test_an_answer_that_trains(folder, capsys, judgings):
    """It is not trained again for a note, so nothing is said of what `check` has not seen."""
    shutil.copy(CASES / "05_full_network.npz", folder / "cases")
    text = "with waits_for('learn_by_heart'):\n    print(len(learn_by_heart()))"
    cell(text, learn_by_heart=lambda: [0.5])
    assert capsys.readouterr().out == "1\n"
    assert "learn_by_heart" not in judgings


def test_an_answer_is_judged_once_for_the_note(capsys, judgings):
    """It is judged anew when another function stands there, and not in the next cell."""
    cell_text = 'with waits_for("sigmoid"):\n    sigmoid(0.0)'
    names = cell(cell_text, sigmoid=half_right)
    exec(cell_text, names)
    assert judgings == ["sigmoid"]
    names["sigmoid"] = right
    exec(cell_text, names)
    assert judgings == ["sigmoid", "sigmoid"]
    assert capsys.readouterr().out == 2 * ACCEPTED_NOT.format("sigmoid (1.1)")


def test_a_note_that_fails_takes_nothing_from_the_cell(capsys, monkeypatch):
    """Whatever goes wrong while the note is made, the cell has run."""
    monkeypatch.setattr(accepted, "judged", lambda *_: 1 / 0)
    cell('with waits_for("sigmoid"):\n    print(sigmoid(0.0))', sigmoid=half_right)
    assert capsys.readouterr().out == "0.5\n"


def test_the_note_as_a_panel():
    """Each exercise in it leads to where it stands."""
    html = not_right_html([("sigmoid", "1.1"), ("train_neuron", "1.8")])
    assert '<a href="#exercise-sigmoid">sigmoid (1.1)</a>' in html
    assert '<a href="#exercise-train_neuron">train_neuron (1.8)</a>' in html


def test_without_recorded_cases(folder, capsys):
    """Where nothing can be judged a cell waits all the same."""
    shutil.rmtree(folder / "cases")
    cell('with waits_for("sigmoid"):\n    sigmoid(0.0)', sigmoid=empty)
    assert capsys.readouterr().out == "This cell waits for exercise sigmoid.\n"
