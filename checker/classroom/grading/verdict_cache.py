"""Verdicts that have been reached before: as JSON, looked up by what they rest on."""

import json
from collections.abc import Mapping

from checker.classroom.grading.cache_keys import CacheKeys
from checker.classroom.grading.messages import StoredVerdict
from checker.classroom.grading.student_code import StudentCode
from checker.exercises.casebook import CompiledExercise
from checker.grades import CheckResult, Outcome, Verdict
from checker.records import Fault, Note


class VerdictCache:
    """The verdicts of one submission: stored ones taken over, new ones noted to be stored.

    `rows` holds what is to be stored, by exercise, and `taken` counts what stood already.
    """

    def __init__(self, grounds: CacheKeys, known: Mapping[str, StoredVerdict]):
        self._grounds = grounds
        self._known = known
        self._keys: dict[str, str] = {}
        self.rows: dict[str, StoredVerdict] = {}
        self.taken = 0

    def stored(
        self, work: StudentCode, exercise: CompiledExercise, earlier: Mapping[str, Verdict]
    ) -> Verdict | None:
        """Return the stored verdict on an exercise, if there is one and it rests on the same."""
        outcomes = {name: verdict.outcome for name, verdict in earlier.items()}
        key = self._keys[exercise.name] = self._grounds.key(work, exercise, outcomes)
        row = self._known.get(exercise.name)
        verdict = verdict_from(row.verdict) if row and row.key == key else None
        if row is None or verdict is None or verdict.exercise != exercise.name:
            return None
        self.rows[exercise.name] = row
        self.taken += 1
        return verdict

    def note(self, verdict: Verdict) -> None:
        """Note a verdict that was reached now; our own failures are not kept."""
        if verdict.outcome is not Outcome.CHECKER_ERROR:
            row = StoredVerdict(self._keys[verdict.exercise], verdict_json(verdict))
            self.rows[verdict.exercise] = row


def verdict_json(verdict: Verdict) -> str:
    """Return a verdict as JSON in plain ASCII, whatever a student may have written."""
    return json.dumps(verdict, default=vars)


def verdict_from(text: str) -> Verdict | None:
    """Return a verdict back from its JSON; None if the text is of another kind."""
    try:
        tree = json.loads(text)
        tree["outcome"] = Outcome(tree["outcome"])
        tree["checks"] = tuple(CheckResult(**check) for check in tree["checks"])
        tree["fault"] = tree["fault"] and Fault(**tree["fault"])
        for name in ("remarks", "rubric", "fits"):
            tree[name] = tuple(tree[name])
        tree["notes"] = tuple(Note(**note) for note in tree["notes"])
        return Verdict(**tree)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
