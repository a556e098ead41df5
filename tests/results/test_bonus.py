"""Bonus points: shown beside every mark, and part of none."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from checker.classroom.exports.classroom50 import GIVEN, classroom50_result
from checker.classroom.exports.gradescope import gradescope_results
from checker.classroom.exports.student_sentences import one_line
from checker.classroom.exports.tables import plain_csv
from checker.classroom.gradebook.bulk_marks import marks_of
from checker.grades import CheckResult, GradedSubmission, Outcome, Status
from checker.reports.by_hand import total_text
from checker.reports.feedback import feedback_page
from checker.reports.progress import NotebookProgress, ProgressRow, next_step, progress_text
from checker.results.by_hand import ByHand, MarkByHand, as_it_counts
from checker.results.schema import bonus_of, result_of
from tests.classroom.exports.made import exercise, result, standing
from tests.reports.made_up import PARTIAL, PROVENANCE
from tests.reports.markup import Markup

BONUS = replace(
    PARTIAL,
    exercise="small",
    outcome=Outcome.PARTIAL,
    checks=(CheckResult("small", 1.0, 2.0),),
    misconception=None,
    sentence="",
    bonus=True,
    measure=13258.0,
)


@pytest.fixture
def graded():
    """A submission with 1.5 of 2 points, and 1 of 2 on top."""
    submission = SimpleNamespace(
        student="ada", assignment="05", notebook="05", repairs=(), tampering=(), unreadable="",
        doubts=(), attempts={},
    )  # fmt: skip
    return GradedSubmission(submission, Status.GRADED, (PARTIAL, BONUS), 2.0, PROVENANCE)


@pytest.fixture
def row():
    """One line of results: 2 of 2, and 1 of 2 on top."""
    bonus = exercise("small", points=1.0, outcome="partial", bonus=True)
    return result("ada", exercises=[exercise("sigmoid"), bonus], score=2.0, max_score=2.0)


def test_mark_of_a_submission(graded):
    """What comes on top is no part of the score, in results neither."""
    assert (graded.score, graded.bonus, graded.max_bonus) == (PARTIAL.points, 1.0, 2.0)
    kept = result_of(graded)
    assert (kept["score"], bonus_of(kept)) == (PARTIAL.points, (1.0, 2.0))
    assert kept["exercises"][1]["measure"] == 13258


def test_page_of_a_student(graded):
    """It says what is on top, beside the mark and in the row of the exercise."""
    text = " ".join(Markup(feedback_page(graded)).text.split())
    assert f"{PARTIAL.points:g} / 2 and a bonus of 1 / 2 on top" in text
    assert "bonus: 1 / 2" in text


def test_marks_by_hand(row):
    """A mark by hand for a bonus changes the bonus, and not the score."""
    counted = as_it_counts(row, ByHand({"small": MarkByHand(score=2.0)}))
    assert counted["score"] == 2.0
    assert bonus_of(counted) == (2.0, 2.0)
    assert total_text(counted) == ""


def test_gradebook(row):
    """In the gradebook it bears no points, and a comment tells it."""
    _, mark = marks_of(row, {})
    assert (mark.score, mark.comment) == (0.0, "Bonus: 1 / 2, on top of the mark.")


def test_exports(row):
    """Every export names it as a bonus, and none counts it."""
    scope = gradescope_results(row, {})
    assert (scope["score"], scope["tests"][1]["name"]) == (2.0, "small (bonus)")
    told = classroom50_result(
        row, {}, dict.fromkeys(GIVEN.values(), "x"), SimpleNamespace(astimezone=_epoch)
    )
    assert (told["score"], told["max-score"]) == (2000, 2000)
    header, line = plain_csv([standing("ada", 2.0)], [row]).decode().splitlines()
    assert header.endswith("sigmoid,small (bonus)")
    assert line.endswith("yes,2,1")
    assert "Bonus, on top of the mark: 1 / 2." in one_line(row, {})


def _epoch(_zone):
    return SimpleNamespace(strftime=lambda _form: "2027-01-01T00:00:00Z")


def test_bonus_that_nobody_tried():
    """Whoever leaves it out has lost nothing and is told nothing of it."""
    bonus = exercise("small", points=0.0, outcome="not_attempted", bonus=True)
    row = result("ada", exercises=[exercise("sigmoid"), bonus], score=2.0)
    assert one_line(row, {}) == "Every exercise is right."


def test_progress():
    """All is done without it; what was earned stands behind the sum."""
    done = ProgressRow("5.9", "last", 2.0, 2.0, Outcome.PASSED)
    extra = ProgressRow("5.12", "small", 1.0, 2.0, Outcome.PARTIAL, bonus=True)
    text = progress_text([NotebookProgress("05", (done, extra))])
    assert "2 / 2 + 1 bonus" in text
    assert "bonus: 1 / 2" in text
    step = next_step([NotebookProgress("05", (done, extra))])
    assert step.startswith("Every exercise is right.")
    assert step.endswith("A bonus is left, if you like.")
