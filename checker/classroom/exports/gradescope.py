"""Gradescope: the `results.json` of one submission, as its autograder harness reads it."""

from collections.abc import Mapping
from typing import Any

from checker.classroom.exports.student_sentences import exercise_text, summary_text, told_name
from checker.results.schema import ExerciseResult, Result


def gradescope_results(result: Result, sentences: Mapping[str, str]) -> dict[str, Any]:
    """Return the contents of `results.json`.

    All text is declared as text, so that Gradescope shows it as it is, whatever stands in it; and
    what the run printed is for the instructor only.
    """
    return {
        "score": result["score"],
        "execution_time": result["seconds"],
        "output": summary_text(result),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            _test(number, exercise, sentences)
            for number, exercise in enumerate(result["exercises"], start=1)
        ],
        "extra_data": {
            "status": result["status"],
            "checker_version": result["provenance"]["checker_version"],
        },
    }


def _test(
    number: int, exercise: ExerciseResult, sentences: Mapping[str, str]
) -> dict[str, str | float]:
    full = exercise["points"] >= exercise["max_points"]
    return {
        "number": str(number),
        "name": told_name(exercise),
        "score": exercise["points"],
        "max_score": exercise["max_points"],
        "status": "passed" if full else "failed",
        "output": exercise_text(exercise, sentences),
    }
