"""Looks closer at a wrong answer that nothing else explains: by repairing the student's own code.

An exercise, the student's answers and a sandbox go in; out comes a line of the student's to look
at, with a question, or nothing. It stands above the judge and the sandbox, which do not know it.
"""

from checker.closer_look.finding import Budget, Finding, Known
from checker.closer_look.looking import look
from checker.closer_look.verdicts import found_beside, is_unexplained, looked_at, said_of

__all__ = [
    "Budget",
    "Finding",
    "Known",
    "found_beside",
    "is_unexplained",
    "look",
    "looked_at",
    "said_of",
]
