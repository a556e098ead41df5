"""The vocabulary in which an exercise is written, and the casebooks it is compiled to."""

from checker.exercises.cases import Case, call, fractions_in_turn, names_asked, read
from checker.exercises.checks import Check, Part, Term, cases_of
from checker.exercises.checks_of_counts import Examined, Sample, Share
from checker.exercises.checks_of_slopes import Differ, Gradient, Relation, Within
from checker.exercises.checks_of_values import Filled, Form, Pure, Values, compares
from checker.exercises.guidance import Guidance
from checker.exercises.in_words import InWords
from checker.exercises.mixed_lines import Intruder, MixedLines
from checker.exercises.predictions import Prediction
from checker.exercises.vocabulary import Exercise, Misconception
from checker.steps import Call, Digits, File, Laid, Name, Read, Set

__all__ = [
    "Call",
    "Case",
    "Check",
    "Differ",
    "Digits",
    "Examined",
    "Exercise",
    "File",
    "Filled",
    "Form",
    "Gradient",
    "Guidance",
    "InWords",
    "Intruder",
    "Laid",
    "Misconception",
    "MixedLines",
    "Name",
    "Part",
    "Prediction",
    "Pure",
    "Read",
    "Relation",
    "Sample",
    "Set",
    "Share",
    "Term",
    "Values",
    "Within",
    "call",
    "cases_of",
    "compares",
    "fractions_in_turn",
    "names_asked",
    "read",
]
