"""What an exercise tells of a class: how hard it was, and whether it parts strong from weak."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from checker.grades import Outcome
from checker.results.students import ExerciseMark, StudentResult

#: A correlation of fewer students than these says nothing.
FEWEST = 10
#: So many standard errors to both sides hold 95 of 100 samples.
STANDARD_ERRORS = 1.96
#: Outcomes of exercises that were not answered, or whose answer nobody knows to be right or wrong.
UNJUDGED = frozenset({Outcome.NOT_ATTEMPTED, Outcome.MISSING, Outcome.CHECKER_ERROR})


@dataclass(frozen=True)
class Discrimination:
    """How an exercise's points go with all others, from -1 to 1, as far as a sample can tell.

    With another class of the same kind the value lies between `low` and `high` in 95 of 100 cases.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Item:
    """One exercise as an item of a test.

    `difficulty` is the mean share of its points, from 0 to 1. `discrimination` is None where too
    few answered it and another, or all got the same. `seconds` is the median time that it took to
    run, `attempts` the median number of checks in class, None where nobody knows it.
    """

    difficulty: float
    discrimination: Discrimination | None
    seconds: float
    attempts: float | None


def chart_item(name: str, students: Sequence[StudentResult]) -> Item:
    """Return the analysis of one exercise that at least one of the students has."""
    entries = [student.exercises[name] for student in students if name in student.exercises]
    points = np.array([entry.points for entry in entries])
    most = max(entry.max_points for entry in entries)
    attempts = [entry.attempts for entry in entries if entry.attempts]
    return Item(
        difficulty=float(points.mean() / most) if most else 0.0,
        discrimination=_discrimination(name, students),
        seconds=median(entry.seconds for entry in entries),
        attempts=median(attempts) if attempts else None,
    )


def _discrimination(name: str, students: Sequence[StudentResult]) -> Discrimination | None:
    """Correlate the share of an exercise's points with the share of the others'.

    Each student counts with what they answered. Whoever left exercises empty has no points in all
    of them at once: counted as wrong, these would go together even if all points were chance.
    """
    pairs = []
    for student in students:
        answered = {e.name: e for e in student.exercises.values() if e.outcome not in UNJUDGED}
        others = [each for each in answered.values() if each.name != name and not each.bonus]
        if name in answered and others:
            pairs.append((_share([answered[name]]), _share(others)))
    if len(pairs) < FEWEST or np.ptp(pairs, axis=0).min() < 1e-9:
        return None
    own, rest = np.array(pairs).T
    value = float(np.corrcoef(own, rest)[0, 1])
    return Discrimination(value, *_interval(value, len(pairs)))


def _share(entries: Sequence[ExerciseMark]) -> float:
    most = sum(entry.max_points for entry in entries)
    return sum(entry.points for entry in entries) / most if most else 0.0


def _interval(correlation: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval by Fisher's transformation, whose standard error is 1/√(n - 3)."""
    if abs(correlation) > 1 - 1e-9:
        return correlation, correlation
    middle, spread = math.atanh(correlation), STANDARD_ERRORS / math.sqrt(count - 3)
    return math.tanh(middle - spread), math.tanh(middle + spread)
