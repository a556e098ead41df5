"""A file of exercises is loaded from its path, and its faults are named by line."""

import sys

import pytest

from checker.course.release.exercise_file import line_of, load_exercises
from checker.errors import SourceError


@pytest.fixture
def written(tmp_path):
    """Give a function that writes a file of exercises."""

    def write(text):
        path = tmp_path / "01_small_exercises.py"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_list_of_exercises(solutions):
    """The exercises come in their order, and the module search path stays as it was."""
    before = list(sys.path)
    exercises = load_exercises(solutions / "01_small_exercises.py")
    assert [exercise.name for exercise in exercises] == ["line", "by_hand"]
    assert sys.path == before


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x = 1\n", ":1: the file needs a list EXERCISES"),
        ("EXERCISES = (1, 2)\n", ":1: the file needs a list EXERCISES"),
        ("EXERCISES = ['sigmoid']\n", ":1: the file needs a list EXERCISES"),
        ("x = 1\ny = = 2\n", ":2: SyntaxError: invalid syntax"),
        ("x = 1\n\nimport no_such_module\n", ":3: ModuleNotFoundError: No module named"),
        ("def f():\n    return 1 / 0\n\n\nf()\n", ":2: ZeroDivisionError: division by zero"),
        ("import json\njson.loads('{')\n", ":2: JSONDecodeError"),
    ],
)
def test_a_file_at_fault(written, text, fault):
    """The message begins with the file and the line of it that failed."""
    path = written(text)
    with pytest.raises(SourceError) as caught:
        load_exercises(path)
    assert str(caught.value).startswith(f"{path}{fault}")


def test_a_missing_file(tmp_path):
    """A file that is not there is named."""
    with pytest.raises(
        SourceError, match=r"01_none_exercises\.py:1: the file of exercises is missing"
    ):
        load_exercises(tmp_path / "01_none_exercises.py")


def test_places(solutions):
    """An exercise is found by its name, whether given by position or by keyword."""
    path = solutions / "01_small_exercises.py"
    lines = path.read_text(encoding="utf-8").splitlines()
    for name in ("line", "by_hand"):
        line = int(line_of(path, name).rpartition(":")[2])
        assert f'"{name}"' in lines[line - 1]
    assert line_of(path, "nobody") == f"{path}:1"
