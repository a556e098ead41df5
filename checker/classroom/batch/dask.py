"""The executor of many machines: workers of a Dask cluster, each with processes that mark.

Course and submissions reach them as bytes, so they need no disk in common; what they need is this
package, in the same version. A worker that goes is Dask's to replace, and what it had at hand goes
to another one. A scheduler that goes is waited for here, and gets again what had not come back.
"""

import logging
import time
import traceback
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import partial
from typing import Any

from distributed import Client, KilledWorker, Worker, WorkerPlugin, cfexecutor
from distributed.comm.core import CommClosedError

from checker.classroom.batch.marking_process import MarkingProcesses
from checker.classroom.batch.worker_process import WorkerSetup
from checker.classroom.grading.messages import GradingReply, GradingRequest
from checker.errors import UsageError
from checker.sandbox import choose

log = logging.getLogger(__name__)

#: How long a scheduler, and the first of its workers, is waited for.
PATIENCE_SECONDS = 120.0
#: How often the scheduler is asked whether it is there.
ASK_SECONDS = 1.0
#: Submissions handed out per thread of the cluster, and at least.
AHEAD, LEAST = 3, 16


#: What marks for this process, if it is a worker of Dask, by the id of what it was told.
_marking: dict[str, MarkingProcesses] = {}


def mark(id_: str, request: GradingRequest) -> GradingReply:
    """Have a submission marked on the worker of Dask that this process is.

    Raises
    ------
    UsageError
        If nothing was begun here under this id, or no sandbox can be started.
    RuntimeError
        If anything else goes wrong; it says what, in words that any process can read.
    """
    if id_ not in _marking:
        raise UsageError("a worker was not told what to mark: see its log for the reason")
    return _marking[id_].handle(request)


class WorkerPluginForGrading(WorkerPlugin):
    """Has each worker of a cluster, those that come later too, begin processes that mark."""

    def __init__(self, setup: WorkerSetup):
        self.work = setup
        self.name = f"checker-{setup.id}"

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 - Dask's signature
        """Begin the first of them, once the isolation has been tried on the worker's machine."""
        choose(self.work.common.isolation)
        _marking[self.work.id] = MarkingProcesses(self.work)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask's signature
        """End them."""
        processes = _marking.pop(self.work.id, None)
        if processes is not None:
            processes.close()


class DaskExecutor:
    """The workers of a Dask scheduler.

    Parameters
    ----------
    setup
        What all of them work by.
    cluster
        The scheduler's address, or a cluster or client of `dask.distributed`. Neither is closed
        in the end: whoever began it may need it still.

    Raises
    ------
    UsageError
        If there is no scheduler, no worker comes, or one cannot do the work.
    """

    blaming: tuple[type[BaseException], ...] = (KilledWorker,)
    lost: tuple[type[BaseException], ...] = (CancelledError, CommClosedError)
    strikes = 2

    def __init__(self, setup: WorkerSetup, cluster: Any, patience: float = PATIENCE_SECONDS):
        self._setup = setup
        self._address = address_of(cluster)
        self._security = getattr(cluster, "security", None)
        self._patience = patience
        self._asked, self._up = 0.0, True
        self._begin()

    @property
    def width(self) -> int:
        """So many that no worker waits, and that an adaptive cluster sees what there is to do."""
        return max(LEAST, AHEAD * self._threads)

    def submit(self, request: GradingRequest) -> "Future[GradingReply]":
        asked: Future[GradingReply] = self._executor.submit(mark, self._setup.id, request)
        future: Future[GradingReply] = Future()
        future.set_running_or_notify_cancel()
        asked.add_done_callback(partial(_pass_on, future))
        return future

    def is_up(self) -> bool:
        """Whether it is still the scheduler that was given the work; asked now and then."""
        now = time.monotonic()
        if now - self._asked > ASK_SECONDS:
            self._asked = now
            self._up = self._answers()
        return self._up

    def _answers(self) -> bool:
        try:
            known = self._client.scheduler_info()
            self._threads = _threads(known)
        except Exception:  # noqa: BLE001 - whatever there is to say, there is no scheduler
            return False
        return bool(self._client.status == "running" and known["id"] == self._scheduler)

    def renew(self) -> None:
        if not self._answers():
            log.warning("the scheduler %s went away; waiting for it", self._address)
            self._end()
            self._begin()

    def close(self, *, at_once: bool) -> None:
        self._executor.shutdown(wait=not at_once)
        with suppress(Exception):
            self._client.unregister_worker_plugin(f"checker-{self._setup.id}")
        self._end()

    def _end(self) -> None:
        with suppress(Exception):  # it may be half gone
            self._client.close(timeout=2)

    def _begin(self) -> None:
        """Find the scheduler and brief its workers, for as long as there is patience."""
        deadline = time.monotonic() + self._patience
        self._client = self._connected(deadline)
        try:
            self._client.wait_for_workers(1, timeout=_left(deadline))
            self._client.register_plugin(WorkerPluginForGrading(self._setup))
        except BaseException as error:
            self._end()
            if isinstance(error, TimeoutError):
                raise UsageError(f"no worker has come to {self._address}") from error
            raise
        known = self._client.scheduler_info()
        self._scheduler = known["id"]
        self._threads = _threads(known)
        self._asked, self._up = time.monotonic(), True
        self._executor = self._client.get_executor(pure=False)

    def _connected(self, deadline: float) -> Client:
        while True:
            options = {"security": self._security, "timeout": _left(deadline)}
            try:
                return Client(self._address, set_as_default=False, **options)
            except (OSError, ValueError) as error:  # a timeout is an OSError too
                if time.monotonic() > deadline or isinstance(error, ValueError):
                    raise UsageError(f"no scheduler answers at {self._address}") from error


def _pass_on(future: "Future[GradingReply]", asked: "Future[GradingReply]") -> None:
    """Let a future end as Dask's does, but for an error that Dask itself has made: that is lost.

    A scheduler that goes can change the state of an answer between its coming and its being read;
    Dask then takes the answer for an error, and fails in doing so.
    """
    error = CancelledError() if asked.cancelled() else asked.exception()
    if error is None:
        future.set_result(asked.result())
    else:
        future.set_exception(CancelledError() if _is_misread(error) else error)


def _is_misread(error: BaseException) -> bool:
    """Whether Dask took an answer for an error: it cannot be taken apart into one."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return (
        isinstance(error, TypeError)
        and bool(frames)
        and frames[-1].f_globals.get("__name__") == cfexecutor.__name__
    )


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 1.0)


def _threads(known: dict[str, Any]) -> int:
    """Count the threads of all workers that a scheduler knows."""
    return sum(int(each["nthreads"]) for each in known["workers"].values())


def address_of(cluster: Any) -> str:
    """Return where the scheduler of a cluster or client listens."""
    holders = (cluster, getattr(cluster, "scheduler", None))
    names = ("scheduler_address", "address")
    places = (getattr(holder, name, None) for holder in holders for name in names)
    return next((place for place in places if isinstance(place, str)), str(cluster))
