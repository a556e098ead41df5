"""When it is said that something handed over plays no part in what comes out."""

import numpy as np
import pytest

from checker.closer_look import Budget, look, said_of
from checker.exercises import Values, call
from tests.closer_look.conftest import compiled, job

NO_TIME = Budget(cpu_seconds=0.0, wall_seconds=60.0)


def chain(weights, biases, x):
    """Two layers without an activation."""
    for W, b in zip(weights, biases, strict=True):
        x = W @ x + b
    return x


def chains(factor=1.0):
    rng = np.random.default_rng(5)
    for _ in range(3):
        weights = [rng.normal(size=(3, 2)) * factor, rng.normal(size=(2, 3))]
        biases = [rng.normal(size=(3, 1)), rng.normal(size=(2, 1))]
        yield weights, biases, rng.normal(size=(2, 1))


def exercise(factor=1.0):
    cases = tuple(call("two layers", "f", *each) for each in chains(factor))
    return compiled(chain, Values("values", 1.0, cases))


CHAIN = exercise()


def said(sandbox, line, asked=CHAIN):
    told = job(f"def f(weights, biases, x):\n    {line}\n")
    answers = sandbox.run(told, [case.steps for case in asked.cases])
    return said_of(look(asked, answers, sandbox, told, NO_TIME))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("return np.tanh(weights[1] @ (weights[0] @ x) + biases[1])", "first item of your second"),
        (
            "return weights[1] @ np.cos(biases[0]) + biases[1] + 0 * x[0]",
            "first item of your first",
        ),
        ("return weights[1] @ np.cos(weights[0] @ (x * 0 + 1) + biases[0]) + biases[1]", "third"),
    ],
)
def test_what_plays_no_part(sandbox, line, what):
    """Whatever is handed over there, the same comes out, and that is said."""
    assert f"{what} argument" in said(sandbox, line)


@pytest.mark.parametrize(
    "line",
    [
        "return weights[1] @ np.cos(weights[0] @ x + biases[0]) + biases[1]",
        "return np.zeros((2, 1))",
        "return np.sign(weights[0] @ x)[:2].astype(int)",
    ],
)
def test_where_everything_plays_a_part_or_nothing_does(sandbox, line):
    """Nothing is said of who uses all of it, or nothing, or gives no numbers with fractions."""
    assert "plays no part" not in said(sandbox, line)


def test_a_zero_in_one_case(sandbox):
    """One answer in which a 0 hides an argument tells nothing."""
    rows = list(chains())
    rows[0][0][1][:] = 0.0  # the second weights of the smallest case
    cases = tuple(call("two layers", "f", *each) for each in rows)
    asked = compiled(chain, Values("values", 1.0, cases))
    line = "return np.sin(weights[1] @ (weights[0] @ x + biases[0])) + biases[1]"
    assert "plays no part" not in said(sandbox, line, asked)
