"""The number by which a class is ranked, where an exercise has one."""

import math
from collections.abc import Sequence

from checker.exercises.casebook import CompiledExercise
from checker.grades import CheckResult
from checker.judging.failures import Evidence
from checker.judging.values import as_numbers


def measure_of(
    exercise: CompiledExercise, checks: Sequence[CheckResult], evidence: Evidence
) -> float | None:
    """Return the number that a class is ranked by; None below half of the points."""
    if sum(check.points for check in checks) < exercise.max_points / 2:
        return None
    asked = (case for case in exercise.cases if case.name == exercise.ranked_by)
    values = (as_numbers(evidence.given[case].value) for case in asked)
    numbers = (float(value) for value in values if value is not None and value.size == 1)
    return next(filter(math.isfinite, numbers), None)
