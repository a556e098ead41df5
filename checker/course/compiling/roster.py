"""The roster of a course: who has numbers of their own, and whose a submission is."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from checker.errors import UsageError

#: Headings of the column that tells students apart, the best first.
ID_COLUMNS = (
    "id", "student_id", "student id", "student", "sis user id", "id number", "login",
    "sis login id", "username", "github_username", "email", "email address",
)  # fmt: skip
NAME_AND_NUMBER = re.compile(r"(.+)_(\d+)")
LISTED = 5


@dataclass(frozen=True)
class Person:
    """A student on the roster: the id, and every other word by which they may be known."""

    id: str
    known_as: frozenset[str]


def read_roster(path: Path) -> tuple[Person, ...]:
    """Read a roster: a CSV file with a heading for each column, one student a line.

    Raises
    ------
    UsageError
        If it cannot be read, has no column of ids, no student, or an id twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{path} cannot be read: {reason}") from error
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(row)]
    names = [name.strip().casefold() for name in rows[0]] if rows else []
    place = next((names.index(name) for name in ID_COLUMNS if name in names), None)
    if place is None:
        raise UsageError(f"{path} has no column of ids; call one of its columns id")
    people = tuple(_person(row, names, place) for row in rows[1:] if row[place : place + 1])
    _require_students(path, people)
    return people


def _person(row: Sequence[str], names: Sequence[str], place: int) -> Person:
    cells = {name: cell.strip() for name, cell in zip(names, row, strict=False)}
    first, last = cells.get("first_name", ""), cells.get("last_name", "")
    words = {*cells.values(), f"{first} {last}".strip(), f"{last} {first}".strip()}
    return Person(row[place].strip(), frozenset(word.casefold() for word in words if word))


def _require_students(path: Path, people: Sequence[Person]) -> None:
    if not people:
        raise UsageError(f"{path} names no student")
    seen: set[str] = set()
    for number, person in enumerate(people, 2):
        if not person.id or person.id.casefold() in seen:
            what = f"the id {person.id} twice" if person.id else f"no id for student {number - 1}"
            raise UsageError(f"{path} has {what}")
        seen.add(person.id.casefold())


def whose(roster: Sequence[Person], names: Iterable[str]) -> dict[str, Person]:
    """Tell which student on the roster each submission is from, by the names in its path.

    An id counts before all else; another word counts if it is one student's only. What an LMS
    writes as NAME_NUMBER is also looked up in its two parts.

    Raises
    ------
    UsageError
        If a name is nobody's on the roster, or could be that of two.
    """
    found = {name: _matching(roster, name) for name in names}
    lost = [name for name, people in found.items() if len(people) != 1]
    if lost:
        reasons = [_reason(roster, name, found[name]) for name in lost[:LISTED]]
        more = f"; and {len(lost) - LISTED} more" if len(lost) > LISTED else ""
        raise UsageError("; ".join(reasons) + more)
    return {name: people[0] for name, people in found.items()}


def _matching(roster: Sequence[Person], name: str) -> list[Person]:
    parts = NAME_AND_NUMBER.fullmatch(name)
    for words in ({name.casefold()}, {part.casefold() for part in parts.groups()} if parts else ()):
        if own := [person for person in roster if person.id.casefold() in words]:
            return own
        if known := [person for person in roster if person.known_as.intersection(words)]:
            return known
    return []


def _reason(roster: Sequence[Person], name: str, people: Sequence[Person]) -> str:
    if people:
        both = " and ".join(person.id for person in people[:LISTED])
        return f"a submission of {name!r} could be that of {both}"
    near = get_close_matches(name, [person.id for person in roster], n=1)
    hint = f" (the nearest id is {near[0]!r})" if near else ""
    return f"the roster has no student {name!r}{hint}"
