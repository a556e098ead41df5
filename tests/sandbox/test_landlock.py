import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from checker.errors import IsolationError
from checker.records import Ending
from checker.sandbox import Limits, Sandbox
from checker.sandbox import landlock as module
from checker.sandbox.landlock import landlock
from checker.sandbox.worker_program import PACKAGE
from tests.sandbox.processes import Watch, descendants
from tests.sandbox.student import call, endings, job

INSIDE = """
import ctypes, os, tempfile, threading
libc = ctypes.CDLL(None, use_errno=True)
def user(): return os.getuid(), os.getgid(), os.getgroups()
def scratch(): return os.getcwd(), os.listdir(), tempfile.gettempdir(), os.environ["HOME"]
def call_number(number, *arguments):
    libc.syscall(number, *arguments)
    return os.strerror(ctypes.get_errno())
def refusal(do, *arguments):
    try:
        getattr(os, do)(*arguments)
    except OSError as error:
        return error.strerror
def write_and_read():
    os.mkdir("folder")
    with open("folder/file", "w") as file:
        file.write("mine")
    os.rename("folder/file", "file")
    with open("file") as file:
        return file.read()
def closed_folder(): os.mkdir("closed", 0)
"""
NAMES = ("user", "scratch", "call_number", "refusal", "write_and_read", "closed_folder")
X86 = pytest.mark.skipif(os.uname().machine != "x86_64", reason="numbers of x86-64")


@pytest.fixture
def own(landlocked):
    """A sandbox that no other test has been in."""
    with Sandbox(landlocked) as sandbox:
        yield sandbox


@pytest.fixture
def ask(own):
    """Asks one question of code behind the wall."""
    return lambda *question: own.run(job(INSIDE, *NAMES), [call(*question)])[0].value


def test_who_one_is_inside(ask):
    """Whoever grades, if that is not root; else nobody, in no group."""
    user, group, groups = ask("user")
    if os.getuid() == 0:
        assert (user, group, groups) == (65534, 65534, [])
    else:
        assert user == os.getuid()


def test_a_folder_of_its_own(own, ask):
    """It is empty, everything temporary goes there, and it is gone with the sandbox."""
    folder, entries, temporary, home = ask("scratch")
    assert folder == temporary == home
    assert entries == []
    assert Path(folder).is_dir()
    assert ask("write_and_read") == "mine"
    ask("closed_folder")
    own.close()
    assert not Path(folder).exists()


@X86
@pytest.mark.parametrize(
    ("number", "arguments"),
    [
        (76, (0, 0)),  # truncate, which old Landlock does not refuse
        (90, (0, 0)),  # chmod, which none refuses
        (452, (0, 0, 0)),  # fchmodat2, newer than many a libseccomp
        (280, (0, 0, 0)),  # utimensat
        (188, (0, 0, 0)),  # setxattr
        (319, (0, 0)),  # memfd_create
        (41, (1, 1, 0)),  # socket
        (72, (0, 8, 1)),  # fcntl: signals of a file to another process
        (16, (0, 0x40086602, 0)),  # ioctl: flags of a file
        (57, ()),  # fork
    ],
)
def test_system_calls_inside(ask, number, arguments):
    """What changes files by name, or reaches other processes, is not permitted."""
    assert ask("call_number", number, *arguments) == "Operation not permitted"


@pytest.mark.parametrize(
    ("do", "arguments"),
    [
        ("listdir", ("/",)),
        ("listdir", ("/proc",)),
        ("mkdir", ("/tmp/checker-made-by-a-student",)),
        ("symlink", ("/", "link")),
        ("mkfifo", ("pipe",)),
        ("rename", (str(PACKAGE / "wire.py"), "wire.py")),
    ],
)
def test_what_landlock_refuses(ask, do, arguments):
    """Nothing is listed, made or moved outside, and only files and folders are made inside."""
    assert ask("refusal", do, *arguments) in ("Permission denied", "Invalid cross-device link")


@pytest.mark.slow
def test_a_folder_that_is_filled(landlocked):
    """The warden ends a worker whose folder has too much in it; the next has one of its own."""
    source = """
import os
def inside(): return os.getcwd().startswith("/tmp/checker-")
def fill(name):
    if not inside(): return
    for number in range(64):
        with open(f"{name}-{number}", "wb") as file:
            file.write(bytes(1 << 20))
    while True: pass
def left(): return len(os.listdir())
"""
    work = job(source, "inside", "fill", "left")
    with Sandbox(landlocked, Limits(call_seconds=5.0)) as own:
        assert own.run(work, [call("inside")])[0].value is True
        assert endings(own.run(work, [call("fill", "a")])) == [Ending.CRASHED]
        assert own.run(work, [call("left")])[0].value == 0


@pytest.mark.slow
def test_a_bomb_of_threads(landlocked):
    """Where processes cannot be counted by the kernel, the warden counts threads."""
    source = """
import os, threading
def bomb():
    if not os.getcwd().startswith("/tmp/checker-"): return
    wait = threading.Event()
    threading.stack_size(1 << 16)
    try:
        for _ in range(500):
            threading.Thread(target=wait.wait, daemon=True).start()
    except RuntimeError:  # no memory for more stacks
        pass
    return wait.wait()
"""
    with Sandbox(landlocked, Limits(call_seconds=5.0)) as own:
        assert endings(own.run(job(source, "bomb"), [call("bomb")])) == [Ending.CRASHED]


@pytest.mark.slow
def test_a_grader_that_is_killed(tmp_path):
    """Worker, forks and warden end with the grader, and the folder goes."""
    program = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from checker.sandbox import Sandbox
from checker.sandbox.landlock import landlock
from tests.sandbox.student import call, job
source = "import os\\ndef where(): return os.getcwd()"
with Sandbox(landlock()) as own:
    print(own.run(job(source, "where"), [call("where")])[0].value, flush=True)
    sys.stdin.read()
"""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    grader = subprocess.Popen([sys.executable, "-c", program], text=True, **pipes)
    folder = grader.stdout.readline().strip()
    assert Path(folder).is_dir()
    watch = Watch(descendants(grader.pid))
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    grader.stdout.close()
    grader.stdin.close()
    assert watch.all_gone()
    assert not Path(folder).exists()


def test_a_machine_without_it(monkeypatch):
    """A kernel without Landlock is said to be one."""
    monkeypatch.setattr(module, "version", lambda: 0)
    with pytest.raises(IsolationError, match="no Landlock"):
        landlock()


def test_folders_that_nobody_may_enter(tmp_path, monkeypatch):
    """As root the topmost closed folder on the way to Python is covered, and Python put back."""
    closed = tmp_path / "closed"
    python = closed / "python"
    python.mkdir(parents=True)
    closed.chmod(0o700)
    assert module._closed(python) is not None
    monkeypatch.setattr(module, "_closed", lambda path: closed if path == python else None)
    monkeypatch.setattr(module, "_sources", lambda: [python, PACKAGE])
    words = module._uncovered()
    assert words[:5] == ["unshare", "--mount", "--propagation", "private", "--"]
    assert words[-5:] == ["1", str(python), "1", str(closed), str(python)]


def test_folders_that_anybody_may_enter(monkeypatch):
    """Then no namespace is asked for at all."""
    monkeypatch.setattr(module, "_sources", lambda: [Path("/usr")])
    assert module._uncovered() == []
