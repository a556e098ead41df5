"""When notebooks were handed in, from the files that nbgrader's exchange leaves beside them."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from checker.classroom.submissions.folder_files import read_regular
from checker.errors import UnreadableNotebook

#: nbgrader writes "2015-02-02 14:58:23.948203 America/Los_Angeles"; all else is not looked at.
STAMP = re.compile(rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [A-Za-z0-9_+/-]{1,64})?\s*")


def handed_in(submitted: Path, notebook: str, students: Iterable[str]) -> dict[str, datetime]:
    """Give, in UTC as nbgrader keeps it, when students handed a notebook in, where that is known.

    formgrader compares this file with the gradebook, and calls a submission ungraded if the two
    differ.
    """
    from nbgrader.utils import parse_utc  # noqa: PLC0415 - takes seconds

    times = {}
    for student in students:
        try:
            text = read_regular(submitted / student / notebook / "timestamp.txt")
        except UnreadableNotebook:
            continue
        if STAMP.fullmatch(text):
            try:
                times[student] = parse_utc(text.decode("ascii").strip())
            except (ValueError, OverflowError):
                continue
    return times
