"""Sandboxes that stand ready before they are needed. Each serves one submission."""

import queue
import threading

from checker.closing import Closing
from checker.errors import IsolationError
from checker.sandbox.client import DEFAULT_LIMITS, Sandbox
from checker.sandbox.connection import Connection
from checker.sandbox.isolation import Isolation
from checker.sandbox.limits import Limits


class SandboxPool(Closing):
    """Keeps `size` workers started ahead. Its sandboxes are closed by who takes them.

    Workers are started by a thread that lives as long as the pool: the kernel ends a sandbox
    with the thread that started it.
    """

    def __init__(self, isolation: Isolation, size: int, limits: Limits = DEFAULT_LIMITS):
        self.isolation = isolation
        self.limits = limits
        self._ready: queue.Queue[Connection | BaseException] = queue.Queue()
        self._wanted = threading.Semaphore(size)
        self._closing = threading.Event()
        self._starter = threading.Thread(target=self._start_ahead, name="sandboxes", daemon=True)
        self._starter.start()

    def take(self) -> Sandbox:
        """Return a sandbox that no code has run in; another is started in its place.

        Raises
        ------
        IsolationError
            If no sandbox can be started, or the pool is closed.
        """
        if self._closing.is_set():
            raise IsolationError("This pool of sandboxes is closed.")
        ready = self._ready.get()
        self._wanted.release()
        if isinstance(ready, BaseException):
            raise IsolationError(f"No sandbox can be started: {ready}") from ready
        return Sandbox(self.isolation, self.limits, ready)

    def close(self) -> None:
        """End the workers that nobody took. Those taken are not the pool's any more."""
        self._closing.set()
        self._wanted.release()
        self._starter.join()
        while not self._ready.empty():
            ready = self._ready.get()
            if isinstance(ready, Connection):
                ready.close()

    def _start_ahead(self) -> None:
        while self._wanted.acquire() and not self._closing.is_set():
            try:
                self._ready.put(Connection(self.isolation))
            except Exception as error:  # noqa: BLE001  raised where a sandbox is asked for
                self._ready.put(error)
