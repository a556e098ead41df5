"""Exercises whose numbers vary: every draw must tell all known mistakes apart."""

from collections.abc import Iterable

from checker.course.compiling.casebooks import solver
from checker.course.proving.subjects import Proof, Subject
from checker.errors import BrokenReference
from checker.exercises.drawn_numbers import draw_numbers
from checker.judging import unclear
from checker.sandbox import Sandbox


def variants(subject: Subject, seeds: Iterable[int], sandbox: Sandbox) -> Proof:
    """Numbers can be drawn for each seed, and are not the same for all."""
    solve = solver(subject.lesson, sandbox)
    drawn, faults = [], []
    for seed in seeds:
        try:
            drawn.append(draw_numbers(subject.exercise, seed, solve, unclear))
        except BrokenReference as error:
            faults.append(f"seed {seed}: {error}")
    different = {repr(sorted(numbers.items())) for numbers in drawn}
    if len(drawn) > 1 and len(different) == 1:
        faults.append("all seeds draw the same numbers")
    return Proof("variants", str(len(different)), tuple(faults))
