"""What an export tells a student of an exercise: only what the feedback page would say too.

The reason that stands in results may quote what an exception of the student's own said, and that
could be a hidden case. So of it nothing is told: only the outcome, and the misconception's words.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from checker.grades import Outcome, Status
from checker.reports.by_hand import decision_text, is_decided, total_text
from checker.reports.content import CARRIED_FORWARD
from checker.reports.words import OUTCOME_WORDS, mark_of, mark_text
from checker.results.schema import ExerciseResult, Result, bonus_of, is_bonus

#: The fingerprint of a submission of which nothing could be read.
NO_BYTES = sha256().hexdigest()
TO_BE_SEEN = "Your instructor will look at this notebook; the mark may still change."


def told_name(exercise: ExerciseResult) -> str:
    """Return an exercise's name; that of a bonus says that it is one."""
    return f"{exercise['name']} (bonus)" if is_bonus(exercise) else exercise["name"]


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
    points, most = bonus_of(result)
    bonus = f"Bonus, on top of the mark: {mark_text(points, most)}." if points else ""
    return " ".join(filter(None, (said, f"This mark is {total}" if total else "", bonus)))


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
        tried = not is_bonus(exercise) or exercise["outcome"] != Outcome.NOT_ATTEMPTED
        lost = tried and exercise["points"] < exercise["max_points"]
        if lost or is_decided(exercise):
            mark = mark_of(exercise["points"], exercise["max_points"], bonus=is_bonus(exercise))
            yield f"{exercise['name']} {mark}: {exercise_text(exercise, sentences)}"
