"""Notebooks as they really come: what is found again, what is said of it, and what is not found."""

from dataclasses import replace

import pytest

from checker.classroom.submissions.discovery import Found
from checker.classroom.submissions.reading import take_in
from checker.records import Cell
from tests.classroom.small_course import CASEBOOK, NOTEBOOK, RELEASE, SOLUTIONS, notebook, solved

EXERCISES = CASEBOOK.exercises


def take(cells, release=RELEASE):
    data = notebook(cells)
    return take_in(Found("alice", NOTEBOOK, lambda: data), release, EXERCISES)


def sources(submission):
    return {cell.id: cell.source for cell in submission.cells}


def stubs():
    return list(RELEASE)


def put(cells, id_, *instead):
    """The cells with others in place of one."""
    place = [cell.id for cell in cells].index(id_)
    return [*cells[:place], *instead, *cells[place + 1 :]]


def mine(source, kind="code"):
    return Cell("mine", kind, source)


@pytest.mark.parametrize("before", [True, False])
def test_an_answer_in_a_new_cell(before):
    """The stub that was left standing is left out, wherever it stands, for it would undo it."""
    answer, ours = mine(SOLUTIONS["double"]), stubs()
    submission = take([answer, *ours] if before else [*ours, answer])
    assert sources(submission)["exercise-double"] == SOLUTIONS["double"]
    assert "the stub of double stood beside an answer; it was left out" in submission.repairs
    assert submission.tampering == ()


def test_a_stub_that_was_copied():
    """Copies of it below an answer are left out too."""
    copies = [replace(cell, id=f"copy-{cell.id}") for cell in stubs()]
    submission = take([*solved(), *copies])
    texts = [cell.source for cell in submission.cells if cell.kind == "code"]
    assert not any("NotImplementedError" in text or "None" in text for text in texts)
    assert sources(submission)["exercise-double"] == SOLUTIONS["double"]


def test_a_call_in_a_new_cell():
    """To use a function is no answer: the stub stays, and nothing is repaired."""
    submission = take([*stubs(), mine("print(double(2))")])
    assert "exercise-double" in sources(submission)
    assert submission.repairs == ()


def test_answers_merged_into_one_cell():
    """What was asked for in another cell is found, and said where."""
    both = SOLUTIONS["double"] + "\n\n" + SOLUTIONS["fourfold"]
    cells = [cell for cell in solved(double=both) if cell.id != "exercise-fourfold"]
    submission = take(cells)
    assert submission.repairs == ("exercise-fourfold was found in the cell exercise-double",)


def test_an_answer_split_in_the_middle():
    """The lower half, which cannot stand alone, is joined with the upper one."""
    halves = Cell("exercise-double", "code", "def double(x):\n    y = x"), mine("    return 2 * y")
    submission = take(put(list(solved()), "exercise-double", *halves))
    assert sources(submission)["exercise-double"] == "def double(x):\n    y = x\n    return 2 * y"
    assert submission.repairs == ("exercise-double was joined with the cell below it",)


@pytest.mark.parametrize(
    "below",
    ["    print(double(2))", "return 2 * x", "def f(x):\n    return x", "        return 3", ""],
)
def test_a_cell_that_can_stand_alone(below):
    """A cell below an answer that is no half of it stays what it is."""
    cell = next(cell for cell in solved() if cell.id == "exercise-double")
    submission = take(put(list(solved()), "exercise-double", cell, mine(below)))
    assert sources(submission)["exercise-double"] == SOLUTIONS["double"]
    assert sources(submission)["mine"] == below


@pytest.mark.parametrize("kind", ["markdown", "raw"])
@pytest.mark.parametrize("fenced", [True, False])
def test_an_answer_that_became_text(kind, fenced):
    """It is read as code, for nothing else can be meant."""
    text = f"```python\n{SOLUTIONS['double']}\n```" if fenced else SOLUTIONS["double"]
    cells = put(list(solved()), "exercise-double", Cell("exercise-double", kind, text))
    submission = take(cells)
    assert sources(submission)["exercise-double"] == SOLUTIONS["double"]
    assert submission.repairs == (f"exercise-double had become a {kind} cell; it was read as code",)


def test_a_draft_in_text():
    """Where code defines the function, what stands in text is not run."""
    submission = take([*stubs(), mine(SOLUTIONS["double"], "markdown")])
    assert submission.repairs == ()
    assert {cell.kind for cell in submission.cells if cell.id == "mine"} == {"markdown"}


@pytest.mark.parametrize("name", ["Double", "DOUBLE", "dou_ble", "doublE"])
def test_a_function_in_another_spelling(name):
    """Upper and lower case and underscores apart, it is the one asked for, and said to be."""
    text = SOLUTIONS["double"].replace("double", name)
    submission = take(solved(double=text))
    assert sources(submission)["exercise-double"].startswith(text)
    assert f"\ndouble = {name}  # added" in sources(submission)["exercise-double"]
    assert submission.repairs == (f"{name} was taken for double",)


def test_a_variable_in_another_spelling():
    """So is the variable that holds typed numbers."""
    submission = take(solved(by_hand=SOLUTIONS["by_hand"].replace("by_hand", "By_Hand")))
    assert "By_Hand was taken for by_hand" in submission.repairs


def test_another_spelling_in_a_new_cell():
    """It goes before the stub that was left standing."""
    submission = take([mine("def Double(x): return 2 * x"), *stubs()])
    assert "double = Double" in sources(submission)["exercise-double"]


@pytest.mark.parametrize(
    "text",
    ["Double = 3", "def Double(x): return 1\ndef double(x): return 2 * x", "def Fourfold(x): ..."],
)
def test_a_name_that_is_another(text):
    """A number, a second function and the name of another exercise are not taken for it."""
    submission = take(solved(double=text))
    assert not any("taken for double" in repair for repair in submission.repairs)


def test_a_function_of_another_name():
    """It is not the one asked for; what it is called is said, with letters that only look alike."""
    submission = take(solved(double="def d\N{CYRILLIC SMALL LETTER O}uble(x): return 2 * x"))
    assert submission.repairs == (r"exercise-double defines d\u043euble, not double",)


def test_a_cell_that_is_like_the_stub():
    """Without id and name it is found by the lines of the stub that it keeps."""
    told = 'def double(x):\n    """Give twice x."""\n    # your code\n    raise NotImplementedError'
    release = [replace(c, source=told) if c.id == "exercise-double" else c for c in RELEASE]
    own = 'def twice(x):\n    """Give twice x."""\n    # your code\n    return 2 * x'
    cells = put(list(solved()), "exercise-double", mine(own), Cell("scratch", "code", "y = 3"))
    submission = take(cells, release)
    assert sources(submission)["exercise-double"] == own
    assert submission.repairs == (
        "exercise-double was found by its likeness to the stub",
        "exercise-double defines twice, not double",
    )


def test_an_answer_that_was_deleted():
    """What is not there is not made up."""
    cells = [cell for cell in solved() if cell.id != "exercise-double"]
    submission = take(cells)
    assert "exercise-double" not in sources(submission)
    assert submission.repairs == ()
