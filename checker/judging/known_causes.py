"""The one known mistake that explains wrong answers, or the two that do so together."""

from collections.abc import Callable, Sequence

from checker.exercises import Examined
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.grades import CheckResult
from checker.judging.evidence import alike, tolerances
from checker.judging.known_mistake import known_mistake, mistake_in_part
from checker.judging.pairs_of_mistakes import known_pair
from checker.records import Answer

#: The results that the checks of an exercise have for some answers.
Judged = Callable[[Sequence[Answer]], Sequence[CheckResult]]


def known_causes(
    exercise: CompiledExercise,
    answers: Sequence[Answer],
    checks: Sequence[CheckResult],
    judged: Judged,
) -> Sequence[Mistake]:
    """Return the mistake that explains the answers, or the two that do so together, or none.

    `checks` are the results for these answers, and `judged` gives those for others.
    """
    single = known_mistake(exercise, answers)
    if single and single[1]:
        return single[:1]
    pair = known_pair(exercise, answers)
    if pair and (pair[1] or not single):
        return pair[0]
    if any(isinstance(check, Examined) for check in exercise.checks):
        return ()  # what a check does not see beside that is seen by its answers
    if single is None:
        known = mistake_in_part(exercise, answers)
        return (known,) if known else ()
    second = _cause_beside(exercise, answers, checks, single[0], judged)
    return (single[0], second) if second else single[:1]


def _cause_beside(
    exercise: CompiledExercise,
    answers: Sequence[Answer],
    checks: Sequence[CheckResult],
    first: Mistake,
    judged: Judged,
) -> Mistake | None:
    """Return the one mistake that fails all that is left, and answers there as the student does.

    What the first mistake explains says nothing of a second: the two may be in each other's way
    there. Nothing is left if the first one fails as many checks.
    """
    left = _failed(checks) - _failed(judged(first.answers))
    found = [
        mistake
        for mistake in exercise.mistakes
        if left and mistake is not first and left <= _failed(judged(mistake.answers))
        if _is_alike(exercise, answers, mistake, left)
    ]
    return found[0] if len(found) == 1 else None


def _failed(checks: Sequence[CheckResult]) -> frozenset[int]:
    """Return the places of the checks that fail by themselves."""
    return frozenset(at for at, each in enumerate(checks) if not each.passed and not each.waits_for)


def _is_alike(
    exercise: CompiledExercise, answers: Sequence[Answer], mistake: Mistake, left: frozenset[int]
) -> bool:
    asked = {case for at in left for case in exercise.checks[at].asked()}
    rows = zip(exercise.cases, answers, mistake.answers, tolerances(exercise), strict=True)
    return all(alike(mine, theirs, held) for case, mine, theirs, held in rows if case in asked)
