"""What nbgrader's exchange has put beside a submission goes on to the pages that go back.

`nbgrader release_feedback` reads both files beside each page: a secret, by which the page gets a
name that its own student alone can work out, and the time of the attempt.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from checker.classroom.submissions.beside import SECRET, STAMP
from checker.classroom.submissions.discovery import Found
from checker.results.schema import Key
from checker.safe_files import PRIVATE, SHOWN, place_of, write_file

#: nbgrader's secrets have 128 characters.
SECRET_BYTES = 1000


def carry_on(
    found: Iterable[Found],
    times: Mapping[Key, datetime],
    folders: Collection[tuple[Path | None, str]],
) -> None:
    """Write secret and time stamp beside each page in the folders, each given with its suffix.

    A stamp that cannot be read becomes an empty one, which nbgrader takes for none: it would stop
    at the other for the whole class.

    Raises
    ------
    UsageError
        If a file cannot be written.
    """
    for each in found:
        secret = each.secret()
        if secret is None or len(secret) > SECRET_BYTES:
            continue
        stamp = each.stamp() if (each.student, each.notebook) in times else b""
        for folder, suffix in folders:
            page = folder and place_of(folder, each.student, each.notebook, suffix)
            if page and page.is_file():
                write_file(page.with_name(SECRET), secret, PRIVATE)
                write_file(page.with_name(STAMP), stamp or b"", SHOWN)
