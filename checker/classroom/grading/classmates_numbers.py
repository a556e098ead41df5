"""Answers that are right for the numbers of another student: named to the instructor alone."""

from collections.abc import Sequence
from dataclasses import replace

from checker.course.compiling.assignments import Assignment
from checker.exercises.casebook import CompiledExercise
from checker.grades import Outcome, Verdict
from checker.judging import judge
from checker.records import Answer

#: What the student reads: true of a slip and of a copy, and silent about which it is.
SENTENCE = (
    "Your values fit together, but they belong to other numbers than those of your notebook. "
    "Read the given numbers once more, and then look at your first wrong value."
)
LISTED = 5


def told_apart(
    assignment: Assignment, exercise: CompiledExercise, answers: Sequence[Answer], verdict: Verdict
) -> Verdict:
    """Return a verdict on typed answers that says so if they are right for others' numbers.

    A known mistake on the student's own numbers explains the answers better, and stands. Points
    are as they were: two slips can meet by chance, so this is a reason to look and no more.
    """
    if verdict.outcome not in (Outcome.FAILED, Outcome.PARTIAL) or verdict.misconception:
        return verdict
    owners = _owners(assignment, exercise, answers)
    return replace(verdict, sentence=SENTENCE, fits=owners) if owners else verdict


def _owners(
    assignment: Assignment, exercise: CompiledExercise, answers: Sequence[Answer]
) -> tuple[str, ...]:
    """List the other students for whom the answers earn every point."""
    bare = replace(exercise, mistakes=(), pairs=())
    return tuple(
        student
        for student, expected in assignment.classmates.get(exercise.name, {}).items()
        if student != assignment.owner
        and judge(replace(bare, expected=tuple(expected)), answers).outcome is Outcome.PASSED
    )


def remark_on(verdict: Verdict, others: int) -> str:
    """Say for the instructor whose numbers an answer is right for."""
    names = ", ".join(verdict.fits[:LISTED])
    more = f" and {len(verdict.fits) - LISTED} more" if len(verdict.fits) > LISTED else ""
    return (
        f"{verdict.exercise} is wrong for this student's numbers and right for those of "
        f"{names}{more} (tried: {others} others)"
    )
