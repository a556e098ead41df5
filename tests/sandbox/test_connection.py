import signal
import subprocess
import sys
import textwrap

import pytest

from checker.errors import IsolationError
from checker.sandbox import Sandbox
from checker.sandbox.connection import Connection
from checker.sandbox.inside.deadlines import Deadline
from checker.sandbox.isolation import Isolation
from tests.sandbox.processes import Watch, descendants
from tests.sandbox.student import SIGMOID, call, job


@pytest.mark.parametrize("busy", [False, True])
def test_processes_after_closing(isolation, busy):
    """Closing a sandbox leaves none of its processes behind, whatever they were doing."""
    own = Sandbox(isolation)
    own.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])
    worker = own._connection.process.pid
    watch = Watch([worker, *descendants(worker)])
    own._connection.busy = busy  # as if it were closed in the middle of a request
    own.close()
    assert watch.all_gone()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["warm", "bubblewrap"])
def test_processes_after_the_grader_was_killed(walled, kind):
    """When the grader is killed, the kernel takes its sandboxes along."""
    code = f"""
        import sys
        from checker.sandbox import Limits, Sandbox
        from checker.sandbox.{kind} import {kind}
        from tests.sandbox.student import call, job

        own = Sandbox({kind}(), Limits(call_seconds=60.0))
        own.run(job("def f(): return 1", "f"), [call("f")])
        print("ready", flush=True)
        own.run(job("def f():\\n    while True: pass", "f"), [call("f")])
    """
    grader = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    assert grader.stdout.readline() == "ready\n"
    watch = Watch(descendants(grader.pid))
    assert watch.watched
    grader.send_signal(signal.SIGKILL)
    grader.communicate()
    assert watch.all_gone()


def start_shell(script):
    """An isolation whose worker is a shell script, to see what the grader makes of it."""

    def start():
        return subprocess.Popen(
            ["sh", "-c", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return Isolation("shell", "", False, b"", start)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'bwrap: No permissions' >&2; exit 1", "bwrap: No permissions"),
        ("exit 0", "it ended unasked"),
        ("printf 'no frame of ours'", "it sent a frame larger than allowed"),
        ("head -c 1000000 /dev/zero >&2; echo >&2; echo last >&2; exit 1", "does not start"),
    ],
)
def test_a_sandbox_that_does_not_start(script, said):
    """That is the machine's fault and never a student's."""
    with Sandbox(start_shell(script)) as own, pytest.raises(IsolationError, match=said):
        own.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])


def test_a_worker_that_stood_ready_for_long(isolation):
    """The time to start is that between being asked and being ready, not how long it waited."""
    connection = Connection(isolation)
    connection.deadline = Deadline(0.0)
    with Sandbox(isolation, started=connection) as own:
        assert own.run(job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)])[0].value == 0.5
