"""A run in a few lines of text, for the terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from checker.classroom.results import Result
from checker.records import Outcome, Status
from checker.reports.words import mark_text

LISTED = 20


def summary(results: Sequence[Result], taken_over: int = 0) -> list[str]:
    """Say how a run went: how many submissions, how the marks lie, and who needs a person."""
    return [_counts(results, taken_over), *_marks(results), *_concerns(results)]


def _counts(results: Sequence[Result], taken_over: int) -> str:
    counts = Counter(result["status"] for result in results)
    parts = [
        (counts[Status.GRADED], "graded"),
        (counts[Status.UNREADABLE], "unreadable"),
        (counts[Status.NEEDS_HUMAN], "for a person to look at"),
    ]
    text = ", ".join(f"{count} {what}" for count, what in parts if count)
    before = f"; {taken_over} stood already" if taken_over else ""
    return f"{_plural(len(results), 'submission')}: {text}{before}."


def _marks(results: Sequence[Result]) -> Iterator[str]:
    for notebook in sorted({result["notebook"] for result in results}):
        mine = [result for result in results if result["notebook"] == notebook]
        scores = [result["score"] for result in mine]
        middle = mark_text(round(median(scores), 2), max(result["max_score"] for result in mine))
        yield f"{notebook}: marks from {min(scores):g} to {max(scores):g}, median {middle}."


def _concerns(results: Sequence[Result]) -> Iterator[str]:
    """Name the submissions that were not graded as they should be, and why."""
    wanted = [result for result in results if result["status"] != Status.GRADED]
    for result in sorted(wanted, key=lambda result: result["student"])[:LISTED]:
        yield f"  {result['student']}, {result['notebook']}: {_reason(result)}."
    if len(wanted) > LISTED:
        yield f"  and {len(wanted) - LISTED} more; the page about the class lists them all."


def _reason(result: Result) -> str:
    if result["status"] == Status.UNREADABLE:
        return result["repairs"][0]
    failed = [
        each["name"] for each in result["exercises"] if each["outcome"] == Outcome.CHECKER_ERROR
    ]
    return f"the checker failed on {', '.join(failed)}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
