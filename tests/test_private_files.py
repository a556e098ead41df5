"""Files with secrets: who may read them, and that one takes another's place whole or not at all."""

import stat

import pytest

from checker.errors import UsageError
from checker.safe_files import (
    PRIVATE,
    PRIVATE_FOLDER,
    SHOWN,
    keep_folder_private,
    keep_private,
    owner_of,
    write_file,
)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file(tmp_path):
    """Only its owner may read it, whatever others would get by default."""
    keep_private(tmp_path / "results.jsonl")
    assert mode(tmp_path / "results.jsonl") == PRIVATE


@pytest.mark.parametrize(("before", "after"), [(0o644, 0o640), (0o666, 0o660), (0o600, 0o600)])
def test_a_file_that_is_there(tmp_path, before, after):
    """What it holds and what its group may do stays; what others may do goes."""
    path = tmp_path / "gradebook.db"
    path.write_text("marks")
    path.chmod(before)
    keep_private(path)
    assert (mode(path), path.read_text()) == (after, "marks")


def test_a_folder(tmp_path):
    """A new one is its owner's; of one that is there, its group keeps what it may do."""
    keep_folder_private(tmp_path / "deep" / "feedback")
    assert mode(tmp_path / "deep" / "feedback") == PRIVATE_FOLDER
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o2775)
    keep_folder_private(tmp_path / "shared")
    assert mode(tmp_path / "shared") == 0o2770


def test_a_place_that_is_no_folder(tmp_path):
    """The sentence names it."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="feedback cannot be written"):
        keep_folder_private(tmp_path / "file" / "feedback")


def test_a_page_in_place_of_one_that_may_not_be_written(tmp_path):
    """As nbgrader leaves them; the new one can be read by whoever it is handed to."""
    page = tmp_path / "ann" / "01.html"
    write_file(page, b"old", 0o444)
    write_file(page, b"new", SHOWN)
    assert (mode(page), page.read_bytes()) == (SHOWN, b"new")
    assert list(page.parent.iterdir()) == [page]


def test_a_page_that_cannot_take_its_place(tmp_path):
    """Nothing of the attempt is left."""
    (tmp_path / "page" / "kept").mkdir(parents=True)
    with pytest.raises(UsageError, match="page cannot be written"):
        write_file(tmp_path / "page", b"new", SHOWN)
    assert [path.name for path in tmp_path.iterdir()] == ["page"]


def test_whose_a_file_is(tmp_path, monkeypatch):
    """It is said of another user's, with what that one can do; of one's own there is no need."""
    assert owner_of(tmp_path) == owner_of(tmp_path / "nothing") == ""
    monkeypatch.setattr("os.geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert f"belongs to {tmp_path.owner()}" in owner_of(tmp_path)
    assert f"chmod g+w {tmp_path}" in owner_of(tmp_path)
