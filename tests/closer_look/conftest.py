"""Small exercises whose wrong programs are looked at closer, in a process of their own."""

from dataclasses import replace

import numpy as np
import pytest

from checker.exercises import Exercise, Values, call
from checker.exercises.casebook import compile_exercise
from checker.records import Cell, Job
from checker.sandbox import Limits, Sandbox
from checker.sandbox.inside.probe import ask
from checker.sandbox.unisolated import bare

SETUP = "import numpy as np\n"
LIMITS = Limits(call_seconds=4.0, hurry_seconds=0.5, cpu_seconds=5, submission_seconds=1e6)


def layer(W, b, a, y):
    """A layer, its cost, and the gradient with respect to its bias."""
    z = W @ a + b
    out = 1 / (1 + np.exp(-z))
    cost = 0.5 * np.sum((out - y) ** 2)
    return cost, (out - y) * out * (1 - out)


def compiled(function, *checks, name="f"):
    """Compile an exercise that asks for one function, of which this is the worked solution."""

    def solve(_, __, cases, ___):
        return [ask({name: function, "np": np}, case.steps) for case in cases]

    text = ("one", "two", "three")
    return compile_exercise(Exercise(name, "9.1", "f", lambda _: checks, text), None, {}, solve)


def layers():
    rng = np.random.default_rng(3)
    for n_in, n_out in ((2, 3), (4, 2), (3, 5)):
        sizes = ((n_out, n_in), (n_out, 1), (n_in, 1), (n_out, 1))
        yield [rng.normal(size=size) for size in sizes]


LAYER = compiled(
    layer, Values("values", 1.0, tuple(call("a layer", "f", *each) for each in layers()))
)


def job(*texts, wanted=("f",)):
    cells = tuple(Cell(f"cell {number}", "code", text) for number, text in enumerate(texts))
    return Job(SETUP, cells, wanted)


@pytest.fixture(scope="module")
def sandbox():
    """What waits is stopped soon; the processor time is more than any search may take."""
    with Sandbox(bare(), LIMITS) as shared:
        yield shared


@pytest.fixture(scope="module")
def hasty_sandbox():
    """What never ends is stopped sooner, and a short search still has its time."""
    with Sandbox(bare(), replace(LIMITS, cpu_seconds=2)) as shared:
        yield shared
