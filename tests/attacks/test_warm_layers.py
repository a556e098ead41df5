"""Every layer of the isolation by forking is needed, and without one it is found out or comes down.

What keeps two sandboxes of one zygote apart is taken away in `test_neighbours`.
"""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from checker.errors import IsolationError
from checker.sandbox import Sandbox
from checker.sandbox import warm as module
from checker.sandbox.doctor import probe
from tests.attacks.test_layers import comes_through
from tests.sandbox.processes import descendants
from tests.sandbox.student import call, job
from tests.sandbox.zygotes import altered, fresh, without_its_filter

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can look into a sandbox")
MEMORY = "resources-memory_without_a_name"

TRIES = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def tried(number, *arguments):
    libc.syscall(number, *arguments)
    return os.strerror(ctypes.get_errno())
def mounted():
    return libc.mount(b"x", b"/tmp", b"tmpfs", 0, None) == 0
"""
REFUSED, UNKNOWN = "Operation not permitted", "Function not implemented"


def answer(isolation, *question):
    with Sandbox(isolation) as own:
        return own.run(job(TRIES, "tried", "mounted"), [call(*question)])[0].value


def fallen(isolation):
    return {what for what, held in probe(isolation) if not held}


def with_options(monkeypatch, change):
    original = module._options
    monkeypatch.setattr(module, "_options", lambda reach: change(list(original(reach))))
    return fresh()


def test_without_its_filter(monkeypatch):
    """Memory could be had that no limit counts."""
    without_its_filter(monkeypatch)
    with fresh() as isolation:
        assert comes_through(isolation, MEMORY)


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="numbers of x86-64")
@pytest.mark.parametrize(
    ("number", "argument", "says"),
    [
        (272, 0x10000000, REFUSED),  # unshare: new users
        (56, 0x10000000, REFUSED),  # clone: a process among new users
        (56, 0x20000, REFUSED),  # clone: a process with mounts of its own
        (435, 0, UNKNOWN),  # clone3, whose flags no filter sees
        (165, 0, REFUSED),  # mount
    ],
)
def test_namespaces_within(number, argument, says):
    """Its own filter refuses them, with no help from the stricter one of the forks."""
    with fresh() as isolation:
        unstrict = replace(isolation, instructions=b"")
        assert answer(unstrict, "tried", number, argument, 0, 0, 0, 0) == says


def test_capabilities(monkeypatch):
    """Without any filter a mount is refused for want of capabilities; with those it is made."""
    without_its_filter(monkeypatch)
    with fresh() as isolation:
        assert answer(replace(isolation, instructions=b""), "mounted") is False
    change = "zygote.py", "        namespaces.drop_capabilities()\n", ""
    with altered(monkeypatch, *change) as isolation:
        assert answer(replace(isolation, instructions=b""), "mounted") is True


@pytest.mark.parametrize(
    ("name", "old", "new", "walls"),
    [
        (
            "zygote.py",
            '    namespaces.cover("/proc")\n',
            "",
            {"other processes cannot be looked into", "other processes cannot be seen"},
        ),
        (
            "zygote.py",
            "    namespaces.mount_scratch(SCRATCH, SCRATCH_BYTES, SCRATCH_ENTRIES, kept)\n",
            "",
            {"other submissions' files cannot be seen"},
        ),
        (
            "namespaces.py",
            "APART = (\n",
            "APART = ~CLONE_NEWPID & (\n",
            {"other submissions' processes cannot be seen"},
        ),
    ],
)
def test_what_the_self_test_finds(monkeypatch, name, old, new, walls):
    """A layer that is missing is a wall that falls, so the isolation is not taken."""
    with altered(monkeypatch, name, old, new) as isolation:
        assert fallen(isolation) == walls


@pytest.mark.parametrize("kind", ["CLONE_NEWNS", "CLONE_NEWUSER"])
def test_what_it_does_not_start_without(monkeypatch, kind):
    """Without mounts or users of their own, sandboxes do not start at all."""
    change = "namespaces.py", "APART = (\n", f"APART = ~{kind} & (\n"
    with (
        altered(monkeypatch, *change) as isolation,
        pytest.raises(IsolationError, match=r"zygote: \[Errno 1\] Operation not permitted"),
    ):
        probe(isolation)


def test_a_root_that_can_be_written(monkeypatch):
    """The worker's own folder could be written into, and one student's file left for another."""
    with with_options(monkeypatch, lambda words: words[:-2]) as isolation:
        assert "files cannot be written" in fallen(isolation)


def test_the_files_of_the_machine(monkeypatch):
    """What is mounted can be read, if the scratch folder does not hide it."""
    mount = "    namespaces.mount_scratch(SCRATCH, SCRATCH_BYTES, SCRATCH_ENTRIES, kept)\n"
    original = module._options

    def options(reach):
        *words, last, root = original(reach)
        return [*words, "--ro-bind", "/tmp", "/tmp", last, root]

    monkeypatch.setattr(module, "_options", options)
    with altered(monkeypatch, "zygote.py", mount, "") as isolation:
        assert comes_through(isolation, "secrets-reads_the_canary")


def test_the_environment_of_the_grader(monkeypatch):
    """Variables that are passed on can be read."""
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, env, **rest: popen(command, env=os.environ, **rest)
    )
    change = with_options(monkeypatch, lambda words: [w for w in words if w != "--clearenv"])
    monkeypatch.setenv("CHECKER_ATTACK_CANARY_TOO", "seen")
    with change as isolation:
        assert "the environment is not passed on" in fallen(isolation)


@as_root
def test_descriptors_that_are_not_closed(monkeypatch):
    """A worker would hold what the zygote holds; its forks close everything once more."""
    old = "    os.closerange(4, resource.getrlimit(resource.RLIMIT_NOFILE)[0])\n"
    with altered(monkeypatch, "zygote.py", old, "") as isolation, Sandbox(isolation) as own:
        own.run(job(TRIES, "tried"), [call("tried", 39)])
        held = list(Path(f"/proc/{own._connection.process.pid}/fd").iterdir())
    assert len(held) > 5


@as_root
def test_memory_that_is_not_kept_private(monkeypatch):
    """A process of the same user could read a worker, if it saw one."""
    change = "confinement.py", "_prctl(PR_SET_DUMPABLE, 0)", "_prctl(PR_SET_DUMPABLE, 1)"
    with altered(monkeypatch, *change) as isolation, Sandbox(isolation) as own:
        own.run(job(TRIES, "tried"), [call("tried", 39)])
        worker = own._connection.process.pid
        owners = {Path(f"/proc/{pid}/mem").stat().st_uid for pid in [worker, *descendants(worker)]}
    assert owners == {65534}
