"""A text that was looked at before: what helped there is tried again, and nothing is believed."""

import pytest

from checker.closer_look import Budget, Known, look, said_of
from checker.closer_look.questions import Whole
from checker.records import Cell, Job
from tests.closer_look.conftest import LAYER, SETUP
from tests.closer_look.test_search import (
    IN_BRACKETS,
    RIGHT,
    TRAINED,
    TWO_PARTS,
    TWO_SLIPS,
    wrong,
)

SLIP = wrong(6, "return cost, error * out * (1 - z)")
#: So much that a machine that other work keeps busy gets through both searches, too.
BUDGET = Budget(cpu_seconds=3.0, wall_seconds=120.0)


def answered(sandbox, text, exercise=LAYER):
    told = Job(SETUP, (Cell("cell 0", "code", text),), ("f",))
    return told, sandbox.run(told, [case.steps for case in exercise.cases])


def looked(sandbox, text, known=None, exercise=LAYER):
    told, answers = answered(sandbox, text, exercise)
    return look(exercise, answers, sandbox, told, BUDGET, known=known)


@pytest.fixture(scope="module")
def first(sandbox):
    """What was found in a text when it was looked at for the first time."""
    return looked(sandbox, SLIP)


def test_the_same_text_once_more(sandbox, first):
    """Another student with the same text is told the same, and nothing else is tried."""
    again = looked(sandbox, SLIP, Known(first.places, first.second_places))
    assert said_of(again) == said_of(first) != ""
    assert again.edits == first.edits
    assert again.tried == 0


def test_two_slips_once_more(sandbox):
    """Where it took two edits, both are tried again."""
    first = looked(sandbox, TWO_SLIPS, exercise=TWO_PARTS)
    known = Known(first.places, first.second_places)
    again = looked(sandbox, TWO_SLIPS, known, exercise=TWO_PARTS)
    assert first.second_places
    assert said_of(again) == said_of(first) != ""
    assert again.tried == 0


def test_a_large_edit_of_a_suspected_line_once_more(sandbox):
    """Such are counted before others, once it is known again which lines are suspected."""
    first = looked(sandbox, IN_BRACKETS, exercise=TRAINED)
    known = Known(first.places, is_by_lines=True)
    again = looked(sandbox, "# mine\n" + IN_BRACKETS, known, exercise=TRAINED)
    assert [edit.lines for edit in again.edits] == [(6,)] * len(first.edits) != []


def test_lines_are_those_of_each_text(sandbox, first):
    """Where one has remarks and empty lines above it, the line is that of who reads it."""
    own = looked(sandbox, "# mine\n\n" + SLIP, Known(first.places))
    assert [edit.lines for edit in own.edits] == [
        tuple(line + 2 for line in edit.lines) for edit in first.edits
    ]


@pytest.mark.parametrize("places", [(7, 8, 40_000), tuple(range(60, 90))])
def test_places_that_another_process_made_up(sandbox, places):
    """A process that lies of its edits gives others no sentence: what is said is tried here."""
    found = looked(sandbox, SLIP, Known(places))
    assert found.tried == 0
    for edit in found.edits:
        _, answers = answered(sandbox, SLIP)
        _, edited = answered(sandbox, edit.text)
        assert Whole(LAYER, answers).is_better(edited)


def test_nothing_was_found_before(sandbox):
    """What the text itself shows is said all the same."""
    text = "\n".join(RIGHT[:-1])
    found = looked(sandbox, text, Known())
    assert found.edits == ()
    assert "ends without return" in said_of(found)
