"""An answer that rests on earlier exercises: which of them to replace, and which verdict stands.

Class and grading follow the same rule. Here it is stated; there something answers in an earlier
function's place.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from checker.exercises import compares
from checker.exercises.casebook import CompiledExercise
from checker.grades import Outcome, Verdict
from checker.judging.evidence import alike, tolerances
from checker.records import Answer

#: After one of these, running an exercise again on the same function would only take time.
HOPELESS = {Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.CRASHED}


def replacements(
    outcomes: Mapping[CompiledExercise, Outcome], *, of_right_ones: bool = False
) -> list[list[CompiledExercise]]:
    """List which earlier exercises to replace, try after try: none, those that failed, all.

    What never ends is replaced from the start, and no try is made twice. A right answer seldom
    needs the last one, so it is left out where a list is `of_right_ones`.
    """
    failed = [other for other, outcome in outcomes.items() if outcome is not Outcome.PASSED]
    tries = [[], failed, list(outcomes)]
    if HOPELESS & set(outcomes.values()):
        del tries[0]
    if of_right_ones:
        tries.pop()
    return [each for at, each in enumerate(tries) if each not in tries[:at]]


def is_settled(exercise: CompiledExercise, verdict: Verdict, left: Set[Outcome]) -> bool:
    """Whether a verdict cannot be the fault of earlier exercises with these outcomes.

    A right function can still be slow, or change what it is given: that a known mistake does so,
    too, settles nothing.
    """
    first = next((at for at, result in enumerate(verdict.checks) if result.reason), None)
    by_value = first is not None and compares(exercise.checks[first])
    own = (verdict.misconception is not None and by_value) or verdict.outcome in HOPELESS
    return verdict.outcome is Outcome.PASSED or (own and left <= {Outcome.PASSED})


def merit(verdict: Verdict) -> tuple[float, bool, bool]:
    """Order two verdicts on one answer: by points, then by how much they explain."""
    attempted = verdict.outcome is not Outcome.NOT_ATTEMPTED
    return verdict.points, verdict.misconception is not None, attempted


def are_harmless(
    exercise: CompiledExercise, own: Sequence[Answer], with_right_ones: Sequence[Answer]
) -> bool:
    """Whether right functions in the place of earlier ones, not right yet, change no answer.

    A sigmoid that is wrong far out, say, is not why a training goes wrong near 0.
    """
    pairs = zip(own, with_right_ones, tolerances(exercise), strict=True)
    return all(
        alike(answer, other, held) and answer.warnings == other.warnings
        for answer, other, held in pairs
    )


#: So a sentence ends that looks for the cause in an earlier exercise.
ELSEWHERE = "look there first."


def naming(verdict: Verdict, helpers: Sequence[CompiledExercise], *, cause: bool) -> Verdict:
    """Return a verdict that names the earlier exercises, not right yet, on which it rests.

    They are said to be the `cause` if nothing else is known; else they are named beside it.
    """
    if not helpers:
        return verdict
    names = _names(helpers)
    which = "which is" if len(helpers) == 1 else "which are"
    if cause and verdict.outcome is not Outcome.PASSED and not verdict.misconception:
        sentence = f"{verdict.exercise} calls {names}, {which} not right yet: {ELSEWHERE}"
        return replace(verdict, sentence=sentence)
    remark = f"{verdict.exercise} calls {names}, {which} not right yet."
    return replace(verdict, remarks=(*verdict.remarks, remark))


def only_graded(verdict: Verdict, helpers: Sequence[CompiledExercise]) -> Verdict:
    """Return a verdict that names the earlier exercises for which only grading has a right one.

    Where nothing was recorded of them, a class cannot tell what would be right on top of them.
    """
    if not helpers or verdict.outcome in (Outcome.PASSED, Outcome.NOT_ATTEMPTED):
        return verdict
    yours = "yours, which is" if len(helpers) == 1 else "yours, which are"
    remark = (
        f"In grading a right {_names(helpers)} also answers in place of {yours} not right yet, so "
        "this exercise may earn more there than here."
    )
    return replace(verdict, remarks=(*verdict.remarks, remark))


def _names(helpers: Sequence[CompiledExercise]) -> str:
    return " and ".join(f"{helper.name} ({helper.number})" for helper in helpers)
