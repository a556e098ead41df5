"""Error carried forward, over the whole course: right answers earn their marks on open stubs."""

from dataclasses import replace

import pytest

from checker.classroom.grading.attempt import Attempt
from checker.classroom.grading.marking import unmarked
from checker.classroom.grading.student_code import StudentCode
from checker.classroom.simulation.made_up_student import Pretender, without_marks
from checker.course.compiling.handouts import explaining, fresh_assignment
from checker.course.compiling.reference_sandbox import ReferenceSandbox
from checker.documents.cell_text import exercise_id
from checker.grades import Outcome
from checker.records import Submission
from checker.sandbox import UNHURRIED, Sandbox, choose
from tests.classroom.conftest import LESSONS
from tests.selection import others_at_night


def only(handout, name, old="", new=""):
    """Give the notebook of a student who has solved one exercise and left all others open.

    In what is written there, the one text stands for the other.
    """
    source = without_marks(handout.lesson.worked(name).source)
    worked = source.replace(old, new)
    assert (worked == source) == (old == new)
    cells = tuple(
        replace(cell, source=worked) if cell.id == exercise_id(name) else cell
        for cell in handout.cells
    )
    files = Pretender(handout, {}).files
    return Submission("alice", handout.name, handout.name, cells, "", files=files)


#: Notebook 5 trains for a minute, and its answers are taken over by the same code.
EVERY_CHANGE = {name for name in LESSONS if name != "05_full_network"}


@pytest.mark.slow
@pytest.mark.parametrize("notebook", others_at_night(LESSONS, EVERY_CHANGE))
def test_one_right_answer_among_open_ones(notebook, course):
    """It earns all its points, whatever functions and classes of earlier exercises it uses."""
    handout, isolation = course[notebook], choose("none")
    with Sandbox(isolation, UNHURRIED) as sandbox, ReferenceSandbox(isolation) as reference:
        assignment = fresh_assignment(explaining(handout, ()), 1, sandbox)
        exercises = assignment.casebook.exercises
        still_open = {each.name: unmarked(each, Outcome.NOT_ATTEMPTED, "") for each in exercises}
        for exercise in exercises:
            work = StudentCode(assignment, only(handout, exercise.name))
            attempt = Attempt(work, exercise, sandbox.run, reference.run)
            verdict = attempt.verdict(still_open)
            assert (exercise.name, verdict.outcome) == (exercise.name, Outcome.PASSED)


@pytest.mark.nightly("asks the reference 1,800 times; the test above asks it with its own function")
def test_a_function_of_their_own_for_an_open_one(course):
    """A student may hand a lambda to a function that the reference answers."""
    handout, isolation = course["03_hand_backward"], choose("none")
    own = only(handout, "accepts_gradient", "_gradient(f, x)", "_gradient(lambda p: f(p), x)")
    with Sandbox(isolation, UNHURRIED) as sandbox, ReferenceSandbox(isolation) as reference:
        assignment = fresh_assignment(explaining(handout, ()), 1, sandbox)
        exercises = {each.name: each for each in assignment.casebook.exercises}
        exercise, needed = exercises["accepts_gradient"], exercises["numerical_gradient"]
        attempt = Attempt(StudentCode(assignment, own), exercise, sandbox.run, reference.run)
        left_open = unmarked(needed, Outcome.NOT_ATTEMPTED, "")
        verdict = attempt.verdict({needed.name: left_open})
    assert (verdict.outcome, verdict.carried_forward) == (Outcome.PASSED, True)
