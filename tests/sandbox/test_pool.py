import subprocess

import pytest

from checker.errors import IsolationError
from checker.records import Ending
from checker.sandbox import Limits, SandboxPool
from checker.sandbox.isolation import Isolation
from tests.sandbox.processes import Watch, descendants
from tests.sandbox.student import call, job

ONE = job("def f(): return 1", "f"), [call("f")]


def test_sandboxes_one_after_another(isolation):
    """Each sandbox that is taken is another, with the pool's limits, and works at once."""
    limits = Limits(call_seconds=7.0)
    with SandboxPool(isolation, 2, limits) as pool:
        workers = set()
        for _ in range(3):
            with pool.take() as sandbox:
                assert sandbox.run(*ONE)[0].ending is Ending.RETURNED
                assert sandbox.limits is limits
                workers.add(sandbox._connection.process.pid)
    assert len(workers) == 3


def test_closing_a_pool(isolation):
    """Closing ends the workers that stood ready, and none is left behind."""
    with SandboxPool(isolation, 1) as pool:
        pool.take().close()
        ready = pool._ready.get()  # as if the next taker had looked at it
        pool._ready.put(ready)
        ready.end_fork()  # waits until it is ready
        watch = Watch([ready.process.pid, *descendants(ready.process.pid)])
    assert watch.all_gone()
    with pytest.raises(IsolationError, match="closed"):
        pool.take()


def test_a_pool_that_starts_nothing():
    """What keeps sandboxes from starting is told to who asks for one."""

    def start():
        raise FileNotFoundError("no bwrap here")

    with SandboxPool(Isolation("x", "", True, b"", start), 1) as pool:
        for _ in range(2):
            with pytest.raises(IsolationError, match="no bwrap here"):
                pool.take()


def test_a_pool_whose_sandboxes_end_at_once():
    """A worker that ends before it is ready is told of when it is first asked."""

    def start():
        return subprocess.Popen(
            ["sh", "-c", "echo broken >&2"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    with (
        SandboxPool(Isolation("x", "", True, b"", start), 1) as pool,
        pool.take() as sandbox,
        pytest.raises(IsolationError, match="broken"),
    ):
        sandbox.run(*ONE)
