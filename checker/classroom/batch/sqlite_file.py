"""A SQLite file that saves work and decides nothing: what cannot be read of it is as good as gone.

Whatever becomes of the file, a kill, a damaged page, a disk that is full, costs time and no mark.
"""

import logging
import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from checker.safe_files import owner_of

log = logging.getLogger(__name__)

#: What may come of a file; one that is damaged may even put its bytes into the message.
UNUSABLE = (sqlite3.Error, UnicodeDecodeError)
#: What SQLite calls a damaged file. That one cannot be opened, read or written is not of them.
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
PRIMARY = 0xFF
#: Another grader that writes to the same file is waited for as long as this.
WAIT_SECONDS = 30.0


class Damaged(sqlite3.DatabaseError):
    """A file that SQLite opens, and finds to be damaged."""


class Database:
    """A file with these tables, which only its owner can read; begun anew where it is damaged.

    Threads of one process may share it.
    """

    def __init__(self, path: Path, tables: str):
        self.path = path
        self._tables = tables
        self._lock = threading.RLock()
        self._connection = self._opened()

    def read(self, statement: str, values: Sequence[Any]) -> list[Any]:
        """Return the rows that a query finds; none if it cannot be asked."""
        with self._lock:
            if self._connection is None:
                return []
            try:
                return self._connection.execute(statement, values).fetchall()
            except UNUSABLE:
                return []

    def write(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows, all or none; after a failure nothing is read or written any more."""
        with self._lock:
            if self._connection is None:
                return
            try:
                with self._connection:
                    self._connection.executemany(statement, rows)
            except UNUSABLE as error:
                log.warning("%s is not used any more in this run: %s", self.path, error)
                self.close()

    def close(self) -> None:
        """Close the file; nothing is read or written after that."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _opened(self) -> sqlite3.Connection | None:
        """Open the file, or begin anew if it is damaged, or do without.

        What cannot be opened, for its path, its mode or its owner, is left as it is.
        """
        try:
            return self._checked()
        except UNUSABLE as error:
            if not _is_damage(error):
                self._say_unused(error)
                return None
            log.warning("%s is damaged and begun anew: %s", self.path, error)
        try:
            for suffix in ("", "-journal"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            return self._checked()
        except (OSError, *UNUSABLE) as error:
            self._say_unused(error)
            return None

    def _say_unused(self, error: Exception) -> None:
        whose = owner_of(self.path)
        log.warning("%s cannot be used, so all is graded: %s%s", self.path, error, whose)

    def _checked(self) -> sqlite3.Connection:
        with suppress(OSError):  # SQLite says it better
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(self.path, timeout=WAIT_SECONDS, check_same_thread=False)
        try:
            # A power cut may damage the file then, which the check finds out; a kill does not.
            connection.execute("PRAGMA synchronous = OFF")
            with closing(connection.execute("PRAGMA quick_check(1)")) as said:
                verdict = said.fetchone()
            if verdict != ("ok",):
                raise Damaged(str(verdict))
            connection.executescript(self._tables)
        except UNUSABLE:
            connection.close()
            raise
        return connection


def _is_damage(error: Exception) -> bool:
    if isinstance(error, UnicodeDecodeError | Damaged):
        return True
    return getattr(error, "sqlite_errorcode", 0) & PRIMARY in DAMAGE
