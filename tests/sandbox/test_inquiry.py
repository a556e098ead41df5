from dataclasses import replace

import numpy as np
import pytest

from checker.records import Answer, Ending, Fault
from checker.sandbox import Sandbox
from checker.steps import Name
from tests.sandbox.student import FORGE, RETURNED, SIGMOID, call, endings, job


def test_calls_that_the_reference_answers(sandbox):
    """A function in `oracles` is answered outside, also when it is passed on or raises."""
    asked = []

    def oracle(name, values):
        asked.append((name, values))
        if values == (0,):
            return Answer(Ending.RAISED, fault=Fault("ZeroDivisionError", "by zero"))
        return Answer(RETURNED, values[0] * 2)

    source = """
def f(z): return double(z) + 1
def guarded(z):
    try:
        return double(z)
    except ZeroDivisionError as error:
        return str(error)
def passes(): return double(1, np.tanh, double)
"""
    wanted = job(source, "f", "guarded", "passes", oracles=("double",))
    cases = [call("f", 4), call("guarded", 0), call("passes"), call("double", [np.ones(2)])]
    answers = sandbox.run(wanted, cases, oracle)
    assert [repr(answer.value) for answer in answers] == [
        "9",
        "'by zero'",
        "2",
        "[array([1., 1.]), array([1., 1.])]",
    ]
    assert asked[2] == ("double", (1, Name("np.tanh"), Name("double")))


@pytest.mark.parametrize(
    "arguments", ["z=1", "object()", "(x for x in [])", "lambda: 1", "{'a': 1}"]
)
def test_arguments_that_the_reference_is_not_given(sandbox, arguments):
    """Only plain values by position reach the reference; the rest is the caller's TypeError."""
    wanted = job(f"def f(): return double({arguments})", "f", oracles=("double",))
    (answer,) = sandbox.run(wanted, [call("f")], lambda name, values: Answer(RETURNED, 1))
    assert (answer.ending, answer.fault.kind) == (Ending.RAISED, "TypeError")


def test_a_reference_that_fails(isolation):
    """A failure of ours is raised here, and the sandbox is not used again."""

    def oracle(name, values):
        raise LookupError("ours")

    wanted = job("def f(): return double(1)", "f", oracles=("double",))
    with Sandbox(isolation) as own:
        with pytest.raises(LookupError, match="ours"):
            own.run(wanted, [call("f")], oracle)
        assert endings(own.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 1.0)])) == [RETURNED]


def test_instruments_for_the_reference(sandbox):
    """A function of the lab goes by its name, which the reference's own lab knows."""
    asked = []

    def oracle(name, values):
        asked.append(values)
        return Answer(RETURNED, 1.5)

    source = "def f(g): return slope(g, 2.0)"
    wanted = replace(job(source, "f", oracles=("slope",)), lab="def bowl(x):\n    return x * x")
    (answer,) = sandbox.run(wanted, [call("f", Name("lab.bowl"))], oracle)
    assert (answer.value, asked) == (1.5, [(Name("lab.bowl"), 2.0)])


@pytest.mark.parametrize(
    "name", ["np.load", "np.os.environ", "sigmoid.__code__", "np", "f", "lab.np.load", "lab.x.y"]
)
def test_a_forged_name_for_the_reference(sandbox, name):
    """The reference is handed no name that could give anything away."""
    asked = f'"call": "sigmoid", "args": [{{"name": ["{name}", null]}}]'
    forged = f'frame(\'{{"id": "%s", {asked}}}\' % current())'
    source = f"{FORGE}\ndef f():\n    write({forged})\n    return 5"
    wanted = job(source, "f", oracles=("sigmoid",))
    (answer,) = sandbox.run(wanted, [call("f")], lambda *_: pytest.fail("it was handed over"))
    assert answer.ending is Ending.CRASHED


def test_an_answer_of_the_reference_that_is_too_large(sandbox):
    """What is more than the wall lets through ends the exercise that asked for it."""
    wanted = job("def f(): return double(1)", "f", oracles=("double",))
    huge = Answer(RETURNED, np.broadcast_to(0.0, (1 << 30,)))
    assert endings(sandbox.run(wanted, [call("f")], lambda *_: huge)) == [Ending.CRASHED]
