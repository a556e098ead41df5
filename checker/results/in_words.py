"""Answers in words among the results of a class: which were rewritten, and which wait for marks."""

from collections import Counter
from collections.abc import Iterable, Mapping

from checker.grades import Outcome
from checker.results.schema import Key, Result


def rewritten_words(
    results: Mapping[Key, Result], before: Mapping[Key, Result]
) -> list[tuple[Key, str]]:
    """List by submission and exercise the words that are others than they were before."""
    return [
        (key, exercise["name"])
        for key, result in results.items()
        if key in before
        for exercise in result["exercises"]
        if exercise.get("words", "") != _words(before[key], exercise["name"])
    ]


def waiting_marks(counted: Iterable[Result]) -> dict[str, int]:
    """Count by notebook the answers in words that nobody has marked, in results as they count."""
    waits = Counter(
        result["notebook"]
        for result in counted
        for exercise in result["exercises"]
        if exercise["outcome"] == Outcome.WAITS
    )
    return dict(sorted(waits.items()))


def _words(result: Result, exercise: str) -> str:
    same = (each for each in result["exercises"] if each["name"] == exercise)
    return next((each.get("words", "") for each in same), "")
