"""Where a run wrote, kept beside its results."""

from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.results.run_places import RunPlaces, keep_places, places_beside, read_places


def test_folder_that_was_moved(tmp_path, monkeypatch):
    """Paths are kept as seen from the results, so that they are found again after a move."""
    (tmp_path / "term").mkdir()
    monkeypatch.chdir(tmp_path / "term")
    keep_places(Path("results.jsonl"), RunPlaces("sqlite:///gradebook.db", Path("feedback")))
    monkeypatch.chdir(tmp_path)
    moved = Path("term").rename("archive")
    found = read_places(moved / "results.jsonl")
    assert found.gradebook == f"sqlite:///{tmp_path}/archive/gradebook.db"
    assert found.feedback == moved / "feedback"


def test_run_without_a_gradebook(tmp_path):
    """What an earlier run has said stays, so that marks by hand are not forgotten."""
    results = tmp_path / "results.jsonl"
    keep_places(results, RunPlaces(str(tmp_path / "book.db"), None))
    keep_places(results, RunPlaces(None, tmp_path / "pages"))
    assert read_places(results) == RunPlaces(f"sqlite:///{tmp_path}/book.db", tmp_path / "pages")


def test_password(tmp_path):
    """It is kept nowhere."""
    results = tmp_path / "results.jsonl"
    keep_places(results, RunPlaces("postgresql://grader:secret@db.example.org/course"))
    assert "secret" not in places_beside(results).read_text()
    assert read_places(results).gradebook == "postgresql://grader@db.example.org/course"
    assert places_beside(results).stat().st_mode & 0o077 == 0


def test_nothing_is_known(tmp_path):
    """Where no run has said anything, there is no gradebook."""
    assert read_places(tmp_path / "results.jsonl") == RunPlaces()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "checker/places/v2"}', "null"])
def test_damaged_file(tmp_path, text):
    """It is named, in one sentence."""
    places_beside(tmp_path / "results.jsonl").write_text(text)
    with pytest.raises(UsageError, match=r"results\.places\.json does not say where a run wrote"):
        read_places(tmp_path / "results.jsonl")
