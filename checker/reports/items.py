"""What an exercise tells of a class: how hard it was, and whether it parts strong from weak."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from checker.results.students import StudentResult

#: A correlation of fewer submissions than these says nothing.
FEWEST = 10


@dataclass(frozen=True)
class Item:
    """One exercise as an item of a test.

    `difficulty` is the mean share of its points, from 0 to 1. `discrimination` is the correlation
    of its points with those of all other exercises together, from -1 to 1; None where too few
    handed in, or all got the same. `seconds` is the median time that it took to run, `attempts`
    the median number of checks in class, None where nobody knows it.
    """

    difficulty: float
    discrimination: float | None
    seconds: float
    attempts: float | None


def chart_item(name: str, students: Sequence[StudentResult]) -> Item:
    """Give the analysis of one exercise that at least one of the students has."""
    takers = [student for student in students if name in student.exercises]
    entries = [student.exercises[name] for student in takers]
    points = np.array([entry.points for entry in entries])
    rest = np.array([student.score for student in takers]) - points
    most = max(entry.max_points for entry in entries)
    attempts = [entry.attempts for entry in entries if entry.attempts]
    return Item(
        difficulty=float(points.mean() / most) if most else 0.0,
        discrimination=_correlation(points, rest),
        seconds=median(entry.seconds for entry in entries),
        attempts=median(attempts) if attempts else None,
    )


def _correlation(points: np.ndarray, rest: np.ndarray) -> float | None:
    if len(points) < FEWEST or np.ptp(points) < 1e-9 or np.ptp(rest) < 1e-9:
        return None
    return float(np.corrcoef(points, rest)[0, 1])
