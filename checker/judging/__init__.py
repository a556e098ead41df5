"""Outputs and a casebook become verdicts. The judge never runs student code."""

from checker.judging.diagnosis import unclear
from checker.judging.exhibiting import exhibit_of
from checker.judging.pairs import with_pairs
from checker.judging.verdicts import carry_fields, judge

__all__ = ["carry_fields", "exhibit_of", "judge", "unclear", "with_pairs"]
