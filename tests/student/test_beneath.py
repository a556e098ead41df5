"""The closer look in class: what stands beneath a verdict, and where nothing does."""

from dataclasses import replace

import numpy as np
import pytest

from checker.errors import IsolationError
from checker.judging import judge
from checker.records import Cell
from checker.sandbox.inside.probe import ask
from checker.student import beneath
from tests.closer_look.conftest import LAYER, SETUP

WRONG = """def f(W, b, a, y):
    z = W @ a + b
    out = 1 / (1 + np.exp(-z))
    error = out - y
    cost = 0.5 * np.sum(error ** 2)
    return cost, error * out * (1 - z)
"""


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """A busy machine is no reason to find nothing."""
    monkeypatch.setattr(beneath, "WALL_SECONDS", 60.0)


def in_class(text):
    """What a kernel holds once a cell has run, and the verdict on it."""
    namespace = {"np": np, "In": ["", SETUP, text, "check(f)"]}
    exec(text, namespace)
    answers = [ask(namespace, case.steps) for case in LAYER.cases]
    return judge(LAYER, answers), namespace


@pytest.mark.slow
def test_line_of_the_cell():
    """The line is that of the cell as it stands in the notebook."""
    said = beneath.look_beneath(LAYER, *in_class(WRONG))
    assert " ".join(said.split()).startswith("Line 6: everything is right once")


@pytest.mark.slow
def test_function_that_no_cell_holds():
    """What the process answers otherwise than the notebook is not looked at."""
    verdict, namespace = in_class(WRONG)
    namespace["In"] = ["", SETUP, WRONG.replace("(1 - z)", "(1 - out)")]
    assert beneath.look_beneath(LAYER, verdict, namespace) == ""


def test_without_processes(monkeypatch):
    """Where no process can be had, the verdict stands alone."""

    def refuse(*_):
        raise IsolationError("not here")

    monkeypatch.setattr(beneath, "closer_look", refuse)
    assert beneath.look_beneath(LAYER, *in_class(WRONG)) == ""


@pytest.mark.parametrize(
    "changed",
    [
        {"misconception": "9.1.known"},
        {"carried_forward": True},
        {"sentence": "f calls g (9.0), which is not right yet: look there first."},
    ],
)
def test_explained_verdict(monkeypatch, changed):
    """Where the cause is named, or lies in an earlier exercise, nothing is looked for."""
    monkeypatch.setattr(beneath, "closer_look", lambda *_: pytest.fail("it looked"))
    verdict, namespace = in_class(WRONG)
    assert beneath.look_beneath(LAYER, replace(verdict, **changed), namespace) == ""


@pytest.mark.parametrize("history", [None, [], "text", 3])
def test_namespace_without_cells(history):
    """Outside of a notebook there are no cells, and nothing is looked for."""
    verdict, namespace = in_class(WRONG)
    assert beneath.look_beneath(LAYER, verdict, namespace | {"In": history}) == ""


def test_cells_that_ran():
    """Cells come in the order in which they ran; what is no text is left out."""
    cells = beneath.cells_run({"In": ["", "x = 1", None, "y = 2"]})
    assert [cell.source for cell in cells] == ["", "x = 1", "y = 2"]
    assert all(isinstance(cell, Cell) for cell in cells)
