"""What is kept between runs: verdicts, one a student and exercise, and compiled casebooks.

The store saves time and decides nothing: a row counts only under the key of what it rests on.
Only the process that hands submissions out opens it; no sandbox sees where it lies.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path

from checker.classroom.batch.sqlite_file import Database
from checker.classroom.grading.messages import StoredVerdict
from checker.closing import Closing

TABLES = """
    CREATE TABLE IF NOT EXISTS verdicts (
        student TEXT, notebook TEXT, exercise TEXT, key TEXT, verdict TEXT, checksum TEXT,
        PRIMARY KEY (student, notebook, exercise)
    );
    CREATE TABLE IF NOT EXISTS casebooks (
        notebook TEXT PRIMARY KEY, key TEXT, casebook TEXT, checksum TEXT
    );
"""
SELECT = "SELECT exercise, key, verdict, checksum FROM verdicts WHERE student = ? AND notebook = ?"
REPLACE = "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)"
SELECT_BOOK = "SELECT key, casebook, checksum FROM casebooks WHERE notebook = ?"
REPLACE_BOOK = "INSERT OR REPLACE INTO casebooks VALUES (?, ?, ?, ?)"


class Store(Closing):
    """The stored verdicts and casebooks of a class. What cannot be read was never stored."""

    def __init__(self, path: Path):
        self._database = Database(path, TABLES)

    def rows(self, student: str, notebook: str) -> dict[str, StoredVerdict]:
        """Return what is stored of one submission, by exercise; damaged rows are passed over."""
        name = json.dumps(student)
        return {
            exercise: StoredVerdict(key, _unpacked(verdict))
            for exercise, key, verdict, checksum in self._database.read(SELECT, (name, notebook))
            if checksum == _checksum(name, notebook, exercise, key, verdict)
        }

    def keep(self, student: str, notebook: str, rows: Mapping[str, StoredVerdict]) -> None:
        """Store the verdicts of one submission in place of earlier ones, all or none."""
        name = json.dumps(student)
        values = [
            (name, notebook, exercise, row.key, _packed(row.verdict))
            for exercise, row in rows.items()
        ]
        self._database.write(REPLACE, [(*each, _checksum(*each)) for each in values])

    def casebook(self, notebook: str, key: str) -> bytes | None:
        """Return the casebook that was compiled from what this key names, if it is stored."""
        for found, packed, checksum in self._database.read(SELECT_BOOK, (notebook,)):
            if found == key and checksum == _checksum(notebook, key, packed):
                return base64.b85decode(packed)
        return None

    def keep_casebook(self, notebook: str, key: str, casebook: bytes) -> None:
        """Store a casebook in place of an earlier one."""
        values = (notebook, key, base64.b85encode(casebook).decode("ascii"))
        self._database.write(REPLACE_BOOK, [(*values, _checksum(*values))])

    def close(self) -> None:
        """Close the file; nothing is read or stored after that."""
        self._database.close()


def _packed(text: str) -> str:
    """Return a text in a third of its size, and still in plain ASCII."""
    return base64.b85encode(zlib.compress(text.encode("ascii"))).decode("ascii")


def _unpacked(packed: str) -> str:
    return zlib.decompress(base64.b85decode(packed)).decode("ascii")


def _checksum(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
