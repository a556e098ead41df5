import json
from dataclasses import replace

import numpy as np
import pytest

from checker.records import Answer, Ending, Fault
from checker.sandbox import Sandbox
from checker.steps import Name
from tests.sandbox.student import FORGE, RETURNED, SIGMOID, call, endings, job

NOTHING = ("dict", (), ())


def gives(value):
    """The answer of a reference that gives a value and changes no argument."""
    return Answer(RETURNED, (("plain", value), None))


def test_calls_that_the_reference_answers(sandbox):
    """A function in `oracles` is answered outside, also when it is passed on or raises."""
    asked = []

    def oracle(name, values):
        asked.append((name, values))
        (((_, first), *others), _, _) = values
        if first == 0:
            return Answer(Ending.RAISED, fault=Fault("ZeroDivisionError", "by zero"))
        return Answer(RETURNED, (("plain", first * 2), None, *(None for _ in others)))

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
    names = (("plain", Name("np.tanh")), ("plain", Name("double")))
    assert asked[2] == ("double", ((("plain", 1), *names), NOTHING, ()))


@pytest.mark.parametrize("arguments", ["z=object()", "object()", "(x for x in [])", "{1: 1}"])
def test_arguments_that_the_reference_is_not_given(sandbox, arguments):
    """Only plain values, functions, generators and its own objects reach it; else a TypeError."""
    wanted = job(f"def f(): return double({arguments})", "f", oracles=("double",))
    (answer,) = sandbox.run(wanted, [call("f")], lambda name, values: gives(1))
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
        asked.append(values[0])
        return Answer(RETURNED, (("plain", 1.5), None, None))

    source = "def f(g): return slope(g, 2.0)"
    wanted = replace(job(source, "f", oracles=("slope",)), lab="def bowl(x):\n    return x * x")
    (answer,) = sandbox.run(wanted, [call("f", Name("lab.bowl"))], oracle)
    assert (answer.value, asked) == (1.5, [(("plain", Name("lab.bowl")), ("plain", 2.0))])


@pytest.mark.parametrize(
    "name", ["np.load", "np.os.environ", "sigmoid.__code__", "np", "f", "lab.np.load", "lab.x.y"]
)
def test_a_forged_name_for_the_reference(sandbox, name):
    """The reference is handed no name that could give anything away."""
    named = f'{{"tuple": ["plain", {{"name": ["{name}", null]}}]}}'
    asked = f'"call": "sigmoid", "args": [{{"tuple": [{named}]}}, {{"tuple": []}}]'
    forged = f'frame(\'{{"id": "%s", {asked}}}\' % current())'
    source = f"{FORGE}\ndef f():\n    write({forged})\n    return 5"
    wanted = job(source, "f", oracles=("sigmoid",))
    (answer,) = sandbox.run(wanted, [call("f")], lambda *_: pytest.fail("it was handed over"))
    assert answer.ending is Ending.CRASHED


@pytest.mark.parametrize(
    "name", ["Box.__init__", "Box._open", "Box.a.b", "Box.", "object", ".x", 7]
)
def test_a_forged_call_of_the_reference(sandbox, name):
    """Only what was given is called, and of a class only its public methods."""
    asked = f'"call": {json.dumps(name)}, "args": [{{"tuple": []}}, {{"tuple": []}}]'
    forged = f'frame(\'{{"id": "%s", {asked}}}\' % current())'
    source = f"{FORGE}\ndef f():\n    write({forged})\n    return 5"
    wanted = job(source, "f", oracles=("Box",))
    (answer,) = sandbox.run(wanted, [call("f")], lambda *_: pytest.fail("it was called"))
    assert answer.ending is Ending.CRASHED


def test_an_answer_of_the_reference_that_is_too_large(sandbox):
    """What is more than the wall lets through ends the exercise that asked for it."""
    wanted = job("def f(): return double(1)", "f", oracles=("double",))
    huge = gives(np.broadcast_to(0.0, (1 << 30,)))
    assert endings(sandbox.run(wanted, [call("f")], lambda *_: huge)) == [Ending.CRASHED]
