"""What a process gives up before student code runs in it. None of it can be taken back.

`resource` and `prctl` are the system's own; where a system lacks one of the limits, it is passed
over, and the grader's self-test says whether what is left is a wall.
"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Mapping, Sequence

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
INSTRUCTION_BYTES = 8


class _Program(ctypes.Structure):
    """A filter as the kernel takes it: `struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def keep_memory_private() -> None:
    """Forbid other processes of the same user to read or trace this one and its forks."""
    _prctl(PR_SET_DUMPABLE, 0)


def let_memory_be_read() -> None:
    """Take that back, as long as no student code is near."""
    _prctl(PR_SET_DUMPABLE, 1)


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_resources(limits: Mapping[str, Sequence[int]]) -> None:
    """Set limits given as `{"CPU": (soft, hard)}`, never above what is allowed already."""
    for name, (soft, hard) in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is not None:
            _, most = resource.getrlimit(kind)
            top = hard if most == resource.RLIM_INFINITY else min(hard, most)
            resource.setrlimit(kind, (min(soft, top), top))


def refuse_new_privileges() -> None:
    """Have no program that this process runs give it more rights than it has."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def filter_system_calls(instructions: bytes) -> None:
    """Refuse the system calls that a filter in the kernel's own code refuses."""
    program = _Program(len(instructions) // INSTRUCTION_BYTES, instructions)
    refuse_new_privileges()
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(program))


def _prctl(option: int, *values: int) -> None:
    if sys.platform != "linux":
        return
    arguments = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if _LIBC.prctl(option, *arguments):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


_LIBC = ctypes.CDLL(None, use_errno=True)
