"""How long is waited, and whose time it is: no mark hangs on how busy the machine is.

A deadline is asked again and again how much is left, and counts what passed between two looks.
A process that stood still meanwhile, because the machine did or had no processor for it, counts
little of that.
"""

import time
from collections.abc import Callable

#: Whoever waits looks this often.
TICK_SECONDS = 0.1
#: More than this between two looks is not counted: whoever waits stood still.
MOST_SECONDS = 0.5
#: What has a twentieth of a processor or more is at work, however slowly; it does not wait.
SHARE_AT_WORK = 0.05


class Deadline:
    """So many seconds of the time of whoever waits."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.attended = 0.0
        self._looked = time.monotonic()

    def look(self) -> float:
        """Count what passed since the last look, and give how long to wait before the next.

        Raises
        ------
        TimeoutError
            If nothing is left.
        """
        now = time.monotonic()
        passed = min(now - self._looked, MOST_SECONDS)
        self._looked = now
        self.attended += passed
        return self._left(passed)

    def _left(self, _passed: float) -> float:
        return _until(self.seconds - self.attended)


class DeadlineOfCode(Deadline):
    """So many seconds in which a process waits, by itself; what computes is given `most` seconds.

    How much a process may compute is for the kernel to limit, by its processor time.

    Parameters
    ----------
    seconds
        How long the process may wait.
    most
        How long it may take in all, so that what the machine starves comes to an end too.
    cpu_seconds
        Tells the processor time that the process has had.
    """

    def __init__(self, seconds: float, most: float, cpu_seconds: Callable[[], float]):
        super().__init__(seconds)
        self.most = most
        self.waited = 0.0
        self._cpu_seconds = cpu_seconds
        self._cpu = cpu_seconds()

    def _left(self, passed: float) -> float:
        cpu = self._cpu_seconds()
        self.waited += max(0.0, passed - (cpu - self._cpu) / SHARE_AT_WORK)
        self._cpu = cpu
        return _until(min(self.seconds - self.waited, self.most - self.attended))

    @property
    def is_waiting(self) -> bool:
        """Whether the process has waited for as long as it may."""
        return self.waited >= self.seconds


def _until(left: float) -> float:
    if left <= 0:
        raise TimeoutError
    return min(left, TICK_SECONDS)


def cpu_clock(pid: int) -> Callable[[], float]:
    """Return what tells a process's processor time: 0 where the system cannot or it is gone."""
    clock = (~pid << 3) | 2  # Linux's number for the clock of another process

    def seconds() -> float:
        try:
            return time.clock_gettime(clock)
        except OSError:
            return 0.0

    return seconds
