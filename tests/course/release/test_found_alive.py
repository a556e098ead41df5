"""A lesson is looked through for dead material once, and again as soon as anything has changed."""

import pytest

from checker.course.release import found_alive
from checker.course.release.beginning import begin_lesson
from checker.course.release.course import load_lesson
from checker.errors import SourceError
from checker.kept_files import VARIABLE

NAME = "06_momentum"


@pytest.fixture
def looks(monkeypatch, tmp_path):
    """Counts how often a lesson is looked through; what is remembered is the test's own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    looks, look = [], found_alive.require_alive

    def counted(material):
        looks.append(material)
        look(material)

    monkeypatch.setattr(found_alive, "require_alive", counted)
    return looks


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "solutions"
    folder.mkdir()
    begin_lesson(NAME, folder)
    return folder / f"{NAME}.py"


def test_the_same_lesson_again(looks, source):
    """It is not looked through."""
    first, again = load_lesson(source), load_lesson(source)
    assert len(looks) == 1
    assert first.cells == again.cells


@pytest.mark.parametrize("name", [f"{NAME}.py", f"{NAME}_exercises.py", "tools.py"])
def test_another_text(looks, source, name):
    """Whatever file beside the source is another, the lesson is looked through again."""
    load_lesson(source)
    with source.with_name(name).open("a", encoding="utf-8") as file:
        file.write("\n# another line\n")
    load_lesson(source)
    assert len(looks) == 2


def test_dead_material(looks, source):
    """It is refused every time."""
    exercises = source.with_name(f"{NAME}_exercises.py")
    text = exercises.read_text("utf-8")
    load_lesson(source)
    exercises.write_text(
        text.replace("How high is the line at 0? And one step further?", "", 1), "utf-8"
    )
    for _ in range(2):
        with pytest.raises(SourceError):
            load_lesson(source)
    exercises.write_text(text, "utf-8")
    load_lesson(source)
    assert len(looks) == 3


def test_a_file_that_cannot_be_read(looks, source):
    """Beside it nothing is remembered, and nothing fails."""
    source.with_name("broken.py").symlink_to("nowhere")
    load_lesson(source)
    load_lesson(source)
    assert len(looks) == 2
