"""What is said where edits and the values of lines tell of two places."""

import pytest

from checker.closer_look import Finding, said_of
from checker.closer_look.blame import Blame
from checker.closer_look.steps import Parting
from checker.judging.sentences import is_unfit
from checker.sandbox.trials import Notice, TriedEdit


def edit(*lines, kind="name", cell="f"):
    return TriedEdit(cell, lines, kind, 0, "")


def parting(*lines, sure=False, later=False, cell="f"):
    return Parting(tuple((cell, line) for line in lines), sure, later)


@pytest.mark.parametrize("values", [parting(4), parting(4, sure=True, later=True)])
def test_values_part_elsewhere(values):
    """Both places are named, the earlier one first, and neither is called the cause."""
    said = said_of(Finding((edit(9),), parting=values))
    assert said.startswith("Line 4 or line 9: one of them gives the first value")
    assert not is_unfit(said)


def test_values_part_later():
    """The order is that of the text."""
    assert said_of(Finding((edit(3),), parting=parting(8))).startswith("Line 3 or line 8")


@pytest.mark.parametrize(
    "values",
    [
        parting(9),
        parting(4, 9),
        parting(),
        parting(4, cell="g"),
        parting(4, 6),
    ],
)
def test_nothing_speaks_against_an_edit(values):
    """Where values part in the same line, or it is not known in which, the edit's is named."""
    assert said_of(Finding((edit(9),), parting=values)).startswith("Line 9: everything is right")


def test_an_edit_that_makes_only_more_right():
    """It is one of two places where values part elsewhere, for all we know on one line."""
    assert "Line 4 or line 9" in said_of(Finding((edit(9),), whole=False, parting=parting(4)))
    assert said_of(Finding((edit(9),), whole=False, parting=parting(4, 5))) == ""
    assert "Line 9: more" in said_of(Finding((edit(9),), whole=False, parting=parting(9)))
    assert "Line 4 gives" in said_of(
        Finding((edit(9),), whole=False, parting=parting(4, sure=True))
    )


def test_values_that_part_for_certain():
    """What makes everything right in another line is named beside where they part."""
    assert said_of(Finding((edit(9),), parting=parting(4, sure=True))).startswith(
        "Line 4 or line 9: one of them gives the first value that we do not expect"
    )


def blamed(*lines, spared=(1,), **more):
    of_one = [tuple(("f", line) for line in each) for each in (lines, spared)]
    return Finding(blame=Blame(*of_one, **more))


def test_lines_on_which_only_what_is_wrong_depends():
    """They are named where nothing else is known, if they are few and something else is right."""
    assert said_of(blamed(7, 5)).startswith("Lines 5 and 7 have a part in what is wrong, and in")
    assert said_of(blamed(5)).startswith("Line 5 has a part in what is wrong, and in nothing")
    assert said_of(blamed(2, 3, 4, 5)) == ""
    assert said_of(blamed(5, spared=())) == ""
    assert said_of(blamed()) == ""
    assert said_of(blamed(5, is_right=True)) == ""  # as with one batch, and not with two
    assert not is_unfit(said_of(blamed(5, 6, 7)))


def test_values_that_part_where_something_right_depends():
    """Such a line is not named where others are: what it was handed may be wrong."""
    found = Finding(parting=parting(4, sure=True), blame=Blame((("f", 9),), (("f", 4),)))
    assert said_of(found).startswith("Line 9 has a part in what is wrong")


def test_values_that_part_in_a_later_turn_where_something_right_depends():
    """What a line gave rightly in an earlier turn says nothing of a later one."""
    later = parting(4, sure=True, later=True)
    found = Finding(parting=later, blame=Blame((("f", 9),), (("f", 4),)))
    assert said_of(found).startswith("What is computed again and again is right the first time")


def test_what_nobody_means():
    """Such a trap is told before an edit of another line, which only goes round it."""
    third = Notice("f", 3, "third_argument", ("np.multiply",))
    assert said_of(Finding((edit(2),), notices=(third,))).startswith("Line 3: np.multiply works on")


def test_an_edit_that_makes_only_more_right_where_values_part_somewhere():
    """Where several lines are suspected, none for certain, it is told."""
    several = parting(2, 4, 5)
    assert "Line 9: more" in said_of(Finding((edit(9),), whole=False, parting=several))


def test_an_argument_that_nothing_looks_at():
    """It is told before an edit that makes only more right, and not before one that does all."""
    unused = Notice("f", 1, "unused_parameter", ("axis",))
    some = Finding((edit(9),), whole=False, notices=(unused,))
    assert said_of(some).startswith("Your function is handed axis and never looks at it.")
    assert said_of(Finding((edit(9),), notices=(unused,))).startswith("Line 9: everything")


def test_lines_whose_value_changes_nothing():
    """Those on which a blamed line rests are named with it: zeros that stay zeros may be wrong."""
    rests = {("f", 7): [("f", 5)], ("f", 5): [("f", 4)], ("f", 8): [("f", 3)]}
    idle = tuple(("f", line) for line in (2, 3, 4, 5))
    found = Blame((("f", 7),), (("f", 1),), idle=idle)
    under = found.with_idle(rests, {("f", 3), ("f", 4), ("f", 5)})
    assert under.idle == (("f", 4), ("f", 5))
    assert said_of(Finding(blame=under)).startswith("Lines 4, 5 and 7 have a part")
