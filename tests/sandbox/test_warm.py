import os
import shutil
import signal
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checker.errors import IsolationError
from checker.sandbox import Sandbox
from checker.sandbox import warm as module
from checker.sandbox.python_files import visible
from checker.sandbox.worker_program import PACKAGE, python_folders
from tests.sandbox.processes import Watch, descendants
from tests.sandbox.student import RETURNED, SIGMOID, call, endings, job
from tests.sandbox.zygotes import altered, fresh

pytestmark = pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is missing")
ONE = job(SIGMOID, "sigmoid"), [call("sigmoid", 0.0)]


def zygote():
    """What is running of the zygote of this process."""
    return module._ZYGOTES[os.getpid()]._running


def test_what_is_mounted():
    """Nothing but the system, Python and our own few files, read-only, and no file system else."""
    folders = [*python_folders(), PACKAGE]
    words = list(module._options({folder: folder for folder in folders}))
    assert "--bind" not in words
    assert "--dev" not in words
    covers = [words[at + 1] for at, word in enumerate(words) if word == "--tmpfs"]
    closed = [words[at + 1] for at, word in enumerate(words) if word == "--remount-ro"]
    assert covers == [str(path) for path in visible().hidden]
    assert {*covers} <= {*closed}
    assert words[-2:] == ["--remount-ro", "/"]
    assert {"--unshare-all", "--die-with-parent", "--new-session", "--clearenv"} <= set(words)
    assert words[words.index("--cap-drop") + 1] == "ALL"


def test_sandboxes_share_a_zygote(warmed):
    """It is started once, and what it forks has no parent but bubblewrap's first process."""
    with Sandbox(warmed) as one, Sandbox(warmed) as other:
        assert endings(one.run(*ONE)) == endings(other.run(*ONE)) == [RETURNED]
        first = zygote()
        parents = {parent(each._connection.process.pid) for each in (one, other)}
    with Sandbox(warmed) as third:
        third.run(*ONE)
        assert zygote() is first
    assert len(parents) == 1
    assert parents != {os.getpid()}


def parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[1])


def test_many_hands(warmed):
    """Threads that ask for sandboxes at the same time each get their own."""

    def own_answer(number):
        with Sandbox(warmed) as own:
            return own.run(job(f"def f(): return {number}", "f"), [call("f")])[0].value

    with ThreadPoolExecutor(4) as hands:
        assert list(hands.map(own_answer, range(12))) == list(range(12))


def test_the_thread_that_was_first():
    """Its end does not take the zygote along: the kernel ends that with a thread of its own."""
    with fresh() as isolation:
        own = Sandbox(isolation)
        first = threading.Thread(target=own.run, args=ONE)
        first.start()
        first.join()
        with own:
            connection = own._connection
            assert endings(own.run(*ONE)) == [RETURNED]
            assert own._connection is connection


def test_a_zygote_that_is_killed():
    """Its sandboxes end with it; what was to be asked next is asked of a new one's."""
    with fresh() as isolation, Sandbox(isolation) as own:
        own.run(*ONE)
        worker = Watch([own._connection.process.pid])
        zygote().process.send_signal(signal.SIGKILL)
        assert worker.all_gone()
        assert endings(own.run(*ONE)) == [RETURNED]


def test_the_end_of_a_zygote():
    """When it is closed nothing of it is left, not even a sandbox that somebody still holds."""
    with fresh() as isolation:
        own = Sandbox(isolation)
        own.run(*ONE)
        process = zygote().process
        watch = Watch([process.pid, *descendants(process.pid)])
        module.close()
        assert watch.all_gone()
        assert process.returncode is not None
        own.close()


def test_a_process_that_was_forked(monkeypatch):
    """It gets a zygote of its own: it could not wait for one that its parent has started."""
    with fresh() as isolation, Sandbox(isolation) as own:
        own.run(*ONE)
        first = zygote()
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(os, "getpid", lambda: 1)
            with Sandbox(isolation) as other:
                assert endings(other.run(*ONE)) == [RETURNED]
            assert zygote() is not first
            module.close()
        assert endings(own.run(*ONE)) == [RETURNED]


def test_a_zygote_that_does_not_start(monkeypatch):
    """What bubblewrap says is passed on, and nothing weaker is taken."""
    monkeypatch.setattr(module, "_options", lambda _: ["--no-such-option"])
    with (
        fresh() as isolation,
        Sandbox(isolation) as own,
        pytest.raises(IsolationError, match=r"does not start: .*no-such-option"),
    ):
        own.run(*ONE)


def test_programs_that_cannot_be_run(monkeypatch):
    """What keeps the program from being started is raised where a sandbox is asked for."""

    def refuse(*_, **__):
        raise IsolationError("no place")

    monkeypatch.setattr(module, "launch", refuse)
    with fresh() as isolation, pytest.raises(IsolationError, match="no place"):
        isolation.start()


def test_a_kernel_that_refuses_namespaces(monkeypatch):
    """The zygote says what the kernel said, stays, and forks no sandbox without them."""
    change = "namespaces.py", "APART = (\n", "APART = 1 | (\n"  # no kind of namespace
    with altered(monkeypatch, *change) as isolation:
        for _ in range(2):
            with pytest.raises(IsolationError, match=r"zygote: .*Invalid argument"):
                isolation.start()


def test_a_process_known_by_descriptor(warmed):
    """It is waited for and ended like one that we have started ourselves."""
    started = warmed.start()
    with pytest.raises(subprocess.TimeoutExpired):
        started.wait(0.0)
    assert started.returncode is None
    watch = Watch([started.pid])
    started.kill()
    assert watch.all_gone()
    started.kill()
    assert started.wait() == started.wait() == started.returncode == 0
    assert started.pid == -1
    started.kill()
    for stream in (started.stdin, started.stdout, started.stderr):
        stream.close()
