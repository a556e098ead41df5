"""The door bell: how many lamps can be right with two numbers."""

from itertools import product

import numpy as np
import pytest

from checker.figures import doorbell

STEPS = np.round(np.arange(-2, 2.05, 0.1), 1)


@pytest.mark.parametrize(("goal", "most"), [("or", 4), ("xor", 3)])
def test_the_most_lamps_that_can_be_right(goal, most):
    """The sliders make all four lamps right for OR, and three at most for XOR."""
    figure = doorbell.figure(goal)
    right = [figure.model({"w": w, "b": b})["right"].sum() for w, b in product(STEPS, STEPS)]
    assert max(right) == most
