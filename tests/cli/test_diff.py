"""Two files of results: whose marks move, by how much, and why."""

import json

import pytest

from checker.classroom.batch.comparison import moves
from checker.cli.diff import say_moves
from checker.results.schema import SCHEMA, key_of

GROUNDS = {
    "submission_sha256": "a", "casebook_sha256": "c", "checker_version": "0.1",
    "python": "3.11", "numpy": "2.4", "isolation": "none", "seed": 7,
}  # fmt: skip


def result(student="alice", status="graded", points=(2.0, 1.0), outcomes=None, **grounds):
    outcomes = outcomes or tuple("passed" if each else "failed" for each in points)
    rows = zip(("double", "fourfold"), points, outcomes, strict=True)
    return {
        "schema": SCHEMA, "student": student, "assignment": "01", "notebook": "01",
        "score": sum(points), "max_score": 3.0, "status": status,
        "exercises": [
            {"name": name, "points": earned, "max_points": 2.0, "outcome": outcome,
             "reason": "" if outcome == "passed" else "the value is wrong",
             "misconception": None, "carried_forward": False, "seconds": 0.1}
            for name, earned, outcome in rows
        ],
        "repairs": [], "tampering": [], "seconds": 0.1, "provenance": GROUNDS | grounds,
    }  # fmt: skip


def compared(old, new):
    return moves(*({key_of(each): each for each in results} for results in (old, new)))


def test_nothing_has_moved():
    """Seconds and grounds alone are no move."""
    assert compared([result()], [result(seed=8) | {"seconds": 9.0}]) == []


def test_a_mark_that_falls():
    """It is said by how much, in which exercise, and what has changed."""
    (move,) = compared([result()], [result(points=(0.0, 1.0), submission_sha256="b", seed=8)])
    assert move.by == -2
    assert move.sentence() == "alice, 01: 3 → 1 (-2): handed in again, another seed"
    (shift,) = move.shifts
    assert shift.sentence() == ("double: 2 of 2, right → 0 of 2, not right yet; the value is wrong")


def test_those_who_lose_most():
    """They come first."""
    old = [result("alice"), result("bob", points=(0.0, 1.0)), result("carol")]
    new = [result("alice", points=(1.0, 1.0)), result("bob"), result("carol", points=(0.0, 0.0))]
    assert [(move.student, move.by) for move in compared(old, new)] == [
        ("carol", -3.0), ("alice", -1.0), ("bob", 2.0),
    ]  # fmt: skip


def test_points_that_move_within_a_mark():
    """Two exercises that make up for each other are a move of nothing."""
    (move,) = compared([result(points=(2.0, 0.0))], [result(points=(0.0, 2.0))])
    assert (move.by, [shift.by for shift in move.shifts]) == (0, [-2, 2])


def test_another_outcome_for_the_same_mark():
    """It is listed, too."""
    (move,) = compared(
        [result(points=(0.0, 1.0))],
        [result(points=(0.0, 1.0), outcomes=("timed_out", "passed"))],
    )
    assert "ran out of time" in move.shifts[0].sentence()


def test_students_who_come_and_go():
    """They move from nothing and to nothing."""
    gone, come = compared([result("alice")], [result("bob")])
    assert gone.sentence() == "alice, 01: 3 → none (-3): not in the new results"
    assert come.sentence() == "bob, 01: none → 3 (+3): not in the old results"


def test_a_submission_that_became_unreadable():
    """Its status is part of the reason."""
    (move,) = compared([result()], [result(status="unreadable", points=(0.0, 0.0))])
    assert move.why == ("graded before, unreadable now",)


@pytest.mark.parametrize(("points", "moved"), [((2.0, 1.0), False), ((0.0, 1.0), True)])
def test_what_is_said(tmp_path, capsys, points, moved):
    """A line a submission, one an exercise below it, and the count; names can do no harm."""
    for name, earned in (("old", (2.0, 1.0)), ("new", points)):
        line = json.dumps(result("\x1b[2Jeve", points=earned))
        (tmp_path / name).write_text(f"{line}\n")
    assert say_moves(tmp_path / "old", tmp_path / "new") is moved
    said = capsys.readouterr().out.splitlines()
    assert len(said) == (3 if moved else 1)
    assert said[-1] == f"Of 1 submissions, 0 rise and {int(moved)} fall."
    assert "\x1b[2J" not in "".join(said)
