"""What student code does that no answer needs, noted where it runs, with the student's own line.

What a library does when it is imported or called is nobody's attempt: a note is made where a
line of a student's cell itself calls what starts processes, signals them, reaches the network and
so on. Without such a line there is no note.
"""

import builtins
import os
import re
import sys
from collections.abc import Mapping
from operator import is_
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from checker.records import Note
from checker.sandbox.inside.notes import TRACES
from checker.sandbox.inside.watching import WATCH, Instruments

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
#: What a student's line may go through on the way to such an event, and be the one that wants it.
MEANS = {
    "_pyio", "asyncio", "builtins", "codecs", "concurrent", "contextlib", "ctypes", "ftplib",
    "http", "io", "multiprocessing", "numpy", "os", "pathlib", "posix", "pty", "shutil", "signal",
    "smtplib", "socket", "ssl", "subprocess", "tempfile", "threading", "urllib",
}  # fmt: skip
#: What of them looks for something and wants nothing else.
SEARCHES = {"ctypes.util"}
#: Folders of the places where students work. Where there is none, to write there is no attempt.
WORKPLACES = ("/content/", "/kaggle/", "/Users/", "/workspaces/", "/workspace/", "/home/jovyan/")
#: How something is replaced without its name being written as a target.
_SETTING = re.compile(r"\b(?:setattr|delattr|vars|patch)\s*\(|__dict__|__setattr__")


class Traces:
    """Listens from now on, for as long as the process lives; `texts` are the student's cells."""

    def __init__(self) -> None:
        self.texts: Mapping[str, str] = {}
        self.instruments: Instruments | None = None
        self._seen: dict[Note, None] = {}
        self._replaceable = {"numpy": vars(np), "builtins": vars(builtins)}
        self._before = {name: [*things.values()] for name, things in self._replaceable.items()}
        scratch = os.environ.get("TMPDIR", "/tmp")  # noqa: S108  nothing is written here
        self._own = (f"{Path.cwd()}/", f"{scratch}/", os.devnull)
        sys.addaudithook(self._hear)

    def seen(self) -> list[Note]:
        """List what was noted so far."""
        for kind, before in self._before.items():
            now = self._replaceable[kind].values()  # what is new comes behind
            if len(now) < len(before) or not all(map(is_, before, now)):
                self._note_replaced(kind)
        if WATCH.was_fooled or (self.instruments and not self.instruments.are_intact()):
            self._seen[Note("instruments")] = None
        return sorted(self._seen, key=lambda note: TRACES.index(note.kind))

    def _note_replaced(self, kind: str) -> None:
        now = list(self._replaceable[kind].items())
        pairs = zip(self._before[kind], now, strict=False)
        other = (found for old, found in pairs if old is not found[1])
        name, thing = next(other, ("", None))
        self._before[kind] = [value for _, value in now]
        place = self._replacing(name) or self._defining(thing)
        if place:
            self._seen[Note(kind, name, *place)] = None

    def _replacing(self, name: str) -> tuple[str, int] | None:
        """Find the line that replaces something of that name."""
        word = re.escape(name)
        target = re.compile(rf"[.\]]\s*{word}\b[^=\n]*=(?!=)|['\"]{word}['\"]")
        for pattern in (target, _SETTING) if name else (_SETTING,):
            for cell, text in self.texts.items():
                found = pattern.search(text)
                if found:
                    return cell, text.count("\n", 0, found.start()) + 1
        return None

    def _defining(self, thing: object) -> tuple[str, int] | None:
        """Find the line in which a function is defined that was put in something's place."""
        code = getattr(thing, "__code__", None)
        cell = getattr(code, "co_filename", "")
        return (cell, code.co_firstlineno) if code and cell in self.texts else None

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        trace = _TRACE_OF.get(event)
        if trace is None:
            return
        if trace == "library" and not _is_libc(arguments[0]):
            return
        if trace == "writing" and not self._leaves(event, arguments):
            return
        place = self._place(sys._getframe(1))
        if place:
            self._seen[Note(trace, "", *place)] = None

    def _place(self, frame: FrameType | None) -> tuple[str, int] | None:
        """Find the student's line that leads here by nothing but the means to it."""
        while frame is not None:
            module = frame.f_globals.get("__name__")
            cell = frame.f_code.co_filename
            if module == "__main__" and cell in self.texts:
                return cell, frame.f_lineno
            if module != "__main__" and not _is_means(str(module)):
                return None
            frame = frame.f_back
        return None

    def _leaves(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether a file elsewhere than in the process's own folders is to be written."""
        if event == "open" and not (type(arguments[2]) is int and arguments[2] & _WRITES):
            return False
        paths = arguments[:1] if event == "open" else arguments[:2]
        return any(map(self._is_elsewhere, paths))

    def _is_elsewhere(self, path: Any) -> bool:
        if type(path) is not str or not path.startswith("/"):
            return False
        return not os.path.normpath(path).startswith(self._own) and not _is_of_a_workplace(path)


def _is_of_a_workplace(path: str) -> bool:
    """Whether a path leads to where students work and this machine has nothing."""
    folder = f"{os.path.normpath(path)}/"
    return any(folder.startswith(each) and not Path(each).exists() for each in WORKPLACES)


def _is_means(module: str) -> bool:
    return module not in SEARCHES and module.partition(".")[0] in MEANS


def _is_libc(name: Any) -> bool:
    return name is None or (type(name) is str and name.rpartition("/")[2].startswith("libc."))
