"""Verdicts kept between runs, one a student and exercise, in a SQLite file beside the results.

The store saves time and decides nothing: a row counts only under the key of what it rests on. So
whatever becomes of the file, a kill, a damaged page, a disk that is full, costs time and no mark.
Only the process that hands submissions out opens it; no sandbox sees where it lies.
"""

import base64
import hashlib
import json
import logging
import os
import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from checker.classroom.parcels import Row

log = logging.getLogger(__name__)

TABLE = """
    CREATE TABLE IF NOT EXISTS verdicts (
        student TEXT, notebook TEXT, exercise TEXT, key TEXT, verdict TEXT, checksum TEXT,
        PRIMARY KEY (student, notebook, exercise)
    )
"""
SELECT = "SELECT exercise, key, verdict, checksum FROM verdicts WHERE student = ? AND notebook = ?"
REPLACE = "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)"
#: What a damaged file raises; it may even put its bytes into the message.
DAMAGED = (sqlite3.Error, UnicodeDecodeError)
#: Another grader that writes to the same store is waited for as long as this.
WAIT_SECONDS = 30.0


class VerdictStore:
    """The stored verdicts of a class. What cannot be read is as good as not stored."""

    def __init__(self, path: Path):
        self.path = path
        self._database = self._opened()

    def rows(self, student: str, notebook: str) -> dict[str, Row]:
        """Give what is stored of one submission, by exercise; damaged rows are passed over."""
        name = json.dumps(student)
        if self._database is None:
            return {}
        try:
            found = self._database.execute(SELECT, (name, notebook)).fetchall()
        except DAMAGED:
            return {}
        return {
            exercise: Row(key, _unpacked(verdict))
            for exercise, key, verdict, checksum in found
            if checksum == _checksum(name, notebook, exercise, key, verdict)
        }

    def keep(self, student: str, notebook: str, rows: Mapping[str, Row]) -> None:
        """Store the verdicts of one submission in place of earlier ones, all or none."""
        name = json.dumps(student)
        if self._database is None:
            return
        values = [
            (name, notebook, exercise, row.key, _packed(row.verdict))
            for exercise, row in rows.items()
        ]
        try:
            with self._database:
                self._database.executemany(REPLACE, [(*each, _checksum(*each)) for each in values])
        except DAMAGED as error:
            log.warning("%s is not used any more in this run: %s", self.path, error)
            self.close()

    def close(self) -> None:
        """Close the file; nothing is read or stored after that."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _opened(self) -> sqlite3.Connection | None:
        """Open the file, or begin anew if it is damaged, or do without."""
        try:
            return _checked(self.path)
        except DAMAGED as error:
            log.warning("%s is damaged and begun anew: %s", self.path, error)
        try:
            for suffix in ("", "-journal"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            return _checked(self.path)
        except (OSError, *DAMAGED) as error:
            log.warning("%s cannot be used, so all is graded: %s", self.path, error)
            return None


def _checked(path: Path) -> sqlite3.Connection:
    """Open a store that only its owner can read, for it tells the cases that decide marks."""
    with suppress(OSError):  # SQLite says it better
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, timeout=WAIT_SECONDS)
    try:
        # A power cut may damage the file then, which the check finds out; a kill does not.
        database.execute("PRAGMA synchronous = OFF")
        with closing(database.execute("PRAGMA quick_check(1)")) as said:
            verdict = said.fetchone()
        if verdict != ("ok",):
            raise sqlite3.DatabaseError(str(verdict))
        database.execute(TABLE)
    except DAMAGED:
        database.close()
        raise
    return database


def _packed(text: str) -> str:
    """Give a text in a third of its size, and still in plain ASCII."""
    return base64.b85encode(zlib.compress(text.encode("ascii"))).decode("ascii")


def _unpacked(packed: str) -> str:
    return zlib.decompress(base64.b85decode(packed)).decode("ascii")


def _checksum(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
