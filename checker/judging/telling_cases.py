"""Which cases tell a known mistake from the right answer, and which tell nothing of it."""

from functools import lru_cache

from checker.exercises import Case, Differ, Filled, Relation, Share
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.judging.evidence import alike, tolerances
from checker.judging.values import one_class


def free_cases(exercise: CompiledExercise) -> frozenset[Case]:
    """Return the cases of predictions: any is welcome, so none is a mistake or speaks for one."""
    return frozenset(
        case for check in exercise.checks if isinstance(check, Filled) for case in check.cases
    )


@lru_cache(maxsize=64)
def of_relations(exercise: CompiledExercise) -> frozenset[Case]:
    """Return the cases of which only a relation is asked: who draws in another order has others."""
    related = [isinstance(check, Relation | Differ) for check in exercise.checks]
    pairs = list(zip(exercise.checks, related, strict=True))
    cases = {case for check, is_related in pairs if is_related for case in check.asked()}
    return frozenset(cases - {case for check, r in pairs if not r for case in check.asked()})


@lru_cache(maxsize=256)
def telling_cases(exercise: CompiledExercise, mistake: Mistake) -> tuple[bool, ...]:
    """Whether each case tells the mistake from the reference, and from much else.

    A network that reads every example as one class may have come to it in any way, and of
    predictions none is wrong.
    """
    free = free_cases(exercise)
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
