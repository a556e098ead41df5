"""Outputs and a casebook become verdicts. The judge never runs student code."""

from checker.judging.carried_fields import carry_fields
from checker.judging.exhibits import exhibit_of, failing_cases
from checker.judging.known_mistake import (
    answers_like_reference,
    contradicts,
    explains,
    unclear,
)
from checker.judging.pairs_of_mistakes import Tried, with_pairs
from checker.judging.verdicts import judge, right_verdict, with_fact

__all__ = [
    "Tried",
    "answers_like_reference",
    "carry_fields",
    "contradicts",
    "exhibit_of",
    "explains",
    "failing_cases",
    "judge",
    "right_verdict",
    "unclear",
    "with_fact",
    "with_pairs",
]
