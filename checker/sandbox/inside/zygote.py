"""The process that has Python and NumPy loaded, and forks each sandbox's worker when asked.

It never runs student code, reads none and is sent none: a request is one byte and the four
descriptors that the new sandbox is to have. It runs under bubblewrap, so that nothing of the
machine is in reach of it. Each worker leaves what they share for namespaces of its own: users,
processes, mounts, network, messages between processes, names. It keeps no descriptor of the
zygote's, sees no process but its own, and has a scratch folder that nobody else sees.
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
        if os.fork() == 0:
            control.detach()
            _go_apart(descriptors, instructions, kept)
        for descriptor in descriptors:
            os.close(descriptor)
        _bury()


def _bury() -> None:
    """Wait for those children that have ended; what they forked is not ours."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _go_apart(descriptors: list[int], instructions: bytes, kept: list[str]) -> NoReturn:
    """Enter new namespaces, and fork the worker as their first process.

    The grader gets a descriptor of that process, by which it can end all of them.
    """
    try:
        answer = _keep_only(*descriptors)
        let_memory_be_read()  # else the user could not be mapped; nobody is there to read it
        namespaces.leave(namespaces.APART)
        keep_memory_private()
        _lay_out_files(kept)
        pid = os.fork()
        if pid == 0:
            answer.close()
            _become_worker(instructions)
        socket.send_fds(answer, [b"+"], [os.pidfd_open(pid)])
    except OSError as error:
        os.write(2, f"zygote: {error}\n".encode())
    finally:
        os._exit(FAILED)  # nobody asks; nothing of the zygote's may run on in here


def _keep_only(requests: int, replies: int, noise: int, answer: int) -> socket.socket:
    """Make the first three the standard streams, and close all that is not given."""
    for standard, descriptor in enumerate((requests, replies, noise)):
        os.dup2(descriptor, standard)
    kept = os.dup2(answer, 3, inheritable=False)
    os.closerange(4, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    return socket.socket(fileno=kept)


def _lay_out_files(kept: list[str]) -> None:
    """Hide the processes and mount a scratch folder; all else is there and cannot be written."""
    namespaces.keep_mounts_private()
    namespaces.mount_scratch(SCRATCH, SCRATCH_BYTES, SCRATCH_ENTRIES, kept)
    namespaces.cover("/proc")
    os.chdir(SCRATCH)


def _become_worker(instructions: bytes) -> NoReturn:
    """Give up the rest, and serve the grader until it is gone."""
    try:
        os.setsid()
        namespaces.drop_capabilities()
        filter_system_calls(instructions)
        worker.main()
    finally:
        os._exit(FAILED)
