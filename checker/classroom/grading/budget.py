"""What it may cost to take in and to judge one submission: processor time and memory.

Both are held by the kernel, in a process of its own, whatever an answer makes of our own code. A
breach is an exception at the place where it happens, so it costs one exercise and no more.
"""

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

#: For a whole submission; and for each of its parts, however little is left.
SUBMISSION_SECONDS, MOST_SECONDS, LEAST_SECONDS = 20.0, 10.0, 1.0
#: What one part may take beyond what the process has.
MEMORY_BYTES = 192 << 20


class OverBudget(Exception):
    """Our own code has used up its processor time over what a student handed in."""


class JudgingBudget:
    """Processor time and memory for what is done about submissions, one after the other.

    Nothing is limited before `enforce`, which only a process that does nothing else may call, in
    its main thread: the limits are those of the process.
    """

    def __init__(self) -> None:
        self._is_enforced = False
        self._left = SUBMISSION_SECONDS

    def enforce(self) -> None:
        """Hold this process to its budget from now on."""
        signal.signal(signal.SIGPROF, _stop)
        self._is_enforced = True

    def renew(self) -> None:
        """Begin with another submission."""
        self._left = SUBMISSION_SECONDS

    @contextmanager
    def spent(self) -> Iterator[None]:
        """Hold what is done in here to its part of the budget.

        Raises
        ------
        OverBudget, MemoryError
            If it takes more; the next part may go on.
        """
        if not self._is_enforced:
            yield
            return
        given = min(MOST_SECONDS, max(LEAST_SECONDS, self._left))
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        try:
            resource.setrlimit(resource.RLIMIT_AS, (_bounded(hard), hard))
            signal.setitimer(signal.ITIMER_PROF, given)
            yield
        finally:
            remaining, _ = signal.setitimer(signal.ITIMER_PROF, 0)
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
            self._left -= given - remaining


#: That of this process.
BUDGET = JudgingBudget()


def _bounded(hard: int) -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * os.sysconf("SC_PAGE_SIZE") + MEMORY_BYTES
    return most if hard == resource.RLIM_INFINITY else min(most, hard)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise OverBudget("judging took more processor time than a submission may")
