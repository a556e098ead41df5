"""A folder for each student on the roster: the whole course, with numbers of their own."""

import contextlib
import json
import stat
import sys

import pytest

from checker.cli import main
from checker.course.compiling import own_releases as handing_out
from checker.course.release.beginning import begin_lesson
from checker.exercises.storage import load

pytestmark = pytest.mark.slow

ROSTER = "id,email\nalice,a@example.org\nbob,b@example.org\n"
OWN, SHARED = "01_line", "02_plain"


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A course of two lessons, one of them without numbers that vary, handed out to two."""
    folder = tmp_path_factory.mktemp("term")
    begin_lesson(OWN, folder / "solutions")
    for path in begin_lesson(SHARED, folder / "solutions"):
        text = path.read_text("utf-8").replace("EXERCISES = [line, by_hand]", "EXERCISES = [line]")
        start = text.find("# %% [markdown]\n# ### Exercise 2.2")
        path.write_text(text[:start] if path.stem == SHARED else text, "utf-8")
    (folder / "students.csv").write_text(ROSTER)
    assert regenerated(folder)[0] == 0
    return folder


def typed(folder, *words):
    """Run a command in a folder; give its exit code."""
    argv = sys.argv
    try:
        sys.argv = ["checker", *map(str, words)]
        with contextlib.chdir(folder), pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code or 0
    finally:
        sys.argv = argv


def regenerated(folder, *words):
    """Hand out to the roster, and give the exit code and every file of every student."""
    code = typed(folder, "regenerate", "--out", "out", "--roster", "students.csv", *words)
    return code, files(folder / "out" / "students")


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def numbers(files, student):
    return load(files[f"{student}/cases/{OWN}.npz"]).numbers["line_by_hand"]


def test_what_a_student_gets(term):
    """Every notebook with its cases; the numbers in the prose are those of the cell."""
    mine = files(term / "out" / "students" / "alice")
    assert list(mine) == [
        f"{OWN}.ipynb", f"{SHARED}.ipynb", f"cases/{OWN}.npz", f"cases/{SHARED}.npz",
    ]  # fmt: skip
    book = load(mine[f"cases/{OWN}.npz"])
    cells = json.loads(mine[f"{OWN}.ipynb"])["cells"]
    texts = ["".join(cell["source"]) for cell in cells]
    for name, value in book.numbers["line_by_hand"].items():
        assert f"{name} = {value}" in "\n".join(texts)
        assert any(str(value) in text for text in texts if text.startswith("### Exercise 1.2"))


def test_what_is_the_same_for_all(term):
    """It takes no room: a student's folder holds another name of the same file."""
    shared = term / "out" / f"{SHARED}.ipynb"
    assert (term / "out" / "students" / "bob" / f"{SHARED}.ipynb").samefile(shared)
    assert not (term / "out" / "students" / "bob" / f"{OWN}.ipynb").samefile(
        term / "out" / f"{OWN}.ipynb"
    )


def test_the_secret_of_the_first_run(term):
    """It was made where the command was typed, for its owner's eyes."""
    assert stat.S_IMODE((term / "course.secret").stat().st_mode) == 0o600


def test_a_student_who_comes_later(term, capsys):
    """Gets a folder; nobody else's changes by a byte, and no new secret is made."""
    before = files(term / "out" / "students")
    (term / "students.csv").write_text("id\nzoe\nbob\nalice\n")
    code, after = regenerated(term)
    assert code == 0
    assert {name: data for name, data in after.items() if not name.startswith("zoe")} == before
    assert numbers(after, "zoe") not in (numbers(after, "alice"), numbers(after, "bob"))
    assert "a new secret" not in capsys.readouterr().out


def test_another_secret(term, tmp_path):
    """Gives other numbers to the same students."""
    before = files(term / "out" / "students")
    (tmp_path / "other.secret").write_text("another secret of this course")
    (term / "students.csv").write_text(ROSTER)
    place = ("--out", tmp_path / "out", "--roster", "students.csv")
    assert typed(term, "regenerate", *place, "--secret-file", tmp_path / "other.secret") == 0
    after = files(tmp_path / "out" / "students")
    for student in ("alice", "bob"):
        assert numbers(after, student) != numbers(before, student)


def test_a_students_folder_and_its_source(term, capsys):
    """It is compared for the student's own numbers, and a cell that was edited is named."""
    folder = term / "out" / "students" / "alice"
    assert typed(term, "regenerate", "--out", folder, "--check") == 0
    path = folder / f"{OWN}.ipynb"
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b"slope = ", b"slope = 1"))
    try:
        assert typed(term, "regenerate", "--out", folder, "--check") == 1
    finally:
        path.write_bytes(kept)
    assert "cell given-line_by_hand differs from the source in its text" in capsys.readouterr().out


def test_a_file_system_without_links(term, tmp_path, monkeypatch):
    """The shared files are written instead."""

    def refused(*_):
        raise OSError

    monkeypatch.setattr(handing_out.os, "link", refused)
    place = ("--out", tmp_path / "out", "--roster", "students.csv")
    assert typed(term, "regenerate", *place) == 0
    for student in ("alice", "bob"):
        there, here = tmp_path / "out" / "students" / student, term / "out" / "students" / student
        assert files(there) == files(here)
        assert not (there / f"{SHARED}.ipynb").samefile(tmp_path / "out" / f"{SHARED}.ipynb")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--check", "--roster", "r.csv"), "--check compares one folder"),
        (("--secret-file", "s"), "--secret-file is for numbers of each student's own"),
        (("--roster", "none.csv"), "none.csv cannot be read"),
        (("--roster", "twins.csv"), "two ids on the roster give the same folder"),
        (("--roster", "students.csv", "--secret-file", "short"), "short holds 6 bytes"),
    ],
)
def test_misuse(term, tmp_path, capsys, words, sentence):
    """It ends in one sentence and exit code 2, before anything is written."""
    (term / "twins.csv").write_text("id\n../alice\nalice-8be1c9b5\n")
    (term / "short").write_text("secret")
    assert typed(term, "regenerate", "--out", tmp_path / "out", *words) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
