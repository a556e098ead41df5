"""Stored verdicts: they come back as they were, or not at all."""

import secrets
import sqlite3
import stat

import pytest

from checker.classroom.batch.store import Store
from checker.classroom.grading.messages import StoredVerdict
from checker.classroom.grading.verdict_cache import verdict_from, verdict_json
from checker.grades import CheckResult, Outcome, Verdict
from checker.records import Fault

ROWS = {"double": StoredVerdict("k1", "{}"), "fourfold": StoredVerdict("k2", '{"a": 1}')}
HOSTILE = "\x1b[2Jeve'); DROP TABLE verdicts; --\udc80"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "results.verdicts.db"


def test_rows_come_back(path):
    """Those of one submission, in another run too, whatever a student is called."""
    with Store(path) as store:
        store.keep(HOSTILE, "01", ROWS)
        store.keep("bob", "01", {"double": StoredVerdict("k3", "[]")})
        assert store.rows(HOSTILE, "01") == ROWS
    with Store(path) as store:
        assert store.rows(HOSTILE, "01") == ROWS
        assert store.rows(HOSTILE, "02") == {}


def test_rows_in_place_of_others(path):
    """An exercise has one verdict, so the file does not grow with every run."""
    with Store(path) as store:
        store.keep("alice", "01", ROWS)
        store.keep("alice", "01", {"double": StoredVerdict("k9", "{}")})
        assert store.rows("alice", "01") == ROWS | {"double": StoredVerdict("k9", "{}")}


def test_who_may_read_it(path):
    """Only its owner: verdicts tell the cases that decide marks."""
    with Store(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("column", ["key", "verdict", "exercise", "student"])
def test_a_row_that_was_changed(path, column):
    """It is passed over, and the others are not."""
    with Store(path) as store:
        store.keep("alice", "01", ROWS)
    with sqlite3.connect(path) as database:
        database.execute(f"UPDATE verdicts SET {column} = '\"bob\"' WHERE exercise = 'double'")
    database.close()
    with Store(path) as store:
        assert store.rows("alice", "01") == {"fourfold": ROWS["fourfold"]}
        assert store.rows("bob", "01") == {}


def test_every_byte_that_may_be_damaged(path):
    """Whatever a byte becomes, rows are as they were or gone, and new ones can be kept."""
    with Store(path) as store:
        store.keep("alice", "01", ROWS)
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with Store(path) as store:
            found = store.rows("alice", "01")
            assert found.items() <= ROWS.items(), place
            store.keep("carol", "01", ROWS)
            store.rows("carol", "01")


def test_a_place_that_cannot_be_written(tmp_path, caplog):
    """The run goes on without a store, and it is said once."""
    (tmp_path / "file").write_text("")
    with Store(tmp_path / "file" / "verdicts.db") as store:
        store.keep("alice", "01", ROWS)
        assert store.rows("alice", "01") == {}
    assert "so all is graded" in caplog.text


@pytest.mark.parametrize("name", ["CANTOPEN", "READONLY", "PERM", "BUSY", "IOERR"])
def test_a_store_that_cannot_be_opened(path, caplog, monkeypatch, name):
    """As another user's: it is no damaged one, and is left as it is."""
    with Store(path) as store:
        store.keep("alice", "01", ROWS)
    before = path.read_bytes()

    def refuse(*_, **__):
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{name}") | 1 << 8
        raise error

    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sqlite3, "connect", refuse)
        with Store(path) as store:
            assert store.rows("alice", "01") == {}
    assert path.read_bytes() == before
    assert "so all is graded: unable to open" in caplog.text
    assert "damaged" not in caplog.text


def test_a_path_that_is_too_long(tmp_path, caplog):
    """The run goes on without a store."""
    with Store(tmp_path / ("x" * 300)) as store:
        assert store.rows("alice", "01") == {}
    assert "damaged" not in caplog.text


def test_a_disk_that_is_full(path, caplog, monkeypatch):
    """Nothing more is stored in this run, and the marks are none the worse."""
    with Store(path) as store:
        store.keep("alice", "01", ROWS)
        store._database._connection.execute("PRAGMA max_page_count = 2")
        store.keep("bob", "01", {"double": StoredVerdict("k", secrets.token_hex(50_000))})
        assert store.rows("alice", "01") == {}
    assert "is not used any more in this run" in caplog.text
    with Store(path) as store:
        assert store.rows("alice", "01") == ROWS
        assert store.rows("bob", "01") == {}


VERDICT = Verdict(
    exercise="double",
    number="1.1",
    title="Double",
    outcome=Outcome.PARTIAL,
    checks=(CheckResult("two", 0.1 + 0.2, 1.0, "not 4", "two", "2", "\udc80\x1b", "4", 3),),
    reason="not 4",
    misconception="1.1.wrong",
    sentence="It is twice too large.",
    fault=Fault("ValueError", "no", "exercise-double", 2, "raise ValueError"),
    carried_forward=True,
    remarks=("a remark",),
    seconds=0.1,
    second_misconception="1.1.other",
)


def test_a_verdict_as_text():
    """It comes back to the last digit, in plain ASCII whatever a student wrote."""
    assert verdict_from(verdict_json(VERDICT)) == VERDICT
    assert verdict_json(VERDICT).isascii()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "7", "{}", '{"outcome": "splendid"}', "[" * 100_000, verdict_json(VERDICT)[1:]],
)
def test_a_text_that_is_no_verdict(text):
    """It is as good as none."""
    assert verdict_from(text) is None
