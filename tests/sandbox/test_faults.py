import pytest

from checker.records import Ending
from checker.sandbox.inside.faults import ending_of, fault_of, message_of
from tests.sandbox.student import run_cell


def caught(function):
    with pytest.raises(Exception) as raised:  # noqa: PT011  any: the tests look at it
        function()
    return raised.value


def test_a_fault_deep_in_the_students_code():
    """The innermost line of the student's is named."""
    namespace = run_cell("def f():\n    g()\ndef g():\n    int('x')\n")
    fault = fault_of(caught(namespace["f"]), namespace)
    assert (fault.kind, fault.cell, fault.line) == ("ValueError", "answer", 4)


HELPERS = """
import numpy as np
def layer(W, a):
    a = np.asarray(a)
    return W @ a
class Network:
    def __init__(self, sizes, rng):
        self.rng = rng + sizes
"""


@pytest.mark.parametrize(
    ("call", "called"),
    [
        ("layer(np.ones((2, 3)), [1, 2])", "layer with W of shape (2, 3)"),
        ("Network([3, 2], 5)", "Network with sizes a list of 2, rng a number"),
    ],
)
def test_a_fault_in_another_cell(call, called):
    """The call that led there is named, with what was handed over and is still as it was."""
    namespace = run_cell(HELPERS)
    exec(compile(f"def f():\n    x = 1\n    return {call}", "asked", "exec"), namespace)
    fault = fault_of(caught(namespace["f"]), namespace)
    assert fault.cell == "answer"
    assert (fault.called, fault.call_line) == (called, 3)


def test_a_fault_in_the_same_cell():
    """No call is named where the line that stopped stands in the cell that was asked."""
    namespace = run_cell("def f():\n    g(2)\ndef g(a):\n    int('x')\n")
    assert fault_of(caught(namespace["f"]), namespace).called == ""


def test_arguments_that_run_code_of_their_own():
    """What is handed over is described by its type, and nothing of its own is run."""
    text = "class Trap:\n    __class__ = property(lambda self: 1 / 0)\n    __repr__ = None\n"
    namespace = run_cell(f"{text}def g(a):\n    int('x')\n")
    exec(compile("def f():\n    g(Trap())", "asked", "exec"), namespace)
    assert fault_of(caught(namespace["f"]), namespace).called == "g with a of type Trap"


def test_a_fault_outside_the_students_code():
    """A fault that passed no line of the student's has no place."""
    namespace = run_cell("")
    fault = fault_of(caught(lambda: 1 / 0), namespace)
    assert (fault.cell, fault.line) == ("", 0)


def test_a_syntax_error():
    """A cell that cannot be parsed is named by the line at which the parser stopped."""
    fault = fault_of(caught(lambda: compile("x = 1\ny = = 2", "answer", "exec")), {})
    assert (fault.kind, fault.message, fault.cell, fault.line) == (
        "SyntaxError",
        "invalid syntax",
        "answer",
        2,
    )


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ValueError("shapes differ"), "shapes differ"),
        (KeyError("z"), "'z'"),
        (OSError(2, "No such file"), "[Errno 2] No such file"),
        (Exception(), ""),
        (Exception("a", 3), "('a', 3)"),
        (ValueError([object()]), ""),
        (SyntaxError(object()), ""),
    ],
)
def test_messages(error, message):
    """Messages are read as Python shows them, as far as that is safe."""
    assert message_of(error) == message


def test_an_exception_of_a_kind_of_kinds():
    """What derives from a known kind ends like it."""
    assert ending_of(type("Later", (NotImplementedError,), {})()) is Ending.NOT_ATTEMPTED


SPELT = """
import numpy as np
def sigmoid(z): return z
def f(weights):
    total = 1
    return {}
"""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("sigmiod(0)", "sigmoid"),
        ("weigths", "weights"),
        ("toal", "total"),
        ("pirnt(0)", "print"),
        ("np.sqaure(2)", "square"),
        ("np.linalg.nrom(2)", "norm"),
    ],
)
def test_a_name_that_is_spelt_otherwise(text, meant):
    """The name that is nearly the same is said, as Python does where it prints an exception."""
    namespace = run_cell(SPELT.format(text))
    fault = fault_of(caught(lambda: namespace["f"](0)), namespace)
    assert fault.message.endswith(f". Did you mean: '{meant}'?")


@pytest.mark.parametrize("text", ["nabla", "q", "np.backward", "np.random.default_rng(0).randnn"])
def test_a_name_that_is_like_no_other(text):
    """Nothing is added where no name is near, or an object of the student's would be asked."""
    namespace = run_cell(SPELT.format(text))
    fault = fault_of(caught(lambda: namespace["f"](0)), namespace)
    assert "Did you mean" not in fault.message


def test_names_that_run_code_of_their_own():
    """To find a name nothing of the student's is run, whatever holds the names."""
    text = """
class Names(dict):
    def __iter__(self): raise SystemExit
    keys = __iter__
class Kind(type):
    def __prepare__(*_): return Names()
def f():
    class A(metaclass=Kind):
        sigmiod
"""
    namespace = run_cell(text)
    fault = fault_of(caught(namespace["f"]), namespace)
    assert fault.message == "name 'sigmiod' is not defined"
