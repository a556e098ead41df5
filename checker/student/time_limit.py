"""An endless loop in student code ends after some seconds, and the kernel goes on.

A watching thread raises an exception in the one that is watched. That works alike on Linux, macOS
and Windows, and needs no signal; where there are no threads, as in a browser, nothing is watched.
"""

import ctypes
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Result = TypeVar("Result")

#: A call of student code that is checked may take so long; exercises that train, some times that.
SECONDS = 5.0
#: Code that catches everything is told again and again, until it is caught outside of that.
AGAIN = 0.05


class TimeUp(BaseException):
    """A call has not come to its end in time."""


class _Watch:
    """A thread that raises `TimeUp` in the one that made it, for as long as it is armed."""

    def __init__(self, seconds: float):
        self.armed = True
        self.seconds = seconds
        self.watched = threading.get_ident()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        wait = self.seconds
        while not self.done.wait(wait):
            if self.armed:
                _raise_in(self.watched, TimeUp)
            wait = AGAIN

    def end(self) -> None:
        """Wait for its end, and for what it has not yet raised.

        To take that back instead, Python would go on looking for it for ever, and tracing a
        function's bytecodes would never get past its first.
        """
        self.done.set()
        if self.thread.ident is not None:
            self.thread.join()
        for _ in range(2):  # where a loop turns back, what waits is raised
            pass


def within(seconds: float, call: Callable[[], Result]) -> Result:
    """Return what a call gives.

    Raises
    ------
    TimeUp
        If it has not come to its end in this time.
    """
    watch = _Watch(seconds)
    try:
        with suppress(RuntimeError):  # no threads can be started here
            watch.thread.start()
        return call()
    finally:
        watch.armed = False  # to set an attribute, nothing is called: nothing is raised before it
        try:
            watch.end()
        except TimeUp:  # raised just before: no other one can come
            watch.end()


def _raise_in(thread: int, exception: type[BaseException]) -> None:
    """Have an exception raised in a thread, as soon as it gets to it."""
    what = ctypes.py_object(exception)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
