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


class Outcome(StrEnum):
    """What became of one exercise of one submission. One word each, never a nullable flag."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    NOT_ATTEMPTED = "not_attempted"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    MISSING = "missing"
    CHECKER_ERROR = "checker_error"


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

    `lacks` names what the machine has not, such as a package, if that is the reason.
    """

    kind: str
    message: str = ""
    cell: str = ""
    line: int = 0
    source: str = ""
    lacks: str = ""


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


@dataclass(frozen=True)
class CheckResult:
    """One named check of an exercise: its points and, if it failed, the smallest failing case.

    `given`, `yours` and `expected` are ready to print and are shown for public cases only.
    `waits_for` names another check that has to be right before this one counts.
    """

    name: str
    points: float
    max_points: float
    reason: str = ""
    case: str = ""
    given: str = ""
    yours: str = ""
    expected: str = ""
    others: int = 0
    waits_for: str = ""

    @property
    def passed(self) -> bool:
        """Whether the check earned all its points."""
        return self.points == self.max_points


@dataclass(frozen=True)
class Verdict:
    """What the judge says of one exercise: the mark, what is right, and why the rest is not.

    `misconception` is the known mistake that explains the answers; where two do so together, it
    is the one nearer to the output, and `second_misconception` the other. `notes` are those of
    the answers; they change no mark. `fits` names students for whose own numbers a wrong answer
    would be right. Both are for the instructor alone.
    """

    exercise: str
    number: str
    title: str
    outcome: Outcome
    checks: tuple[CheckResult, ...]
    reason: str = ""
    misconception: str | None = None
    sentence: str = ""
    fault: Fault | None = None
    carried_forward: bool = False
    remarks: tuple[str, ...] = ()
    seconds: float = 0.0
    second_misconception: str | None = None
    fits: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def points(self) -> float:
        """The mark: the sum of the checks' points, rounded to thousandths."""
        return round(sum(check.points for check in self.checks), 3)

    @property
    def max_points(self) -> float:
        """The most that could be had."""
        return round(sum(check.max_points for check in self.checks), 3)

    @property
    def first_failure(self) -> CheckResult | None:
        """The first check that did not earn all its points, if any."""
        return next((check for check in self.checks if not check.passed), None)


class Status(StrEnum):
    """What became of one submission as a whole."""

    GRADED = "graded"
    UNREADABLE = "unreadable"
    NEEDS_HUMAN = "needs_human"


#: The names of isolations that promise nothing, which every page has to say.
UNWALLED = ("none",)


@dataclass(frozen=True)
class Provenance:
    """What a mark rests on, so that it can be audited and given again."""

    submission_sha256: str
    casebook_sha256: str
    checker_version: str
    python: str
    numpy: str
    isolation: str
    seed: int


@dataclass(frozen=True)
class GradedSubmission:
    """Everything the pages and the gradebook say of one submission.

    `answers` holds, per exercise name, the student's own code as it was run, for the page that
    is handed back. `remarks` are for the instructor alone.
    """

    submission: Submission
    status: Status
    verdicts: tuple[Verdict, ...]
    max_score: float
    provenance: Provenance
    seconds: float = 0.0
    answers: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The mark: the sum over the exercises, rounded to thousandths."""
        return round(sum(verdict.points for verdict in self.verdicts), 3)
