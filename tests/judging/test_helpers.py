"""Earlier exercises that are not right yet are named, as the cause or beside it."""

from dataclasses import replace

import pytest

from checker.grades import CheckResult, Outcome, Verdict
from checker.judging.helpers import naming, only_graded

VERDICT = Verdict("f", "9.2", "f", Outcome.FAILED, (CheckResult("a", 0.0, 1.0, "it differs"),))


class Helper:
    """What is asked of an earlier exercise."""

    name, number = "g", "9.1"


def test_cause():
    """Where nothing else is known, the helper is where to look first."""
    said = naming(VERDICT, [Helper], cause=True).sentence
    assert said == "f calls g (9.1), which is not right yet: look there first."
    assert naming(VERDICT, [], cause=True) is VERDICT


@pytest.mark.parametrize(
    ("verdict", "cause"),
    [
        (replace(VERDICT, outcome=Outcome.PASSED), True),
        (replace(VERDICT, misconception="9.2.sign", sentence="The sign."), True),
        (replace(VERDICT, sentence="Line 3: …"), False),
    ],
)
def test_beside(verdict, cause):
    """Beside a right answer, a known mistake or a line, helpers are named in a remark."""
    named = naming(verdict, [Helper, Helper], cause=cause)
    assert named.sentence == verdict.sentence
    assert named.remarks == ("f calls g (9.1) and g (9.1), which are not right yet.",)


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.RAISED, Outcome.TIMED_OUT])
def test_only_grading_can_tell(outcome):
    """Where only grading has a right helper, the verdict says that it may earn more there."""
    (remark,) = only_graded(replace(VERDICT, outcome=outcome), [Helper]).remarks
    assert remark == (
        "In grading a right g (9.1) also answers in place of yours, which is not right yet, so "
        "this exercise may earn more there than here."
    )


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.NOT_ATTEMPTED])
def test_nothing_more_in_grading(outcome):
    """Where there is nothing to earn, or no helper that lacks, nothing is said of grading."""
    verdict = replace(VERDICT, outcome=outcome)
    assert only_graded(verdict, [Helper]) is verdict
    assert only_graded(VERDICT, []) is VERDICT
