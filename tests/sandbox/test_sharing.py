"""Which exercises are answered in the process that answered the one before, and which are not."""

import numpy as np
import pytest

from checker.records import Answer, Ending
from checker.sandbox import Limits, Sandbox
from checker.steps import Digits
from tests.sandbox.student import RETURNED, SIGMOID, call, endings, job

pytestmark = pytest.mark.slow
ZEROS = [call("sigmoid", np.zeros(2)), call("sigmoid", np.ones(2))]
DOUBLE = "def double(x):\n    return 2 * x\n"


def doubled(sandbox):
    """What is shared by an exercise that does nothing but compute."""
    return sandbox.share(job(DOUBLE, "double"), [call("double", 3), call("double", 4)])


def test_an_exercise_after_another(sandbox):
    """It is answered there, with the answers of a process of its own."""
    sandbox.run(job(SIGMOID, "sigmoid"), ZEROS)
    shared = doubled(sandbox)
    assert [answer.value for answer in shared.answers] == [6, 8]
    assert shared.stands
    assert shared.answers == sandbox.run(
        job(DOUBLE, "double"), [call("double", 3), call("double", 4)]
    )


def test_a_namespace_each(sandbox):
    """Names of the exercise before are not there."""
    sandbox.run(job(SIGMOID, "sigmoid"), ZEROS)
    (answer,) = sandbox.share(job("def f():\n    return sigmoid(0)", "f"), [call("f")]).answers
    assert answer.fault.kind == "NameError"


def test_digits(sandbox):
    """Where an argument stands for digits, those are handed over."""
    sandbox.run(job(SIGMOID, "sigmoid"), ZEROS)
    labels = call("f", Digits("test", 0, 3, "labels"))
    (answer,) = sandbox.share(job("def f(y):\n    return y", "f"), [labels]).answers
    assert answer.value.tolist() == [7, 2, 1]


def test_generators(sandbox):
    """The global ones start anew for each exercise."""
    source = "import random\ndef f():\n    return np.random.rand(), random.random()"
    (first,) = sandbox.run(job(source, "f"), [call("f")])
    (again,) = sandbox.share(job(source, "f"), [call("f")]).answers
    assert first.value == again.value


def test_no_process_yet(unwalled):
    """The first exercise has one of its own."""
    with Sandbox(unwalled) as unstarted:
        assert doubled(unstarted) is None


@pytest.mark.parametrize(
    "source",
    [
        "import os\n" + SIGMOID,
        "np.seterr(all='ignore')\n" + SIGMOID,
        "np.left = 1\n" + SIGMOID,
        SIGMOID + "print(().__class__)",
        "1 / 0\n" + SIGMOID,
        "%matplotlib inline\n" + SIGMOID,
    ],
)
def test_after_code_that_reaches_further(sandbox, source):
    """The process that ran it serves no other exercise."""
    assert endings(sandbox.run(job(source, "sigmoid"), ZEROS)) == [RETURNED] * 2
    assert doubled(sandbox) is None


def test_after_an_end(sandbox):
    """A process that has ended serves no other, and the exercise is answered all the same."""
    sandbox.run(job(SIGMOID, "sigmoid"), ZEROS)
    source = "def f():\n    import ctypes\n    ctypes.string_at(0)"
    assert sandbox.share(job(source, "f"), [call("f"), call("f")]) is None
    assert doubled(sandbox) is None
    assert endings(sandbox.run(job(SIGMOID, "sigmoid"), ZEROS)) == [RETURNED] * 2


@pytest.mark.parametrize(
    ("source", "stands"),
    [
        ("def f(x):\n    return x + 1", True),
        ("def f(x):\n    return x.y", True),
        ("def f(x):\n    return np.empty(3)", False),
        ("def f(x):\n    return np.divide(1, x, where=x > 0)", False),
        ("def f(x):\n    return eval('x')", False),
        ("import math as m\ndef f(x):\n    m.pi = x\n    return x", False),
        ("1 / 0\ndef f(x):\n    return x", False),
    ],
)
def test_a_wrong_answer(sandbox, source, stands):
    """It stands unless it leaves something behind, or may hang on what it found."""
    sandbox.run(job(SIGMOID, "sigmoid"), ZEROS)
    assert sandbox.share(job(source, "f"), [call("f", 1.0)]).stands == stands


def test_an_endless_loop(unwalled):
    """It is stopped, and then asked again in a process of its own, call by call."""
    endless = job("def f():\n    while True:\n        pass", "f")
    with Sandbox(unwalled, Limits(call_seconds=1.0, hurry_seconds=0.5, cpu_seconds=1)) as brisk:
        brisk.run(job("def f():\n    return 1", "f"), [call("f")])
        assert brisk.share(endless, [call("f"), call("f")]) is None
        assert endings(brisk.run(endless, [call("f"), call("f")])) == [Ending.TIMED_OUT] * 2


class Twice:
    """Answers for a function that doubles, and counts how often it is asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, _name, arguments):
        ((_, value), *_), *_ = arguments
        self.asked.append(value)
        return Answer(RETURNED, (("plain", 2 * value), None))


FOURFOLD = "def f(x):\n    return g(x) + g(x)\n"
ASKED = [call("f", 3), call("f", 3), call("f", 3.0)]


def test_answers_of_the_reference(sandbox):
    """Where another answers for a function, the process serves before and after as well."""
    sandbox.run(job(SIGMOID, "sigmoid"), ZEROS)
    shared = sandbox.share(job(FOURFOLD, "f", oracles=("g",)), ASKED, Twice())
    assert [answer.value for answer in shared.answers] == [12, 12, 12.0]
    assert [answer.value for answer in doubled(sandbox).answers] == [6, 8]


def test_the_same_call_again(isolation):
    """What the reference has answered one exercise is not asked again, in whichever process."""
    oracle, asking = Twice(), job(FOURFOLD, "f", oracles=("g",))
    with Sandbox(isolation) as own:
        asked = [own.run(asking, ASKED, oracle) for _ in range(2)]
        asked.append(own.share(asking, ASKED, oracle).answers)
        assert all([each.value for each in answers] == [12, 12, 12.0] for answers in asked)
        assert repr(oracle.asked) == "[3, 3.0]"
        own.run(job("def h(x): return g(x)", "h", oracles=("g",)), [call("h", 3)], oracle)
    assert repr(oracle.asked) == "[3, 3.0, 3]"


def test_answers_that_are_changed(sandbox):
    """Code that changes what it was given changes no later answer."""
    source = "def f(x):\n    y = g(x)\n    y += 1\n    return g(x)\n"
    asking = job(source, "f", oracles=("g",))
    (answer,) = sandbox.run(asking, [call("f", np.ones(2))], Twice())
    assert answer.value.tolist() == [2.0, 2.0]


def test_a_function_that_another_answers_in_vain(sandbox):
    """An exercise that nobody answers for is asked in a process of its own."""
    sandbox.run(job(SIGMOID, "sigmoid"), ZEROS)
    assert sandbox.share(job("def f(): return g()", "f", oracles=("g",)), [call("f")]) is None
