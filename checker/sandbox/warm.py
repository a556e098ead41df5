"""Isolation by forking: sandboxes that need not load Python and NumPy, for one process has.

That process, the zygote, runs under bubblewrap and never runs student code. Each sandbox is
forked from it into namespaces of its own, within bubblewrap's: see `inside.zygote`.
"""

import atexit
import os
import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from checker.errors import IsolationError
from checker.sandbox.bubblewrap import MOUNTED, environment, files, launch, require_programs
from checker.sandbox.filters import forked_filter, strict_filter
from checker.sandbox.forked_process import Forked, streams
from checker.sandbox.isolation import Isolation
from checker.sandbox.worker_program import (
    HOST,
    NOBODY,
    compile_ahead,
    held,
    python_folders,
    worker_command,
)

#: Where each sandbox mounts a folder of its own.
SCRATCH = "/tmp"  # noqa: S108
#: Devices that keep nothing and tell nothing of whoever else uses them; no terminal is one.
DEVICES = ("null", "zero", "full", "random", "urandom")
#: A start may have to wait for a busy machine.
START_SECONDS = 60.0
LEAVE_SECONDS = 10.0
COMPLAINT_BYTES = 1 << 16


def warm() -> Isolation:
    """Return the isolation by forking, not yet tested on this machine.

    Raises
    ------
    IsolationError
        If bubblewrap, libseccomp or, for root, util-linux is not installed.
    """
    require_programs()
    compile_ahead()
    forked_filter()
    return Isolation(
        name="warm",
        promise="Isolated by namespaces within bubblewrap: no files, no network, no other "
        "processes in reach.",
        isolated=True,
        instructions=strict_filter(),
        start=start,
        own_users=True,
        one_parent=True,
    )


def start() -> Forked:
    """Start a sandbox's worker from this process's zygote, or from a new one if that is gone.

    Raises
    ------
    IsolationError
        If it does not start.
    """
    return _ZYGOTES.setdefault(os.getpid(), Zygote()).fork()


@dataclass(frozen=True)
class Running:
    """A zygote that has been started: its process, who waits for it, and what it hears and says."""

    process: subprocess.Popen[bytes]
    keeper: threading.Thread
    control: socket.socket
    noise: int

    def end(self) -> None:
        """End it, and with it every sandbox that it has forked."""
        with suppress(OSError):
            self.control.shutdown(socket.SHUT_RDWR)
        self.keeper.join(LEAVE_SECONDS)
        self.process.kill()
        self.keeper.join()
        self.control.close()
        os.close(self.noise)


class Zygote:
    """What sandboxes are forked from. It starts with the first of them, and ends when we do."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._running: Running | None = None

    def fork(self) -> Forked:
        """Have a sandbox's worker forked.

        Raises
        ------
        IsolationError
            If the zygote or the worker does not start.
        """
        for _ in range(2):  # it may have been killed meanwhile
            ours, theirs = streams()
            with ExitStack() as closing:
                closing.callback(_close, ours)
                descriptor = self._ask(theirs)
                if descriptor is not None:
                    closing.pop_all()
                    return Forked(descriptor, *ours)
                complaint = (_heard(ours[2]) or self._last_words()).decode("utf-8", "replace")
        last = ["it ended unasked", *complaint.strip().splitlines()][-1]
        raise IsolationError(f"The sandbox does not start: {last}")

    def _ask(self, descriptors: list[int]) -> int | None:
        """Hand over a new sandbox's streams, and give the descriptor of its first process."""
        answer, theirs = socket.socketpair()
        with answer, theirs:
            try:
                with self._one_at_a_time:
                    running = self._running = self._at_hand()
                with suppress(OSError):  # it is gone, and the answer will not come
                    socket.send_fds(running.control, [b"+"], [*descriptors, theirs.fileno()])
            finally:
                theirs.close()
                for descriptor in descriptors:
                    os.close(descriptor)
            answer.settimeout(START_SECONDS)
            with suppress(OSError):
                _, received, _, _ = socket.recv_fds(answer, 1, 1)
                return received[0] if received else None
        return None

    def _at_hand(self) -> Running:
        """Return the zygote that runs, or a new one if none does."""
        if self._running is not None:
            if self._running.process.returncode is None:
                return self._running
            self._running.end()
        return _started()

    def _last_words(self) -> bytes:
        """Return what the zygote says of why it does not fork, and end what is left of it."""
        with self._one_at_a_time:
            running, self._running = self._running, None
            if running is None:
                return b""
            words = os.pread(running.noise, COMPLAINT_BYTES, 0)
            running.end()
            return words

    def close(self) -> None:
        """End what runs of it."""
        self._last_words()


def _close(streams: Sequence[IO[bytes]]) -> None:
    for stream in streams:
        stream.close()


def _heard(stream: IO[bytes]) -> bytes:
    """Return what has been said so far."""
    os.set_blocking(stream.fileno(), False)
    return stream.read() or b""


def _started() -> Running:
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    noise = held(b"")
    process: Future[subprocess.Popen[bytes]] = Future()
    keeper = threading.Thread(
        target=_keep, args=(process, theirs.fileno(), noise), name="zygote", daemon=True
    )
    with theirs, ExitStack() as closing:
        closing.callback(os.close, noise)
        closing.callback(control.close)
        keeper.start()
        running = Running(process.result(), keeper, control, noise)
        closing.pop_all()
    with suppress(OSError):  # it has ended already, and `fork` will say why
        control.send(forked_filter())
    return running


def _keep(process: "Future[subprocess.Popen[bytes]]", control: int, noise: int) -> None:
    """Start the zygote and wait for its end: the kernel ends it with the thread that started it."""
    in_scratch = [str(folder) for folder in python_folders() if folder.is_relative_to(SCRATCH)]
    command = [*worker_command(MOUNTED), "zygote", *in_scratch]
    try:
        started = launch(_options, command, streams=(control, subprocess.DEVNULL, noise))
    except BaseException as error:  # noqa: BLE001  raised where a sandbox is asked for
        process.set_exception(error)
        return
    process.set_result(started)
    started.wait()


def _options(reach: Mapping[Path, Path]) -> Iterator[str]:
    """List bubblewrap's options for the zygote; `reach` says where the sources can be reached.

    Users may be made within, which each sandbox needs for itself and is then refused. `/proc` is
    there to number them, and covered in each sandbox.
    """
    yield from ("--unshare-all", "--unshare-user", "--cap-drop", "ALL", "--uid", NOBODY)
    yield from ("--gid", NOBODY, "--die-with-parent", "--new-session", "--dir", SCRATCH)
    yield from ("--hostname", HOST)
    yield from ("--proc", "/proc", "--chdir", SCRATCH)
    yield from files(reach)
    for device in DEVICES:
        yield from ("--dev-bind", f"/dev/{device}", f"/dev/{device}")
    yield from environment()
    yield from ("--remount-ro", "/")


#: Each process has its own: what was forked cannot wait for what its parent has started.
_ZYGOTES: dict[int, Zygote] = {}


@atexit.register
def close() -> None:
    """End this process's zygote, if it has one; a later sandbox gets a new one."""
    zygote = _ZYGOTES.pop(os.getpid(), None)
    if zygote is not None:
        zygote.close()
