"""A gradebook is tried before hours of grading depend on it."""

import os
import sqlite3
import stat
from contextlib import closing

import pytest

from checker.classroom.gradebook import trial as module
from checker.classroom.gradebook.trial import try_gradebook
from checker.errors import UsageError


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "gradebook.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE grade (score)")
    path.chmod(0o644)
    return path


def test_none_yet(tmp_path):
    """Nothing is made by the trial."""
    try_gradebook(str(tmp_path / "gradebook.db"))
    assert list(tmp_path.iterdir()) == []


def test_one_that_can_be_written(book):
    """It is as it was, but closed to others."""
    before = book.read_bytes()
    try_gradebook(f"sqlite:///{book}")
    assert book.read_bytes() == before
    assert stat.S_IMODE(book.stat().st_mode) == 0o640


def test_one_that_is_no_gradebook(tmp_path):
    """A file of another kind is not written into."""
    path = tmp_path / "gradebook.db"
    path.write_text("my notes, which are long enough to be no empty database" * 9)
    with pytest.raises(
        UsageError, match=r"gradebook\.db cannot be written: file is not a database"
    ):
        try_gradebook(str(path))


def test_one_that_is_locked(book, monkeypatch):
    """As formgrader may lock it."""
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.0)
    with closing(sqlite3.connect(book)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UsageError, match="cannot be written: database is locked"):
            try_gradebook(str(book))


def test_one_that_is_somebody_elses(book, monkeypatch):
    """The sentence says whose, and what that one can do."""

    def refuse(*_, **__):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    monkeypatch.setattr(os, "geteuid", lambda: book.stat().st_uid + 1)
    with pytest.raises(UsageError, match=r"readonly database; it belongs to .* chmod g\+w"):
        try_gradebook(str(book))


def test_a_folder_that_may_not_be_written(tmp_path, monkeypatch):
    """It is named."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UsageError, match=f"{tmp_path} may not be written"):
        try_gradebook(str(tmp_path / "gradebook.db"))


def test_a_server_that_is_not_there():
    """It is said at once, and without its password."""
    with pytest.raises(UsageError, match=r"grader:\*\*\*@localhost:1/c cannot be written"):
        try_gradebook("postgresql://grader:secret@localhost:1/c")
