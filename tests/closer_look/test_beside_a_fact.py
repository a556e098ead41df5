"""What a closer look adds beside a fact that the verdict tells already."""

import pytest

from checker.closer_look import Finding, found_beside
from checker.closer_look.blame import Blame
from checker.closer_look.steps import Parting
from checker.grades import CheckResult, Outcome, Verdict

ONE_TOO_MANY = "Your list costs is right, but for one item too many, the last one."
LINE, OTHER = ("cell 0", 4), ("cell 0", 7)
TURNS = Finding(parting=Parting((LINE,), sure=True, later_turn=True))
BLAMED = Finding(blame=Blame(blamed=(LINE,), spared=(OTHER,)))
PARTED = Finding(parting=Parting((LINE,), sure=True))


def beside(sentence, finding):
    checks = (CheckResult("values", 0.0, 1.0, "the shape differs"),)
    return found_beside(
        Verdict("f", "9.1", "f", Outcome.FAILED, checks, sentence=sentence), finding
    )


@pytest.mark.parametrize("finding", [TURNS, BLAMED], ids=["a later turn", "blamed lines"])
def test_a_list_that_is_right_but_for_its_length(finding):
    """No turn of its loop is wrong and no line of it, only how often they run."""
    assert beside("", finding) != ""
    assert beside(ONE_TOO_MANY, finding) == ""


def test_a_line_with_a_value_of_its_own():
    """It is named all the same: it may be the one that adds what is too many."""
    assert beside(ONE_TOO_MANY, PARTED).startswith("Line 4 gives the first value")
