"""Comments as Canvas's API takes them for a whole assignment."""

import json

import pytest

from checker.classroom.exports.canvas_comments import canvas_comments
from checker.classroom.exports.csv_sheet import parse_sheet
from checker.errors import UsageError
from checker.results.by_hand import ByHand, MarkByHand, as_it_counts
from tests.classroom.exports.made import SENTENCES, result
from tests.classroom.exports.platforms import CANVAS, MOODLE, canvas_comments_import


def made(*results, sheet=CANVAS):
    return canvas_comments(results, SENTENCES, parse_sheet(sheet))


def test_comments_that_canvas_takes():
    """Each goes to Canvas's own number of the student, and says what lost points and why."""
    comments = made(result("ada@example.org"), result("lovelaceada_101", "01_neuron"))
    assert comments.written == 0  # two who fit one row are left to a person
    comments = made(result("ada@example.org"), result("alan"))
    assert comments.written == 2
    lost = "Graded by checker: relu 0.5 / 2: Partly right. "
    expected = lost + "It runs from -1 to 1, and should run from 0."
    assert canvas_comments_import(comments.data) == {"101": expected, "102": expected}


def test_words_of_a_person():
    """What the instructor wrote goes along, whatever signs it holds."""
    decided = ByHand({"relu": MarkByHand(score=2.0, comment='“Schön”, <b>“so”</b>\n"well"')}, 0.5)
    comments = made(as_it_counts(result("alan"), decided))
    told = canvas_comments_import(comments.data)["102"]
    assert 'Your instructor writes: “Schön”, <b>“so”</b> "well"' in told
    assert "0.5 taken off for lateness." in told


def test_who_is_left_over():
    """Who stands in no row is named."""
    assert made(result("nobody")).remarks == ("nobody: stands in no row",)
    assert json.loads(made(result("nobody")).data) == {"grade_data": {}}


def test_sheet_of_another_platform():
    """It is refused."""
    with pytest.raises(UsageError, match="no gradebook that Canvas has exported"):
        made(result("ada"), sheet=MOODLE)
