"""The process that has Python and NumPy loaded, and forks each sandbox's worker when asked.

It never runs student code, reads none and is sent none: a request is one byte and the four
descriptors that the new sandbox is to have. It runs under bubblewrap, so that nothing of the
machine is in reach of it. Each worker is forked into namespaces of its own: users, processes,
mounts, network, messages between processes, names. It keeps no descriptor of the zygote's, sees
no process but its own, and has a scratch folder that nobody else sees.
"""

import gc
import os
import resource
import socket
from contextlib import suppress
from typing import NoReturn

import numpy.random  # noqa: F401  many submissions need it, and its import takes long

from checker.sandbox.inside import namespaces, shell, worker
from checker.sandbox.inside import no_op_checker as inert
from checker.sandbox.inside.confinement import (
    filter_system_calls,
    keep_memory_private,
    let_memory_be_read,
)

SCRATCH = "/tmp"  # noqa: S108  each sandbox has one of its own
SCRATCH_BYTES = 16 << 20
SCRATCH_ENTRIES = 4096
FILTER_BYTES = 1 << 16
FAILED = 1


def main(kept: list[str]) -> None:
    """Fork a worker for every request on standard input, until the grader is gone.

    The folders that are `kept` lie where the scratch folder will be, and are needed.
    """
    keep_memory_private()
    inert.install()
    shell.offer()
    gc.freeze()  # what is here now is shared with every sandbox
    control = socket.socket(fileno=0)
    instructions = control.recv(FILTER_BYTES)
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, 1, 4)
        if not request:
            os._exit(0)
        user = os.geteuid(), os.getegid()
        try:
            pid = namespaces.fork(namespaces.APART)
            if pid == 0:
                control.detach()
                _begin(descriptors, instructions, kept, user)
            _tell_of(pid, descriptors[3])
        except OSError as error:
            _complain(error, descriptors[2])
        for descriptor in descriptors:
            os.close(descriptor)


def _tell_of(pid: int, answer: int) -> None:
    """Give the grader a descriptor of a sandbox's first process, by which it can end all of it."""
    descriptor = os.pidfd_open(pid)
    with socket.socket(fileno=os.dup(answer)) as to_grader:
        socket.send_fds(to_grader, [b"+"], [descriptor])
    os.close(descriptor)


def _complain(error: OSError, noise: int) -> None:
    with suppress(OSError):  # the grader may be gone
        os.write(noise, f"zygote: {error}\n".encode())


def _begin(
    descriptors: list[int], instructions: bytes, kept: list[str], user: tuple[int, int]
) -> NoReturn:
    """Be the first process in new namespaces: leave what is shared besides, and be the worker."""
    try:
        _keep_only(*descriptors[:3])
        let_memory_be_read()  # else the user could not be mapped; nobody is there to read it
        namespaces.keep_user(*user)
        keep_memory_private()
        _lay_out_files(kept)
        _become_worker(instructions)
    except OSError as error:
        _complain(error, 2)
    finally:
        os._exit(FAILED)  # nobody asks; nothing of the zygote's may run on in here


def _keep_only(*streams: int) -> None:
    """Make these the standard streams, and close all else."""
    for standard, descriptor in enumerate(streams):
        os.dup2(descriptor, standard)
    os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _lay_out_files(kept: list[str]) -> None:
    """Hide the processes and mount a scratch folder; all else is there and cannot be written."""
    namespaces.keep_mounts_private()
    namespaces.mount_scratch(SCRATCH, SCRATCH_BYTES, SCRATCH_ENTRIES, kept)
    namespaces.cover("/proc")
    os.chdir(SCRATCH)


def _become_worker(instructions: bytes) -> None:
    """Give up the rest, and serve the grader until it is gone."""
    os.setsid()
    namespaces.drop_capabilities()
    filter_system_calls(instructions)
    worker.main()
