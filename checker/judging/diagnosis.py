"""Which known mistake explains the answers, if one does."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from checker.exercises import Values
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.judging.matching import Matcher
from checker.records import Answer, Ending

#: A match that leaves some cases aside must rest on at least this many telling values; a typed
#: field is compared once, so there one is enough.
ENOUGH_VALUES, ENOUGH_FIELDS = 3, 1


def known_mistake(
    exercise: CompiledExercise, answers: Sequence[Answer]
) -> tuple[Mistake, bool] | None:
    """Give the known mistake that answers as the student does, and whether in everything; or None.

    Either all answers are alike, or the values are, on every case where both return one and the
    mistake can be told from the reference, and these are enough. So a student whose mistake is
    known is told so even if lists, say, stop their function and not ours. Typed answers follow
    from each other: there the mistake must explain the first wrong one.
    """
    enough = ENOUGH_FIELDS if exercise.fields else ENOUGH_VALUES
    first = first_wrong(exercise, answers) if exercise.fields else None
    fitting = [
        (exact, evidence, mistake)
        for mistake in exercise.mistakes
        for exact, evidence in [_evidence(exercise, mistake, answers)]
        if exact or evidence >= enough
        if first is None or _telling(exercise, mistake)[first]
    ]
    if not fitting:
        return None
    exact, _, best = max(fitting, key=lambda fit: fit[:2])
    return best, exact


def explains(exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]) -> bool:
    """Whether answers are those of a mistake wherever it can be told from the reference.

    Answers are held to each other as right ones are to the reference's. What stopped on one side
    only is left aside, if at least three values remain that tell (one of typed answers).

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
    enough = ENOUGH_FIELDS if exercise.fields else ENOUGH_VALUES
    exact, evidence = _evidence(exercise, mistake, answers)
    return exact or evidence >= enough


def first_wrong(exercise: CompiledExercise, answers: Sequence[Answer]) -> int | None:
    """Give the place of the first answer that is not the reference's, if there is one."""
    rows = zip(answers, exercise.expected, tolerances(exercise), strict=True)
    return next((place for place, row in enumerate(rows) if not alike(*row)), None)


def _evidence(
    exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]
) -> tuple[bool, int]:
    """Whether all answers are alike, and how many telling values are (0 if one is not)."""
    telling = _telling(exercise, mistake)
    exact, evidence = any(telling), 0
    rows = zip(answers, mistake.answers, telling, tolerances(exercise), strict=True)
    for mine, theirs, tells, tolerance in rows:
        same = (exact or tells) and alike(mine, theirs, tolerance)
        valued = mine.ending is theirs.ending is Ending.RETURNED
        if tells and valued and not same:
            return False, 0
        exact = exact and same
        evidence += tells and valued
    return exact, evidence


@lru_cache(maxsize=256)
def _telling(exercise: CompiledExercise, mistake: Mistake) -> tuple[bool, ...]:
    """Whether each case tells the mistake from the reference."""
    rows = zip(mistake.answers, exercise.expected, tolerances(exercise), strict=True)
    return tuple(not alike(theirs, right, tolerance) for theirs, right, tolerance in rows)


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


Tolerance = tuple[float, float]


@lru_cache(maxsize=64)
def tolerances(exercise: CompiledExercise) -> tuple[Tolerance, ...]:
    """The tolerances under which each case is held to the reference; the usual ones elsewhere."""
    stated = {
        case: (check.rtol, check.atol)
        for check in exercise.checks
        if isinstance(check, Values)
        for case in check.cases
    }
    return tuple(stated.get(case, (1e-6, 1e-9)) for case in exercise.cases)


def alike(answer: Answer, other: Answer, tolerance: Tolerance = (1e-6, 1e-9)) -> bool:
    """Whether two answers say the same, within the tolerances of right answers."""
    if answer.ending is not other.ending:
        return False
    if answer.ending is Ending.RETURNED:
        effects = bool(answer.mutated) == bool(other.mutated)
        return effects and Matcher(*tolerance).agrees(answer.value, other.value)
    kinds = [fault.kind if fault else "" for fault in (answer.fault, other.fault)]
    return kinds[0] == kinds[1]
