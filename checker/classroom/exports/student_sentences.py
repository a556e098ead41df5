"""What an export tells a student of an exercise: only what the feedback page would say too.

The reason that stands in results may quote what an exception of the student's own said, and that
could be a hidden case. So of it nothing is told: only the outcome, and the misconception's words.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from checker.grades import Outcome, Status
from checker.reports.by_hand import decision_text, is_decided, total_text
from checker.reports.content import CARRIED_FORWARD
from checker.reports.words import OUTCOME_WORDS, mark_text
from checker.results.schema import ExerciseResult, Result

#: The fingerprint of a submission of which nothing could be read.
NO_BYTES = sha256().hexdigest()
TO_BE_SEEN = "Your instructor will look at this notebook; the mark may still change."


def exercise_text(exercise: ExerciseResult, sentences: Mapping[str, str]) -> str:
    """Return what a student reads below the mark of one exercise."""
    words = OUTCOME_WORDS[Outcome(exercise["outcome"])]
    said = [f"{words[0].upper()}{words[1:]}.", sentences.get(exercise["misconception"] or "", "")]
    if exercise["carried_forward"]:
        said.append(CARRIED_FORWARD)
    said.append(decision_text(exercise))
    if comment := " ".join(exercise.get("comment", "").split()):
        said.append(f"Your instructor writes: {comment}")
    return " ".join(filter(None, said))


def summary_text(result: Result) -> str:
    """Return what a student reads above all exercises; nothing if the mark is settled and plain."""
    if result["status"] == Status.UNREADABLE:
        return _unread(result)
    total = total_text(result)
    said = TO_BE_SEEN if result["status"] == Status.NEEDS_HUMAN else ""
    return " ".join(filter(None, (said, f"This mark is {total}" if total else "")))


def _unread(result: Result) -> str:
    """Say that there was no file, or why the one that there was could not be read."""
    reason = result["repairs"][0]
    if result["provenance"]["submission_sha256"] == NO_BYTES:
        return f"No notebook was found; hand in {result['notebook']}.ipynb. What came in: {reason}."
    return f"The file that was handed in could not be read: {reason}."


def one_line(result: Result, sentences: Mapping[str, str]) -> str:
    """Return everything on one line: the exercises that lost points and why, and words by hand."""
    return " ".join(_lost(result, sentences)) or "Every exercise is right."


def _lost(result: Result, sentences: Mapping[str, str]) -> Iterator[str]:
    if summary := summary_text(result):
        yield summary
    for exercise in result["exercises"]:
        if exercise["points"] < exercise["max_points"] or is_decided(exercise):
            mark = mark_text(exercise["points"], exercise["max_points"])
            yield f"{exercise['name']} {mark}: {exercise_text(exercise, sentences)}"
