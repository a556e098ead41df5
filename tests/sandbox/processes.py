"""Processes and their descendants, watched until they are gone."""

import contextlib
import os
import select
import signal
from pathlib import Path


def descendants(pid):
    """The processes that a process has started, and those that they have."""
    children = []
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it went meanwhile
        for listed in Path(f"/proc/{pid}/task").glob("*/children"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # or a thread of it
                children += map(int, listed.read_text("ascii").split())
    return children + [below for child in children for below in descendants(child)]


def never_began(pid):
    """Whether this is a bubblewrap whose starter was killed while it waited for its user's number.

    Bubblewrap asks to end with its starter only after that, so such a one waits for ever. It has
    started nothing, and no program of anybody's has run in it.
    """
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has ended after all
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
        return "Name:\tbwrap\n" in status and "PPid:\t1\n" in status and not descendants(pid)
    return False


@contextlib.contextmanager
def standing_still(pids):
    """Stop processes; those that are left go on at the end, since stopped ones never end."""
    _signal(pids, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(pids, signal.SIGCONT)


def _signal(pids, number):
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


class Watch:
    """Processes that are watched by descriptor, so that no number can be taken by another."""

    def __init__(self, pids):
        self.watched = []
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):  # it went while they were listed
                self.watched.append((pid, os.pidfd_open(pid)))

    def all_gone(self, seconds=20.0):
        """Whether all have ended that ever began, waiting for a while if need be."""
        for pid, watched in self.watched:
            ended, _, _ = select.select([watched], [], [], seconds)
            if not ended and never_began(pid):
                signal.pidfd_send_signal(watched, signal.SIGKILL)
                ended = True
            os.close(watched)
            if not ended:
                return False
        return True
