"""What was compiled is compiled once, as long as nothing that it is made of has changed."""

import os
import time
from dataclasses import replace

import pytest

from checker.course.compiling import kept
from checker.course.compiling.casebooks import recorded_casebook
from checker.course.release.beginning import begin_lesson
from checker.course.release.course import load_lesson
from checker.exercises.storage import dump
from checker.kept_files import VARIABLE, cache_folder
from checker.records import Ending
from checker.sandbox import Sandbox, choose

NAME = "06_momentum"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The casebook of the lesson that `checker new` begins."""
    folder = tmp_path_factory.mktemp("solutions")
    begin_lesson(NAME, folder)
    with Sandbox(choose("none")) as sandbox:
        return recorded_casebook(load_lesson(folder / f"{NAME}.py"), None, sandbox)


class Course:
    """A folder of lessons, and how often one was compiled."""

    def __init__(self, folder, book):
        self.folder, self.book, self.compiled = folder, book, 0

    def write(self, name, text="# more\n"):
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(text)

    def compile(self, _lesson, seed, _sandbox):
        self.compiled += 1
        return replace(self.book, seed=seed)

    def ask(self, seed=None):
        """Ask for the casebook once more, and give it."""
        return kept.kept_casebook(load_lesson(self.folder / f"{NAME}.py"), seed, None)


@pytest.fixture
def course(tmp_path, book, monkeypatch):
    """A course whose files were all written before this process began, as far as it knows."""
    folder = tmp_path / "solutions"
    folder.mkdir()
    begin_lesson(NAME, folder)
    (folder / "digits.npz").write_bytes(b"read by the lesson")
    course = Course(folder, book)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    monkeypatch.setattr(kept, "STARTED", time.time() + 3600)
    monkeypatch.setattr(kept, "recorded_casebook", course.compile)
    monkeypatch.setattr(kept, "_package", lambda: [folder.parent / "judge.py"])
    (folder.parent / "judge.py").write_text("# a module of the package\n")
    return course


def test_asking_twice(course):
    """The second time it is read, and means the same."""
    first, second = course.ask(), course.ask()
    assert course.compiled == 1
    assert dump(first) == dump(second) == dump(course.book)


def test_asking_for_another_seed(course):
    """Each seed has a casebook of its own."""
    assert [course.ask(seed).seed for seed in (None, 3, 4, 3)] == [None, 3, 4, 3]
    assert course.compiled == 3


@pytest.mark.parametrize(
    "name",
    [
        f"{NAME}.py",
        f"{NAME}_exercises.py",
        "digits.npz",
        "helpers.py",
        "../judge.py",
    ],
)
def test_a_change_of_what_it_is_made_of(course, name):
    """Source, exercises, what lies beside them and the package: after a change nothing is stale."""
    course.ask()
    course.write(name)
    course.ask()
    assert course.compiled == 2


def test_a_change_of_another_lesson(course):
    """It is no part of this one, which stays kept."""
    course.ask()
    begin_lesson("07_other", course.folder)
    course.ask()
    assert course.compiled == 1


def test_another_way_to_calculate(course, monkeypatch):
    """Another kernel of the linear algebra may give other last digits, so it is asked itself."""
    course.ask()
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Prescott")
    course.ask()
    assert course.compiled == 2


@pytest.mark.parametrize("name", [f"{NAME}.py", "../judge.py"])
def test_what_was_written_since_this_began(course, monkeypatch, name):
    """What is loaded may be older than the file, so nothing is kept and nothing is read."""
    course.ask()
    monkeypatch.setattr(kept, "STARTED", time.time() - 3600)
    long_ago = time.time() - 7200
    os.utime(course.folder / name, (long_ago, long_ago))  # as an archive does that is unpacked
    course.ask()
    course.ask()
    assert course.compiled == 3


def test_a_change_while_it_is_compiled(course, monkeypatch):
    """What came out belongs to neither the old nor the new source, and is not kept."""

    def compile_slowly(*asked):
        course.write(f"{NAME}.py")
        return course.compile(*asked)

    monkeypatch.setattr(kept, "recorded_casebook", compile_slowly)
    course.ask()
    assert not cache_folder("casebooks").exists()


def test_what_depends_on_hurry(course):
    """A mistake that was stopped for its time may end otherwise the next time: it is not kept."""
    first, *rest = course.book.exercises
    known, *others = first.mistakes
    late = replace(known, answers=tuple(replace(a, ending=Ending.TIMED_OUT) for a in known.answers))
    hurried = replace(first, mistakes=(late, *others), pairs=())
    course.book = replace(course.book, exercises=(hurried, *rest))
    course.ask()
    course.ask()
    assert course.compiled == 2


@pytest.mark.parametrize("damaged", [b"", b"PK\x03\x04", b"{}"])
def test_a_damaged_file(course, damaged):
    """What cannot be read is made anew."""
    course.ask()
    (path,) = cache_folder("casebooks").iterdir()
    path.write_bytes(damaged)
    course.ask()
    course.ask()
    assert course.compiled == 2


def test_a_folder_that_cannot_be_written(course, monkeypatch, tmp_path):
    """Nothing depends on its being kept."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    assert dump(course.ask()) == dump(course.ask()) == dump(course.book)


def test_what_nobody_asked_for_in_a_month(course):
    """It is thrown away when something else is kept; what was used stays."""
    course.ask(1)
    course.ask(2)
    used, unused = sorted(cache_folder("casebooks").iterdir())
    os.utime(unused, (0, 0))
    course.ask(3)
    left = set(cache_folder("casebooks").iterdir())
    assert (used in left, unused in left, len(left)) == (True, False, 2)
