"""A run in a few lines: how many, how well, and what a person has to do."""

from checker.classroom.batch.summary import ClassTally, summary
from checker.classroom.grading.messages import GradingReply


def line(student="alice", score=3.0, status="graded", **fields):
    return {
        "student": student,
        "notebook": "01_small",
        "score": score,
        "max_score": 5.0,
        "status": status,
        "exercises": [],
        "repairs": [],
    } | fields


def counted(lines, **fields):
    tally = ClassTally()
    for each in lines:
        tally.add(GradingReply(each, **fields))
    return tally


def test_a_class():
    """Submissions are counted and marks summed up, a notebook at a time."""
    lines = [line(score=1.0), line(score=2.5), line("bob", 4.0, notebook="02_next")]
    assert summary(counted(lines)) == [
        "3 submissions: 3 graded.",
        "01_small: marks from 1 to 2.5, median 1.75 / 5.",
        "02_next: marks from 4 to 4, median 4 / 5.",
    ]


def test_a_single_submission_that_stood():
    """What was taken over is said."""
    said = summary(counted([line()], taken_over=True))
    assert said[0] == "1 submission: 1 graded; 1 stood already."


def test_exercises_that_stood():
    """What was marked is told apart from what was taken from the store."""
    tally = counted([line(exercises=[{"name": n, "outcome": "passed"} for n in "abc"])], reused=2)
    assert summary(tally)[1] == (
        "1 exercise marked, 2 taken from the store: nothing that they rest on has changed."
    )


def test_code_that_was_stopped():
    """It is counted by kind; a wrong answer is no such thing."""
    outcomes = ["raised", "timed_out", "timed_out", "failed", "crashed"]
    tally = counted([line(exercises=[{"name": "a", "outcome": each} for each in outcomes])])
    assert tally.troubles() == "1 raised an exception, 2 ran out of time, 1 crashed"
    assert summary(tally)[2] == f"Of 5 exercises, {tally.troubles()}."


def test_those_who_need_a_person():
    """Each is named with the reason, below what can be done about it."""
    failed = {"name": "double", "outcome": "checker_error"}
    lines = [
        line("eve", 0.0, "unreadable", repairs=["the file is empty"]),
        line("bob", 0.0, "needs_human", exercises=[failed]),
    ]
    said = summary(counted(lines))
    assert said[0] == "2 submissions: 1 unreadable, 1 for a person to look at."
    assert said[3].startswith("Ask for these files again")
    assert said[4] == "  eve, 01_small: the file is empty."
    assert said[5].startswith("Look at these yourself, or give the same command again")
    assert said[6:] == ["  bob, 01_small: the checker failed on double."]


def test_very_many_who_need_a_person():
    """The list ends before the terminal does."""
    lines = [line(str(n), 0.0, "unreadable", repairs=["it is empty"]) for n in range(50)]
    said = summary(counted(lines))
    assert len(said) == 24
    assert said[-1] == "  and 30 more; the page about the class lists them all."
