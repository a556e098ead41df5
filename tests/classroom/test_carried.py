"""Error carried forward, over the whole course: right answers earn their marks on open stubs."""

from dataclasses import replace

import pytest

from checker.classroom.course import fresh_assignment
from checker.classroom.intake import exercise_id
from checker.classroom.marking import Attempt, without_points
from checker.classroom.pretending import Pretender, without_marks
from checker.classroom.reference import ReferenceSandbox
from checker.classroom.work import Work
from checker.records import Outcome, Submission
from checker.sandbox import UNHURRIED, Sandbox, choose
from tests.classroom.conftest import LESSONS


def only(handout, name):
    """Give the notebook of a student who has solved one exercise and left all others open."""
    worked = without_marks(handout.lesson.worked(name).source)
    cells = tuple(
        replace(cell, source=worked) if cell.id == exercise_id(name) else cell
        for cell in handout.cells
    )
    files = Pretender(handout, {}).files
    return Submission("alice", handout.name, handout.name, cells, "", files=files)


@pytest.mark.slow
@pytest.mark.parametrize("notebook", LESSONS)
def test_one_right_answer_among_open_ones(notebook, course):
    """It earns all its points, whatever functions and classes of earlier exercises it uses."""
    handout, isolation = course[notebook], choose("none")
    with Sandbox(isolation, UNHURRIED) as sandbox, ReferenceSandbox(isolation) as reference:
        assignment = fresh_assignment(handout, 1, sandbox)
        exercises = assignment.casebook.exercises
        still_open = {
            each.name: without_points(each, Outcome.NOT_ATTEMPTED, "") for each in exercises
        }
        for exercise in exercises:
            work = Work(assignment, only(handout, exercise.name))
            attempt = Attempt(work, exercise, sandbox.run, reference.run)
            verdict = attempt.verdict(still_open)
            assert (exercise.name, verdict.outcome) == (exercise.name, Outcome.PASSED)
