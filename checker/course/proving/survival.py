"""Mutants before the judge: which of them pass for right."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from checker.course.compiling.casebooks import solver
from checker.course.proving.mutants import Mutant
from checker.course.proving.subjects import Subject, is_full, marks
from checker.errors import BrokenReference
from checker.exercises.drawn_numbers import draw_numbers
from checker.judging import judge, unclear
from checker.records import Answer
from checker.sandbox import Limits, Sandbox

#: Is told what a mutant answers to the recorded cases.
Watcher = Callable[[Mutant, Sequence[Answer]], None]

#: Seeds of what a mutant meets when the recorded cases have let it pass: fresh cases, or, where
#: the numbers vary, other numbers. A number is one case, so it takes more of them.
SECOND_LOOK, DRAWS = range(3), range(12)
#: How much longer than the worked solution a mutant may take before it counts as endless.
PATIENCE, LEAST_SECONDS = 6.0, 2.0
#: All cases are asked at once, and one by one only if that is stopped: which says enough here.
LAST_CHANCE = 1.25
#: How much longer the clock may run than the processor: a busy machine stops no mutant.
CLOCK = 5.0


def survivors(
    subject: Subject,
    mutants: Sequence[Mutant],
    sandbox: Sandbox,
    watcher: Watcher | None = None,
) -> list[Mutant]:
    """Return the mutants that earn full marks on the recorded cases and on a second look.

    Raises
    ------
    BrokenReference
        If the worked solution itself does not earn full marks within the time of a mutant: then
        a refusal would say nothing.
    """
    whole, subject = subject, subject.quick
    with Sandbox(sandbox.isolation, hasty_limits(subject, sandbox)) as hasty:
        tries = [subject.verdict(subject.recorded, hasty) for _ in range(2)]  # one to start it
        if not is_full(tries[-1]):
            raise BrokenReference(
                f"tried as its mutants are, the worked solution earns {marks(tries[-1])}"
            )
        left = []
        for mutant in mutants:
            answers = subject.answers(subject.recorded.cases, hasty, text=mutant.text)
            if watcher:
                watcher(mutant, answers)
            if is_full(judge(subject.recorded, answers)):
                left.append(mutant)
        for other in _second_look(whole, sandbox) if left and whole.varies else ():
            left = [mutant for mutant in left if _passes(other, mutant, hasty)]
    return left


def _passes(subject: Subject, mutant: Mutant, sandbox: Sandbox) -> bool:
    return is_full(subject.verdict(subject.recorded, sandbox, text=mutant.text))


def _second_look(subject: Subject, sandbox: Sandbox) -> Iterator[Subject]:
    """Return the exercise as other seeds have it: with fresh cases, or with other numbers."""
    solve = solver(subject.lesson, sandbox)
    varying = subject.exercise.numbers is not None
    for seed in DRAWS if varying else SECOND_LOOK:
        drawn = draw_numbers(subject.exercise, seed, solve, unclear) if varying else None
        other = replace(subject.quick, numbers=drawn or subject.numbers)
        yield replace(other, recorded=other.fresh(seed, sandbox))


def hasty_limits(subject: Subject, sandbox: Sandbox) -> Limits:
    """Return limits for a mutant: some times the worked solution's seconds, in all and a call."""
    subject.verdict(subject.recorded, sandbox)  # starts the sandbox, which is not to be counted
    start = time.monotonic()
    subject.verdict(subject.recorded, sandbox)
    seconds = max(LEAST_SECONDS, PATIENCE * (time.monotonic() - start))
    # what computes is stopped by its processor time, and only what waits by the clock
    waiting = CLOCK * seconds
    return Limits(
        call_seconds=waiting,
        hurry_seconds=waiting,
        exercise_seconds=LAST_CHANCE * waiting,
        submission_seconds=float("inf"),
        cpu_seconds=math.ceil(seconds),
    )
