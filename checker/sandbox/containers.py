"""Isolation by a container of Docker's or Podman's, for servers that have them anyway.

The image is the instructor's own: Python with the NumPy that the references run on, and IPython,
whose rules say what a line is that is no Python. Our few
files are mounted into it, and nothing else of this machine.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from importlib import metadata
from pathlib import Path

import numpy as np

from checker.errors import IsolationError
from checker.sandbox.bubblewrap import ENVIRONMENT_INSIDE, MOUNTED, SCRATCH_BYTES
from checker.sandbox.filters import strict_filter
from checker.sandbox.isolation import Isolation
from checker.sandbox.limits import MEBIBYTE, Limits
from checker.sandbox.worker_program import (
    ENVIRONMENT,
    INSIDE,
    LEAVES,
    NOBODY,
    PACKAGE,
    compile_ahead,
)

IMAGE_VARIABLE = "CHECKER_IMAGE"
IMAGE = "checker-sandbox"
#: The worker has NumPy loaded beside what its forks may take.
WORKER_BYTES = 256 * MEBIBYTE
#: Worker, fork and the threads of both: the kernel counts them for a container as a whole.
TASKS = 64
#: Where NumPy is, `site` finds in an image; a folder that adds nothing stands for it.
NOWHERE = "/nonexistent"


def docker() -> Isolation:
    """Give the isolation by Docker, not yet tested on this machine.

    Raises
    ------
    IsolationError
        If its program or libseccomp is not installed.
    """
    return _isolation("docker")


def podman() -> Isolation:
    """Give the isolation by Podman, not yet tested on this machine.

    Raises
    ------
    IsolationError
        If its program or libseccomp is not installed.
    """
    return _isolation("podman")


def _isolation(program: str) -> Isolation:
    if shutil.which(program) is None:
        raise IsolationError(
            f"Isolation needs the program {program}, and an image with Python, NumPy and IPython: "
            f"printf 'FROM python:3.11-slim\\nRUN pip install numpy=={np.__version__} "
            f"ipython=={metadata.version('ipython')}\\n' | "
            f"{program} build -t {IMAGE} -"
        )
    compile_ahead()
    return Isolation(
        name=program,
        promise=f"Isolated by {program}: no files, no network, no other processes in reach.",
        isolated=True,
        instructions=strict_filter(),
        start=partial(_start, program),
        own_users=True,
        unpromised=frozenset({"processes_closed", "processes_unseen"}),  # /proc shows its own
    )


def _start(program: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(program, os.environ.get(IMAGE_VARIABLE, IMAGE)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def command(program: str, image: str) -> list[str]:
    """Give the command that starts a worker in a container that nothing is left of."""
    return [program, "run", *_walls(), *_files(), *_environment(), image, *_worker()]


def _walls() -> Iterator[str]:
    memory = str(Limits().memory_bytes + WORKER_BYTES)
    yield from ("--rm", "--interactive", "--pull", "never", "--network", "none", "--ipc", "none")
    yield from ("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges")
    yield from ("--user", f"{NOBODY}:{NOBODY}", "--pids-limit", str(TASKS), "--log-driver", "none")
    yield from ("--memory", memory, "--memory-swap", memory)


def _files() -> Iterator[str]:
    options = f"size={SCRATCH_BYTES},mode=1777,nosuid,nodev,noexec"
    yield from ("--tmpfs", f"/tmp:{options}", "--workdir", "/tmp")  # noqa: S108  its own
    for part in (*map(Path, LEAVES), INSIDE):
        bound = f"type=bind,source={PACKAGE / part},target={MOUNTED / part},readonly"
        yield from ("--mount", bound)


def _environment() -> Iterator[str]:
    for name, value in (ENVIRONMENT | ENVIRONMENT_INSIDE).items():
        yield from ("--env", f"{name}={value}")


def _worker() -> list[str]:
    flags = ["-s", "-P", "-B", "-X", "utf8", "-W", "ignore"]
    return ["python3", *flags, str(MOUNTED / INSIDE / "start.py"), NOWHERE]
