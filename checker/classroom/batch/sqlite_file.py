"""A SQLite file that saves work and decides nothing: what cannot be read of it is as good as gone.

Whatever becomes of the file, a kill, a damaged page, a disk that is full, costs time and no mark.
"""

import logging
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

#: What a damaged file raises; it may even put its bytes into the message.
DAMAGED = (sqlite3.Error, UnicodeDecodeError)
#: Another grader that writes to the same file is waited for as long as this.
WAIT_SECONDS = 30.0


class Database:
    """A file with these tables, which only its owner can read; begun anew where it is damaged."""

    def __init__(self, path: Path, tables: str):
        self.path = path
        self._tables = tables
        self._connection = self._opened()

    def read(self, statement: str, values: Sequence[Any]) -> list[Any]:
        """Give the rows that a query finds; none if it cannot be asked."""
        if self._connection is None:
            return []
        try:
            return self._connection.execute(statement, values).fetchall()
        except DAMAGED:
            return []

    def write(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows, all or none; after a failure nothing is read or written any more."""
        if self._connection is None:
            return
        try:
            with self._connection:
                self._connection.executemany(statement, rows)
        except DAMAGED as error:
            log.warning("%s is not used any more in this run: %s", self.path, error)
            self.close()

    def close(self) -> None:
        """Close the file; nothing is read or written after that."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection | None:
        """Open the file, or begin anew if it is damaged, or do without."""
        try:
            return self._checked()
        except DAMAGED as error:
            log.warning("%s is damaged and begun anew: %s", self.path, error)
        try:
            for suffix in ("", "-journal"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            return self._checked()
        except (OSError, *DAMAGED) as error:
            log.warning("%s cannot be used, so all is graded: %s", self.path, error)
            return None

    def _checked(self) -> sqlite3.Connection:
        with suppress(OSError):  # SQLite says it better
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(self.path, timeout=WAIT_SECONDS)
        try:
            # A power cut may damage the file then, which the check finds out; a kill does not.
            connection.execute("PRAGMA synchronous = OFF")
            with closing(connection.execute("PRAGMA quick_check(1)")) as said:
                verdict = said.fetchone()
            if verdict != ("ok",):
                raise sqlite3.DatabaseError(str(verdict))
            connection.executescript(self._tables)
        except DAMAGED:
            connection.close()
            raise
        return connection
