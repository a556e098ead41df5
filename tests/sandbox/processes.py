"""Processes and their descendants, watched until they are gone."""

import contextlib
import os
import select
from pathlib import Path


def descendants(pid):
    """The processes that a process has started, and those that they have."""
    children = []
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it went meanwhile
        for listed in Path(f"/proc/{pid}/task").glob("*/children"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # or a thread of it
                children += map(int, listed.read_text("ascii").split())
    return children + [below for child in children for below in descendants(child)]


class Watch:
    """Processes that are watched by descriptor, so that no number can be taken by another."""

    def __init__(self, pids):
        self.watched = []
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):  # it went while they were listed
                self.watched.append(os.pidfd_open(pid))

    def all_gone(self, seconds=20.0):
        """Whether all have ended, waiting for a while if need be."""
        for watched in self.watched:
            ended, _, _ = select.select([watched], [], [], seconds)
            os.close(watched)
            if not ended:
                return False
        return True
