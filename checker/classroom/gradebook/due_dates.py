"""Until when each student may hand in, and when they did, as files of the instructor's say it.

A roster may give a student more time: `due` or, for one notebook, `due_01` says until when, and
`extra_days` how many days more. Into the gradebook it goes as nbgrader's own extension, so that
nbgrader's rule for lateness serves everybody, wherever the time of handing in comes from.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from checker.course.compiling.roster import Person, match_roster, read_roster
from checker.errors import UsageError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

EXTRA, DUE = "extra_days", "due"
#: What platforms call the column of when a notebook was handed in: ours, Gradescope's, Moodle's.
HANDED_IN = (
    "handed_in", "submission time", "last modified (submission)", "zuletzt geändert (abgabe)",
)  # fmt: skip
NO_DATE = "says no date; write it as 2027-03-01 20:00 or 2027-03-01 20:00 Europe/Berlin"
NOTHING = ("", "-", "–")
CLOCK = re.compile(r"\d:\d|T\d")
ZONE = re.compile(r"(?P<time>.*\d) (?P<zone>[A-Z][A-Za-z]+(?:/[A-Za-z_+\-0-9]+)*)")
OFFSET = re.compile(r" (?=[+-]\d\d:?\d\d$)")
WEEKDAY = re.compile(r"^[^\W\d]+, ")
MONTHS = {
    "januar": "January", "februar": "February", "märz": "March", "mai": "May", "juni": "June",
    "juli": "July", "oktober": "October", "dezember": "December",
}  # fmt: skip
#: How platforms write a day; 3/4/2027 is not among them, for it is two days, by where one lives.
DAYS = ("%d %B %Y", "%d. %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d.%m.%Y")
CLOCKS = ("", ", %H:%M", " %H:%M", ", %I:%M %p", " %I:%M %p")
MOST_DAYS = 3660.0


@dataclass(frozen=True)
class OwnDeadline:
    """Until when one student may hand in, in UTC, if another date is set, and how much longer."""

    due: datetime | None = None
    extra: timedelta = timedelta(0)


def moment_in(text: str, *, last: bool = False) -> datetime:
    """Return the moment that an instructor's text says, in UTC and without a zone.

    Without a zone it is the time of this machine, and a day alone is its beginning or, if `last`
    is meant, its end.

    Raises
    ------
    ValueError
        If the text says no moment.
    """
    found = _parsed(text.strip())
    if last and not CLOCK.search(text):
        found = found.replace(hour=23, minute=59, second=59)
    try:
        return found.astimezone(UTC).replace(tzinfo=None)
    except (OverflowError, OSError) as error:
        raise ValueError(f"{text!r} {NO_DATE}") from error


def _parsed(text: str) -> datetime:
    named = ZONE.fullmatch(text)
    if named and named["zone"] not in ("AM", "PM"):
        try:
            return _parsed(named["time"]).replace(tzinfo=ZoneInfo(named["zone"]))
        except (ZoneInfoNotFoundError, OSError) as error:
            raise ValueError(f"{text!r} {NO_DATE}") from error
    try:
        return datetime.fromisoformat(OFFSET.sub("", text))
    except ValueError:
        return _in_words(text)


def _in_words(text: str) -> datetime:
    words = "".join(MONTHS.get(word.casefold(), word) for word in re.split(r"(\w+)", text))
    plain = WEEKDAY.sub("", words)
    for form in (day + clock for day in DAYS for clock in CLOCKS):
        with suppress(ValueError):
            return datetime.strptime(plain, form)  # noqa: DTZ007 - the zone is added above
    raise ValueError(f"{text!r} {NO_DATE}")


def deadlines_of(people: Mapping[str, Person], notebook: str) -> dict[str, OwnDeadline]:
    """Return what the roster says of a notebook, by the name under which it was handed in.

    Raises
    ------
    UsageError
        If a cell says no date, or no number of days.
    """
    found = {}
    for name, person in people.items():
        cells = dict(person.dates)
        own = [text for column, text in cells.items() if _is_due(column, notebook)]
        due = next(iter(own), cells.get(DUE, ""))
        deadline = OwnDeadline(_due(person, due), _extra(person, cells.get(EXTRA, "")))
        if deadline != OwnDeadline():
            found[name] = deadline
    return found


def _is_due(column: str, notebook: str) -> bool:
    """Whether a column is for one notebook: `due_01` and `due_01_neuron` are for 01_neuron."""
    wanted = column.removeprefix(f"{DUE}_")
    return wanted != column and f"{notebook.casefold()}_".startswith(f"{wanted}_")


def _due(person: Person, text: str) -> datetime | None:
    if text in NOTHING:
        return None
    try:
        return moment_in(text, last=True)
    except ValueError as error:
        raise UsageError(f"the roster's date for {person.id} cannot be used: {error}") from error


def _extra(person: Person, text: str) -> timedelta:
    try:
        days = float(text.replace(",", ".")) if text not in NOTHING else 0.0
    except ValueError:
        days = math.nan
    if not 0 <= days <= MOST_DAYS:
        raise UsageError(f"the roster's {EXTRA} for {person.id} is no number of days: {text!r}")
    return timedelta(days=days)


def set_deadlines(
    book: "Gradebook", notebook: str, due: datetime | None, deadlines: Mapping[str, OwnDeadline]
) -> None:
    """Write a notebook's due date, if one is given, and the extensions of students.

    What a person has entered stays where nothing is said.

    Raises
    ------
    UsageError
        If a student has a date of their own, and the notebook none that it could be held against.
    """
    assignment = book.find_assignment(notebook)
    if due is not None:
        assignment.duedate = due
    for submission in assignment.submissions:
        deadline = deadlines.get(submission.student_id)
        if deadline is None:
            continue
        if deadline.due is None:
            submission.extension = deadline.extra
        elif assignment.duedate is None:
            raise UsageError(
                f"the roster has a date for {submission.student_id}, and {notebook} has none: say "
                f"the date for all with --due '{notebook}=2027-03-01 20:00'"
            )
        else:
            submission.extension = deadline.due + deadline.extra - assignment.duedate
    book.db.commit()


def set_late(book: "Gradebook", notebook: str, late: Collection[str]) -> None:
    """Count as one second late who is late by a platform's word that says not how much.

    Whoever has more time than the class is left out: the platform does not know of it.
    """
    assignment = book.find_assignment(notebook)
    for submission in assignment.submissions if assignment.duedate else ():
        if submission.student_id in late and not submission.extension:
            submission.timestamp = assignment.duedate + timedelta(seconds=1)
    book.db.commit()


def read_times(path: Path, students: Mapping[str, Collection[str]]) -> dict[str, datetime]:
    """Return when students handed in, by a platform's sheet or one of your own.

    Parameters
    ----------
    students
        The names under which something was handed in, each with other words of the platform.

    Raises
    ------
    UsageError
        If the sheet cannot be read, has no column of times, or one of them is none.
    """
    roster = read_roster(path)
    matched = match_roster(roster, students)
    times = {}
    for name, person in matched.people.items():
        text = next(_times(person), "")
        if text in NOTHING:
            continue
        try:
            times[name] = moment_in(text)
        except ValueError as error:
            raise UsageError(f"{path}, {person.id}: {error}") from error
    if not any(True for person in roster for _ in _times(person)):
        raise UsageError(f"{path} has no column of times; call one of its columns {HANDED_IN[0]}")
    return times


def _times(person: Person) -> Iterator[str]:
    return (text for column, text in person.dates if column in HANDED_IN)


def due_dates(texts: Iterable[str], notebooks: Collection[str]) -> dict[str, datetime]:
    """Return the due date of each notebook, from texts of the form NOTEBOOK=DATE.

    Raises
    ------
    UsageError
        If one is of another form, or the course has no such notebook.
    """
    dates = {}
    for text in texts:
        name, sign, date = text.partition("=")
        if not sign or name not in notebooks:
            known = ", ".join(sorted(notebooks))
            raise UsageError(f"--due {text!r} is not of the form NOTEBOOK=DATE; there are {known}")
        try:
            dates[name] = moment_in(date, last=True)
        except ValueError as error:
            raise UsageError(f"--due {text!r} cannot be used: {error}") from error
    return dates
