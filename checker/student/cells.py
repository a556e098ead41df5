"""What became of the cells that this kernel has run: which names are older than their cell.

After a cell that has ended in an error, a name that it should have defined still means what it
did before, or nothing. To judge that would mislead.
"""

import linecache
import re
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.documents.cell_text import assigned, defined, imported_names
from checker.sandbox.inside.lacking import what_lacks

#: So many of the names are told that a cell has not come to.
NAMES_TOLD = 5

#: What the names of unfinished cells mean now is older than what stands in the notebook.
_stale: dict[str, "Stopped"] = {}


@dataclass(frozen=True)
class Stopped:
    """How a cell ended: the exception, and the line that it stopped in.

    `lacks` names a package that is not here, if an import in that line asked for it.
    """

    kind: str
    message: str
    line: int
    text: str
    lacks: str = ""

    def __str__(self) -> str:
        place = f" in line {self.line}, `{self.text}`" if self.line else ""
        return f"{self.kind}{place}: {self.message}" if self.message else self.kind + place


def stopped_cell(names: tuple[str, ...]) -> Stopped | None:
    """Return how the cell ended that should have defined one of these names, if not as it should.

    A cell that defines the name and ends well makes up for it.
    """
    return next((_stale[name] for name in names if name in _stale), None)


def watch_cells(explain: Callable[[NameError], str]) -> None:
    """Have every cell of this kernel watched from now on; nothing outside of a kernel.

    `explain` gives the sentence that follows a name that is not defined, or "".
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None or getattr(shell, "checker_watches", False):
        return
    shell.checker_watches = True
    watcher = _Watcher(shell.user_ns, explain)
    shell.events.register("pre_run_cell", watcher.begin)
    shell.events.register("post_run_cell", watcher.end)


class _Watcher:
    """Compares what names mean before and after each cell."""

    def __init__(self, namespace: Mapping[str, Any], explain: Callable[[NameError], str]):
        self.namespace = namespace
        self.explain = explain
        self.before: dict[str, int] = {}

    def begin(self, _info: object) -> None:
        self.before = {name: id(value) for name, value in self.namespace.items()}

    def end(self, result: Any) -> None:
        text = result.info.raw_cell or ""
        error = result.error_before_exec or result.error_in_exec
        stopped = _stopped(error) if error else None
        for name in bound_in(text):
            is_old = self.before.get(name) == id(self.namespace.get(name, self.before))
            if stopped is None or not (is_old or name not in self.namespace):
                _stale.pop(name, None)
            else:
                _stale[name] = stopped
        sentence = self._sentence(error, stopped, text)
        if sentence:
            print(sentence)

    def _sentence(self, error: object, stopped: Stopped | None, text: str) -> str:
        """Say what a student may not see in the traceback of a cell."""
        if isinstance(error, NameError):
            return self.explain(error)
        if stopped is None or not stopped.lacks:
            return ""
        below = "\n".join(text.split("\n")[stopped.line :])
        lost = [name for name in bound_in(below) if name not in self.namespace]
        return _of_import(stopped, lost)


def bound_in(text: str) -> list[str]:
    """List the names that a cell's text binds at the beginning of its lines, each once."""
    return list(dict.fromkeys((*imported_names(text), *defined(text), *assigned(text))))


def _of_import(stopped: Stopped, lost: Sequence[str]) -> str:
    """Say what an import that failed means for its cell, and what to do."""
    shown = ", ".join(lost[:NAMES_TOLD]) + (", …" if len(lost) > NAMES_TOLD else "")
    there = f"What stands above it is there, and {shown} below it not. " if lost else ""
    return (
        f"This Python has no package {stopped.lacks}, so the cell stopped in line {stopped.line}, "
        f"`{stopped.text}`. {there}If nothing needs it, leave that line out and run the cell again."
    )


def _stopped(error: BaseException) -> Stopped:
    if isinstance(error, SyntaxError):
        text = (error.text or "").strip()
        return Stopped(type(error).__name__, error.msg or "", error.lineno or 0, text)
    frames = traceback.extract_tb(error.__traceback__)
    cells = [frame for frame in frames if _is_cell(frame.filename)]
    if not cells:
        return Stopped(type(error).__name__, str(error), 0, "")
    last = cells[-1]
    text = (last.line or "").strip()
    is_import = len(cells) == 1 and re.match(r"(?:import|from)\b", text) is not None
    lacks = what_lacks(error) if is_import and isinstance(error, ImportError) else ""
    message = f"this Python has no package {lacks}" if lacks else str(error)
    return Stopped(type(error).__name__, message, last.lineno or 0, text, lacks)


def _is_cell(filename: str) -> bool:
    """Whether a file is a cell of this kernel: IPython keeps their texts without a time stamp."""
    entry = linecache.cache.get(filename)
    return (
        bool(entry and len(entry) > 1 and entry[1] is None)
        or re.match(r"<ipython-input", filename) is not None
    )
