"""No wall at all: student code in a process of its own, with limits, and nothing promised."""

import os
import subprocess

from checker.sandbox.isolation import Isolation
from checker.sandbox.system import require_forks
from checker.sandbox.worker_program import ENVIRONMENT, PACKAGE, compile_ahead, worker_command

#: Run a command in a folder of its own, which goes when the command has ended.
SCRATCH_SCRIPT = 'folder=$(mktemp -d) && cd "$folder" && { "$@"; cd /; rm -rf "$folder"; }'


def bare() -> Isolation:
    """Return the isolation that is none.

    Raises
    ------
    IsolationError
        If this system cannot even fork.
    """
    require_forks()
    compile_ahead()
    return Isolation(
        name="none",
        promise="NOT ISOLATED: student code can read and change whatever this user can.",
        isolated=False,
        instructions=b"",
        start=_start,
    )


def _start() -> subprocess.Popen[bytes]:
    """Start a worker as the user, with the user's environment: there is nothing to hide behind.

    Only what would change Python itself is left out, so that code runs as it does behind a wall.
    """
    environment = {name: text for name, text in os.environ.items() if name[:6] != "PYTHON"}
    return subprocess.Popen(
        ["sh", "-c", SCRATCH_SCRIPT, "scratch", *worker_command(PACKAGE)],
        env={**environment, **ENVIRONMENT},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
