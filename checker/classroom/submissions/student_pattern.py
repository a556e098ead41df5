"""A layout of an instructor's own: a regular expression says whose a path is."""

import re
from pathlib import PurePosixPath

from checker.classroom.submissions.file_names import undecorated
from checker.classroom.submissions.owners import Owner, Place
from checker.errors import UsageError


def student_pattern(text: str) -> re.Pattern[str]:
    """Return a pattern of paths, with named groups as nbgrader's `zip_collect` has them.

    Raises
    ------
    UsageError
        If it is none, or lacks the group `student_id`.
    """
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise UsageError(f"--student-pattern is no regular expression: {error}") from error
    if "student_id" not in pattern.groupindex:
        raise UsageError("--student-pattern needs a group (?P<student_id>...), as in " + EXAMPLE)
    return pattern


EXAMPLE = r"'(?P<student_id>\w+)/(?P<file_id>.+)'"


def by_pattern(pattern: re.Pattern[str], path: PurePosixPath) -> Place:
    """Say whose a path is by an instructor's pattern, which is tried at the path's beginning."""
    match = pattern.match(undecorated(str(path)))
    known = match.groupdict() if match else {}
    student = (known.get("student_id") or "").strip()
    if not student:
        return Place(None, path)
    full = " ".join(filter(None, (known.get("first_name"), known.get("last_name"))))
    words = tuple(filter(None, (full, known.get("email"))))
    moment = tuple(int(number) for number in re.findall(r"\d{1,9}", known.get("timestamp") or ""))
    return Place(Owner(("pattern", student), student, student, words), path, moment)
