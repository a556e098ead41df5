"""The vocabulary in which an exercise is written, and the casebooks it is compiled to."""

from checker.exercises.checks import (
    Case,
    Check,
    Filled,
    Form,
    Gradient,
    Pure,
    Relation,
    Term,
    Values,
    Within,
    call,
    cases_of,
    names_asked,
    read,
)
from checker.exercises.vocabulary import Exercise, Misconception
from checker.steps import Call, Laid, Name, Read, Set

__all__ = [
    "Call",
    "Case",
    "Check",
    "Exercise",
    "Filled",
    "Form",
    "Gradient",
    "Laid",
    "Misconception",
    "Name",
    "Pure",
    "Read",
    "Relation",
    "Set",
    "Term",
    "Values",
    "Within",
    "call",
    "cases_of",
    "names_asked",
    "read",
]
