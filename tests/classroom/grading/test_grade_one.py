"""One notebook graded from Python, wherever it lies."""

import subprocess
import sys
from typing import get_type_hints

import pytest

import checker
from checker.errors import UsageError
from checker.results.schema import Result
from tests.classroom.own_numbers import make_course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The small course, handed out to one student."""
    return make_course(tmp_path_factory.mktemp("course"), "id\nalice\n")


@pytest.fixture
def homework(course, tmp_path):
    """Alice's notebook, under a name of her own."""
    path = tmp_path / "homework.ipynb"
    path.write_bytes(course.notebook("alice", course.right("alice")))
    return path


@pytest.mark.slow
def test_a_notebook_with_the_students_own_numbers(course, homework):
    """It gets the result that a class run would write, and nothing is written beside it."""
    result = checker.grade(
        homework,
        solutions=str(course.solutions),
        notebooks=course.term / "students" / "alice",
        isolation="none",
        seed=5,
    )
    assert result.keys() == Result.__required_keys__
    assert (result["student"], result["notebook"]) == ("homework", "06_momentum")
    assert (result["score"], result["max_score"], result["status"]) == (3.0, 3.0, "graded")
    assert [each["outcome"] for each in result["exercises"]] == ["passed", "passed"]
    assert result["provenance"]["seed"] == 5
    assert [path.name for path in homework.parent.iterdir()] == ["homework.ipynb"]


@pytest.mark.slow
def test_the_shared_numbers_where_students_have_their_own(course, homework):
    """Nobody is held to them: the student's own folder has to be named."""
    with pytest.raises(UsageError, match="give the folder of the student as --notebooks"):
        checker.grade(homework, course.solutions, notebooks=course.term, isolation="none")


@pytest.mark.slow
def test_a_lesson_that_is_at_fault_elsewhere(course, homework):
    """Only the lesson that the notebook answers is opened, whatever the file is called."""
    broken = course.solutions / "07_broken.py"
    broken.write_text("# %% tags=setup\n", "utf-8")
    folder = course.term / "students" / "alice"
    try:
        result = checker.grade(homework, course.solutions, notebooks=folder, isolation="none")
    finally:
        broken.unlink()
    assert (result["notebook"], result["score"]) == ("06_momentum", 3.0)


def test_what_is_importable():
    """Every public name is there, and what grade gives back is typed."""
    assert all(hasattr(checker, name) for name in checker.__all__)
    assert get_type_hints(checker.grade)["return"] is checker.Result is Result


def test_the_students_import_stays_light():
    """`import checker` loads nothing of the grader, and `check` no more than before."""
    ask = "import sys, checker; checker.check; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "checker.student.notebook" in loaded
    assert not {name for name in loaded if name.startswith(("checker.classroom", "checker.cli"))}
    assert not {"jupytext", "nbgrader", "sqlalchemy", "matplotlib"} & loaded
