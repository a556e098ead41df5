"""Students who share the same rare wrong answer: a reason to look, never a verdict.

Only answers that no known mistake explains are compared, since what is often misunderstood is
misunderstood alike; and only rare ones, for the same reason.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.grades import Outcome
from checker.results.students import ExerciseMark, StudentResult

#: An answer that this many students share, or this part of all, is rare.
RARE, RARE_SHARE = 3, 0.01
#: What is shorter than this two people write without knowing of each other.
SHORTEST = 40
UNANSWERED = {Outcome.NOT_ATTEMPTED, Outcome.MISSING}
WRONG = (Outcome.PARTIAL, Outcome.FAILED, Outcome.RAISED)


@dataclass(frozen=True)
class Alike:
    """Students, the exercises in which they share a rare wrong answer, and one such answer."""

    students: tuple[str, ...]
    exercises: tuple[str, ...]
    example: str


def similar_answers(students: Sequence[StudentResult]) -> Iterator[Alike]:
    """Return who shares what: first those who share most, then the smaller groups."""
    groups: defaultdict[tuple[str, ...], list[ExerciseMark]] = defaultdict(list)
    for sharing, entry in _shared(students):
        groups[sharing].append(entry)
    for sharing, entries in sorted(
        groups.items(), key=lambda group: (-len(group[1]), len(group[0]), group[0])
    ):
        names = tuple(entry.name for entry in entries)
        yield Alike(sharing, names, next((one.answer for one in entries if one.answer), ""))


def same_files(students: Sequence[StudentResult]) -> list[tuple[str, ...]]:
    """Return who has handed in the same bytes, of those who have answered anything.

    A notebook that was worked in differs from every other, if only in what its cells have printed.
    """
    files: defaultdict[str, list[str]] = defaultdict(list)
    for student in students:
        outcomes = {entry.outcome for entry in student.exercises.values()}
        if student.file and outcomes - UNANSWERED:
            files[student.file].append(student.student)
    return [tuple(sorted(who)) for who in files.values() if len(who) > 1]


def _shared(students: Sequence[StudentResult]) -> Iterator[tuple[tuple[str, ...], ExerciseMark]]:
    """Return each rare wrong answer that more than one student gave, with these students."""
    same: defaultdict[tuple[str, str], dict[str, ExerciseMark]] = defaultdict(dict)
    for student in students:
        for entry in student.exercises.values():
            if _is_unusual(entry):
                same[entry.name, entry.fingerprint][student.student] = entry
    most = max(RARE, math.ceil(RARE_SHARE * len(students)))
    for sharing in same.values():
        if 1 < len(sharing) <= most:
            yield tuple(sorted(sharing)), next(iter(sharing.values()))


def _is_unusual(entry: ExerciseMark) -> bool:
    """Whether an answer is wrong in a way nobody has named; a long one is not kept as text."""
    short = 0 < len(entry.answer) < SHORTEST
    explained = entry.misconception is not None
    return bool(entry.fingerprint) and entry.outcome in WRONG and not explained and not short
