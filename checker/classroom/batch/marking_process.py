"""Processes that only mark, for one that does other things too, such as a worker of Dask.

What judging costs is held by the kernel, in the main thread of a process of its own. A worker of
Dask cannot give its own, and as a daemon it may have no children of multiprocessing's. So it
begins this program, once for each of its threads, and talks to it over a socket.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from checker.classroom.batch.worker_process import WorkerSetup, close_worker, handle, open_worker
from checker.classroom.grading.budget import BUDGET
from checker.classroom.grading.messages import GradingReply, GradingRequest
from checker.sandbox.choice import TYPED, WALLED

#: How often a submission is handed to a process that goes down with it.
STRIKES = 2
#: The folder that this package lies in.
_PACKAGES = Path(__file__).parents[3]


class MarkingProcesses:
    """Processes of this machine that mark one submission at a time each; they end with this one.

    Raises
    ------
    UsageError
        If one of them would give other marks than were asked for.
    """

    def __init__(self, setup: WorkerSetup):
        self._setup = setup
        self._lock = threading.Lock()
        self._idle: list[_MarkingProcess] = []
        self._all: set[_MarkingProcess] = set()
        self._closed = False
        self._idle.append(self._begun())

    def handle(self, request: GradingRequest) -> GradingReply:
        """Mark a submission in a process that has nothing else to do.

        Raises
        ------
        UsageError, RuntimeError
            As that process says; and if it has gone down with this submission again and again.
        CancelledError
            If this is closed meanwhile.
        """
        for _ in range(STRIKES):
            process = self._taken()
            try:
                reply = process.ask(request)
            except (EOFError, OSError):
                self._dropped(process)
                continue
            with self._lock:
                self._idle.append(process)
            if isinstance(reply, GradingReply):
                return reply
            raise reply
        raise RuntimeError("the process in which it was marked went down")

    def close(self) -> None:
        """End all processes, whatever they are at."""
        with self._lock:
            self._closed = True
            doomed = [*self._all]
        for process in doomed:
            process.kill()

    def _taken(self) -> "_MarkingProcess":
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._idle:
                return self._idle.pop()
        return self._begun()

    def _begun(self) -> "_MarkingProcess":
        process = _MarkingProcess(self._setup)
        with self._lock:
            self._all.add(process)
            if self._closed:
                process.kill()
        return process

    def _dropped(self, process: "_MarkingProcess") -> None:
        process.kill()
        process.close()
        with self._lock:
            self._all.discard(process)


class _MarkingProcess:
    """One process that marks, and this end of the socket to it."""

    def __init__(self, setup: WorkerSetup):
        ours, theirs = socket.socketpair()
        path = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH"))))
        threads = os.environ.get("OPENBLAS_NUM_THREADS") or "1"
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__, str(theirs.fileno())],
                env=os.environ | {"PYTHONPATH": path, "OPENBLAS_NUM_THREADS": threads},
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
            )
        self._connection = Connection(ours.detach())
        refused = self.ask(setup)
        if refused is not None:
            self.kill()
            self.close()
            raise refused

    def ask(self, message: WorkerSetup | GradingRequest) -> Any:
        """Send a message and return what is said to it; EOFError or OSError if nothing is."""
        self._connection.send(message)
        return self._connection.recv()

    def kill(self) -> None:
        """End the process; a thread that waits for what it says hears of it."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close this end, which no other thread may be reading from."""
        self._connection.close()


def main(descriptor: int) -> None:
    """Mark what comes over a socket, until it is closed."""
    signal.signal(signal.SIGINT, lambda *_: None)  # who began this process decides for it
    connection = Connection(descriptor)
    setup: WorkerSetup = connection.recv()
    try:
        # the isolation was tried on this machine before this process was begun
        open_worker(setup, (WALLED | TYPED)[setup.common.isolation]())
    except Exception as error:  # noqa: BLE001 - it is raised where the process was begun
        connection.send(error)
        return
    BUDGET.enforce()
    requests: SimpleQueue[GradingRequest] = SimpleQueue()
    reading = (connection, requests, setup.id)
    threading.Thread(target=_read, args=reading, daemon=True).start()
    connection.send(None)
    while True:
        request = requests.get()
        connection.send(_said_to(setup.id, request))


def _said_to(worker: str, request: GradingRequest) -> GradingReply | Exception:
    try:
        return handle(worker, request)
    except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
        return error


def _read(connection: Connection, requests: "SimpleQueue[GradingRequest]", worker: str) -> None:
    """Take in requests beside the work, and end this process with the one that sends them."""
    with suppress(EOFError, OSError):
        while True:
            requests.put(connection.recv())
    close_worker(worker)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
