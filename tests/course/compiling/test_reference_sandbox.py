"""The worked solutions at work, in a process that answers call after call."""

import os
import signal
from contextlib import suppress

import pytest

from checker.course.compiling.reference_sandbox import JOBS, ReferencePool, ReferenceSandbox
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


@pytest.fixture
def pool():
    with ReferencePool(choose("none")) as pool:
        yield pool


def test_one_submission_after_another(pool):
    """The same process goes on with a job."""
    counting = job()
    for count in (1, 2):
        with pool.take() as references:
            assert ask(references, counting).value == count


def test_jobs_in_turn(pool):
    """So many as are kept go on beside each other; of more, that which rested longest begins."""
    jobs = [job() for _ in range(JOBS)]
    with pool.take() as references:
        assert [ask(references, each).value for each in jobs * 2] == [1] * JOBS + [2] * JOBS
        assert ask(references, job()).value == 1
        assert [ask(references, each).value for each in jobs[1:]] == [3] * (JOBS - 1)
        assert ask(references, jobs[0]).value == 1


def test_two_at_a_time(pool):
    """Each has processes of its own."""
    counting = job()
    with pool.take() as one, pool.take() as other:
        assert [ask(each, counting).value for each in (one, other)] == [1, 1]


def test_a_submission_that_is_broken_off(pool):
    """The next one gets new processes."""
    counting = job()
    with suppress(KeyboardInterrupt), pool.take() as references:
        ask(references, counting)
        raise KeyboardInterrupt
    with pool.take() as references:
        assert ask(references, counting).value == 1
