"""What is said of Python's own traps."""

import pytest

from checker.closer_look.noticing import (
    cause_in,
    changed_in,
    endless_in,
    gone_in,
    lead_in,
    unchanged_in,
    unused_in,
)
from checker.closer_look.traps import CAUSES, LEADS, MENDED, NEAR
from checker.judging.sentences import is_unfit
from checker.sandbox.trials import Notice, _notice


def notice(trap, line=3, *names):
    return Notice("f", line, trap, (*names, "a", "7", "", ""))


@pytest.mark.parametrize("trap", [*CAUSES, *NEAR])
def test_cause(trap):
    """Each is short and asks one question."""
    said = cause_in([notice(trap, 3)], [3], *MENDED.get(trap, ()))
    assert said
    assert not is_unfit(said)
    assert said.endswith("?")


@pytest.mark.parametrize("trap", LEADS)
def test_lead(trap):
    """Each is short and asks one question; it is not said as a cause."""
    said = lead_in([notice(trap)])
    assert not is_unfit(said)
    assert said.endswith("?")
    assert cause_in([notice(trap)]) == ""


def test_argument_that_is_lost():
    """It is said only of a line at which values part: elsewhere the name may be meant."""
    lost = [Notice("f", 12, "argument_gone", ("x", "4", "", "", ""))]
    said = gone_in(lost, {("f", 12)})
    assert said.startswith("Line 12 uses x, to which line 4 has given another value by then")
    assert not is_unfit(said)
    assert gone_in(lost, {("f", 11)}) == cause_in(lost) == lead_in(lost) == ""


@pytest.mark.parametrize("trap", NEAR)
def test_trap_that_may_be_meant(trap):
    """It is a cause only in a line that a repair points at, and in no other."""
    assert cause_in([notice(trap, 3)]) == ""
    assert cause_in([notice(trap, 3)], [4]) == ""
    assert cause_in([notice(trap, 3)], [3, 4]) == ""


def test_type_that_is_asked_for():
    """Whole numbers are a cause only where another type makes everything right."""
    assert cause_in([notice("whole_numbers", 3)], [3], "sign") == ""


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("lr",), "is handed lr and never looks at it. Where does it belong?"),
        (("x", "y", "lr"), "is handed x, y and lr and never looks at them. Where do they belong?"),
    ],
)
def test_arguments_that_nothing_looks_at(names, said):
    """All of one function are named, and those of another one are not."""
    found = [notice("unused_parameter", 1, name) for name in names]
    assert lead_in([*found, notice("unused_parameter", 9, "z")]).endswith(said)
    assert cause_in(found) == ""


def test_argument_of_a_method():
    """Which of a class's methods is meant, is said."""
    found = Notice("Network", 20, "unused_parameter", ("X", "gradients"))
    assert unused_in([found]).startswith("Your method gradients is handed X and never looks at it.")


def test_what_is_changed_in_place_as_a_lead():
    """It is one where nothing else is known."""
    found = [notice("changed_argument", 3, "W")]
    assert lead_in(found) == changed_in(found)
    assert lead_in([*found, notice("unused", 4, "b")]).startswith("b is computed and never used")


def test_what_stays_the_same_in_a_loop():
    """It is named if it is one variable of the line, and not if it may be one of two."""
    delta, other = notice("unchanged", 5, "delta", "4"), notice("unchanged", 5, "a", "4")
    assert "delta is the same in every turn" in unchanged_in([delta], {("f", 5)})
    assert unchanged_in([delta, other], {("f", 5)}) == ""
    assert unchanged_in([delta], {("f", 6)}) == unchanged_in([], {("f", 5)}) == ""


def test_later_line():
    """A trap that shows in a later line is found from there, too."""
    assert cause_in([notice("second_name", 3, "up", "x", "9")], [9])


def test_nothing_noticed():
    """Where nothing is noticed nothing is said."""
    assert cause_in([]) == lead_in([]) == ""


def test_what_is_said_only_where_answers_show_it():
    """A changed argument, and a loop without an end where a call was stopped."""
    assert changed_in([notice("changed_argument", 3, "W")]).startswith("Line 3 changes W in place")
    assert endless_in([notice("endless", 4)]).startswith("Line 4 begins a loop")
    assert changed_in([notice("endless", 4)]) == endless_in([notice("changed_argument")]) == ""


@pytest.mark.parametrize("trap", [*CAUSES, *NEAR, *LEADS])
def test_notice_without_names(trap):
    """A process that names nothing gives a sentence with gaps, and no fault of ours."""
    notice = _notice(["f", 3, trap, []])
    assert cause_in([notice], [3], *MENDED.get(trap, ())) or lead_in([notice])
