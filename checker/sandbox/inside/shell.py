"""What a notebook's kernel has beside Python: `get_ipython`, `display`, `help`, and an `input`.

Nobody is looking, so nothing is shown; commands to Jupyter or to a shell are noted, not run.
"""

import builtins
import importlib
import sys
from pathlib import Path
from typing import Any, NoReturn

from checker.records import Note
from checker.sandbox.inside.jupyter import WRITING, in_python
from checker.sandbox.inside.lacking import Unanswered
from checker.sandbox.inside.no_op_checker import Inert

#: The commands that were passed over in this process, with their places.
PASSED_OVER: list[Note] = []


class Shell(Inert):
    """What `get_ipython()` gives. Of all magics only those that deal in files do something."""

    __slots__ = ()

    def run_line_magic(self, name: str, line: str = "", *_rest: object) -> None:
        """Run a file of the student's, or pass the command over."""
        if name == "run" and Path(line.strip()).suffix == ".py":
            text = Path(line.strip()).read_text("utf-8")
            exec(compile(text, line.strip(), "exec"), sys._getframe(1).f_globals)
        else:
            _pass_over(f"%{name} {line}")

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        """Write a file, or pass the command over."""
        if name in WRITING:
            mode = "a" if "-a" in line.split() else "w"
            path = Path(line.rsplit(maxsplit=1)[-1])
            path.parent.mkdir(parents=True, exist_ok=True)  # which a shell line has made, or not
            with path.open(mode, encoding="utf-8") as file:
                file.write(cell)
            importlib.invalidate_caches()
        else:
            _pass_over(f"%%{name} {line}")

    def run_cell(self, text: str, *_rest: object, **_named: object) -> None:
        """Run a text as a cell of the notebook."""
        exec(compile(in_python(text), "a cell", "exec"), sys._getframe(1).f_globals)

    ex = run_cell

    @property
    def user_ns(self) -> dict[str, Any]:
        """The names of the notebook."""
        return sys._getframe(1).f_globals

    def push(self, things: dict[str, Any], *_rest: object, **_named: object) -> None:
        """Give the notebook these names."""
        sys._getframe(1).f_globals.update(things)

    def system(self, command: str) -> None:
        """Pass a line for a shell over."""
        _pass_over(f"!{command}")

    def getoutput(self, command: str) -> list[str]:
        """Pass a line for a shell over, which says nothing then."""
        _pass_over(f"!{command}")
        return []


def _pass_over(command: object) -> None:
    frame = sys._getframe(2)
    note = Note("command", str(command).strip(), frame.f_code.co_filename, frame.f_lineno)
    if note not in PASSED_OVER:
        PASSED_OVER.append(note)


def _inert(*_values: object, **_named: object) -> Inert:
    return Inert()


def _get_ipython() -> Shell:
    return Shell()


def _input(prompt: object = "", /) -> NoReturn:
    raise Unanswered(f"input({str(prompt)[:80]!r}) is answered by nobody here")


def offer() -> None:
    """Have all code of this process find these, from now on."""
    things: dict[str, Any] = {"get_ipython": _get_ipython, "input": _input}
    things |= dict.fromkeys(("display", "help", "exit", "quit", "getpass"), _inert)
    vars(builtins).update(things)
