"""A class in numbers: how the marks lie, what was solved, which misconceptions were met."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from checker.grades import Outcome, Status
from checker.reports.alike import Alike, same_files, similar_answers
from checker.reports.items import Item, chart_item
from checker.reports.rankings import Ranking, rankings
from checker.results.students import ExerciseMark, StudentResult

HISTOGRAM_BINS = 20
EXAMPLES = 2


@dataclass(frozen=True)
class Bin:
    """One bar of the histogram: marks from `low` to below `high`; the last includes `high`."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class ExerciseSummary:
    """What became of one exercise in the class: how many submissions per outcome."""

    name: str
    max_points: float
    submissions: int
    outcomes: Mapping[Outcome, int]
    carried_forward: int
    item: Item
    bonus: bool = False

    def share(self, outcome: Outcome) -> float:
        """Return the share of submissions with this outcome, from 0 to 1."""
        return self.outcomes.get(outcome, 0) / self.submissions if self.submissions else 0.0


@dataclass(frozen=True)
class MisconceptionSummary:
    """A misconception, the exercise it was met in, and the number of submissions with it.

    `examples` are answers that show it, the most frequent first, of no author.
    """

    id: str
    exercise: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concern:
    """One reason for a person to look, and the submissions that it holds for."""

    reason: str
    students: tuple[StudentResult, ...]


@dataclass(frozen=True)
class NotebookSummary:
    """Everything the class page says of one notebook; students in the order of their names."""

    notebook: str
    students: tuple[StudentResult, ...]
    max_score: float
    median_score: float
    full_marks: int
    concerning: int
    histogram: tuple[Bin, ...]
    exercises: tuple[ExerciseSummary, ...]
    misconceptions: tuple[MisconceptionSummary, ...]
    concerns: tuple[Concern, ...]
    alike: tuple[Alike, ...]
    same_files: tuple[tuple[str, ...], ...] = ()
    rankings: tuple[Ranking, ...] = ()


def summaries(results: Iterable[StudentResult]) -> list[NotebookSummary]:
    """Return one summary per notebook, in the order of the notebooks' names."""
    by_notebook: dict[str, list[StudentResult]] = {}
    for result in results:
        by_notebook.setdefault(result.notebook, []).append(result)
    return [_summary(notebook, by_notebook[notebook]) for notebook in sorted(by_notebook)]


def _summary(notebook: str, results: Sequence[StudentResult]) -> NotebookSummary:
    students = tuple(sorted(results, key=lambda result: (result.student.casefold(), result.score)))
    scores = [student.score for student in students]
    max_score = max(student.max_score for student in students)
    return NotebookSummary(
        notebook=notebook,
        students=students,
        max_score=max_score,
        median_score=median(scores),
        full_marks=sum(student.score == student.max_score > 0 for student in students),
        concerning=sum(bool(student.concerns) for student in students),
        histogram=histogram(scores, max_score),
        exercises=tuple(_exercises(students)),
        misconceptions=tuple(_misconceptions(students)),
        concerns=tuple(_concerns(students)),
        alike=tuple(similar_answers(students)),
        same_files=tuple(same_files(students)),
        rankings=tuple(rankings(students)),
    )


def histogram(scores: Sequence[float], max_score: float) -> tuple[Bin, ...]:
    """Count scores in bins of whole points, at most `HISTOGRAM_BINS` of them.

    >>> [bin.count for bin in histogram([0, 0.5, 2], 2)]
    [2, 1]
    """
    width = max(1, math.ceil(max_score / HISTOGRAM_BINS))
    number = max(1, math.ceil(max_score / width))
    counts = Counter(min(max(int(score // width), 0), number - 1) for score in scores)
    return tuple(
        Bin(place * width, min((place + 1) * width, max_score), counts[place])
        for place in range(number)
    )


def _exercises(students: Sequence[StudentResult]) -> Iterable[ExerciseSummary]:
    """The order is that of the submission with the most exercises; stragglers follow."""
    fullest = sorted(students, key=lambda student: -len(student.exercises))
    for name in dict.fromkeys(name for student in fullest for name in student.exercises):
        entries = [student.exercises[name] for student in students if name in student.exercises]
        if not max(entry.max_points for entry in entries):
            continue  # words without points, which are on each student's own page
        yield ExerciseSummary(
            name=name,
            max_points=max(entry.max_points for entry in entries),
            submissions=len(entries),
            outcomes=Counter(entry.outcome for entry in entries),
            carried_forward=sum(entry.carried_forward for entry in entries),
            item=chart_item(name, students),
            bonus=any(entry.bonus for entry in entries),
        )


def _misconceptions(students: Sequence[StudentResult]) -> Iterable[MisconceptionSummary]:
    """The most frequent first; equally frequent ones by id."""
    met: dict[tuple[str, str], list[ExerciseMark]] = {}
    for student in students:
        for entry in student.exercises.values():
            if entry.misconception:
                met.setdefault((entry.misconception, entry.name), []).append(entry)
    for (mistake, exercise), made in sorted(met.items(), key=lambda item: (-len(item[1]), item[0])):
        yield MisconceptionSummary(mistake, exercise, len(made), _examples(made))


def _examples(entries: Sequence[ExerciseMark]) -> tuple[str, ...]:
    """Return the answers that most students gave; of those that are the same, the first."""
    shown = [entry for entry in entries if entry.answer]
    counts = Counter(entry.fingerprint for entry in shown)
    first = {entry.fingerprint: entry.answer for entry in reversed(shown)}
    return tuple(first[fingerprint] for fingerprint, _ in counts.most_common(EXAMPLES))


def _concerns(students: Sequence[StudentResult]) -> Iterable[Concern]:
    """What left a mark open comes first, then what was met most often."""
    by_reason: dict[str, list[StudentResult]] = {}
    for student in students:
        for reason in dict.fromkeys(student.concerns):
            by_reason.setdefault(reason, []).append(student)
    concerns = [Concern(reason, tuple(met)) for reason, met in by_reason.items()]
    return sorted(concerns, key=lambda concern: (_is_settled(concern), -len(concern.students)))


def _is_settled(concern: Concern) -> bool:
    return all(student.status is Status.GRADED for student in concern.students)


def lost(entry: ExerciseMark) -> int:
    """Return how much of an exercise's points was lost, from 0 for nothing to 4 for all."""
    if entry.points >= entry.max_points:
        return 0
    return max(1, math.floor(4 * (1 - entry.points / entry.max_points)))
