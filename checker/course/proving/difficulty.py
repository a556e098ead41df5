"""How far the work on paper differs between draws of an exercise's numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from checker.course.release.course import Lesson
from checker.errors import BrokenReference
from checker.exercises import Exercise
from checker.exercises.casebook import Numbers
from checker.exercises.drawn_numbers import candidates
from checker.exercises.effort import MEASURES

#: Two answers closer than this, in every field, are taken for the same.
CLOSE = 0.005


@dataclass(frozen=True)
class Spread:
    """What was counted of one measure over many draws, and the bounds that are stated for it."""

    measure: str
    low: float
    middle: float
    high: float
    bounds: tuple[float, float] | None

    @property
    def holds(self) -> bool:
        """Whether all draws lie within the bounds."""
        return self.bounds is None or self.bounds[0] <= self.low <= self.high <= self.bounds[1]


@dataclass(frozen=True)
class Difficulty:
    """One exercise over many seeds.

    `drawn_again` is how many seeds' first numbers left the bounds, `alike` how many pairs of
    seeds have the same answers, out of `pairs`.
    """

    lesson: str
    exercise: str
    number: str
    seeds: int
    spreads: tuple[Spread, ...]
    drawn_again: int
    alike: int
    pairs: int

    @property
    def holds(self) -> bool:
        """Whether the exercise states bounds, and all draws lie within them."""
        return any(each.bounds for each in self.spreads) and all(map(_holds, self.spreads))


def _holds(spread: Spread) -> bool:
    return spread.holds


def difficulties(lessons: Iterable[Lesson], seeds: Sequence[int]) -> Iterator[Difficulty]:
    """Return the spread of the work for every exercise whose numbers vary and that has a paper.

    Raises
    ------
    BrokenReference
        If no draw of an exercise lies within its bounds.
    """
    for lesson in lessons:
        for exercise in lesson.exercises:
            if exercise.numbers and exercise.paper:
                yield _difficulty(lesson.name, exercise, seeds)


def _difficulty(lesson: str, exercise: Exercise, seeds: Sequence[int]) -> Difficulty:
    drawn = [_drawn(exercise, seed) for seed in seeds]
    done = [exercise.on_paper(numbers) for numbers, _ in drawn]
    answers = np.array([_flat(result) for _, result in done])
    counted = [each for each, _ in done]
    return Difficulty(
        lesson=lesson,
        exercise=exercise.name,
        number=exercise.number,
        seeds=len(seeds),
        spreads=tuple(_spread(exercise, name, counted) for name in MEASURES),
        drawn_again=sum(again for _, again in drawn),
        alike=_pairs_alike(answers),
        pairs=len(seeds) * (len(seeds) - 1) // 2,
    )


def _drawn(exercise: Exercise, seed: int) -> tuple[Numbers, bool]:
    """Draw within the bounds as a release does, and say whether the first draw left them.

    A release may draw once more, by the same rule, if a known mistake could not be told.
    """
    for again, numbers in enumerate(candidates(exercise, seed)):
        if not exercise.out_of_bounds(numbers):
            return numbers, again > 0
    raise BrokenReference(f"{exercise.name}: no draw for seed {seed} is within the bounds")


def _spread(exercise: Exercise, measure: str, counted: Sequence[Mapping[str, float]]) -> Spread:
    values = [each[measure] for each in counted]
    bounds = exercise.bounds.get(measure)
    return Spread(measure, min(values), median(values), max(values), bounds)


def _flat(result: Mapping[str, Any]) -> np.ndarray:
    """Return all answers of an exercise as one row of numbers."""
    return np.concatenate([np.ravel(value).astype(float) for value in result.values()])


def _pairs_alike(answers: np.ndarray) -> int:
    near = [np.abs(answers[place + 1 :] - row) <= CLOSE for place, row in enumerate(answers)]
    return int(sum(each.all(axis=1).sum() for each in near))
