"""Programs that are right for most inputs: each once earned everything, and none does any more."""

import json
from pathlib import Path

import pytest

from checker.judging import judge
from tests.course_lessons import course_lesson

pytestmark = pytest.mark.slow

NEARLY_RIGHT = json.loads(Path(__file__).with_name("nearly_right.json").read_text("utf-8"))
#: Trained anew for each program.
TRAINED = {"learn_by_heart", "digits_95"}


def programs():
    for row in NEARLY_RIGHT:
        trains = pytest.mark.nightly("trains") if row["exercise"] in TRAINED else ()
        yield pytest.param(row, marks=trains, id=f"{row['exercise']}: {row['case']}")


@pytest.mark.parametrize("row", list(programs()))
def test_program_that_is_nearly_right(desk_of, row):
    """It loses what the case is worth that shows it, and no more than half."""
    lesson = course_lesson(row["notebook"])
    desk = desk_of(lesson)
    exercise = next(each for each in lesson.exercises if each.name == row["exercise"])
    compiled = desk.paired(exercise, 3)[0]
    verdict = judge(compiled, desk.answers(exercise, compiled.cases, row["code"]))
    assert verdict.max_points / 2 < verdict.points < verdict.max_points
    assert row["case"] in {check.case for check in verdict.checks if not check.passed}
