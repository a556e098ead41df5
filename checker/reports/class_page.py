"""The page about a whole class, for the instructor."""

from collections.abc import Mapping, Sequence
from typing import Any

from checker.errors import UsageError
from checker.records import UNWALLED, Outcome
from checker.reports.class_results import read_results
from checker.reports.pages import page
from checker.reports.plots import marks_plot, misconceptions_plot, solved_plot
from checker.reports.summary import NotebookSummary, lost, summaries
from checker.reports.words import OUTCOME_WORDS


def class_page(
    results: Sequence[Mapping[str, Any]], *, sentences: Mapping[str, str] | None = None
) -> str:
    """Give the report on a class as one self-contained HTML page, a section per notebook.

    Parameters
    ----------
    results
        The objects of a results file, in any order.
    sentences
        What students were told, by the id of the misconception.

    Raises
    ------
    UsageError
        If there is no result, or one is not of the schema `checker/result/v1`.
    """
    if not results:
        raise UsageError("there is no result to report on")
    students = read_results(results)
    return page(
        "class.html.j2",
        sections=[_section(summary) for summary in summaries(students)],
        sentences=sentences or {},
        not_isolated=any(student.isolation in UNWALLED for student in students),
        isolations=sorted({student.isolation for student in students}),
        lost=lost,
        unanswered=(Outcome.NOT_ATTEMPTED, Outcome.MISSING),
    )


def _section(summary: NotebookSummary) -> dict[str, Any]:
    """A notebook's numbers with its plots; a plot of nothing is left out."""
    met = {outcome for exercise in summary.exercises for outcome in exercise.outcomes}
    return {
        "summary": summary,
        "outcomes": {outcome: words for outcome, words in OUTCOME_WORDS.items() if outcome in met},
        "marks": marks_plot(summary),
        "solved": solved_plot(summary.exercises) if summary.exercises else None,
        "mistakes": misconceptions_plot(summary.misconceptions) if summary.misconceptions else None,
    }
