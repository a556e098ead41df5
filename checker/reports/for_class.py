"""The page that a class sees on the wall: what its answers have in common, and nobody's name.

What hardly anybody has done would be known to be somebody's, so nothing is shown that fewer than
`FEWEST` have in common.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.errors import UsageError
from checker.exercises.casebook import Casebook
from checker.grades import Outcome
from checker.reports.pages import rendered_page
from checker.reports.rankings import Ranking
from checker.reports.summary import ExerciseSummary, NotebookSummary, summaries
from checker.results.students import StudentResult, students_of

#: As many students have to share a thing before it is on the wall, and a line of code.
FEWEST, SAME_CODE = 3, 2
#: As many misconceptions have time in ten minutes.
SHOWN = 3
MINUTES = 10
#: As many places of a ranking are on the wall.
PLACES = 5
LONGEST = 14


@dataclass(frozen=True)
class OnTheWall:
    """One misconception as a class talks about it; `example` is empty if all differ.

    `typed` says that no code was asked for, but entries that are worked out on paper.
    """

    sentence: str
    exercise: str
    title: str
    count: int
    example: str
    hint: str
    typed: bool


@dataclass(frozen=True)
class LessonStep:
    """What to do in the next lesson, for how many minutes."""

    minutes: int
    text: str


def for_class(results: Sequence[Mapping[str, Any]], casebooks: Iterable[Casebook]) -> str:
    """Return a page without names, large enough for the last row: a part for each notebook.

    Parameters
    ----------
    results
        The objects of a results file, in any order.
    casebooks
        They lend it what students were told, titles and hints.

    Raises
    ------
    UsageError
        If there is no result, or one is not of the schema `checker/result/v1`.
    """
    if not results:
        raise UsageError("there is no result to report on")
    students = students_of(results)
    books = {book.notebook: book for book in casebooks}
    ids = {student.student for student in students}
    parts = [_part(summary, books.get(summary.notebook), ids) for summary in summaries(students)]
    return rendered_page("for_class.html.j2", parts=parts, not_isolated=False, fewest=FEWEST)


def _part(summary: NotebookSummary, book: Casebook | None, ids: Iterable[str]) -> dict[str, Any]:
    met = list(_met(summary, book, ids))[:SHOWN]
    hard = _hardest([each for each in summary.exercises if not each.bonus])
    counted = [each for each in summary.exercises if not each.bonus]
    solved = [each for each in counted if each.share(Outcome.PASSED) > 0.5]
    return {
        "summary": summary,
        "count": len(summary.students),
        "enough": len(summary.students) >= FEWEST,
        "solved": len(solved),
        "exercises": len(counted),
        "met": met,
        "rankings": [_on_the_wall(each, book) for each in summary.rankings if each.count >= FEWEST],
        "plan": _plan(met, hard, _titles(book)),
    }


def _on_the_wall(ranking: Ranking, book: Casebook | None) -> dict[str, Any]:
    """Return the first places, without names."""
    title = _titles(book).get(ranking.exercise) or ranking.exercise
    return {"title": title, "count": ranking.count, "places": ranking.places[:PLACES]}


def _met(
    summary: NotebookSummary, book: Casebook | None, ids: Iterable[str]
) -> Iterator[OnTheWall]:
    """Return the misconceptions that have a sentence and enough students, most frequent first."""
    exercises = book.exercises if book else ()
    told = {known.id: known.sentence for each in exercises for known in each.mistakes}
    hints = {each.name: each.hints[0] for each in exercises if each.hints}
    typed = {each.name for each in exercises if each.fields}
    for mistake in summary.misconceptions:
        if mistake.count >= FEWEST and mistake.id in told:
            yield OnTheWall(
                told[mistake.id],
                mistake.exercise,
                _titles(book).get(mistake.exercise, ""),
                mistake.count,
                _example(mistake.id, summary.students, ids),
                hints.get(mistake.exercise, ""),
                mistake.exercise in typed,
            )


def _example(mistake: str, students: Sequence[StudentResult], ids: Iterable[str]) -> str:
    """Return the code that most of them wrote, if it is more than one's and names nobody."""
    entries = [
        entry
        for student in students
        for entry in student.exercises.values()
        if entry.misconception == mistake and entry.answer
    ]
    first = {entry.fingerprint: entry.answer for entry in reversed(entries)}
    for fingerprint, count in Counter(entry.fingerprint for entry in entries).most_common():
        code = first[fingerprint]
        if count >= SAME_CODE and not _names(code, ids) and code.count("\n") < LONGEST:
            return code
    return ""


def _names(code: str, ids: Iterable[str]) -> bool:
    """Whether a part of somebody's id stands in a text, such as a name."""
    words = {part.casefold() for id_ in ids for part in re.findall(r"[^\W\d_]{3,}|\d{4,}", id_)}
    return any(word in code.casefold() for word in words)


def _hardest(exercises: Sequence[ExerciseSummary]) -> ExerciseSummary | None:
    """Return the exercise that fewest have solved, unless everybody has solved it."""
    hardest = min(exercises, key=lambda each: each.share(Outcome.PASSED), default=None)
    return hardest if hardest and hardest.share(Outcome.PASSED) < 1 else None


def _titles(book: Casebook | None) -> dict[str, str]:
    return {each.name: each.title for each in book.exercises} if book else {}


def _plan(
    met: Sequence[OnTheWall], hard: ExerciseSummary | None, titles: Mapping[str, str]
) -> list[LessonStep]:
    """Divide ten minutes: the figures, each example, the hardest exercise, and a last sentence."""
    first = LessonStep(1, "The three figures. Nobody is named, and nobody asks who it was.")
    last = LessonStep(1, "Everybody writes one sentence: what will I do differently next time?")
    steps = [
        LessonStep(
            0, f"“{each.title or each.exercise}”: first alone, then with a neighbour, then all."
        )
        for each in met
    ]
    if hard:
        share = round(100 * hard.share(Outcome.PASSED))
        name = titles.get(hard.name) or hard.name
        steps.append(
            LessonStep(
                0, f"“{name}” was solved by {share} %: somebody shows a right way at the board."
            )
        )
    steps = steps or [
        LessonStep(0, "Everything is right: three of us tell how they found their way.")
    ]
    left = MINUTES - first.minutes - last.minutes
    shares = [left // len(steps) + (place < left % len(steps)) for place in range(len(steps))]
    return [
        first,
        *(LessonStep(share, step.text) for share, step in zip(shares, steps, strict=True)),
        last,
    ]
