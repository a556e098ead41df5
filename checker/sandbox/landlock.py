"""Isolation by Landlock, where the system refuses namespaces: containers, some Ubuntus.

The worker shuts itself in before it reads a line of student code: Landlock takes the files from
it, a filter of system calls the network and other processes, and root becomes nobody. That files
exist, and how large they are, can still be seen.
"""

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from checker.errors import IsolationError
from checker.sandbox.filters import self_made_filter, strict_filter
from checker.sandbox.inside.landlock import version
from checker.sandbox.isolation import Isolation
from checker.sandbox.python_files import numpy_folder, own_library, visible
from checker.sandbox.staging import EXEC, STAGE, stage_for
from checker.sandbox.worker_program import (
    ENVIRONMENT,
    HOST,
    INSIDE,
    LEAVES,
    NOBODY,
    PACKAGE,
    compile_ahead,
    held,
    python_folders,
    worker_command,
)

ENVIRONMENT_INSIDE = {"HOME": "/", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
#: Where root has scratch folders made: another user has to reach them.
SHARED_SCRATCH = "/tmp"  # noqa: S108  each sandbox makes its own folder in there
UNPROMISED = frozenset({"file_unseen", "processes_unseen"})
OTHERS_MAY_ENTER = 0o001

#: Covers folders that nobody may enter, in a mount namespace of root's own, leaving in them only
#: what Python needs. Paths come as arguments, so that no shell ever reads one.
COVER = """
covers=$1
shift
while [ "$covers" -gt 0 ]; do
    mount -t tmpfs -o mode=755,nosuid,nodev cover "$1"
    shift
    covers=$((covers - 1))
done
place=0
while [ "$place" -lt "$count" ]; do
    mkdir -p "$1"
    mount --bind "$stage/$place" "$1"
    shift
    place=$((place + 1))
done
"""


def landlock() -> Isolation:
    """Return the isolation by Landlock, not yet tested on this machine.

    Raises
    ------
    IsolationError
        If the kernel has no Landlock or libseccomp is not installed.
    """
    if version() == 0:
        raise IsolationError(
            "This kernel has no Landlock; it takes Linux 5.13 or newer, with landlock among its "
            "security modules (the kernel's option lsm=)."
        )
    compile_ahead()
    self_made_filter()
    return Isolation(
        name="landlock",
        promise="Isolated by Landlock: no file can be read or changed, no network, no other "
        "process in reach; which files exist can be seen.",
        isolated=True,
        instructions=strict_filter(),
        start=_start,
        unpromised=UNPROMISED | (set() if os.geteuid() == 0 else {"user_is_nobody"}),
    )


def _start() -> subprocess.Popen[bytes]:
    is_root = os.geteuid() == 0
    plan = held(json.dumps(_plan(is_root)).encode())
    try:
        return subprocess.Popen(
            [*(_uncovered() if is_root else ()), *worker_command(PACKAGE), str(plan)],
            env=ENVIRONMENT | ENVIRONMENT_INSIDE,
            cwd="/",
            pass_fds=(plan,),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    finally:
        os.close(plan)


def _plan(is_root: bool) -> dict[str, object]:
    ours = (PACKAGE / part for part in (*LEAVES, INSIDE, "__pycache__"))
    return {
        "scratch": SHARED_SCRATCH if is_root else os.environ.get("TMPDIR", SHARED_SCRATCH),
        # Python looks for a module by listing its folder
        "list": [*map(str, (PACKAGE, numpy_folder(), *own_library()))],
        "read": [*map(str, (*visible().allowed(), *ours))],
        "user": int(NOBODY) if is_root else None,
        "host": HOST,
        "instructions": self_made_filter().hex(),
    }


def _uncovered() -> list[str]:
    """Begin the command for root where nobody could not reach Python; else nothing is needed."""
    blocked = {source: closed for source in _sources() if (closed := _closed(source))}
    if not blocked:
        return []
    sources, covers = list(map(str, blocked)), sorted({str(path) for path in blocked.values()})
    counted = [str(len(sources)), *sources, str(len(covers)), *covers, *sources]
    return [
        *("unshare", "--mount", "--propagation", "private", "--"),
        *("sh", "-c", STAGE + COVER + EXEC, "cover", str(stage_for(list(blocked))), *counted),
    ]


def _sources() -> Iterable[Path]:
    return [*python_folders(), PACKAGE]


def _closed(path: Path) -> Path | None:
    """Return the topmost of a path's folders that others may not enter."""
    for folder in (*reversed(path.parents), path):
        if not folder.stat().st_mode & OTHERS_MAY_ENTER:
            return folder
    return None
