"""What can be made again is kept outside of the course, and nothing depends on it."""

import os
from pathlib import Path

import pytest

from checker.kept_files import VARIABLE, cache_folder, keep_file, kept_file


def test_where_it_is_kept(monkeypatch, tmp_path):
    """In the user's folder for what can be made again, or in the one that is named."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder("casebooks") == tmp_path / "checker" / "casebooks"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder("sources") == tmp_path / ".cache" / "checker" / "sources"
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))
    assert cache_folder("sources") == tmp_path / "named" / "sources"


def test_an_account_without_a_home(monkeypatch):
    """Nothing is kept for it, and nothing fails."""

    def homeless():
        raise RuntimeError("Could not determine home directory.")

    for name in (VARIABLE, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    place = cache_folder("sources") / "one.json"
    keep_file(place, b"{}")
    assert kept_file(place) is None


def test_what_nobody_asked_for_in_a_month(tmp_path):
    """It is thrown away when something else of its kind is kept; what was used stays."""
    used, unused, other = (tmp_path / name for name in ("used.json", "unused.json", "else.npz"))
    for path in (used, unused, other):
        keep_file(path, b"kept")
    for path in (used, unused, other):
        os.utime(path, (0, 0))
    assert kept_file(used) == b"kept"
    keep_file(tmp_path / "new.json", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["else.npz", "new.json", "used.json"]


@pytest.mark.parametrize("place", ["file/one.json", "folder"])
def test_a_place_that_cannot_be_written(tmp_path, place):
    """It is as if nothing were kept."""
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    keep_file(tmp_path / place, b"{}")
    assert kept_file(tmp_path / place) is None
