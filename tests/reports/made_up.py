"""Made-up verdicts, graded submissions and classes, of the kind that grading gives."""

import random
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import numpy as np

from checker.exhibits import ErrorMap, Exhibit, ShapeRow
from checker.grades import CheckResult, GradedSubmission, Outcome, Provenance, Status, Verdict
from checker.records import Fault, Submission

EXERCISES = {
    "sigmoid": 2.0,
    "sigmoid_prime": 2.0,
    "neuron_forward": 2.0,
    "forward_by_hand": 2.0,
    "quadratic_cost": 2.0,
    "neuron_gradients": 3.0,
    "sgd_step": 1.0,
    "train_neuron": 2.0,
    "which_learns_faster": 1.0,
}
MISTAKES = {
    "sigmoid": ("1.1.unstable", "1.1.tanh"),
    "sigmoid_prime": ("1.2.takes_activation", "1.2.returns_sigma"),
    "neuron_forward": ("1.3.hardcoded_sigma",),
    "forward_by_hand": ("1.4.cost_without_half", "1.4.lost_minus"),
    "quadratic_cost": ("1.5.no_half", "1.5.vector_cost"),
    "neuron_gradients": ("1.6.no_sigma_prime", "1.6.no_x", "1.6.factor_two"),
    "sgd_step": ("1.7.in_place",),
    "train_neuron": ("1.8.sum_gradient", "1.8.sequential"),
    "which_learns_faster": ("1.9.worse_learns_faster",),
}
#: What a wrong answer looks like, so that examples and pages have something to show.
WRONG_ANSWER = """def {name}(z):
    a = 1.0 / (1.0 + np.exp({change} * z))
    return a * (1.0 - a)"""
PROVENANCE = Provenance(
    submission_sha256="8f" * 32,
    casebook_sha256="3c" * 32,
    checker_version="0.1.0",
    python="3.11.7",
    numpy="2.4.6",
    isolation="bubblewrap",
    seed=987654321,
)

#: A slope of which one check of three fails, with a known misconception.
PARTIAL = Verdict(
    exercise="sigmoid_prime",
    number="1.2",
    title="The slope of the sigmoid",
    outcome=Outcome.PARTIAL,
    checks=(
        CheckResult("gives back the shape it was given", 1.0, 1.0),
        CheckResult(
            name="agrees with the slope measured on your own sigmoid",
            points=0.0,
            max_points=0.5,
            reason="6 of 6 entries differ, most at [3]",
            case="six numbers",
            given="sigmoid_prime([-3.3, -1.2, -0.4, 0.7, 1.9, 2.5])",
            yours="[-14.19, -2.64, -0.56, 0.21, -1.71, -3.75]",
            expected="[0.0344745, 0.177894, 0.240261, 0.221713, 0.113244, 0.0701037]",
            others=3,
        ),
        CheckResult("leaves its input unchanged", 0.5, 0.5),
    ),
    reason="6 of 6 entries differ, most at [3]",
    misconception="1.2.takes_activation",
    sentence=(
        "Your formula is right when its input is already an activation a. This function "
        "receives z: what has to happen to z first?"
    ),
)

#: A sigmoid that works for single numbers only.
RAISED = Verdict(
    exercise="sigmoid",
    number="1.1",
    title="The sigmoid",
    outcome=Outcome.RAISED,
    checks=(
        CheckResult(
            name="values",
            points=0.0,
            max_points=1.5,
            reason="the call stopped with TypeError: only length-1 arrays can be converted",
            case="a list of two",
            given="sigmoid([0.25, 2.75])",
            others=1,
        ),
        CheckResult(
            name="stable far from zero",
            points=0.0,
            max_points=0.5,
            reason="counts once “values” is right",
            waits_for="values",
        ),
    ),
    reason="the call stopped with TypeError: only length-1 arrays can be converted",
    fault=Fault(
        kind="TypeError",
        message="only length-1 arrays can be converted",
        cell="exercise-sigmoid",
        line=4,
        source="    return 1 / (1 + math.exp(-z))",
    ),
)

#: An exercise whose stub is still in place.
UNTOUCHED = Verdict(
    exercise="neuron_forward",
    number="1.3",
    title="One neuron forward",
    outcome=Outcome.NOT_ATTEMPTED,
    checks=tuple(
        CheckResult(name, 0.0, 1.0, "nothing is written here yet") for name in ("values", "shape")
    ),
    reason="nothing is written here yet",
)

