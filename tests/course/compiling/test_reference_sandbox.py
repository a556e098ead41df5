"""The worked solutions at work, in a process that answers call after call."""

import os
import signal

import pytest

from checker.course.compiling.reference_sandbox import ReferenceSandbox
from checker.errors import BrokenReference
from checker.records import Answer, Cell, Ending, Job
from checker.sandbox import choose
from checker.sandbox.connection import Connection
from checker.steps import Call
from tests.sandbox.processes import Watch, descendants

COUNTING = """
calls = []


def count():
    calls.append(1)
    return len(calls)


def leave():
    import os

    os._exit(0)
"""


@pytest.fixture
def reference():
    with ReferenceSandbox(choose("none")) as sandbox:
        yield sandbox


def job(source=COUNTING):
    return Job("", (Cell("solution", "code", source),), ("count", "leave"))


def ask(reference, job, name="count"):
    (answer,) = reference.run(job, [[Call(name)]])
    return answer


def test_call_after_call(reference):
    """One process answers all calls of a job."""
    counting = job()
    assert [ask(reference, counting).value for _ in range(3)] == [1, 2, 3]


def test_another_job(reference):
    """It has a process of its own."""
    assert [ask(reference, job()).value for _ in range(3)] == [1, 1, 1]


def test_a_process_that_has_ended(reference):
    """The next call gets a new one."""
    counting = job()
    assert ask(reference, counting, "leave") == Answer(Ending.CRASHED)
    assert ask(reference, counting).value == 1


@pytest.mark.parametrize("calls", [0, 2])
def test_a_process_that_is_killed(reference, calls):
    """What it is asked then is asked of another, whether it had begun or not."""
    counting = job()
    reference._connection = Connection(choose("none"))
    assert [ask(reference, counting).value for _ in range(calls)] == [1, 2][:calls]
    first = reference._connection.process.pid
    doomed = [first, *descendants(first)]
    watch = Watch(doomed)
    for pid in doomed:
        os.kill(pid, signal.SIGKILL)
    assert watch.all_gone()
    assert ask(reference, counting).value == 1


def test_a_solution_that_cannot_be_loaded(reference):
    """That is our fault and nobody else's."""
    with pytest.raises(BrokenReference, match="ended crashed when loaded"):
        ask(reference, job("import os\nos._exit(0)\ncount = leave = None"))
