"""Earlier exercises that are not right yet are named, as the cause or beside it."""

from dataclasses import replace

import pytest

from checker.grades import CheckResult, Outcome, Verdict
from checker.judging.helpers import naming

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
