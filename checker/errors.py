"""The exceptions of the package, named for who is at fault.

    CheckerError                 anything this package raises on purpose
    ├── UsageError               the command or call was given something it cannot use
    │   ├── SourceError          the instructor's source: a mark, a tag, an exercise file
    │   ├── CasebookError        no casebook, or one this version cannot read
    │   ├── DataError            the digits are missing, damaged or out of reach
    │   ├── SetupError           this Python, its packages or the folder do not fit the course
    │   └── IsolationError       the isolation asked for is not to be had on this machine
    ├── UnreadableNotebook       a student's file that is no notebook
    ├── NoAnswer                 a sandbox gave no answer, and no code is known to be why
    ├── ProtocolError            bytes from a sandbox that are no frame of ours
    └── BrokenReference          a reference solution failed on its own cases: our fault

A wrong answer is never an exception: it is a `Verdict`.
"""


class CheckerError(Exception):
    """Base of everything this package raises on purpose."""

    def _render_traceback_(self) -> list[str]:
        """Return what Jupyter shows in place of a traceback: the sentence alone."""
        return [f"{str(self).rstrip('.')}."]


class UsageError(CheckerError):
    """What the user typed or pointed at cannot be used; the message says why in one sentence."""


class SourceError(UsageError):
    """The instructor's source is at fault; the message begins with `file:line`."""


class CasebookError(UsageError):
    """A casebook is missing or cannot be read."""


class DataError(UsageError):
    """The digits are missing or damaged; the message says what to do."""


class SetupError(UsageError):
    """Python, its packages or the folder do not fit the course; the message says what to do."""


class IsolationError(UsageError):
    """The isolation asked for is not to be had on this machine; the message says what to do."""


class UnreadableNotebook(CheckerError):
    """A student's file is no notebook; the message says what it is instead."""


class NoAnswer(CheckerError):
    """A sandbox gave no answer twice, and that student code was the cause is not known."""


class ProtocolError(CheckerError):
    """Bytes from a sandbox are no frame of ours, or not the answer to what was asked."""


class BrokenReference(CheckerError):
    """A reference solution failed on its own cases: the course's fault, never a student's.

    `case` is the name of the case, if it was one.
    """

    def __init__(self, message: str, case: str = ""):
        super().__init__(message)
        self.case = case
