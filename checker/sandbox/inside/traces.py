"""What student code does that no answer needs, noted where it runs, for a person to look at.

The notes are made beside the code that they are about, so they prove nothing: that there are
none does not mean that nothing was tried. No mark depends on them.
"""

import builtins
import os
import sys
from collections.abc import Iterable
from operator import is_
from pathlib import Path
from typing import Any

import numpy as np

#: All that can be noted; the words travel, and who reads them knows no others.
TRACES = ("numpy", "builtins", "process", "signal", "network", "library", "writing")
_OF_EVENTS = {
    "process": ("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.system", "os.spawn",
                "subprocess.Popen", "pty.spawn"),
    "signal": ("os.kill", "os.killpg", "signal.pthread_kill"),
    "network": ("socket.__new__", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname"),
    "library": ("ctypes.dlopen",),
    "writing": ("open", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.link",
                "os.symlink", "os.truncate", "os.utime"),
}  # fmt: skip
_TRACE_OF = {event: trace for trace, events in _OF_EVENTS.items() for event in events}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Traces:
    """Listens from now on, for as long as the process lives."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._replaceable = {"numpy": vars(np), "builtins": vars(builtins)}
        self._before = {name: [*things.values()] for name, things in self._replaceable.items()}
        scratch = os.environ.get("TMPDIR", "/tmp")  # noqa: S108  nothing is written here
        self._own = (f"{Path.cwd()}/", f"{scratch}/", os.devnull)
        sys.addaudithook(self._hear)

    def seen(self) -> tuple[str, ...]:
        """List what was noted so far."""
        for name, before in self._before.items():
            now = self._replaceable[name].values()  # what is new comes behind
            if len(now) < len(before) or not all(map(is_, before, now)):
                self._seen.add(name)
        return tuple(trace for trace in TRACES if trace in self._seen)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        trace = _TRACE_OF.get(event)
        if trace is None:
            return
        if trace == "library" and not _is_libc(arguments[0]):
            return
        if trace == "writing" and not self._leaves(event, arguments):
            return
        self._seen.add(trace)

    def _leaves(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether a file elsewhere than in the process's own folders is to be written."""
        if event == "open" and not (type(arguments[2]) is int and arguments[2] & _WRITES):
            return False
        paths = arguments[:1] if event == "open" else arguments[:2]
        return any(map(self._is_elsewhere, paths))

    def _is_elsewhere(self, path: Any) -> bool:
        if type(path) is not str or not path.startswith("/"):
            return False
        return not os.path.normpath(path).startswith(self._own)


def _is_libc(name: Any) -> bool:
    return name is None or (type(name) is str and name.rpartition("/")[2].startswith("libc."))


def known_traces(words: Iterable[object]) -> tuple[str, ...]:
    """Give those of some words that are traces, each once and in our order."""
    given = {word for word in words if type(word) is str}
    return tuple(trace for trace in TRACES if trace in given)
