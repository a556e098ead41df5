"""The words that all reports share cover every outcome."""

import pytest

from checker.grades import FOLLOWS, CheckResult, Outcome
from checker.reports.words import (
    OUTCOME_WORDS,
    SIGNS,
    mark_text,
    points_text,
    state_of,
    state_of_outcome,
)


@pytest.mark.parametrize(
    ("points", "shown"),
    [(0, "0"), (2.0, "2"), (1.5, "1.5"), (100.0, "100"), (0.125, "0.125"), (1 / 3, "0.333")],
)  # fmt: skip
def test_points(points, shown):
    """Points have no superfluous zeros, and round ones keep theirs."""
    assert points_text(points) == shown


def test_mark():
    """A mark is points of points."""
    assert mark_text(1.5, 2.0) == "1.5 / 2"


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_words(outcome):
    """Each outcome has words, and a state that has a sign."""
    assert OUTCOME_WORDS[outcome]
    assert state_of_outcome(outcome) in SIGNS


@pytest.mark.parametrize(
    ("check", "outcome", "state"),
    [
        (CheckResult("a", 1.0, 1.0), Outcome.PASSED, "ok"),
        (CheckResult("a", 0.0, 1.0, "the value differs"), Outcome.FAILED, "look"),
        (CheckResult("a", 0.0, 0.0, "a prediction is asked"), Outcome.FAILED, "look"),
        (CheckResult("a", 0.5, 1.0, FOLLOWS), Outcome.PARTIAL, "half"),
        (CheckResult("a", 0.5, 1.0, "83 of 100 are right"), Outcome.PARTIAL, "look"),
        (CheckResult("a", 0.0, 1.0, "counts later", waits_for="b"), Outcome.FAILED, "todo"),
        (CheckResult("a", 0.0, 1.0), Outcome.NOT_ATTEMPTED, "todo"),
        (CheckResult("a", 0.0, 1.0), Outcome.CHECKER_ERROR, "open"),
    ],
)
def test_state_of_a_check(check, outcome, state):
    """A check is right, right but for an earlier value, to be looked at, to do, or undecided."""
    assert state_of(check, outcome) == state
