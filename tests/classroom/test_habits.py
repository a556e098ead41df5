"""Right answers in the habits of those who write them: full marks, and nobody is accused."""

import random
import re
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
        self.places = [
            at
            for at, cell in enumerate(self.cells)
            if cell.id in exercises and not exercises[cell.id].fields
        ]

    def graded(self, habit, place=None):
        """Give what becomes of the notebook in a habit; of the first function's, if not said."""
        exercises = self.assignment.casebook.exercises
        changed = habit(self.cells, self.places[0] if place is None else place)
        cells, repairs = recover(changed, self.assignment.release, exercises)
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


def costly(one, names, place=None):
    """What those habits are told that lose a point or are accused."""
    lost = {}
    for name in names:
        graded = one.graded(HABITS[name], place)
        if graded.score < graded.max_score or graded.submission.tampering:
            reasons = [each.reason for each in graded.verdicts if each.points < each.max_points]
            lost[name] = reasons, graded.submission.tampering
    return lost


@pytest.mark.slow
def test_some_habits(class_of):
    """Every fifteenth habit costs no point on the first notebook."""
    assert costly(class_of(LESSONS[0]), list(HABITS)[::15]) == {}


@pytest.mark.nightly("every fifteenth habit stands for all: no two of them meet in the code")
def test_all_habits(class_of):
    """No habit costs a point on the first notebook."""
    assert costly(class_of(LESSONS[0]), HABITS) == {}


@pytest.mark.nightly("what is tried on notebook 1 on every change is the same code for all")
@pytest.mark.parametrize("lesson", LESSONS[1:])
def test_habits_on_later_notebooks(class_of, lesson):
    """Ten habits, drawn, cost no point on another notebook, each at an exercise drawn for it."""
    one, rng = class_of(lesson), random.Random(lesson)
    for name in rng.sample(list(HABITS), 10):
        assert costly(one, [name], rng.choice(one.places)) == {}


#: How people fill typed answers: what stands below the worked ones, which are in `mine`.
FILLED = {
    "in a loop": "{name} = {{}}\nfor key, value in mine.items():\n    {name}[key] = value",
    "by update": "{name} = dict()\n{name}.update(mine)",
    "under another name": "{name} = {{}}\nother = {name}\nother.update(mine)",
    "with defaults": "{name} = {{}}\nfor key in mine:\n    {name}.setdefault(key, mine[key])",
    "in a function": "{name} = {{}}\ndef fill(into):\n    into |= mine\nfill({name})",
    "by a global": "def work():\n    global {name}\n    {name} = mine\nwork()",
    "beside another": "({name}, other) = (mine, 3)",
    "annotated": "{name}: dict[str, float] = mine",
    "in another class": "from collections import OrderedDict\n{name} = OrderedDict(mine)",
    "as exact numbers": "from decimal import Decimal\nfrom fractions import Fraction\n"
    "kinds = {{float: lambda v: Decimal(str(v)), int: Fraction}}\n"
    "{name} = {{k: kinds.get(type(v), lambda v: v)(v) for k, v in mine.items()}}",
    "as NumPy's numbers": "{name} = {{k: np.array(v) if isinstance(v, float) else v"
    " for k, v in mine.items()}}",
    "as nbconvert writes %time": "get_ipython().run_line_magic('time', '{name} = mine')",
}  # fmt: skip


@pytest.mark.slow
def test_typed_answers(class_of):
    """However a dict of answers is filled, it earns what its numbers earn."""
    one = class_of(LESSONS[0])
    typed = next(each for each in one.assignment.casebook.exercises if each.fields)
    (place,) = [at for at, cell in enumerate(one.cells) if cell.id == exercise_id(typed.name)]
    lost = {}
    for habit, text in FILLED.items():
        form = partial(with_more, rf"^{typed.name}\b", text.format(name=typed.name))
        graded = one.graded(partial(changed, form), place)
        if graded.score < graded.max_score or graded.submission.tampering:
            lost[habit] = [each.reason for each in graded.verdicts if each.reason]
    assert lost == {}


def with_more(name, more, source):
    """Give a cell with what a name was in `mine`, and more below it."""
    return re.sub(name, "mine", source, flags=re.MULTILINE) + "\n" + more
