"""Networks of exercise 5.4 that train well and are wrong: each loses points, and is told why."""

from pathlib import Path

import pytest

from checker.course.release.course import load_lesson
from checker.judging import judge

pytestmark = pytest.mark.slow

SOLUTIONS = Path(__file__).parents[2] / "solutions"
OWN = "rng = np.random.default_rng(0)\n        "
IN_ORDER = (
    "((X[:, k : k + batch_size], Y[:, k : k + batch_size])"
    " for k in range(0, X.shape[1], batch_size))"
)
FAULTS = {
    "the start has a generator of its own": (
        "pairs = list(", f"{OWN}pairs = list(", "two generators, two starts",
    ),
    "the order has a generator of its own": (
        "history = {", f"{OWN}history = {{", "two generators, two orders",
    ),
    "the examples are never shuffled": (
        "minibatches(X, Y, batch_size, rng)", IN_ORDER, "two generators, two orders",
    ),
    "only the first layer is scaled": (
        "[W / np.sqrt(W.shape[1]) for W in self.weights]",
        "[self.weights[0] / np.sqrt(sizes[0]), *self.weights[1:]]",
        "scaled start of the second layer",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def network(desk_of):
    """The desk of notebook 5, exercise 5.4 and its cases for a seed."""
    desk = desk_of(load_lesson(SOLUTIONS / "05_full_network.py"))
    exercise = next(each for each in desk.lesson.exercises if each.name == "Network")
    return desk, exercise, desk.compiled(exercise, 4)


@pytest.mark.parametrize(("right", "wrong", "check"), FAULTS.values(), ids=FAULTS)
def test_fault_that_trains_well(network, right, wrong, check):
    """The check that looks for it fails, and the others pass."""
    desk, exercise, compiled = network
    worked = desk.source("Network").source
    assert right in worked
    answers = desk.answers(exercise, compiled.cases, worked.replace(right, wrong))
    failed = [each.name for each in judge(compiled, answers).checks if not each.passed]
    assert failed == [check]
