"""Filters of system calls, in the kernel's own code.

The outer filter holds for everything in a sandbox; the strict one is added in each fork, where
student code runs. Both refuse with EPERM instead of killing, so that honest libraries make do.
"""

import ctypes
import ctypes.util
import errno
import functools
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from checker.errors import IsolationError

UNKNOWN = -1
#: What libraries are called on nearly every system.
SONAMES = {"c": "libc.so.6", "seccomp": "libseccomp.so.2"}

#: Other processes, the kernel itself, and memory that no limit counts.
OUTER = (
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp",
    "add_key", "request_key", "keyctl", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "bpf", "perf_event_open", "userfaultfd", "lookup_dcookie", "syslog", "acct", "personality",
    "quotactl", "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree",
    "open_tree_attr", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "setns",
    "unshare", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load",
    "reboot", "swapon", "swapoff", "sethostname", "setdomainname", "iopl", "ioperm",
    "clock_settime", "clock_adjtime", "settimeofday", "adjtimex", "name_to_handle_at",
    "open_by_handle_at",
    "memfd_create", "memfd_secret", "shmget", "shmat", "shmctl", "shmdt", "msgget", "msgsnd",
    "msgrcv", "msgctl", "semget", "semop", "semtimedop", "semctl", "mq_open", "mq_unlink",
    "fanotify_init", "fanotify_mark", "inotify_init", "inotify_init1", "inotify_add_watch",
    "socket", "socketpair", "bind", "connect", "listen", "accept", "accept4", "sendto",
    "sendmsg", "sendmmsg", "recvmsg", "recvmmsg", "flock",
)  # fmt: skip

#: What changes files by their names, which a namespace hides and Landlock does not refuse.
FILES = (
    "truncate", "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown",
    "fchownat", "utime", "utimes", "futimesat", "utimensat", "setxattr", "lsetxattr", "fsetxattr",
    "setxattrat", "removexattr", "lremovexattr", "fremovexattr", "removexattrat", "file_setattr",
)  # fmt: skip
#: What tells the machine's name, where there is no namespace to give it another.
MACHINE = ("uname",)
#: Calls that are newer than many a libseccomp, by the numbers they have on every machine.
NEWER = {
    "process_madvise": 440, "mount_setattr": 442, "memfd_secret": 447, "fchmodat2": 452,
    "setxattrat": 463, "removexattrat": 466, "open_tree_attr": 467, "file_setattr": 469,
}  # fmt: skip

#: New processes, and signals and limits for others.
STRICT = (
    "fork", "vfork", "execve", "execveat", "kill", "tkill", "tgkill", "rt_sigqueueinfo",
    "rt_tgsigqueueinfo", "pidfd_open", "pidfd_send_signal", "setsid", "setpgid", "setpriority",
    "ioprio_set", "migrate_pages", "move_pages", "seccomp",
)  # fmt: skip

#: Calls that may concern the process itself (pid 0) and no other.
SELF_ONLY = (
    "prlimit64", "getpgid", "getsid", "sched_setaffinity", "sched_getaffinity",
    "sched_setscheduler", "sched_getscheduler", "sched_setparam", "sched_getparam",
    "sched_setattr", "sched_getattr",
)  # fmt: skip

#: Linux's numbers, as of x86-64 and arm64: locks and leases of files, signals that a file sends
#: to whom it is told, keys put into a terminal, flags of files, and what a fork has to keep.
LOCKS = {"F_SETLK": 6, "F_SETLKW": 7, "F_OFD_SETLK": 37, "F_OFD_SETLKW": 38, "F_SETLEASE": 1024}
SIGNALS = {"F_SETOWN": 8, "F_SETSIG": 10, "F_SETOWN_EX": 15}
TERMINALS = {"TIOCSTI": 0x5412, "TIOCLINUX": 0x541C}
FLAGS = {"FS_IOC_SETFLAGS": 0x40086602, "FS_IOC_FSSETXATTR": 0x401C5820}
OWN_FATE = {"PR_SET_PDEATHSIG": 1, "PR_SET_DUMPABLE": 4}
CLONE_THREAD = 0x00010000
#: New mounts, and control groups, names, messages, users, processes and networks.
NAMESPACES = (1 << 17, *(1 << bit for bit in range(25, 31)))
LOW_WORD = 0xFFFFFFFF

