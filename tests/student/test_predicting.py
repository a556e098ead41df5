"""Predictions: what a cell shows is held back until one is made, and nothing waits for it."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import predict, predictions, waits_for
from checker.documents.running import run_through
from checker.exercises import Prediction
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump, load
from checker.student import frontend, predicting
from checker.student.progress_file import (
    FILE,
    LETTERS,
    Diary,
    ProgressEntry,
    parse_diary,
    read_diary,
    write_diary,
)

CASES = Path(__file__).parents[2] / "notebooks" / "cases"
TURNS = Prediction(
    "ten turns",
    {"none": "It does move once.", "one": "One turn crosses the step.", "ten": "Nine do nothing."},
    "one",
)
BOOK = Casebook("09_test", None, {}, (), predictions=(TURNS,))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A student's folder whose notebook asks one question."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "09_test.npz").write_bytes(dump(BOOK))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHECKER_CASES", raising=False)
    monkeypatch.setattr(predicting, "_held", {})
    return tmp_path


@pytest.fixture
def shown(monkeypatch):
    """What a kernel was asked to show, and the boxes that hold buttons."""
    forms, boxes = [], []
    bundle = frontend._bundle
    monkeypatch.setattr(predicting, "in_kernel", lambda: True)
    monkeypatch.setattr(frontend, "in_kernel", lambda: True)
    monkeypatch.setattr(frontend, "_display", forms.append)
    monkeypatch.setattr(
        frontend, "_bundle", lambda box, *text: (boxes.append(box), bundle(box, *text))[1]
    )
    return forms, boxes


def turn():
    """Run the cell that asks."""
    with predict("ten turns"):
        print("the outcome")


def choices(box):
    """Give the buttons of a box by what they say, and its field for own words."""
    *buttons, words = box.children[1].children
    return {button.description: button for button in buttons}, words


def test_a_casebook_keeps_what_is_asked():
    """What is written comes back: question, options, what is said to them, and the outcome."""
    assert load(dump(BOOK)).predictions == (TURNS,)


def test_the_outcome_is_held_back(shown, capsys):
    """Before a prediction there are buttons, all of one size, and a text without the outcome."""
    turn()
    forms, (box,) = shown
    buttons, _ = choices(box)
    assert list(buttons) == ["none", "one", "ten", "skip"]
    assert len({button.layout.width for button in buttons.values()}) == 1
    assert "the outcome" not in capsys.readouterr().out + json.dumps(forms)
    assert 'predict("ten turns", "skip")' in forms[0]["text/plain"]


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ("one", "You said: one. So it is."),
        ("none", "You said: none. It turns out: one."),
        ("skip", "It turns out: one."),
    ],
)
def test_a_choice_opens_it(shown, pressed, said):
    """The press of a button shows the outcome, what was said, and why; the buttons are gone."""
    turn()
    buttons, _ = choices(shown[1][0])
    buttons[pressed].click()
    (page,) = shown[1][0].children
    assert page.value.index("the outcome") < page.value.index(said)
    assert TURNS.options.get(pressed, TURNS.options["one"]) in page.value
    assert read_diary(Path.cwd()).predictions == {"ten turns": pressed}


def test_own_words(shown):
    """Own words come back beside the outcome, as text, whatever they are."""
    turn()
    _, words = choices(shown[1][0])
    words.value = "it <b>moves</b>"
    (page,) = shown[1][0].children
    assert "You said: “it &lt;b&gt;moves&lt;/b&gt;”" in page.value


def test_the_cell_once_more(shown, capsys):
    """After a prediction, and after a restart, the cell shows its outcome as any other does."""
    write_diary(Path.cwd(), Diary().with_prediction("ten turns", "ten"))
    turn()
    assert capsys.readouterr().out == "the outcome\n"
    assert shown[0][0]["text/plain"].startswith("You said: ten. It turns out: one.")


def test_without_buttons(shown, capsys):
    """What is typed counts as a button does, and shows what was held back."""
    turn()
    assert predict("ten turns", "none") is None
    assert capsys.readouterr().out == "the outcome\n"
    assert "You said: none." in shown[0][-1]["text/plain"]


def test_without_widgets(shown, monkeypatch):
    """Where ipywidgets is missing the options are a text."""
    monkeypatch.setitem(frontend.sys.modules, "ipywidgets", None)
    turn()
    assert shown[0] == [{"text/plain": repr(predict("ten turns"))}]


def test_a_cell_that_waits(folder, shown, capsys):
    """A cell that waits for an exercise says so at once, and asks nothing."""
    shutil.copy(CASES / "01_neuron.npz", folder / "cases")
    with waits_for("sigmoid"), predict("ten turns"):
        print("half of it")
        raise NotImplementedError("sigmoid: nothing is written here yet")
    assert "waits for exercise" in capsys.readouterr().out
    assert shown == ([], [])


def test_names_stay(shown):
    """What a cell defines is there before anything was predicted: no later cell waits for it."""
    with predict("ten turns"):
        found = 3
    assert found == 3


@pytest.mark.parametrize("question", ["no such question", ""])
def test_an_unknown_question(shown, capsys, question):
    """What nobody asks holds nothing back; whoever answers it is told so."""
    with predict(question):
        print("the outcome")
    predict(question, "one")
    out = capsys.readouterr().out
    assert out.startswith("the outcome\n")
    assert "there is no question" in out


def test_outside_a_notebook(capsys):
    """A program that is no notebook shows its outcome and asks nothing."""
    turn()
    assert capsys.readouterr().out == "the outcome\n"


def test_without_cases(folder, capsys):
    """Where no casebook is to be found nothing is held back."""
    (folder / "cases" / "09_test.npz").unlink()
    turn()
    assert capsys.readouterr().out == "the outcome\n"


def test_all_of_a_notebook(capsys):
    """At the end every prediction stands beside its outcome; one that was skipped does not."""
    predictions()
    predict("ten turns", "none")
    predict("ten turns", "one")
    predictions()
    out = capsys.readouterr().out
    assert "0 made, 0 as it turned out" in out
    assert "1 made, 1 as it turned out" in out
    predict("ten turns", "skip")
    capsys.readouterr()
    predictions()
    assert "0 made" in capsys.readouterr().out


def test_marks_and_predictions_share_a_file():
    """Neither takes anything from the other."""
    diary = Diary({"sigmoid": ProgressEntry(1.0, "passed", 1, 2)}, {"ten turns": "one"})
    write_diary(Path.cwd(), diary)
    assert read_diary(Path.cwd()) == diary


@given(st.text(max_size=2 * LETTERS))
def test_whatever_is_said(said):
    """Any text is kept, at most so many letters of it, and read again."""
    kept = Diary().with_prediction("ten turns", said)
    data = json.dumps({"your predictions": dict(kept.predictions)}).encode()
    assert parse_diary(data).predictions == {"ten turns": said[:LETTERS]}


@pytest.mark.parametrize("stored", ['{"your predictions": 3}', '{"your predictions": {"a": [1]}}'])
def test_a_foreign_file(stored):
    """What is no prediction of ours is passed over."""
    assert parse_diary(stored.encode()) == Diary()


@pytest.mark.slow
def test_run_all(folder):
    """All cells run to their end unasked; a picture is held back with the rest and shown later."""
    cells = [
        "%matplotlib inline\nfrom checker import predict\nimport matplotlib.pyplot as plt",
        "with predict('ten turns'):\n    plt.plot([1, 2])\n    plt.show()\n    print('told')",
        "predict('ten turns', 'one')",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{place}"
    (folder / "09_test.ipynb").write_text(nbformat.writes(notebook), "utf-8")
    outputs = run_through(folder / "09_test.ipynb")
    (asks,) = outputs["cell-1"]
    assert set(asks["data"]) == {frontend.WIDGET, "text/plain"}
    kinds = [set(each.get("data", {"told": 0})) for each in outputs["cell-2"]]
    assert {"image/png", "text/plain"} in kinds
    assert "told" in json.dumps(outputs["cell-2"])
    assert read_diary(folder).predictions == {"ten turns": "one"}
    assert (folder / FILE).is_file()
