"""The same file earns the same in class, in a rehearsal and in grading.

Notebooks are put together from all programs that we have: worked solutions, other styles, known
mistakes, pairs of them and programs as people write them, one of each exercise's in turn, so that
what is wrong in one exercise meets what is wrong in those that rest on it.
"""

import json
import random
import shutil
from functools import cache

import pytest

from checker.classroom.simulation.made_up_student import without_marks
from checker.course.release.pairs import pairs_of
from checker.course.release.styles import load_styles
from checker.course.release.wrong import wrong_cell
from checker.student.rehearsal import rehearse
from tests.course_lessons import course_lesson
from tests.student.both_ways import (
    NAMES,
    ROOT,
    graders,
    in_class,
    in_grading,
    judged_in_class,
    notebook,
    worked,
)

LESSONS = {name: course_lesson(name) for name in NAMES}
WILD = json.loads((ROOT / "tests" / "wild" / "programs.json").read_text("utf-8"))
MISTAKES = [
    (name, exercise.name, known.id)
    for name, lesson in LESSONS.items()
    for exercise in lesson.exercises
    if not exercise.fields
    for known in exercise.misconceptions
]
#: What every change tries; the rest is tried at night, notebook 5 too, which trains.
CHOSEN = random.Random(17).sample([each for each in MISTAKES if each[0] < "05"], 2)
#: So many notebooks are put together of each lesson's programs at night, and of its pairs.
ROUNDS, PAIRED_ROUNDS = 24, 80
#: So many drawings of a notebook's cases are graded on.
SEEDS = 3


@pytest.fixture(scope="module")
def grading():
    """What grades one notebook after the other."""
    with graders() as found:
        yield found


def mistaken(name, exercise, known):
    """A notebook that is right but for one known mistake."""
    lesson = LESSONS[name]
    asked = next(each for each in lesson.exercises if each.name == exercise)
    made = next(each for each in asked.misconceptions if each.id == known)
    text = wrong_cell(asked, lesson.worked(exercise), made)
    return notebook(name, worked(name) | {exercise: text})


@cache
def programs(name):
    """All programs that we have for each exercise of a notebook, pairs of mistakes aside."""
    lesson = LESSONS[name]
    styles = load_styles(lesson)
    found = {}
    for each in lesson.exercises:
        cell = lesson.worked(each.name)
        wrong = (wrong_cell(each, cell, known) for known in each.misconceptions)
        wild = (row["code"] for row in WILD if row["exercise"] == each.name)
        found[each.name] = [
            *styles.get(each.name, ()), *map(without_marks, wrong), *wild,
            without_marks(cell.source),
        ]  # fmt: skip
    return found


@cache
def pairs(name):
    """All pairs of mistakes of each exercise, or the worked solution where there are none."""
    lesson = LESSONS[name]
    found = {}
    for each in lesson.exercises:
        cell = lesson.worked(each.name)
        both = (wrong_cell(each, cell, pair.both) for pair in pairs_of(each, cell))
        found[each.name] = [*map(without_marks, both)] or [without_marks(cell.source)]
    return found


def in_turn(name, texts, number):
    """The notebook of a round: of each exercise's programs the next; half of them are right."""
    rng = random.Random(f"{name} {number}")
    right = worked(name)
    answers = {
        exercise: right[exercise] if rng.random() < 0.4 else own[number % len(own)]
        for exercise, own in texts.items()
    }
    return notebook(name, answers)


def told_in_class(name, found, graded):
    """The points of class; where it says that grading may give more, what that gives, if more.

    Of a whole training, and of digits by the thousand, nothing is recorded for the classroom.
    """
    return {
        each: max(verdict.points, graded[each] if _says_more(verdict) else 0)
        for each, verdict in judged_in_class(name, found).items()
    }


def _says_more(verdict):
    return any(remark.endswith("may earn more there than here.") for remark in verdict.remarks)


def nightly(reason, chosen):
    return () if chosen else pytest.mark.nightly(reason)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "exercise", "known"),
    [
        pytest.param(*each, marks=nightly("some are tried on every change", each in CHOSEN))
        for each in MISTAKES
    ],
)
def test_one_known_mistake(name, exercise, known, grading):
    """What rests on a wrong answer earns the same both ways."""
    found = mistaken(name, exercise, known)
    graded = grading.points(name, found, 1)
    assert told_in_class(name, found, graded) == graded


@pytest.mark.slow
def test_what_grades_here(grading, tmp_path):
    """It gives what the grader gives that starts anew for each notebook."""
    name = NAMES[0]
    found = in_turn(name, programs(name), 7)
    assert grading.points(name, found, 1) == in_grading(name, found, tmp_path, 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "number"),
    [
        pytest.param(name, number, marks=nightly("one is tried on every change", number == 5))
        for name in NAMES
        for number in range(ROUNDS)
        if name < "05" or number != 5
    ],
)
def test_all_programs_in_turn(name, number, grading):
    """Whatever stands beside whatever else, class gives what grading gives."""
    found = in_turn(name, programs(name), number)
    graded = grading.points(name, found, number % SEEDS)
    assert told_in_class(name, found, graded) == graded


@pytest.mark.nightly("known mistakes one by one are tried on every change")
@pytest.mark.parametrize("number", range(PAIRED_ROUNDS))
@pytest.mark.parametrize("name", [name for name in NAMES if name < "05"])
def test_pairs_of_mistakes_in_turn(name, number, grading):
    """Two mistakes in each of several exercises: class gives what grading gives."""
    found = in_turn(name, pairs(name), number)
    graded = grading.points(name, found, number % SEEDS)
    assert told_in_class(name, found, graded) == graded


@pytest.mark.nightly("starts a kernel for each notebook; class and grading are compared always")
@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize("name", [name for name in NAMES if name < "05"])
def test_rehearsal(name, number, tmp_path):
    """A rehearsal in a kernel gives the marks of class."""
    found = in_turn(name, programs(name), number)
    path = tmp_path / f"{name}.ipynb"
    path.write_text(json.dumps(found), "utf-8")
    shutil.copytree(ROOT / "notebooks" / "cases", tmp_path / "cases")
    rehearsed = {each.exercise: each.points for each in rehearse(path).checked}
    assert rehearsed == in_class(name, found)
