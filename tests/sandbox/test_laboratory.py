"""The instruments of an exercise: reached by steps, out of the students' reach, and exact."""

import contextlib
import subprocess
import sys

import numpy as np

from checker.records import Cell, Ending, Job
from checker.sandbox.inside.lab import bytecodes_of, calls_of, laboratory
from checker.sandbox.inside.probe import ask
from checker.steps import Call, Name, Read
from tests.syntax_trees import ROOT

LAB = """
def bowl(x):
    return float(np.sum(x * x))


class Counted:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)
"""


def slope(f, x):
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


def test_instruments_reach_student_code():
    """A step hands an instrument to student code, and a later one reads what it counted."""
    steps = (
        Call("lab.Counted", (Name("lab.bowl"),), into="f"),
        Call("slope", (Name("f"), 3.0)),
        Read("f.calls"),
    )
    assert ask({"slope": slope}, steps, laboratory(LAB)).value == 2
    assert round(ask({"slope": slope}, steps[:2], laboratory(LAB)).value, 6) == 6.0


def test_student_cannot_rebind_the_lab():
    """A student's own `lab` is not the one that steps find."""
    answer = ask({"lab": "mine", "np": None}, (Call("lab.bowl", (np.ones(3),)),), laboratory(LAB))
    assert answer.value == 3.0


def test_no_lab():
    """Where an exercise has no instruments, a step that asks for one finds nothing."""
    assert ask({}, (Call("lab.bowl", (1.0,)),)).ending is Ending.MISSING


def test_calls_are_counted():
    """Every call of a Python function counts, the first included, built-in ones do not."""

    def twice(n):
        return [abs(n), slope(abs, n), slope(lambda x: x, n)]

    assert calls_of(twice, 2) == 1 + 1 + 3


def test_bytecodes_grow_with_a_loop_only():
    """A loop over examples grows with their number, a matrix product does not."""

    def loop(array):
        return [row * 2 for row in array]

    small, large = np.ones((4, 3)), np.ones((64, 3))
    assert bytecodes_of(np.matmul, small, small.T) == bytecodes_of(np.matmul, large, large.T)
    assert bytecodes_of(loop, large) - bytecodes_of(loop, small) >= 3 * 60


COUNTED = """
from checker.sandbox.inside.lab import bytecodes_of
def loop(rows):
    return [row * 2 for row in rows]
print(*(bytecodes_of(loop, range(size)) for size in (4, 64, 4, 64)))
"""


def test_bytecodes_at_the_first_time_and_the_next():
    """A process counts the same whether or not it has counted before, under every Python."""
    counted = subprocess.run(
        [sys.executable, "-c", COUNTED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    small, large, *again = map(int, counted.stdout.split())
    assert [small, large] == again
    assert large - small >= 3 * 60


def test_trace_is_put_back():
    """A debugger that was tracing before goes on afterwards, even if the function raises."""
    before = sys.gettrace()
    with contextlib.suppress(ZeroDivisionError):
        bytecodes_of(lambda: 1 / 0)
    assert sys.gettrace() is before


def test_lab_and_files_in_a_sandbox(sandbox):
    """Instruments and files travel with a job; the files lie in a folder of the sandbox's own."""
    cell = Cell("c", "code", "def size(name, f):\n    return f(len(open(name, 'rb').read()))")
    job = Job("import numpy as np", (cell,), ("size",), lab=LAB, files={"w.npz": b"\x00" * 7})
    (answer,) = sandbox.run(job, [(Call("size", ("w.npz", Name("lab.bowl"))),)])
    assert answer.value == 49.0
