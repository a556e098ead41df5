"""When notebooks were handed in, from the files that nbgrader's exchange leaves beside them."""

from collections.abc import Callable, Mapping
from datetime import datetime

from checker.classroom.gradebook.tables_alone import spare_pages
from checker.reports.visible import safe_line
from checker.results.schema import Key

#: No time stamp is longer; of what is, nothing is looked at.
STAMP_BYTES = 200
SHOWN = 40


def handed_in(
    stamps: Mapping[Key, Callable[[], bytes | None]],
) -> tuple[dict[Key, datetime], list[str]]:
    """Give, in UTC as nbgrader keeps it, when notebooks were handed in, where that is known.

    Whatever nbgrader reads is read, to the same moment: formgrader compares these files with the
    gradebook, and calls a submission ungraded if the two differ. The second is a sentence for each
    stamp that cannot be read, since no lateness is known there.
    """
    times: dict[Key, datetime] = {}
    unread = []
    for (student, notebook), read in stamps.items():
        text = read()
        if text is None:
            continue
        moment = moment_of(text)
        if moment is None:
            shown = safe_line(text[:SHOWN].decode("utf-8", "backslashreplace")).strip()
            unread.append(f"{student}, {notebook}: the time stamp {shown!r} cannot be read")
        else:
            times[student, notebook] = moment
    return times, unread


def moment_of(stamp: bytes) -> datetime | None:
    """Return the moment that a stamp says, in UTC and without a zone; None if it says none.

    >>> moment_of(b"2027-03-01 10:00:00 Europe/Berlin"), moment_of(b"20270301T100000+0100")
    (datetime.datetime(2027, 3, 1, 9, 0), datetime.datetime(2027, 3, 1, 9, 0))
    """
    spare_pages()
    from nbgrader.utils import parse_utc  # noqa: PLC0415 - takes seconds

    if len(stamp) > STAMP_BYTES or b".." in stamp:  # a zone is a file's name to the library
        return None
    try:
        moment = parse_utc(stamp.decode("utf-8-sig").strip())
    except Exception:  # noqa: BLE001 - a student may have written it, and it says nothing then
        return None
    return moment if isinstance(moment, datetime) else None
