"""Numbers that must lie in a range and an order, and that have run away."""

import numpy as np
import pytest

from checker.exercises import Within, call
from checker.judging.checks_of_slopes import judge_within
from checker.judging.failures import Evidence
from checker.records import Answer, Ending

CASE = call("costs", "f", 1.0)


@pytest.mark.parametrize("costs", [[np.inf, np.inf], [np.inf, np.nan], [1.7e308, -1.7e308]])
def test_costs_that_ran_away(costs):
    """They are refused without a warning of ours, which would look like one of the student's."""
    check = Within("falling", 1.0, "it does not fall", (CASE,), 0, 1, order="falling")
    given = {CASE: Answer(Ending.RETURNED, np.array(costs))}
    assert [each.reason for each in judge_within(check, Evidence(given, given))]
