"""What is said of Python's own traps."""

import pytest

from checker.closer_look.noticing import CAUSES, LEADS, NEAR, cause_in, lead_in
from checker.judging.sentences import is_unfit
from checker.sandbox.trials import Notice


def notice(trap, line=3, *names):
    return Notice("f", line, trap, (*names, "a", "7", "", ""))


@pytest.mark.parametrize("trap", [*CAUSES, *NEAR])
def test_cause(trap):
    """Each is short and asks one question."""
    said = cause_in([notice(trap, 3)], [3])
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


@pytest.mark.parametrize("trap", NEAR)
def test_trap_that_may_be_meant(trap):
    """It is a cause only in a line that a repair points at."""
    assert cause_in([notice(trap, 3)]) == ""
    assert cause_in([notice(trap, 3)], [4]) == ""


def test_later_line():
    """A trap that shows in a later line is found from there, too."""
    assert cause_in([notice("second_name", 3, "up", "x", "9")], [9])


def test_nothing_noticed():
    """Where nothing is noticed nothing is said."""
    assert cause_in([]) == lead_in([]) == ""
