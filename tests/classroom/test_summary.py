"""A run in a few lines: how many, how well, and who needs a person."""

from checker.classroom.summary import summary


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


def test_a_class():
    """Submissions are counted and marks summed up, a notebook at a time."""
    lines = [line(score=1.0), line(score=2.5), line("bob", 4.0, notebook="02_next")]
    assert summary(lines) == [
        "3 submissions: 3 graded.",
        "01_small: marks from 1 to 2.5, median 1.75 / 5.",
        "02_next: marks from 4 to 4, median 4 / 5.",
    ]


def test_a_single_submission_that_stood():
    """What was taken over is said."""
    assert summary([line()], taken_over=1)[0] == "1 submission: 1 graded; 1 stood already."


def test_those_who_need_a_person():
    """Each is named with the reason."""
    failed = {"name": "double", "outcome": "checker_error"}
    lines = [
        line("eve", 0.0, "unreadable", repairs=["the file is empty"]),
        line("bob", 0.0, "needs_human", exercises=[failed]),
    ]
    assert summary(lines)[0] == "2 submissions: 1 unreadable, 1 for a person to look at."
    assert summary(lines)[2:] == [
        "  bob, 01_small: the checker failed on double.",
        "  eve, 01_small: the file is empty.",
    ]


def test_very_many_who_need_a_person():
    """The list ends before the terminal does."""
    lines = [line(str(n), 0.0, "unreadable", repairs=["it is empty"]) for n in range(50)]
    assert len(summary(lines)) == 23
    assert summary(lines)[-1] == "  and 30 more; the page about the class lists them all."