PASSED = Verdict(
    exercise="quadratic_cost",
    number="1.5",
    title="The quadratic cost",
    outcome=Outcome.PASSED,
    checks=(CheckResult("cost", 1.5, 1.5), CheckResult("derivative", 0.5, 0.5)),
)


#: A gradient whose second row is wrong, in one entry no number; a bias of another shape.
EXHIBIT = Exhibit(
    maps=(ErrorMap("dW", (2, 3), np.array([[0, 0, 0], [0.5, 0.02, np.nan]])),),
    shapes=(
        ShapeRow("weights", ("(2, 3)", "(1, 2)"), is_list=True),
        ShapeRow("x", ("(3, 1)",)),
        ShapeRow("dW", ("(2, 3)",), yours=True),
        ShapeRow("db", ("(2,)",), yours=True, asked=("(2, 1)",)),
    ),
)


def graded(
    *verdicts: Verdict,
    status: Status = Status.GRADED,
    provenance: Provenance = PROVENANCE,
    answers: Mapping[str, str] | None = None,
    **submission: Any,
) -> GradedSubmission:
    """Make a graded submission from verdicts and whatever else is of interest."""
    identity = {"student": "ada", "assignment": "01_neuron", "notebook": "01_neuron"}
    return GradedSubmission(
        submission=Submission(cells=(), sha256="8f" * 32, **identity | submission),
        status=status,
        verdicts=verdicts,
        max_score=17.0,
        provenance=provenance,
        answers=answers or {},
    )


def class_of(size: int, seed: int = 0) -> list[dict[str, Any]]:
    """Make the results of a class, of students stronger and weaker."""
    draw = random.Random(seed)
    results = [_result(draw, f"student{place:04d}") for place in range(1, size + 1)]
    for result in results:
        for exercise in result["exercises"]:
            if exercise["outcome"] in ("partial", "failed", "raised"):
                exercise.update(_answer(draw, exercise, size))
    return results


def _answer(draw: random.Random, exercise: dict[str, Any], size: int) -> dict[str, Any]:
    """Draw a wrong answer: of a known mistake one of three, else one that hardly anybody shares."""
    change = draw.randrange(3) if exercise["misconception"] else draw.randrange(3, 3 + 20 * size)
    code = WRONG_ANSWER.format(name=exercise["name"], change=change)
    return {"answer": code, "fingerprint": f"{change:x}", "attempts": 1 + change % 7}


def _result(draw: random.Random, student: str) -> dict[str, Any]:
    skill, fate = draw.betavariate(3, 1.4), draw.random()
    unreadable, changed = fate < 0.02, 0.02 < fate < 0.05
    exercises = [_exercise(draw, name, -1.0 if unreadable else skill) for name in EXERCISES]
    undecided = any(exercise["outcome"] == "checker_error" for exercise in exercises)
    return {
        "schema": "checker/result/v1",
        "student": student,
        "assignment": "01_neuron",
        "notebook": "01_neuron",
        "score": sum(exercise["points"] for exercise in exercises),
        "max_score": sum(EXERCISES.values()),
        "status": "unreadable" if unreadable else "needs_human" if undecided else "graded",
        "exercises": exercises,
        "repairs": ["the file is cut off in the middle"] if unreadable else [],
        "tampering": ["the check cell check-sigmoid was changed"] if changed else [],
        "seconds": 0.2,
        "provenance": asdict(PROVENANCE)
        | {"submission_sha256": sha256(student.encode()).hexdigest()},
    }


def _exercise(draw: random.Random, name: str, skill: float) -> dict[str, Any]:
    """Draw what became of one exercise; a negative skill stands for a file without any."""
    luck = draw.random()
    points, mistake, outcome = 0.0, None, "missing"
    if skill >= luck:
        points, outcome = EXERCISES[name], "passed"
    elif skill >= 0:
        outcomes = ("partial", "failed", "raised", "not_attempted", "timed_out", "checker_error")
        outcome = draw.choices(outcomes, (50, 60, 20, 30, 4, 0.6))[0]
    if outcome == "partial":
        points = EXERCISES[name] * draw.choice((0.25, 0.5, 0.75))
    if outcome in ("partial", "failed") and draw.random() < 0.8:
        mistake = MISTAKES[name][min(int(draw.expovariate(1.2)), len(MISTAKES[name]) - 1)]
    return {
        "name": name,
        "points": points,
        "max_points": EXERCISES[name],
        "outcome": outcome,
        "reason": "" if outcome == "passed" else "the value differs",
        "misconception": mistake,
        "carried_forward": outcome == "passed" and name == "train_neuron" and luck > 0.75 * skill,
        "seconds": 0.01,
    }
