"""What a student's folder remembers, and what it makes of a file that is not its own."""

import json

import pytest

from checker.exercises import Guidance
from checker.grades import Outcome
from checker.student.progress_file import (
    FILE,
    Diary,
    ProgressEntry,
    open_hint,
    read_diary,
    remember,
    write_diary,
)
from tests.reports.made_up import PARTIAL

GOOD = {"points": 1.5, "outcome": "partial", "hints": 1, "checks": 4}


def test_kept(tmp_path):
    """What was written is read again, and nothing else lies in the folder."""
    diary = Diary({"sigmoid": ProgressEntry(1.5, "partial", 2, 7), "é": ProgressEntry()})
    write_diary(tmp_path, diary)
    assert read_diary(tmp_path) == diary
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_verdict_is_remembered(tmp_path):
    """A verdict's mark is kept beside the hints opened before; each check is counted."""
    write_diary(tmp_path, Diary({PARTIAL.exercise: ProgressEntry(hints=2)}))
    remember(tmp_path, PARTIAL)
    remember(tmp_path, PARTIAL, checks=0)
    assert read_diary(tmp_path).entry(PARTIAL.exercise) == ProgressEntry(
        1.5, Outcome.PARTIAL, 2, 1, failed=PARTIAL.first_failure.name
    )


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"3", b'"text"', b"\xff\xfe\x00", b"[" * 100_000,
        b'{"a": 1' + b"0" * 5_000 + b"}", b" " * 2_000_000,
    ],
)  # fmt: skip
def test_foreign_file(tmp_path, content):
    """A file that is not ours reads as an empty diary, and the next mark is kept all the same."""
    (tmp_path / FILE).write_bytes(content)
    assert read_diary(tmp_path) == Diary()
    remember(tmp_path, PARTIAL)
    assert read_diary(tmp_path).entry(PARTIAL.exercise).points == 1.5


@pytest.mark.parametrize(
    "fields",
    [
        None, 3, [], {}, {"points": 1.0}, GOOD | {"points": "1"}, GOOD | {"points": None},
        GOOD | {"points": float("nan")}, GOOD | {"points": float("inf")}, GOOD | {"points": -1},
        GOOD | {"hints": -1}, GOOD | {"hints": 10**9}, GOOD | {"hints": 1.5},
        GOOD | {"checks": -3}, GOOD | {"outcome": 3},
    ],
)  # fmt: skip
def test_broken_entry(tmp_path, fields):
    """An entry that is not ours is passed over, and its neighbours are kept."""
    (tmp_path / FILE).write_text(json.dumps({"sigmoid": fields, "forward": GOOD}))
    assert read_diary(tmp_path) == Diary({"forward": ProgressEntry(1.5, "partial", 1, 4)})


def test_newer_entry(tmp_path):
    """An entry with fields of a later version is read as far as it is known."""
    (tmp_path / FILE).write_text(json.dumps({"sigmoid": GOOD | {"mood": "calm"}}))
    assert read_diary(tmp_path).entry("sigmoid").points == 1.5


def test_folder_in_place_of_the_file(tmp_path):
    """Where nothing can be written no diary is kept, and no draft is left behind."""
    (tmp_path / FILE).mkdir()
    remember(tmp_path, PARTIAL)
    assert read_diary(tmp_path) == Diary()
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_interrupted_writing(tmp_path, monkeypatch):
    """A kernel that is stopped while it writes leaves the old diary whole."""
    remember(tmp_path, PARTIAL)

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_diary(tmp_path, Diary())
    assert read_diary(tmp_path).entry(PARTIAL.exercise).points == 1.5


def test_hints_end(tmp_path):
    """Hints open one by one, and the last stays the last."""
    names = {"name": "sigmoid", "hints": ("a", "b"), "guidance": Guidance()}
    exercise = type("Exercise", (), names)
    assert [open_hint(tmp_path, exercise).level for _ in range(3)] == [1, 2, 2]


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"failed": "values", "rows": ["a", "b"]}, ("values", ("a", "b"))),
        ({"failed": 3, "rows": "values"}, ("", ())),
        ({"failed": "x" * 501, "rows": ["a"] * 101}, ("", ())),
        ({"failed": None, "rows": [None, "a", [], "x" * 501]}, ("", ("a",))),
    ],
)
def test_rows(tmp_path, fields, kept):
    """Rows are kept as far as they are ours; what else stands there costs the entry nothing."""
    (tmp_path / FILE).write_text(json.dumps({"sigmoid": GOOD | fields}))
    entry = read_diary(tmp_path).entry("sigmoid")
    assert (entry.points, entry.failed, entry.rows) == (1.5, *kept)
    write_diary(tmp_path, read_diary(tmp_path))
    assert read_diary(tmp_path).entry("sigmoid") == entry