#: A system call to refuse, and the conditions on its arguments under which it is.
Rule = tuple[str, tuple[Any, ...]]


@functools.cache
def outer_filter() -> bytes:
    """Return the filter for a whole sandbox.

    Raises
    ------
    IsolationError
        If libseccomp is not installed.
    """
    return _compiled([(name, ()) for name in OUTER])


@functools.cache
def self_made_filter() -> bytes:
    """Return the filter for a worker that raises its own walls, without a file system of its own.

    Raises
    ------
    IsolationError
        If libseccomp is not installed.
    """
    return _compiled([(name, ()) for name in (*OUTER, *FILES, *MACHINE)])


@functools.cache
def forked_filter() -> bytes:
    """Return the filter for a sandbox that was forked: the outer one, and no namespaces within.

    Raises
    ------
    IsolationError
        If libseccomp is not installed.
    """
    return _compiled(
        [
            *((name, ()) for name in OUTER),
            *(("clone", _equal(0, kind, kind)) for kind in NAMESPACES),
        ],
        missing=("clone3",),
    )


@functools.cache
def strict_filter() -> bytes:
    """Return the filter for the forks in which student code runs.

    Raises
    ------
    IsolationError
        If libseccomp is not installed.
    """
    seccomp = _library()
    return _compiled(
        [
            *((name, ()) for name in STRICT),
            *((name, (seccomp.Arg(0, seccomp.NE, 0),)) for name in SELF_ONLY),
            ("clone", _equal(0, 0, CLONE_THREAD)),  # a process; threads are allowed
            *(("fcntl", _equal(1, command)) for command in (LOCKS | SIGNALS).values()),
            *(("ioctl", _equal(1, request)) for request in (TERMINALS | FLAGS).values()),
            *(("prctl", _equal(0, option)) for option in OWN_FATE.values()),
        ],
        missing=("clone3",),  # its flags lie in memory, where no filter sees them: clone is used
    )


def _equal(position: int, number: int, mask: int = LOW_WORD) -> tuple[Any, ...]:
    """Return the condition that an argument, as far as the mask goes, is a number."""
    seccomp = _library()
    return (seccomp.Arg(position, seccomp.MASKED_EQ, mask, number),)


def _compiled(refused: Iterable[Rule], missing: Iterable[str] = ()) -> bytes:
    """Turn rules into the kernel's code; calls that this machine does not have are left out."""
    seccomp = _library()
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    refuse, deny_knowledge = seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(errno.ENOSYS)
    for action, name, conditions in (
        *((refuse, *rule) for rule in refused),
        *((deny_knowledge, name, ()) for name in missing),
    ):
        number = seccomp.resolve_syscall(seccomp.Arch.NATIVE, name)
        if number == UNKNOWN:
            number = NEWER.get(name, UNKNOWN)
        if number != UNKNOWN:
            rules.add_rule(action, number, *conditions)
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _library() -> ModuleType:
    try:
        with _looked_up_by_name():
            import pyseccomp  # noqa: PLC0415  it is Linux's only
    except (ImportError, RuntimeError, OSError) as error:
        raise IsolationError(
            "Isolation needs the library libseccomp; install Debian's package libseccomp2."
        ) from error
    library: ModuleType = pyseccomp
    return library


@contextmanager
def _looked_up_by_name() -> Iterator[None]:
    """Find libraries by their usual names in here, for which `ctypes` would run a program each."""
    search = ctypes.util.find_library

    def find(name: str) -> str | None:
        try:
            ctypes.CDLL(SONAMES[name])
        except (KeyError, OSError):
            return search(name)
        return SONAMES[name]

    ctypes.util.find_library = find
    try:
        yield
    finally:
        ctypes.util.find_library = search
