"""Functions that another answers for, and that a program never reaches: it is not asked again."""

import pytest

from checker.sandbox import Sandbox
from tests.sandbox.student import call, cells_job
from tests.sandbox.test_sharing import Twice

pytestmark = pytest.mark.slow
HELPER = "def g(x):\n    return 0\n"
CELLS = [call("f", 3), call("f", 4)]


def two_cells(first, second):
    """A job whose exercise and whose helper stand in cells of their own."""
    return lambda oracles: cells_job({"a": first, "b": second}, "f", oracles=oracles)


@pytest.mark.parametrize(
    ("source", "is_same"),
    [
        ("def f(x):\n    return x + 1\n", True),
        ("def f(x):\n    return g(x)\n", False),
        ("def f(x, how=None):\n    return (how or g)(x)\n", False),
        ("def f(x):\n    return globals()['g'](x)\n", False),
        ("def f(x):\n    return eval('g(x)')\n", False),
    ],
)
def test_a_function_in_reach(unwalled, source, is_same):
    """Only where the program cannot use it, the answers are those without it."""
    made, oracle = two_cells(HELPER, source), Twice()
    with Sandbox(unwalled) as own:
        first = own.run(made(()), CELLS, None)
        again = own.share(made(("g",)), CELLS, oracle)
    assert (again is not None and again.answers is first) == is_same
    assert bool(oracle.asked) == (again is not None and not is_same)


def test_a_function_that_a_helper_calls(unwalled):
    """It is in reach by way of another one."""
    helpers = f"def h(x):\n    return g(x)\n{HELPER}"
    made, oracle = two_cells(helpers, "def f(x): return h(x)"), Twice()
    with Sandbox(unwalled) as own:
        own.run(made(()), CELLS, None)
        assert [each.value for each in own.share(made(("g",)), CELLS, oracle).answers] == [6, 8]


def test_two_that_reach_the_same(unwalled):
    """What differs by functions out of reach is one program."""
    made, oracle = two_cells(HELPER, "def f(x): return g(x)"), Twice()
    with Sandbox(unwalled) as own:
        own.run(made(()), CELLS, None)
        first = own.share(made(("g",)), CELLS, oracle)
        assert own.share(made(("g", "k")), CELLS, oracle).answers is first.answers


def test_other_cases(unwalled):
    """They are asked, and so is a process of its own, whatever is known."""
    made = two_cells(HELPER, "def f(x): return x")
    with Sandbox(unwalled) as own:
        first = own.run(made(()), CELLS, None)
        assert own.share(made(()), [*CELLS], None).answers is not first
        assert own.run(made(()), CELLS, None) is not first


def test_after_an_end(unwalled):
    """What was not answered is no answer to another program either."""
    made = two_cells(HELPER, "def f(x):\n    import ctypes\n    ctypes.string_at(0)")
    with Sandbox(unwalled) as own:
        own.run(made(()), CELLS, None)
        assert own.share(made(("g",)), CELLS, Twice()) is None
