"""What the self-test runs in a sandbox, as a student would: each function says whether a wall held.

None of it can do harm where there is no wall: signals are number 0, memory is not touched, the
program to be run does not exist, and the file that is written lies beside the canary.
"""

import errno
import os
import resource
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np


def _refused(action: Callable[..., Any], *arguments: Any) -> bool:
    try:
        action(*arguments)
    except (OSError, ValueError, MemoryError):
        return True
    return False


def file_unseen(path: str) -> bool:
    """Whether a file of the grader's does not exist here."""
    return _refused(os.stat, path)


def file_unread(path: str) -> bool:
    """Whether a file of the grader's cannot be read, be it there or not."""
    return _refused(open, path)


def place_unread(path: str) -> bool:
    """Whether a file or folder of the course's or the class's cannot be looked into."""
    return _refused(open, path) and _refused(os.listdir, path)


def machine_unnamed(name: str) -> bool:
    """Whether the machine's own name is not told."""
    try:
        return name not in (socket.gethostname(), os.uname().nodename)
    except OSError:
        return True


def file_unchanged(path: str) -> bool:
    """Whether a file of the grader's keeps its mode, its time and its length."""
    return (
        _refused(os.chmod, path, 0o644) and _refused(os.utime, path) and _refused(open, path, "a")
    )


def processes_closed() -> bool:
    """Whether the kernel tells nothing of any process."""
    return _refused(open, "/proc/self/status")


def environment_cleared(names: list[str]) -> bool:
    """Whether there are no variables here but the named."""
    return set(os.environ) <= set(names)


def network_absent(port: int) -> bool:
    """Whether a server on the grader's machine is out of reach."""
    return _refused(socket.create_connection, ("127.0.0.1", port), 1.0)


def fork_refused() -> bool:
    """Whether this process cannot have children."""
    try:
        child = os.fork()
    except OSError:
        return True
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return False


def exec_refused() -> bool:
    """Whether running a program is forbidden, and not just impossible for want of the program."""
    try:
        os.execv("/nonexistent", ["nonexistent"])  # noqa: S606  it does not exist
    except OSError as error:
        return error.errno == errno.EPERM


def signals_refused() -> bool:
    """Whether this process may not even ask if another is there."""
    return _refused(os.kill, os.getppid(), 0)


def writing_refused(path: str) -> bool:
    """Whether a file can be written neither beside the canary nor beside our own code."""
    return _refused(open, path, "w") and _refused(open, "/w/checker/written", "w")


def memory_limited(size: int) -> bool:
    """Whether more than the limit cannot be had; it is asked for and not touched."""
    return _refused(np.empty, size, np.uint8)


def limits_final() -> bool:
    """Whether this process cannot give itself more memory."""
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    return _refused(resource.setrlimit, resource.RLIMIT_AS, unlimited)


def hidden_memory_refused() -> bool:
    """Whether memory that no limit counts cannot be had."""
    return _refused(os.memfd_create, "hidden")


def descriptors_few(most: int) -> bool:
    """Whether no more descriptors are open than these."""
    return sum(not _refused(os.fstat, number) for number in range(3, 1024)) <= most


def processes_unseen() -> bool:
    """Whether other processes are out of sight, in a numbering of their own."""
    return _refused(os.stat, "/proc/self") and os.getpid() < 100


def user_is_nobody(user: int) -> bool:
    """Whether this process runs as that user and no other."""
    return os.getuid() == os.geteuid() == user


def file_left(name: str) -> list[str]:
    """Leave a file in the scratch folder, and list what has been there before."""
    before = [path.name for path in Path().iterdir()]
    Path(name).touch()
    return before


def process_number() -> int:
    """Return the number by which this process knows itself."""
    return os.getpid()
