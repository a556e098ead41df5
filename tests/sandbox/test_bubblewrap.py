import os
import re
import subprocess
from pathlib import Path

import pytest

from checker.errors import IsolationError
from checker.sandbox import Sandbox, staging
from checker.sandbox import bubblewrap as module
from checker.sandbox.bubblewrap import bubblewrap
from checker.sandbox.python_files import visible
from checker.sandbox.worker_program import PACKAGE
from tests.sandbox.student import call, job

OURS = "errors", "fingerprints", "records", "steps", "trees", "wire"
ODD = Path('/tmp/a b\'; touch $(x) "c"')


def options(reach=None):
    folders = [*module.python_folders(), PACKAGE]
    return list(module._options(reach or {folder: folder for folder in folders}, 7))


def mounts(words):
    binds = [at for at, word in enumerate(words) if word.startswith("--ro-bind")]
    return {words[at + 2] for at in binds}


def test_what_is_mounted():
    """Nothing but the system, Python and our own few files exists in a sandbox."""
    ours = {path for path in mounts(options()) if path.startswith("/w/")}
    assert mounts(options()) - ours <= set(map(str, visible().shown))
    assert ours == {
        *(f"/w/checker/{name}.py" for name in OURS),
        "/w/checker/sandbox/inside",
        "/w/checker/__pycache__",
    }


def test_what_is_never_missing():
    """The options without which a sandbox is none are all there."""
    words = options()
    for option in (
        "--unshare-all",
        "--disable-userns",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        "--seccomp",
    ):
        assert option in words
    assert words[words.index("--cap-drop") + 1] == "ALL"
    closed = [words[at + 1] for at, word in enumerate(words) if word == "--remount-ro"]
    covered = [words[at + 1] for at, word in enumerate(words) if word == "--tmpfs"]
    assert {"/dev", "/", *covered} - set(closed) == {"/tmp"}
    assert "--proc" not in words
    assert "--bind" not in words


def test_folders_within_others():
    """A folder that another holds is not mounted a second time."""
    folders = module.python_folders()
    assert not any(
        one.is_relative_to(other) for one in folders for other in folders if one != other
    )


def test_root_becomes_nobody():
    """Started by root, everything is given up before bubblewrap begins."""
    command = module._as_nobody(Path("/mnt"), [Path("/a")])
    setpriv = command.index("setpriv")
    assert {"--reuid=65534", "--clear-groups", "--no-new-privs", "--bounding-set=-all"} <= set(
        command[setpriv:]
    )


def test_paths_that_a_shell_would_read():
    """Paths are arguments of the shell's script and no part of it."""
    command = module._as_nobody(Path("/mnt"), [ODD])
    assert command[command.index("sh") + 2] == staging.STAGE + staging.EXEC
    assert str(ODD) in command


def test_a_stage_that_is_taken():
    """Root's stage never covers what has to be reached through it."""
    assert staging.stage_for([Path("/usr")]) == Path("/mnt")
    assert staging.stage_for([Path("/mnt/c/python")]) != Path("/mnt")


def test_no_stage(monkeypatch, tmp_path):
    """Without a place for its stage there is no isolation as root."""
    missing = str(tmp_path / "missing")
    monkeypatch.setattr(staging, "STAGES", (missing,))
    with pytest.raises(IsolationError, match=re.escape(missing)):
        staging.stage_for([])


@pytest.mark.parametrize(("user", "program"), [(1000, "bwrap"), (0, "bwrap")])
def test_programs_that_are_not_installed(monkeypatch, tmp_path, user, program):
    """What is missing is named by the package that brings it."""
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setenv("PATH", str(tmp_path))  # an empty folder
    with pytest.raises(IsolationError, match=f"program {program}; install .* bubblewrap"):
        bubblewrap()


