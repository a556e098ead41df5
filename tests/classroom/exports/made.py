"""Results as grading leaves them, made up for exports."""

from checker.classroom.exports.standings import Standing

WRONG = {"points": 0.5, "outcome": "partial", "misconception": "1.1.tanh"}
SENTENCES = {"1.1.tanh": "It runs from -1 to 1, and should run from 0."}


def exercise(name, **changes):
    """One exercise of a result, right unless told otherwise."""
    return {
        "name": name, "points": 2.0, "max_points": 2.0, "outcome": "passed", "reason": "",
        "misconception": None, "carried_forward": False, "seconds": 0.01,
    } | changes  # fmt: skip


def result(student, notebook="01_neuron", exercises=None, **changes):
    """One line of a results file."""
    exercises = exercises or [exercise("sigmoid"), exercise("relu", **WRONG)]
    return {
        "schema": "checker/result/v1", "student": student, "assignment": notebook,
        "notebook": notebook, "score": sum(each["points"] for each in exercises),
        "max_score": 17.0, "status": "graded", "exercises": exercises, "repairs": [],
        "tampering": [], "seconds": 0.25,
        "provenance": {
            "submission_sha256": "a", "casebook_sha256": "c", "checker_version": "0.1",
            "python": "3.11", "numpy": "2.4", "isolation": "bubblewrap", "seed": 99,
        },
    } | changes  # fmt: skip


def standing(student, score, notebook="01_neuron", **changes):
    """One mark out of 17."""
    return Standing(student, notebook, score, **{"max_score": 17.0} | changes)
