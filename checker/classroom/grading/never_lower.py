"""No mark is lowered: where an earlier run gave an exercise more, that stands, and it is said."""

from collections.abc import Mapping
from dataclasses import replace

from checker.classroom.grading.order import Order
from checker.grades import CheckResult, GradedSubmission, Outcome, Verdict
from checker.reports.words import mark_text
from checker.results.schema import ExerciseResult

#: What the one check is called that stands for an earlier grading.
EARLIER = "an earlier grading"


def not_lowered(
    graded: GradedSubmission, before: Mapping[str, ExerciseResult], order: Order
) -> GradedSubmission:
    """Return a graded submission in which no exercise earns less than it did, if it is ordered so.

    What an exercise is worth now is the most that it can keep.
    """
    if not order.never_lower:
        return graded
    verdicts, remarks = [], []
    for verdict in graded.verdicts:
        earlier = before.get(verdict.exercise)
        points = min(earlier["points"], verdict.max_points) if earlier else 0.0
        if earlier is None or points <= verdict.points:
            verdicts.append(verdict)
            continue
        now = mark_text(verdict.points, verdict.max_points)
        remarks.append(f"{verdict.exercise} keeps {points:g} from an earlier grading; now {now}")
        verdicts.append(_kept(verdict, earlier, points))
    submission = graded.submission
    submission = replace(submission, repairs=(*submission.repairs, *remarks))
    return replace(graded, submission=submission, verdicts=tuple(verdicts))


def _kept(verdict: Verdict, earlier: ExerciseResult, points: float) -> Verdict:
    now = mark_text(verdict.points, verdict.max_points)
    full = points == verdict.max_points
    outcome = Outcome.PASSED if full else Outcome.PARTIAL
    return replace(
        verdict,
        outcome=verdict.outcome if verdict.outcome is Outcome.CHECKER_ERROR else outcome,
        checks=(CheckResult(EARLIER, points, verdict.max_points, earlier["reason"]),),
        reason="" if full else earlier["reason"],
        misconception=None if full else earlier["misconception"],
        second_misconception=None,
        sentence="",
        fault=None,
        carried_forward=earlier["carried_forward"],
        remarks=(f"the mark of an earlier grading is kept; this one would have given {now}",),
    )
