"""How long a class is looked at closer: no longer than half of what grading takes otherwise.

A second for each would let a class of wrong answers cost many times what one of right answers
costs. So what looking takes is held against what grading takes otherwise, both by the clock.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: So long may be looked in a run before anything has been graded, and so much longer for each
#: second of grading: a run takes some seconds to begin, and a right submission a tenth of one.
GRANT_SECONDS, SHARE = 4.0, 0.5
#: One look may take so large a part of what is left: the first one leaves something to the last.
PART = 0.2
#: What is less than this is too short to find anything.
LEAST_SECONDS = 0.05


class LookBudget:
    """Says how long the next look may take, where one submission after another is graded.

    Parameters
    ----------
    each
        The most that one look may take, in seconds.
    workers
        How many processes share the grant.
    """

    def __init__(
        self, each: float, workers: int = 1, clock: Callable[[], float] = time.perf_counter
    ):
        self.each = each
        self._clock = clock
        self._lock = threading.Lock()
        self._left = GRANT_SECONDS / workers

    @contextmanager
    def grading(self) -> Iterator[None]:
        """Take what happens in here for grading, but for the looks in it."""
        with self._counted(SHARE):
            yield

    @contextmanager
    def looking(self) -> Iterator[float]:
        """Give the seconds that a look in here may take, 0 for none; count what it takes."""
        allowed = min(self.each, PART * self._left)
        with self._counted(-1.0 - SHARE):  # it is a part of the grading around it
            yield allowed if allowed >= min(LEAST_SECONDS, self.each) else 0.0

    @contextmanager
    def _counted(self, weight: float) -> Iterator[None]:
        start = self._clock()
        try:
            yield
        finally:
            with self._lock:
                self._left += weight * (self._clock() - start)
