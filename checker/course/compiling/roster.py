"""The roster of a course: who has numbers of their own, and whose a submission is."""

import csv
import re
from collections.abc import Collection, Mapping, Sequence
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


@dataclass(frozen=True)
class Matched:
    """Who on the roster each submission is from, by the name under which it was handed in.

    `strangers` are those who stand on no line, or could stand on two, each with the reason;
    `doubts` holds these reasons, and those of two names that are one student's.
    """

    people: Mapping[str, Person]
    strangers: Mapping[str, str]
    doubts: Mapping[str, str]


def match_roster(roster: Sequence[Person], students: Mapping[str, Collection[str]]) -> Matched:
    """Tell which student on the roster each submission is from, and name those who are none.

    An id counts before all else; another word counts if it is one student's only. What an LMS
    writes as NAME_NUMBER is also looked up in its two parts, and last what else a platform says.

    Parameters
    ----------
    students
        The names under which something was handed in, each with other words of the platform.
    """
    found = {name: _matching(roster, name, words) for name, words in students.items()}
    people = {name: some[0] for name, some in found.items() if len(some) == 1}
    strangers = {
        name: _reason(roster, name, some) for name, some in found.items() if len(some) != 1
    }
    names: dict[str, list[str]] = {}
    for name, person in people.items():
        names.setdefault(person.id, []).append(name)
    twice = {
        name: f"{' and '.join(same)} are both {person} on the roster"
        for person, same in names.items()
        if len(same) > 1
        for name in same
    }
    return Matched(people, strangers, strangers | twice)


def _matching(roster: Sequence[Person], name: str, words: Collection[str] = ()) -> list[Person]:
    parts = NAME_AND_NUMBER.fullmatch(name)
    rungs = (
        {name.casefold()},
        {part.casefold() for part in parts.groups()} if parts else (),
        {word.casefold() for word in words},
    )
    for rung in rungs:
        if own := [person for person in roster if person.id.casefold() in rung]:
            return own
        if known := [person for person in roster if person.known_as.intersection(rung)]:
            return known
    return []


def _reason(roster: Sequence[Person], name: str, people: Sequence[Person]) -> str:
    if people:
        both = " or ".join(person.id for person in people[:LISTED])
        return f"{name} could be {both} on the roster"
    near = get_close_matches(name, [person.id for person in roster], n=1)
    hint = f" (the nearest id is {near[0]})" if near else ""
    return f"{name} stands on no line of the roster{hint}"
