"""Which known mistake explains the answers, if one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from checker.exercises import Case, Filled, Share
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.judging.evidence import Matched, alike, is_enough, tolerances
from checker.judging.values import one_class
from checker.records import Answer, Ending


def known_mistake(
    exercise: CompiledExercise, answers: Sequence[Answer]
) -> tuple[Mistake, bool] | None:
    """Return the known mistake that answers as the student does, whether in everything; or None.

    Either all answers are alike, or the values are, on every case where both return one and the
    mistake can be told from the reference, and these are enough. So a student whose mistake is
    known is told so even if lists, say, stop their function and not ours. Typed answers follow
    from each other: there the mistake must explain the first wrong one.
    """
    first = first_wrong(exercise, answers) if exercise.fields else None
    fitting = [
        (found.exact, len(found.values), mistake)
        for mistake in exercise.mistakes
        for found in [_matched(exercise, mistake, answers)]
        if found and found.says_enough(exercise)
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
    found = _matched(exercise, mistake, answers)
    return found is not None and found.says_enough(exercise)


def contradicts(exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]) -> bool:
    """Whether answers are not those of a mistake somewhere where it can be told.

    As `explains`, which asks for enough to go by, too.
    """
    return _matched(exercise, mistake, answers) is None


def first_wrong(exercise: CompiledExercise, answers: Sequence[Answer]) -> int | None:
    """Return the place of the first marked answer that is not the reference's, if there is one."""
    free = _unmarked(exercise)
    rows = zip(answers, exercise.expected, tolerances(exercise), strict=True)
    return next(
        (
            place
            for place, (case, row) in enumerate(zip(exercise.cases, rows, strict=True))
            if case not in free and not alike(*row)
        ),
        None,
    )


def _unmarked(exercise: CompiledExercise) -> frozenset[Case]:
    """Return the cases of predictions: any is welcome, so none is a mistake or speaks for one."""
    return frozenset(
        case for check in exercise.checks if isinstance(check, Filled) for case in check.cases
    )


@dataclass(frozen=True)
class _Match:
    """A mistake whose telling values are a student's, as far as both have some.

    It is exact if all answers are alike.
    """

    exact: bool
    values: Matched

    def says_enough(self, exercise: CompiledExercise) -> bool:
        return self.exact or is_enough(exercise, self.values)


def _matched(
    exercise: CompiledExercise, mistake: Mistake, answers: Sequence[Answer]
) -> _Match | None:
    """Return what speaks for a mistake; None if a value speaks against it."""
    telling, free = _telling(exercise, mistake), _unmarked(exercise)
    exact, values = any(telling), []
    rows = zip(answers, mistake.answers, telling, tolerances(exercise), strict=True)
    for place, (mine, theirs, tells, tolerance) in enumerate(rows):
        if exercise.cases[place] in free:
            continue
        same = (exact or tells) and alike(mine, theirs, tolerance)
        valued = mine.ending is theirs.ending is Ending.RETURNED
        if tells and valued and not same:
            return None
        exact = exact and same
        if tells and valued:
            values.append((place, theirs))
    return _Match(exact, values)


@lru_cache(maxsize=256)
def _telling(exercise: CompiledExercise, mistake: Mistake) -> tuple[bool, ...]:
    """Whether each case tells the mistake from the reference, and from much else.

    A network that reads every example as one class may have come to it in any way, and of
    predictions none is wrong.
    """
    free = _unmarked(exercise)
    labels = {check.case for check in exercise.checks if isinstance(check, Share)}
    rows = zip(
        exercise.cases, mistake.answers, exercise.expected, tolerances(exercise), strict=True
    )
    return tuple(
        case not in free
        and not alike(theirs, right, tolerance)
        and not (case in labels and one_class(theirs.value) is not None)
        for case, theirs, right, tolerance in rows
    )


def answers_like_reference(exercise: CompiledExercise, known: Mistake) -> bool:
    """Whether a mistake answers every case as the reference, within the tolerances."""
    return all(map(alike, exercise.expected, known.answers, tolerances(exercise)))


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
