"""Two submissions in sandboxes that one zygote has forked cannot tell that there is another.

Where both the filters of system calls and a namespace keep them apart, each is tried alone, and
with both gone they do meet: the tests can tell.
"""

import os
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from checker.sandbox import Sandbox
from tests.sandbox.processes import descendants
from tests.sandbox.student import call, job
from tests.sandbox.zygotes import altered, fresh, without_its_filter

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can look into a sandbox")

STUDENT = """
import ctypes, gc, os, socket, stat
kept, copies = [], []
libc = ctypes.CDLL(None, use_errno=True)

def attempt(action, *arguments):
    try:
        return action(*arguments)
    except OSError as error:
        return error.strerror

def number(): return os.getpid()
def leave(name): open(name, "x").close()
def files(): return os.listdir("/tmp")
def listed(folder): return sorted(os.listdir(folder))
def descriptors():
    found = []
    for number in range(1024):
        try:
            status = os.fstat(number)
        except OSError:
            continue
        if not stat.S_ISCHR(status.st_mode):
            found.append([status.st_dev, status.st_ino])
    return found

def remember(text): kept.append(text * 100)
def copy_memory():
    pages = {id(thing) >> 12 for thing in gc.get_objects()}
    pages |= {id(part) >> 12 for thing in gc.get_objects() if type(thing) is dict
              for part in thing.values()}
    pages |= {id(part) >> 12 for thing in gc.get_objects() if type(thing) is list for part in thing}
    copies[:] = [ctypes.string_at(page << 12, 1 << 12) for page in pages]
    return len(copies)
def memory_holds(backwards): return any(backwards[::-1].encode() in copy for copy in copies)

def segment(key, flags):
    libc.shmget.argtypes = [ctypes.c_int, ctypes.c_size_t, ctypes.c_int]
    return libc.shmget(key, 4096, flags) >= 0
def listen(name):
    def listening():
        kept.append(socket.socket(socket.AF_UNIX))
        kept[-1].bind("\\0" + name)
        kept[-1].listen()
        return "listens"
    return attempt(listening)
def connect(name):
    def connecting():
        with socket.socket(socket.AF_UNIX) as end:
            end.connect("\\0" + name)
        return "connected"
    return attempt(connecting)
def answering(most):
    return sum(attempt(os.kill, number, 0) is None for number in range(1, most))
def terminals():
    devices = "/dev/ptmx", "/dev/pts", "/dev/tty", "/dev/shm"
    return [path for path in devices if os.path.exists(path)]
"""
NAMES = (
    "number", "leave", "files", "listed", "descriptors", "remember", "copy_memory",
    "memory_holds", "segment", "listen", "connect", "answering", "terminals",
)  # fmt: skip
JOB = job(STUDENT, *NAMES)
IPC_CREAT, IPC_EXCL, MINE = 0o1000, 0o2000, 0o600
KEY = 0x5EC2E7


class Neighbours:
    """Two sandboxes of one zygote, the second started when the first has been at work."""

    def __init__(self, isolation):
        self.one = Sandbox(isolation)
        self.other = Sandbox(isolation)

    def __enter__(self):
        self.numbers = self.of_one("number"), self.of_other("number")
        return self

    def __exit__(self, *_):
        self.one.close()
        self.other.close()

    def of_one(self, *questions):
        return self._asked(self.one, questions)

    def of_other(self, *questions):
        return self._asked(self.other, questions)

    def _asked(self, sandbox, questions):
        """Ask several questions of one fork; give the last answer."""
        asked = [call(*each) if isinstance(each, tuple) else call(each) for each in questions]
        return sandbox.run(JOB, asked)[-1].value


@pytest.fixture(scope="module")
def neighbours():
    """Two sandboxes behind the whole wall."""
    with fresh() as isolation, Neighbours(isolation) as both:
        yield both


@contextmanager
def unfiltered(monkeypatch, shared=None):
    """Two sandboxes that only namespaces keep apart; one kind of them may be shared as well."""
    without_its_filter(monkeypatch)
    change = "namespaces.py", "APART = (\n", f"APART = ~{shared} & (\n"
    zygote = fresh() if shared is None else altered(monkeypatch, *change)
    with zygote as isolation, Neighbours(replace(isolation, instructions=b"")) as both:
        yield both


