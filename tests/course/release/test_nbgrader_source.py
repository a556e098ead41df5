"""What lies in nbgrader's folder `source`: our stubs, with marks where nothing is to be cleared."""

import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.preprocessors import ClearSolutions

from checker.course.release.nbgrader_source import (
    source_notebook,
    with_marks,
    without_empty_regions,
)
from checker.course.release.nbgrader_steps import ClearWrittenSolutions, steps
from tests.syntax_trees import ROOT

RELEASED = sorted((ROOT / "notebooks").glob("*.ipynb"))
STUB = """def line(x):
    if x:
        raise NotImplementedError("line: nothing is written here yet")  # replace this line
    return None"""
LINES = st.lists(st.sampled_from([*STUB.split("\n"), "", "a = {}", "# words"]), min_size=1)


@given(LINES)
def test_marks_come_off_again(lines):
    """Whatever a stub's lines are, taking the marks away gives the stub back."""
    assert without_empty_regions(with_marks("\n".join(lines))) == "\n".join(lines)


def cleared(preprocessor, source):
    """Clear a notebook's source as nbgrader does; the exercise cells' texts by id."""
    notebook = nbformat.reads(source.decode(), as_version=4)
    notebook, _ = preprocessor().preprocess(notebook, {})
    return {cell.id: cell.source for cell in notebook.cells if cell.id.startswith("exercise-")}


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_our_step_leaves_what_we_hand_out(path):
    """With our step every exercise cell is as students of the course have it."""
    theirs = cleared(ClearWrittenSolutions, source_notebook(path.read_bytes()))
    released = json.loads(path.read_text("utf-8"))["cells"]
    ours = {c["id"]: "".join(c["source"]) for c in released if c["id"].startswith("exercise-")}
    assert theirs == ours


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_nbgraders_own_step_takes_nothing_away(path):
    """Without our configuration every line of the stubs stays, and code below them compiles."""
    theirs = cleared(ClearSolutions, source_notebook(path.read_bytes()))
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["id"] in theirs and cell["cell_type"] == "code":
            compile(theirs[cell["id"]], cell["id"], "exec")
            assert set("".join(cell["source"]).split("\n")) <= set(theirs[cell["id"]].split("\n"))


def test_a_solution_of_another_notebook_is_cleared():
    """What a teacher writes between marks does not come to students, with our step either."""
    own = "def f():\n    ### BEGIN SOLUTION\n    return 42\n    ### END SOLUTION"
    grader = {"nbgrader": {"solution": True, "grade_id": "own"}}
    cell = {"id": "exercise-own", "cell_type": "code", "execution_count": None, "outputs": []}
    cell |= {"metadata": grader, "source": own}
    frame = {"metadata": {}, "nbformat": 4, "nbformat_minor": 5, "cells": [cell]}
    whole = frame | {"cells": [cell | {"source": "x = 42"}]}
    for notebook in (frame, whole):
        text = cleared(ClearWrittenSolutions, json.dumps(notebook).encode())["exercise-own"]
        assert "42" not in text
        assert "NotImplementedError" in text


def test_steps():
    """All other steps are nbgrader's, in their order."""
    names = [each.__name__ for each in steps()]
    assert names[2:5] == ["LockCells", "ClearWrittenSolutions", "ClearOutput"]
