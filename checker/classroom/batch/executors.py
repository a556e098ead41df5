"""Who marks submissions: processes of this machine, also where only one works at a time.

What judging costs is held by the kernel, for each process. An executor is one of
`concurrent.futures` that can be made anew when its workers are lost.
`cluster` has the executor of many machines.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from typing import Protocol

from checker.classroom.batch.worker_process import WorkerSetup, close_worker, handle, open_worker
from checker.classroom.grading.budget import BUDGET
from checker.classroom.grading.messages import GradingReply, GradingRequest
from checker.exercises.on_file import Explain
from checker.sandbox.choice import TYPED, WALLED

START = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
#: What makes the process that forks workers ready beside loading this module.
READY = "checker.reports.ready_templates"
#: One more than are marked at a time, so that no worker waits for the next submission.
AHEAD = 1


class Executor(Protocol):
    """Workers that mark submissions.

    `blaming` are the exceptions of a future whose submission may have brought its worker down,
    `lost` those of one whose workers went for reasons of their own. A submission that has been
    to blame `strikes` times is not handed out again.
    """

    blaming: tuple[type[BaseException], ...]
    lost: tuple[type[BaseException], ...]
    strikes: int

    @property
    def width(self) -> int:
        """How many submissions are to be handed out at a time."""

    def submit(self, request: GradingRequest) -> "Future[GradingReply]":
        """Have a submission marked."""

    def is_up(self) -> bool:
        """Whether what has been handed out can still come back."""

    def renew(self) -> None:
        """Make the executor able to work again, after workers were lost."""

    def close(self, *, at_once: bool) -> None:
        """Send the workers home; at once, if what they are at is not wanted any more."""


class ProcessExecutor:
    """Processes of this machine, started when there is work for them, that die with this one.

    They are begun afresh and share nothing with this process but what they are told, and what they
    ask by for what explains wrong answers, if they may. Once the leash is let go, they end at once,
    and their sandboxes with them.
    """

    blaming: tuple[type[BaseException], ...] = (BrokenExecutor,)
    lost: tuple[type[BaseException], ...] = ()
    strikes = 3

    def __init__(self, setup: WorkerSetup, width: int, explain: Explain | None = None):
        self.width = width + AHEAD
        self._setup = setup
        self._explain = explain
        self._workers = width
        self._begin()

    def submit(self, request: GradingRequest) -> "Future[GradingReply]":
        try:
            with _one_thread_each():
                return self._executor.submit(handle, self._setup.id, request)
        except (EOFError, OSError) as error:  # the process that forks the workers was killed
            raise BrokenExecutor(f"no worker can be started: {error}") from error

    def is_up(self) -> bool:
        return True

    def renew(self) -> None:
        self.close(at_once=True)
        self._begin()

    def close(self, *, at_once: bool) -> None:
        if not at_once:
            self._executor.shutdown(wait=True)
        self._leash.close()
        self._held.close()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _begin(self) -> None:
        context = multiprocessing.get_context(START)
        _load_ahead()
        self._held, self._leash = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            self._workers,
            context,
            initializer=_begin_work,
            initargs=(self._setup, self._held, self._explain),
        )


def begin_ahead() -> None:
    """Have what workers need loaded beside what comes before them, in the process that forks them.

    Otherwise that process is begun with the first worker.
    """
    if START == "forkserver":
        _load_ahead()
        with _one_thread_each():
            forkserver.ensure_running()


def _load_ahead() -> None:
    if START == "forkserver":
        multiprocessing.get_context(START).set_forkserver_preload([__name__, READY])


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Have workers that start now do linear algebra on one thread: there is one a core."""
    name = "OPENBLAS_NUM_THREADS"
    before = os.environ.get(name)
    os.environ[name] = before or "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]


def _begin_work(setup: WorkerSetup, held: Connection, explain: Explain | None) -> None:
    """Make this process a worker."""
    # The terminal interrupts all of its processes; the one that began them decides for the rest.
    signal.signal(signal.SIGINT, lambda *_: None)
    threading.Thread(target=_end_with, args=(setup.id, held), daemon=True).start()
    # It was tried on this machine before any worker was begun.
    isolation = (WALLED | TYPED)[setup.common.isolation]()
    open_worker(setup, isolation, explain)
    BUDGET.enforce()


def _end_with(worker: str, held: Connection) -> None:
    """Wait until the process that began this one is gone or lets go, and end this one."""
    parent = multiprocessing.parent_process()
    wait([held] if parent is None else [held, parent.sentinel])
    close_worker(worker)
    os._exit(0)
