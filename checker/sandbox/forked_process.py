"""A process that somebody else has forked for us, as far as it can be used like a `Popen`."""

import os
import re
import select
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import IO

#: What a process is said to have returned that is not our child: nobody can tell.
ENDED = 0


class Forked:
    """A process known by a descriptor, so that its number can never come to mean another.

    Parameters
    ----------
    descriptor
        A pidfd of the process; it is closed when its end has been waited for.
    stdin, stdout, stderr
        Our ends of its standard streams.
    """

    def __init__(self, descriptor: int, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]):
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self.returncode: int | None = None
        self._descriptor = descriptor

    @property
    def pid(self) -> int:
        """The number that it has where we are, or -1 if it has ended."""
        if self.returncode is not None:
            return -1
        known = Path(f"/proc/self/fdinfo/{self._descriptor}").read_text("ascii")
        number = re.search(r"^Pid:\s+(-?\d+)", known, re.MULTILINE)
        return int(number[1]) if number else -1

    def kill(self) -> None:
        """End it and all that it has started, if it still runs."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises
        ------
        TimeoutExpired
            If that does not come within `timeout` seconds.
        """
        if self.returncode is None:
            poll = select.poll()
            poll.register(self._descriptor, select.POLLIN)
            if not poll.poll(None if timeout is None else timeout * 1000):
                raise subprocess.TimeoutExpired("zygote", timeout or 0.0)
            os.close(self._descriptor)
            self.returncode = ENDED
        return self.returncode


def streams() -> tuple[tuple[IO[bytes], IO[bytes], IO[bytes]], list[int]]:
    """Make three pipes for a process: our ends of its standard streams, and its own."""
    stdin, to_it = os.pipe()
    from_it, stdout = os.pipe()
    noise, stderr = os.pipe()
    ours = os.fdopen(to_it, "wb", buffering=0), os.fdopen(from_it, "rb"), os.fdopen(noise, "rb")
    return ours, [stdin, stdout, stderr]
