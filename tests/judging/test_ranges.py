"""Numbers that must lie in a range and an order, and that have run away."""

import numpy as np
import pytest

from checker.exercises import Within, call
from checker.judging.checks_of_slopes import judge_within
from checker.judging.failures import Evidence
from checker.judging.short_text import show
from checker.records import Answer, Ending

CASE = call("costs", "f", 1.0)


@pytest.mark.parametrize("costs", [[np.inf, np.inf], [np.inf, np.nan], [1.7e308, -1.7e308]])
def test_costs_that_ran_away(costs):
    """They are refused without a warning of ours, which would look like one of the student's."""
    check = Within("falling", 1.0, "it does not fall", (CASE,), 0, 1, order="falling")
    given = {CASE: Answer(Ending.RETURNED, np.array(costs))}
    assert [each.reason for each in judge_within(check, Evidence(given, given))]


def test_part_of_an_answer():
    """Where one item of an answer is asked, it alone is judged and shown."""
    given = {CASE: Answer(Ending.RETURNED, [0.2, 9.5, 30])}
    low, high = (Within("first cost", 1.0, "far", (CASE,), 0, high, part=1) for high in (1, 10))
    (failure,) = judge_within(low, Evidence(given, given))
    assert failure.yours == "9.5"
    assert not list(judge_within(high, Evidence(given, given)))


@pytest.mark.parametrize("value", [0.2, [0.2], "many", None])
def test_part_that_is_not_there(value):
    """What has no such item is shown as it is."""
    check = Within("first cost", 1.0, "far", (CASE,), 0, 1, part=1)
    given = {CASE: Answer(Ending.RETURNED, value)}
    (failure,) = judge_within(check, Evidence(given, given))
    assert failure.yours == show(value)
