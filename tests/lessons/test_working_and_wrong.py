"""Programs of notebooks 3 and 5 that work well and are wrong: each loses points."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker.judging import judge
from tests.course_lessons import course_lesson

pytestmark = pytest.mark.slow

SOLUTIONS = Path(__file__).parents[2] / "solutions"
OWN = "rng = np.random.default_rng(0)\n        "
DRAWN = "minibatches(X, Y, batch_size, rng)"
IN_ORDER = (
    "((X[:, k : k + batch_size], Y[:, k : k + batch_size])"
    " for k in range(0, X.shape[1], batch_size))"
)
ORDERS = ("two generators, two orders", "a new order in each epoch")
#: What is written, what stands in its place, and the checks that this fails.
FAULTS = {
    "the start has a generator of its own": (
        "pairs = list(", f"{OWN}pairs = list(", "two generators, two starts",
    ),
    "the order has a generator of its own": (
        "history = {", f"{OWN}history = {{", "two generators, two orders",
    ),
    "the examples are never shuffled": (
        DRAWN, IN_ORDER, *ORDERS,
    ),
    "the minibatches are drawn once": (
        f"for _ in range(epochs):\n            for X_b, Y_b in {DRAWN}:",
        f"once = list({DRAWN})\n        for _ in range(epochs):\n            for X_b, Y_b in once:",
        "a new order in each epoch",
    ),
    "only the first layer is scaled": (
        "[W / np.sqrt(W.shape[1]) for W in self.weights]",
        "[self.weights[0] / np.sqrt(sizes[0]), *self.weights[1:]]",
        "scaled start of the second layer",
    ),
    "the cost is that of the last minibatch": (
        "cost = 0.5 * np.sum((self.forward(X) - Y) ** 2) / X.shape[1]",
        "cost = 0.5 * np.sum((self.forward(X_b) - Y_b) ** 2) / X_b.shape[1]",
        "history",
    ),
    "what was told is kept for the next training": (
        'history = {"cost": [], "accuracy": []}',
        'history = globals().setdefault("_kept", {"cost": [], "accuracy": []})',
        "history",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def network(desk_of):
    """The desk of notebook 5, exercise 5.4 and its cases for a seed."""
    desk = desk_of(course_lesson("05_full_network"))
    exercise = next(each for each in desk.lesson.exercises if each.name == "Network")
    return desk, exercise, desk.compiled(exercise, 4)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_fault_that_trains_well(network, fault):
    """The checks that look for it fail, and the others pass."""
    right, wrong, *checks = fault
    desk, exercise, compiled = network
    worked = desk.source("Network").source
    assert right in worked
    answers = desk.answers(exercise, compiled.cases, worked.replace(right, wrong))
    failed = [each.name for each in judge(compiled, answers).checks if not each.passed]
    assert failed == checks


MIXED_UP = {
    "in any order": "Y[:, np.random.default_rng(1).permutation(Y.shape[1])]",
    "each the next one's": "np.roll(Y, 1, axis=1)",
    "backwards": "Y[:, ::-1]",
}


@pytest.fixture(scope="module")
def by_heart(desk_of):
    """Give a function from a program of 5.6 to the checks that it fails, for a seed."""
    desk = desk_of(course_lesson("05_full_network"))
    exercise = next(each for each in desk.lesson.exercises if each.name == "learn_by_heart")
    compiled = desk.compiled(replace(exercise, misconceptions=()), 4)

    def failed(right, wrong):
        worked = desk.source("learn_by_heart").source
        assert right in worked
        answers = desk.answers(exercise, compiled.cases, worked.replace(right, wrong))
        return [each.name for each in judge(compiled, answers).checks if not each.passed]

    return failed


@pytest.mark.parametrize("labels", MIXED_UP.values(), ids=MIXED_UP)
def test_labels_mixed_up(by_heart, labels):
    """Labels that do not belong to the images are not learned by heart."""
    line = "network = Network([784, 32, 10], rng)"
    assert "learned by heart" in by_heart(line, f"Y = {labels}\n    {line}")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("10], rng)", "10], np.random.default_rng(0))"),
     ("costs = []", 'costs = globals().setdefault("_kept", [])')],
)  # fmt: skip
def test_training_that_is_the_same_for_all_generators(by_heart, right, wrong):
    """Who ignores the generator, or keeps the costs of an earlier training, loses its check."""
    assert by_heart(right, wrong) == ["two generators, two trainings"]


INTO_WHOLE_NUMBERS = {
    "the gradient is as the input is": (
        "gradient = np.zeros(x.shape)", "gradient = np.zeros_like(np.asarray(given))",
    ),
    "the step is one of whole numbers": (
        "step = np.zeros(x.shape)", "step = np.zeros_like(np.asarray(given))",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("right", "wrong"), INTO_WHOLE_NUMBERS.values(), ids=INTO_WHOLE_NUMBERS)
def test_slopes_into_whole_numbers(desk_of, right, wrong):
    """In 3.5 whole numbers come in, and fractions come out, or points are lost."""
    desk = desk_of(course_lesson("03_hand_backward"))
    exercise = next(each for each in desk.lesson.exercises if each.name == "numerical_gradient")
    compiled = desk.compiled(replace(exercise, misconceptions=()), 4)
    worked = desk.source("numerical_gradient").source
    assert right in worked
    line = "x = np.array(x, dtype=float)"
    text = worked.replace(line, f"given = x\n    {line}").replace(right, wrong)
    verdict = judge(compiled, desk.answers(exercise, compiled.cases, text))
    assert verdict.points < verdict.max_points
