"""The records that travel between the rooms. Frozen; a change of state is a new record."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

#: What may cross the sandbox's wall: plain numbers, text, plain numeric arrays, and lists
#: and tuples of these. Nothing with behaviour of its own.
Value = None | bool | int | float | complex | str | np.ndarray | list[Any] | tuple[Any, ...]


class Ending(StrEnum):
    """How one probe ended. Every answer has exactly one."""

    RETURNED = "returned"
    RAISED = "raised"
    NOT_ATTEMPTED = "not_attempted"
    UNSUPPORTED = "unsupported"
    MISSING = "missing"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"


class Cause(StrEnum):
    """What brought an ending about: the code that was run, its waiting, or nobody knows what."""

    CODE = "code"
    WAITING = "waiting"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Ended:
    """How the process ended that was to answer, and what is known to be the cause."""

    ending: Ending
    cause: Cause = Cause.CODE


@dataclass(frozen=True)
class Fault:
    """Where student code stopped: the exception and the student's own line, nothing of ours.

    `lacks` names what the machine has not, such as a package, if that is the reason. If it stopped
    in a function of another cell, `called` names that and what it was handed, as in "f with a of
    shape (3, 1)", and `call_line` is the line of the asked function's cell that calls it.
    """

    kind: str
    message: str = ""
    cell: str = ""
    line: int = 0
    source: str = ""
    lacks: str = ""
    called: str = ""
    call_line: int = 0


@dataclass(frozen=True)
class Note:
    """What a line of the student's did beside its answer, or why it was passed over.

    `kind` is one of the words of `sandbox.inside.notes`, and `detail` says more than that.
    """

    kind: str
    detail: str = ""
    cell: str = ""
    line: int = 0
    source: str = ""


@dataclass(frozen=True)
class Answer:
    """What one probe of an exercise gave back.

    `value` is meaningful only if `ending` is RETURNED. `mutated` lists the positions of the
    arguments that the call changed, `aliased` those that share memory with the result;
    `warnings` holds NumPy's floating-point warnings ("overflow", "invalid", "divide"), `notes`
    what the code did beside that no answer needs, and which lines of it were passed over.
    """

    ending: Ending
    value: Value = None
    fault: Fault | None = None
    mutated: tuple[int, ...] = ()
    aliased: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


#: A cell with more is not run: to take it apart would need all the time that an exercise has.
CELL_CHARACTERS = 1 << 20


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook: its id, its kind (`code`, `markdown`, `raw`) and its text."""

    id: str
    kind: str
    source: str
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """One student's notebook, read once into memory.

    `cells` is empty and `unreadable` says why when the file is no notebook. `sha256` is that
    of the file's bytes. `repairs` and `tampering` are sentences for the report; `files` is
    what exercises ask for beside the notebook, such as saved weights. `beside` is what else the
    student handed in with it, such as modules and data, by the path from the notebook's folder;
    its size is limited. `attempts` says by exercise how often it was checked, as far as the
    student's own folder remembers. `doubts` are what a person has to settle before the mark counts,
    such as whose the notebook is.
    """

    student: str
    assignment: str
    notebook: str
    cells: tuple[Cell, ...]
    sha256: str
    unreadable: str = ""
    repairs: tuple[str, ...] = ()
    tampering: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    attempts: Mapping[str, int] = field(default_factory=dict)
    beside: Mapping[str, bytes] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """What a sandbox is told before it is asked: one exercise of one submission.

    Of the student's code `cells` only those are run on which the `wanted` names depend; of the
    course's own `setup` only the imports and definitions that these need. Names in `oracles` are
    not taken from the student: calls of them are answered by the reference, outside the sandbox.
    `pinned` variables keep their value whatever the cells assign to them. `lab` is the text of
    the exercise's instruments, and `files` lie in the working directory, by their paths. It may
    take `patience` times as long as usual. `defines` are those of the wanted names that the
    exercise asks for; the cells are judged as of the last that defines one of them.
    """

    setup: str
    cells: tuple[Cell, ...]
    wanted: tuple[str, ...]
    oracles: tuple[str, ...] = ()
    pinned: Mapping[str, Value] = field(default_factory=dict)
    lab: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    patience: int = 1
    defines: tuple[str, ...] = ()

    @property
    def tools(self) -> tuple[str, ...]:
        """The functions that the course's own code defines."""
        return tuple(re.findall(r"(?m)^def (\w+)", self.setup))