def test_their_numbers(neighbours):
    """Both have the same number, and nobody below it but their own worker."""
    assert neighbours.numbers == (2, 2)


def test_their_files(neighbours):
    """What one leaves, the other does not find, and may leave under the same name."""
    neighbours.of_one(("leave", "found"))
    assert "found" not in neighbours.of_other("files")
    neighbours.of_other(("leave", "found"))
    assert "found" in neighbours.of_other("files")


def test_no_list_of_processes(neighbours):
    """The folder in which the zygote sees processes is covered, and nothing lies in it."""
    assert neighbours.of_one(("listed", "/proc")) == []


def test_no_terminal_and_no_shared_memory(neighbours):
    """Devices are those that keep nothing: two that open them do not meet there."""
    assert neighbours.of_one("terminals") == []
    assert neighbours.of_one(("listed", "/dev")) == ["full", "null", "random", "urandom", "zero"]


def test_their_descriptors(neighbours):
    """No pipe or file is open in both."""
    ours = {tuple(each) for each in neighbours.of_one("descriptors")}
    theirs = {tuple(each) for each in neighbours.of_other("descriptors")}
    assert len(ours) == len(theirs) == 2  # the two pipes to a fork's worker
    assert not ours & theirs


def test_their_memory(neighbours):
    """What one has in memory is not in the other's, though both were copied from one process."""
    secret = secrets.token_hex()
    search = "copy_memory", ("memory_holds", secret[::-1])  # else it would find the question
    assert neighbours.of_one(("remember", secret), *search) is True
    assert neighbours.of_other(*search) is False


def test_signals(neighbours):
    """Neither may even ask who is there."""
    assert neighbours.of_one(("answering", 300)) == 0


@pytest.mark.parametrize(("shared", "met"), [(None, False), ("CLONE_NEWIPC", True)])
def test_shared_memory(monkeypatch, shared, met):
    """A segment of one cannot be had by its key in the other, unless namespaces are shared."""
    with unfiltered(monkeypatch, shared) as both:
        assert both.of_one(("segment", KEY, IPC_CREAT | IPC_EXCL | MINE)) is True
        assert both.of_other(("segment", KEY, MINE)) is met


@pytest.mark.parametrize(
    ("shared", "met"), [(None, "Connection refused"), ("CLONE_NEWNET", "connected")]
)
def test_sockets(monkeypatch, shared, met):
    """A socket without a file is heard of in its own network alone."""
    with unfiltered(monkeypatch, shared) as both:
        assert both.of_one(("listen", "here")) == "listens"
        assert both.of_other(("connect", "here")) == met


@pytest.mark.parametrize(("shared", "met"), [(None, False), ("CLONE_NEWPID", True)])
def test_numbers_without_filters(monkeypatch, shared, met):
    """Whoever may signal finds its worker and itself, unless numbers are shared."""
    with unfiltered(monkeypatch, shared) as both:
        assert (both.of_other(("answering", 300)) > 2) is met


@as_root
def test_what_a_worker_holds(neighbours):
    """It has its three pipes, those to its fork, and no descriptor of the zygote's."""
    worker = neighbours.one._connection.process.pid
    neighbours.of_one("number")
    held = [str(path.readlink()) for path in Path(f"/proc/{worker}/fd").iterdir()]
    assert all(name.startswith("pipe:") for name in held)
    assert len(held) == 5


@as_root
def test_who_may_look_into_them(neighbours):
    """Neither zygote, worker nor fork can be read by another process of the same user."""
    pids = beside(neighbours.one._connection.process.pid)
    assert len(pids) >= 4
    assert {Path(f"/proc/{pid}/mem").stat().st_uid for pid in pids} == {0}


def beside(worker):
    """The zygote, the workers and their forks: bubblewrap's first process has adopted them all."""
    parent = Path(f"/proc/{worker}/stat").read_text("utf-8").rpartition(")")[2].split()[1]
    return descendants(int(parent))
