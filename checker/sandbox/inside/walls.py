"""The walls that a worker raises around itself, where no program does it from outside.

None of this asks the system for a namespace. A second process, the warden, keeps count of what
the kernel does not limit here, and clears up behind the worker however that ends.
"""

import json
import os
import select
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from checker.sandbox.inside import landlock
from checker.sandbox.inside.confinement import (
    die_with_parent,
    filter_system_calls,
    keep_memory_private,
    refuse_new_privileges,
)

DEVICES = {
    "/dev/null": landlock.READ | landlock.WRITE_FILE,
    **dict.fromkeys(("/dev/zero", "/dev/random", "/dev/urandom"), landlock.READ),
}
WATCH_MILLISECONDS = 50
#: What the warden ends a worker for: more than this in its folder, or more threads.
SCRATCH_BYTES = 16 << 20
SCRATCH_ENTRIES = 2000
THREADS = 64
#: What the warden says when it does; no fork holds what it says it on.
TOOK_TOO_MUCH = b"warden: it took too much\n"
#: Folders may have been made so that not even their owner can list them.
CLEAR_SCRIPT = 'chmod -R u+rwX -- "$1"; exec rm -rf -- "$1"'


def raise_walls(descriptor: int) -> None:
    """Shut this process in, as the plan says that is read from a descriptor.

    The plan is JSON. The folder `scratch` is where one of its own is made, `list` names the
    folders that may be listed and `read` what may be read, `user` is whom root becomes, `host` what
    the machine is called, and `instructions` a filter of system calls in hexadecimal digits.
    """
    plan = _plan(descriptor)
    scratch = tempfile.mkdtemp(prefix="checker-", dir=plan["scratch"])
    if plan["user"] is not None:
        _become(plan["user"], scratch)
    die_with_parent()
    keep_memory_private()
    _set_warden(scratch)
    os.chdir(scratch)
    os.environ.update(HOME=scratch, TMPDIR=scratch)
    _rename_machine(plan["host"])
    refuse_new_privileges()
    landlock.restrict(
        dict.fromkeys(plan["list"], landlock.READ_DIR)
        | dict.fromkeys(plan["read"], landlock.READ)
        | DEVICES
        | {scratch: landlock.WRITE}
    )
    filter_system_calls(bytes.fromhex(plan["instructions"]))


def _plan(descriptor: int) -> dict[str, Any]:
    with open(descriptor, "rb") as file:
        plan: dict[str, Any] = json.load(file)
    return plan


def _become(user: int, scratch: str) -> None:
    """Give up root for good, and let the folder be the user's."""
    os.chown(scratch, user, user)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def _rename_machine(name: str) -> None:
    """Have Python answer what the filter refuses to say, for libraries that ask for the system."""
    told = os.uname_result(name if at == 1 else part for at, part in enumerate(os.uname()))
    vars(os)["uname"] = lambda: told


def _set_warden(scratch: str) -> None:
    """Start a process that outlives this one by as long as it takes to clear up.

    It holds on to the worker's standard output, so that whoever waits for the end of that
    finds everything cleared.
    """
    ended, alive = os.pipe()
    worker = os.pidfd_open(os.getpid())
    if os.fork() == 0:
        os.close(alive)  # open in the worker alone, so that it closes when the worker ends
        _guard(os.getppid(), worker, ended, scratch)
    os.close(ended)
    os.close(worker)


def _guard(pid: int, worker: int, ended: int, scratch: str) -> NoReturn:
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        poll = select.poll()
        poll.register(ended)
        while not poll.poll(WATCH_MILLISECONDS):
            if _is_too_much(pid, scratch):
                os.write(2, TOOK_TOO_MUCH)
                signal.pidfd_send_signal(worker, signal.SIGKILL)
                poll.poll()
    finally:
        os.dup2(nowhere, 2)
        os.execv("/bin/sh", ["sh", "-c", CLEAR_SCRIPT, "sh", scratch])  # noqa: S606


def _is_too_much(pid: int, scratch: str) -> bool:
    size = 0
    for entries, taken in enumerate(_within(scratch), 1):
        size += taken
        if entries > SCRATCH_ENTRIES or size > SCRATCH_BYTES:
            return True
    return any(threads > THREADS for threads in _threads_of_children(pid))


def _within(folder: str) -> Iterator[int]:
    """Return what each entry in a folder takes, and in those within it."""
    folders = [folder]
    while folders:
        try:
            for entry in os.scandir(folders.pop()):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                yield entry.stat(follow_symlinks=False).st_blocks * 512
        except OSError:  # gone meanwhile, or closed to its owner, who cannot fill it then
            continue


def _threads_of_children(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        for child in children:
            yield int(Path(f"/proc/{child}/stat").read_text("utf-8").rpartition(")")[2].split()[17])
    except OSError:  # ended meanwhile
        return
