"""Classroom 50: the `result.json` of one submission, as its runner reads it from the checkout."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from checker.classroom.exports.student_sentences import exercise_text, told_name
from checker.errors import UsageError
from checker.results.schema import Result, is_bonus

SCHEMA = "classroom50/result/v1"
#: Marks are whole numbers there. Ours are exact to the thousandth, so we count thousandths.
PER_POINT = 1000
#: What the runner says in variables, by the field of the result that it goes into.
GIVEN = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}
TAG = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z", re.ASCII)


def classroom50_result(
    result: Result, sentences: Mapping[str, str], variables: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """Return the contents of `result.json`.

    Parameters
    ----------
    variables
        The environment that Classroom 50's runner sets.
    now
        When the notebook was graded. When it was handed in is told by the submission's tag, and
        stays the same however often it is graded.

    Raises
    ------
    UsageError
        If the runner's variables are not set.
    """
    missing = [name for name in GIVEN.values() if not variables.get(name)]
    if missing:
        raise UsageError(
            f"Classroom 50's runner sets {', '.join(missing)}; this format is for inside it"
        )
    given = {field: variables[name] for field, name in GIVEN.items()}
    tests = [
        {
            "test-name": told_name(exercise),
            "passed": exercise["points"] >= exercise["max_points"],
            "score": _whole(exercise["points"]),
            "max-score": _whole(exercise["max_points"]),
            "outcome": exercise["outcome"],
            "output": exercise_text(exercise, sentences),
        }
        for exercise in result["exercises"]
    ]
    return {
        "schema": SCHEMA,
        **given,
        "assignment_type": variables.get("ASSIGNMENT_TYPE") or "individual",
        "owner": variables.get("OWNER") or variables.get("USERNAME") or result["student"],
        "review": variables.get("REVIEW_URL") or given["commit"],
        "datetime": _handed_in(given["submission"]) or _stamp(now),
        "graded_at": _stamp(now),
        "score": _whole(result["score"]),
        "max-score": sum(
            _whole(each["max_points"]) for each in result["exercises"] if not is_bonus(each)
        ),
        "tests": tests,
    }


def _whole(points: float) -> int:
    return round(points * PER_POINT)


def _handed_in(tag: str) -> str:
    found = TAG.search(tag)
    return f"{found[1]}T{found[2]}:{found[3]}:{found[4]}Z" if found else ""


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
