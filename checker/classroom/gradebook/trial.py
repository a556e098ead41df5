"""Whether a gradebook can be written, tried before hours of grading depend on it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from checker.classroom.gradebook.writing import SQLITE, database_url, shown
from checker.errors import UsageError
from checker.safe_files import keep_private, owner_of

#: A gradebook that somebody else writes at this moment is waited for as long as this.
WAIT_SECONDS = 10.0


def try_gradebook(url: str) -> None:
    """Try whether a gradebook can be written; nothing is written, and no file is left.

    A file that others may read is closed to them: it holds everybody's marks.

    Raises
    ------
    UsageError
        If it cannot be written; the message says whose it is if that is the reason.
    """
    whole = database_url(url)
    if whole.startswith(SQLITE):
        _try_file(Path(whole.removeprefix(SQLITE)), url)
    else:
        _try_server(whole, url)


def _try_file(path: Path, url: str) -> None:
    if not path.exists():
        return _try_folder(path, url)
    try:
        keep_private(path)
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as database:
            database.execute("BEGIN IMMEDIATE")
            database.execute("CREATE TABLE checker_trial (mark REAL)")
            database.rollback()
    except (OSError, sqlite3.Error) as error:
        raise _refusal(url, f"{error}{owner_of(path)}") from error
    return None


def _try_folder(path: Path, url: str) -> None:
    there = next((folder for folder in path.parents if folder.exists()), Path("/"))
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise _refusal(url, f"{there} may not be written{owner_of(there)}")


def _try_server(whole: str, url: str) -> None:
    from sqlalchemy import create_engine  # noqa: PLC0415 - takes long
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    try:
        engine = create_engine(whole)
        engine.connect().close()
        engine.dispose()
    except SQLAlchemyError as error:
        raise _refusal(url, str(error).splitlines()[0]) from error
    except ModuleNotFoundError as error:
        message = f"the gradebook {shown(url)} takes the package {error.name}: install it"
        raise UsageError(message) from error


def _refusal(url: str, reason: str) -> UsageError:
    return UsageError(f"the gradebook {shown(url)} cannot be written: {reason}")
