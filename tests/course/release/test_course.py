"""Lessons and the whole course are loaded from the folder of solutions."""

import pytest

from checker.course.release.course import load_course
from checker.errors import SourceError, UsageError
from tests.course.release.conftest import EXERCISES, SOURCE


def test_a_lesson(lesson):
    """A lesson has its name, its setup, its given numbers and its worked cells."""
    assert lesson.name == "01_small"
    assert lesson.setup == "import numpy as np\n\nfrom checker import check"
    assert lesson.given == {"by_hand": {"x": 3.0, "w": -0.5, "shape": [2, 1]}}
    assert lesson.worked("line").source.startswith("def line(x, slope):")


def second(solutions, exercises):
    """Put a second lesson beside the first."""
    (solutions / "02_next.py").write_text(SOURCE, encoding="utf-8")
    (solutions / "02_next_exercises.py").write_text(exercises, encoding="utf-8")


def test_a_course(solutions):
    """Lessons come in the order of their names; other files of the folder are none."""
    renamed = EXERCISES.replace('"by_hand"', '"other"').replace('"line', '"curve')
    second(solutions, renamed.replace('"1.', '"2.'))
    text = SOURCE.replace("by_hand", "other").replace("line", "curve")
    (solutions / "02_next.py").write_text(text, encoding="utf-8")
    for name in ("notes.py", "01_small_styles.py"):
        (solutions / name).write_text("broken = = 1\n", encoding="utf-8")
    assert [lesson.name for lesson in load_course(solutions)] == ["01_small", "02_next"]


def test_a_name_taken_by_an_earlier_lesson(solutions):
    """Names are unique over the course."""
    second(solutions, EXERCISES.replace('"1.', '"2.'))
    with pytest.raises(SourceError, match=r"02_next_exercises.py:\d+: “line” is taken"):
        load_course(solutions)


def test_a_number_taken(solutions, edit):
    """Numbers are unique over the course."""
    edit('"1.2"', '"1.1"', "01_small_exercises.py")
    with pytest.raises(SourceError, match=r"01_small_exercises.py:\d+: “1.1” is taken"):
        load_course(solutions)


@pytest.mark.parametrize("need", ["by_hand", "later"])
def test_a_need_that_does_not_come_before(solutions, edit, need):
    """An exercise can only need what stands before it."""
    edit('needs=("line",)', f'needs=("{need}",)', "01_small_exercises.py")
    fault = rf"01_small_exercises.py:\d+: {need} does not come before by_hand"
    with pytest.raises(SourceError, match=fault):
        load_course(solutions)


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_a_folder_without_lessons(tmp_path, folder):
    """A folder without a lesson is refused with what a lesson is."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="holds no lesson; a lesson is a file such as"):
        load_course(tmp_path / folder)
