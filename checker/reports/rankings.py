"""Who came furthest in an exercise by which a class is ranked: the smallest number comes first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.results.students import StudentResult


@dataclass(frozen=True)
class Rank:
    """A place in a ranking, and who shares it; those with the same number have the same place."""

    place: int
    measure: float
    students: tuple[StudentResult, ...]


@dataclass(frozen=True)
class Ranking:
    """The places of a class in one exercise."""

    exercise: str
    places: tuple[Rank, ...]

    @property
    def count(self) -> int:
        """How many have a place."""
        return sum(len(each.students) for each in self.places)


def rankings(students: Iterable[StudentResult]) -> Iterator[Ranking]:
    """Return a ranking for each exercise in which anybody has a place."""
    found: dict[str, dict[float, list[StudentResult]]] = {}
    for student in students:
        for entry in student.exercises.values():
            if entry.measure is not None:
                found.setdefault(entry.name, {}).setdefault(entry.measure, []).append(student)
    for name, by_measure in found.items():
        yield Ranking(name, tuple(_places(by_measure)))


def _places(by_measure: dict[float, list[StudentResult]]) -> Iterator[Rank]:
    before = 0
    for measure in sorted(by_measure):
        yield Rank(before + 1, measure, tuple(by_measure[measure]))
        before += len(by_measure[measure])
