"""The pages about a whole class, for the instructor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from checker.errors import UsageError
from checker.grades import UNWALLED, Outcome
from checker.reports.pages import rendered_page
from checker.reports.plots import marks_plot, misconceptions_plot, solved_plot
from checker.reports.student_links import StudentLinks
from checker.reports.summary import NotebookSummary, lost, summaries
from checker.reports.words import OUTCOME_WORDS
from checker.results.intake import UNKNOWN, Intake
from checker.results.schema import Key
from checker.results.students import StudentResult, students_of

CLASS, STUDENTS = "class.html.j2", "students.html.j2"
CLASS_TEMPLATES = (CLASS, "page.html.j2", "macros.html.j2", "table.html.j2")
#: A page with more rows of students than these takes long to open and to print.
ROWS = 1000
#: As many students are named beside one thing; the others are marked in the table.
NAMED = 40
#: Of as many misconceptions examples are shown.
SHOWN = 12
#: Below this a discrimination is called weak, as is usual in the analysis of tests.
WEAK = 0.2
UNANSWERED = (Outcome.NOT_ATTEMPTED, Outcome.MISSING)


@dataclass(frozen=True)
class ClassPages:
    """The page about a class, and by name in a folder beside it those that list its students."""

    main: str
    parts: Mapping[str, str]


@dataclass(frozen=True)
class _Part:
    """A page of students: its name, the notebook it is about, and who stands on it."""

    name: str
    summary: NotebookSummary
    students: tuple[StudentResult, ...]


def class_pages(
    results: Sequence[Mapping[str, Any]],
    *,
    sentences: Mapping[str, str] | None = None,
    folder: str = "students",
    main: str = "class.html",
    intake: Intake = UNKNOWN,
    links: Mapping[Key, StudentLinks] = MappingProxyType({}),
) -> ClassPages:
    """Return the report on a class, a section per notebook; a large class is listed apart.

    Parameters
    ----------
    results
        The objects of a results file, in any order.
    sentences
        What students were told, by the id of the misconception.
    folder, main
        The names by which the pages find each other.
    intake
        What came in, and who has handed in nothing.
    links
        The addresses of students' pages, as seen from the main page.

    Raises
    ------
    UsageError
        If there is no result, or one is not of the schema `checker/result/v1`.
    """
    if not results:
        raise UsageError("there is no result to report on")
    students = students_of(results)
    found = summaries(students)
    apart = len(students) > ROWS
    parts = [part for place, one in enumerate(found, 1) for part in _parts(place, one) if apart]
    common = {
        "not_isolated": any(student.isolation in UNWALLED for student in students),
        "isolations": sorted({student.isolation for student in students}),
        "lost": lost,
        "unanswered": UNANSWERED,
        "links": links,
    }
    text = rendered_page(
        CLASS,
        sections=[_section(one, [part for part in parts if part.summary is one]) for one in found],
        intake=intake,
        sentences=sentences or {},
        folder=folder,
        named=NAMED,
        shown=SHOWN,
        weak=WEAK,
        up="",
        **common,
    )
    listed = {
        part.name: rendered_page(STUDENTS, part=part, main=main, up="../", **common)
        for part in parts
    }
    return ClassPages(text, listed)


def _parts(place: int, summary: NotebookSummary) -> list[_Part]:
    """Cut a notebook's students into pages; their names hold nothing that anybody has written."""
    students = summary.students
    return [
        _Part(f"{place}-{start // ROWS + 1:03d}.html", summary, students[start : start + ROWS])
        for start in range(0, len(students), ROWS)
    ]


def _section(summary: NotebookSummary, parts: Sequence[_Part]) -> dict[str, Any]:
    """A notebook's numbers with its plots; a plot of nothing is left out."""
    met = {outcome for exercise in summary.exercises for outcome in exercise.outcomes}
    return {
        "summary": summary,
        "parts": parts,
        "outcomes": {outcome: words for outcome, words in OUTCOME_WORDS.items() if outcome in met},
        "attempts": any(exercise.item.attempts for exercise in summary.exercises),
        "marks": marks_plot(summary),
        "solved": solved_plot(summary.exercises) if summary.exercises else None,
        "mistakes": misconceptions_plot(summary.misconceptions) if summary.misconceptions else None,
    }
