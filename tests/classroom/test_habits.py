"""Right answers in the habits of those who write them: full marks, and nobody is accused."""

from dataclasses import replace
from functools import partial

import pytest

from checker.answers import recover
from checker.classroom.grading.marking import Marker
from checker.classroom.simulation.made_up_student import Pretender, without_marks
from checker.course.compiling.handouts import explaining, fresh_assignment
from checker.course.compiling.reference_sandbox import ReferenceSandbox
from checker.documents.cell_text import exercise_id
from checker.records import Cell, Submission
from checker.results.provenance import provenance
from checker.sandbox import UNHURRIED, Sandbox, choose
from tests.classroom.conftest import LESSONS
from tests.classroom.habits import ABOVE, BELOW, FORMS, LATER


def habits():
    """Each habit as a change of a notebook's cells, by the place of the answer."""
    for text in ABOVE:
        yield f"above: {text}", partial(changed, lambda source, text=text: f"{text}\n{source}")
    for text in BELOW:
        yield f"below: {text}", partial(changed, lambda source, text=text: f"{source}\n{text}")
    for text in LATER:
        yield f"later: {text}", lambda cells, _, text=text: (*cells, Cell("mine", "code", text))
    for name, form in FORMS.items():
        yield f"form: {name}", partial(changed, form)


def changed(form, cells, place):
    """Give the cells with another form of the one at a place."""
    one = replace(cells[place], source=form(cells[place].source))
    return (*cells[:place], one, *cells[place + 1 :])


HABITS = dict(habits())


def answer(handout, exercise):
    """Give the worked answer to an exercise, as a student would write it."""
    return without_marks(handout.lesson.worked(exercise.name).source)


class Class:
    """Grades one notebook of the course after the other, each with all answers right."""

    def __init__(self, handout, sandbox, reference):
        self.assignment = fresh_assignment(explaining(handout, ()), 1, sandbox)
        self.files = Pretender(handout, {}).files
        self.run, self.reference = sandbox.run, reference.run
        exercises = {exercise_id(each.name): each for each in self.assignment.casebook.exercises}
        self.cells = tuple(
            replace(
                cell, source=without_marks(handout.lesson.worked(exercises[cell.id].name).source)
            )
            if cell.id in exercises
            else cell
            for cell in handout.cells
        )
        self.place = next(
            at
            for at, cell in enumerate(self.cells)
            if cell.id in exercises and not exercises[cell.id].fields
        )

    def graded(self, habit):
        """Give what becomes of the notebook in a habit."""
        exercises = self.assignment.casebook.exercises
        cells, repairs = recover(habit(self.cells, self.place), self.assignment.release, exercises)
        name = self.assignment.name
        submission = Submission("ada", name, name, cells, "", files=self.files, repairs=repairs)
        marker = Marker(self.assignment, provenance("none", 1))
        return marker.mark(submission, self.run, self.reference)


@pytest.fixture(scope="module")
def class_of(course):
    isolation = choose("auto")
    limits = replace(UNHURRIED, submission_seconds=1e6)
    with Sandbox(isolation, limits) as sandbox, ReferenceSandbox(isolation) as reference:
        yield lambda notebook: Class(course[notebook], sandbox, reference)


def test_number_of_habits():
    """There are enough of them to tell."""
    assert len(HABITS) >= 130


def costly(one, names):
    """What those habits are told that lose a point or are accused."""
    lost = {}
    for name in names:
        graded = one.graded(HABITS[name])
        if graded.score < graded.max_score or graded.submission.tampering:
            reasons = [each.reason for each in graded.verdicts if each.points < each.max_points]
            lost[name] = reasons, graded.submission.tampering
    return lost


@pytest.mark.slow
def test_some_habits(class_of):
    """Every eleventh habit costs no point on the first notebook."""
    assert costly(class_of(LESSONS[0]), list(HABITS)[::11]) == {}


@pytest.mark.nightly("every eleventh habit stands for all: no two of them meet in the code")
def test_all_habits(class_of):
    """No habit costs a point on the first notebook."""
    assert costly(class_of(LESSONS[0]), HABITS) == {}
