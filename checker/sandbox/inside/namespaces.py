"""Namespaces: a process leaves the users, processes, files and networks that it shares with others.

The kernel's own headers `linux/sched.h`, `linux/mount.h` and `linux/capability.h`, as far as they
are needed here. All of it takes a user namespace, in which the process has every capability until
it gives them up; none of those reaches beyond it.
"""

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC = 1 << 17, 1 << 25, 1 << 26, 1 << 27
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 1 << 28, 1 << 29, 1 << 30
#: Everything that one process can share with another and need not.
APART = (
    CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS
    | CLONE_NEWCGROUP
)  # fmt: skip

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 1 << 12, 1 << 14, 1 << 18

PR_CAPBSET_DROP = 24
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
CAPABILITIES_VERSION_3 = 0x20080522
#: More than any kernel has; it says itself where they end.
CAPABILITIES = 64


class _Header(ctypes.Structure):
    """Whose capabilities are meant: `struct __user_cap_header_struct`, 0 for one's own."""

    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    """Effective, permitted and inheritable, twice 32 of each: `__user_cap_data_struct[2]`."""

    _fields_ = (("sets", ctypes.c_uint32 * 6),)


def leave(kinds: int) -> None:
    """Put this process into new namespaces of the given kinds; the user stays who it is.

    That of processes is entered by the next child, as its first process. It takes `/proc`.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    user, group = os.geteuid(), os.getegid()
    _done(_LIBC.unshare(ctypes.c_int(kinds)))
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
    Path("/proc/self/setgroups").write_text("deny", "ascii")  # else groups cannot be mapped
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "ascii")


def keep_mounts_private() -> None:
    """Have no mount from here on be seen in another namespace, nor the other way round."""
    _mount(b"", b"/", b"", MS_REC | MS_PRIVATE, b"")


def mount_scratch(path: str, size: int, entries: int, kept: Sequence[str]) -> None:
    """Mount an empty file system of the user's own, of so many bytes and entries at most.

    Folders beneath the path that are `kept` stay where they were. It takes `/proc`.
    """
    places = [os.open(folder, os.O_PATH) for folder in kept]
    options = f"size={size},nr_inodes={entries},mode=0700".encode()
    _mount(b"scratch", os.fsencode(path), b"tmpfs", MS_NOSUID | MS_NODEV, options)
    for folder, place in zip(kept, places, strict=True):
        Path(folder).mkdir(parents=True)
        _mount(f"/proc/self/fd/{place}".encode(), os.fsencode(folder), b"", MS_BIND | MS_REC, b"")
        os.close(place)


def cover(path: str) -> None:
    """Mount emptiness over a folder, into which nothing can be written."""
    flags = MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC
    _mount(b"cover", os.fsencode(path), b"tmpfs", flags, b"size=4096,nr_inodes=2,mode=0555")


def drop_capabilities() -> None:
    """Give up every capability, and the means of ever having one again."""
    for number in range(CAPABILITIES):
        if _LIBC.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(number), _NONE, _NONE, _NONE):
            break  # there are no more of them
    clear = ctypes.c_ulong(PR_CAP_AMBIENT_CLEAR_ALL)
    _done(_LIBC.prctl(PR_CAP_AMBIENT, clear, _NONE, _NONE, _NONE))
    header = _Header(CAPABILITIES_VERSION_3, 0)
    _done(_LIBC.capset(ctypes.byref(header), ctypes.byref(_Capabilities())))


def _mount(source: bytes, target: bytes, kind: bytes, flags: int, options: bytes) -> None:
    _done(_LIBC.mount(source, target, kind, ctypes.c_ulong(flags), options))


def _done(result: int) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


_LIBC = ctypes.CDLL(None, use_errno=True)
_NONE = ctypes.c_ulong(0)
