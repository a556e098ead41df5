"""Which known mistake explains the answers, if one does."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from checker.exercises import Share
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.judging.evidence import Matched, alike, is_enough, tolerances
from checker.judging.values import one_class
from checker.records import Answer, Ending


def known_mistake(
    exercise: CompiledExercise, answers: Sequence[Answer]
) -> tuple[Mistake, bool] | None:
    """Give the known mistake that answers as the student does, and whether in everything; or None.

    Either all answers are alike, or the values are, on every case where both return one and the
    mistake can be told from the reference, and these are enough. So a student whose mistake is
    known is told so even if lists, say, stop their function and not ours. Typed answers follow
    from each other: there the mistake must explain the first wrong one.
    """
    first = first_wrong(exercise, answers) if exercise.fields else None
    fitting = [
        (exact, len(matched), mistake)
        for mistake in exercise.mistakes
        for exact, matched in [_matched(exercise, mistake, answers)]
        if exact or is_enough(exercise, matched)
        if first is None or _telling(exercise, mistake)[first]
    ]
    if not fitting:
        return None
    exact, _, best = max(fitting, key=lambda fit: fit[:2])
    return best, exact


def explains(exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]) -> bool:
    """Whether answers are those of a mistake wherever it can be told from the reference.

    Answers are held to each other as right ones are to the reference's. What stopped on one side
    only is left aside, if enough remains: three values with three wrong numbers, or a typed one.

    Parameters
    ----------
    mistake
        One of the exercise, or any other with an answer for each case.
    answers : as many as `exercise.cases`

    Raises
    ------
    ValueError
        If there is not exactly one answer per case.
    """
    exact, matched = _matched(exercise, mistake, answers)
    return exact or is_enough(exercise, matched)


def first_wrong(exercise: CompiledExercise, answers: Sequence[Answer]) -> int | None:
    """Give the place of the first answer that is not the reference's, if there is one."""
    rows = zip(answers, exercise.expected, tolerances(exercise), strict=True)
    return next((place for place, row in enumerate(rows) if not alike(*row)), None)


def _matched(
    exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]
) -> tuple[bool, Matched]:
    """Whether all answers are alike, and the telling values that are (none if one is not)."""
    telling = _telling(exercise, mistake)
    exact, matched = any(telling), []
    rows = zip(answers, mistake.answers, telling, tolerances(exercise), strict=True)
    for place, (mine, theirs, tells, tolerance) in enumerate(rows):
        same = (exact or tells) and alike(mine, theirs, tolerance)
        valued = mine.ending is theirs.ending is Ending.RETURNED
        if tells and valued and not same:
            return False, []
        exact = exact and same
        if tells and valued:
            matched.append((place, theirs))
    return exact, matched


@lru_cache(maxsize=256)
def _telling(exercise: CompiledExercise, mistake: Mistake) -> tuple[bool, ...]:
    """Whether each case tells the mistake from the reference, and from much else.

    A network that reads every example as one class may have come to it in any way.
    """
    labels = {check.case for check in exercise.checks if isinstance(check, Share)}
    rows = zip(
        exercise.cases, mistake.answers, exercise.expected, tolerances(exercise), strict=True
    )
    return tuple(
        not alike(theirs, right, tolerance)
        and not (case in labels and one_class(theirs.value) is not None)
        for case, theirs, right, tolerance in rows
    )


def unclear(exercise: CompiledExercise) -> list[str]:
    """List the known mistakes that these cases cannot tell from the reference or each other.

    Two cannot be told if all their answers agree within the tolerances of right answers. Each
    sentence names both, as in "1.2.flat answers like the reference".
    """
    held = tolerances(exercise)
    said = {"the reference": exercise.expected} | {
        mistake.id: mistake.answers for mistake in exercise.mistakes
    }
    return [
        f"{second} answers like {first}"
        for (first, answers), (second, others) in combinations(said.items(), 2)
        if all(map(alike, answers, others, held))
    ]