WALLS = """
import ctypes, os, socket, threading
libc = ctypes.CDLL(None, use_errno=True)
def inside():
    # a destructive attempt is made only where a wall has been found
    return os.getpid() < 100 and os.getuid() == 65534
def user(): return inside(), os.getuid(), os.getgid(), os.getgroups()
def root(): return sorted(os.listdir("/"))
def call_number(number, *arguments):
    if not inside(): return "no wall"
    libc.syscall(number, *arguments)
    return os.strerror(ctypes.get_errno())
def threads():
    if not inside(): return "no wall"
    wait, started = threading.Event(), 0
    try:
        for _ in range(64):
            threading.Thread(target=wait.wait, daemon=True).start()
            started += 1
    except RuntimeError:
        return started
    finally:
        wait.set()
    return started
def fill(path):
    if not inside(): return "no wall"
    written = 0
    try:
        for number in range(64):
            with open(f"{path}/{number}", "wb") as file:
                written += file.write(bytes(1 << 20))
    except OSError as error:
        return error.strerror
    return written
def parents(): return os.getppid(), os.path.exists("/proc/1"), os.listdir("/dev/shm")
def environment(): return sorted(os.environ)
"""
X86 = pytest.mark.skipif(os.uname().machine != "x86_64", reason="numbers of x86-64")


@pytest.fixture(scope="module")
def ask(walled):
    """Asks one question of code behind the wall."""
    names = ("user", "root", "call_number", "threads", "fill", "parents", "environment")
    with Sandbox(walled) as own:

        def one(*question):
            (answer,) = own.run(job(WALLS, *names), [call(*question)])
            return answer.value

        yield one


def test_who_one_is_inside(ask):
    """Nobody, in no group, wherever the grader was started from."""
    inside, user, group, groups = ask("user")
    assert (inside, user, group) == (True, 65534, 65534)
    assert set(groups) <= {65534}  # how groups look that do not exist inside


def test_what_exists_inside(ask):
    """The root folder shows the system, Python's folders, and nothing of the course."""
    python = {folder.parts[1] for folder in module.python_folders()}
    assert (
        set(ask("root"))
        <= {"bin", "dev", "etc", "lib", "lib32", "lib64", "tmp", "usr", "w"} | python
    )


def test_variables_inside(ask):
    """Only our own settings are variables there."""
    known = {*module.ENVIRONMENT, *module.ENVIRONMENT_INSIDE, "PWD", "LC_CTYPE"}
    assert set(ask("environment")) <= known


@X86
@pytest.mark.parametrize(
    ("number", "arguments"),
    [
        (101, (0, 0, 0, 0)),  # ptrace: trace me
        (272, (0x10000000,)),  # unshare: a user namespace
        (165, (0, 0, 0, 0, 0)),  # mount
        (29, (0, 4096, 0o1600)),  # shmget
        (319, (b"x", 0)),  # memfd_create
        (41, (1, 1, 0)),  # socket
        (250, (0, 0, 0, 0, 0)),  # keyctl
        (425, (1, 0)),  # io_uring_setup
        (56, (0x10000000, 0, 0, 0, 0)),  # clone: a process in a user namespace
        (57, ()),  # fork
        (112, ()),  # setsid
        (302, (1, 7, 0, 0)),  # prlimit64 of another process
        (234, (1, 1, 0)),  # tgkill of another process, with no signal
        (73, (0, 2)),  # flock
        (16, (0, 0x5412, b"x")),  # ioctl: a key into the terminal
        (157, (1, 0, 0, 0, 0)),  # prctl: outlive the parent
    ],
)
def test_system_calls_inside(ask, number, arguments):
    """What could reach other processes, or memory that no limit counts, is not permitted."""
    assert ask("call_number", number, *[a if isinstance(a, int) else 0 for a in arguments]) == (
        "Operation not permitted"
    )


@X86
def test_the_other_way_to_clone(ask):
    """Where flags cannot be seen by a filter the call is said not to exist."""
    assert ask("call_number", 435, 0, 0) == "Function not implemented"


def test_a_bomb_of_threads(ask):
    """Threads are allowed, and limited in number."""
    assert 1 <= ask("threads") < 16


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/tmp", "No space left on device"),
        ("/dev/shm", "Read-only file system"),
        ("/w/checker", "Read-only file system"),
        ("/usr", "Read-only file system"),
    ],
)
def test_filling_file_systems(ask, path, says):
    """Only the scratch folder can be written, and it is small."""
    assert ask("fill", path) == says


def test_other_processes_inside(ask):
    """No list of processes exists, and shared memory is empty."""
    _, listed, shared = ask("parents")
    assert (listed, shared) == (False, [])


def test_a_user_who_is_not_root(walled, monkeypatch):
    """As an ordinary user bubblewrap is started as it is, without a stage."""
    module.outer_filter()
    started = []
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    walled.start()
    assert started[0][0] == "bwrap"
