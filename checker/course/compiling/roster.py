"""The roster of a course: who has numbers of their own, and whose a submission is."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from checker.course.compiling.sheet_rows import HEADING_ROWS, sheet_rows
from checker.errors import UsageError

#: Headings of the column that tells students apart, the best first.
ID_COLUMNS = (
    "id", "student_id", "student id", "student", "sis user id", "id number", "login",
    "sis login id", "username", "identifier", "github_username", "matrikelnummer",
    "matrikel-nr.", "matrikelnr", "matr.-nr.", "student number", "n° étudiant",
    "numéro étudiant", "identifiant", "número de identificación", "número de id", "email",
    "email address", "e-mail-adresse", "e-mail address", "e-mail", "courriel",
    "adresse de courriel", "adresse e-mail", "dirección de correo",
)  # fmt: skip
#: How rows of Canvas's own begin that are no student's.
NOBODY = ("Points Possible", "Manual Posting", "Student, Test", "Test Student")
#: What stands in place of an id below a list, where a spreadsheet adds up.
SUMMARIES = {
    "total", "mean", "average", "overall average", "median", "summe", "mittelwert",
    "durchschnitt", "moyenne", "promedio",
}  # fmt: skip
#: Headings of columns that say when: until when, how much longer, and when it was handed in.
DATED = re.compile(
    r"due(_\w+)?|extra_days|handed_in|submission time|last modified \(submission\)"
    r"|zuletzt geändert \(abgabe\)"
)
#: What a spreadsheet makes of a long number.
EXCEL_NUMBER = re.compile(r"\d+(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
NAME_AND_NUMBER = re.compile(r"(.+)_(\d+)")
LISTED = 5


@dataclass(frozen=True)
class Person:
    """A student on the roster: the id, and every other word by which they may be known.

    `dates` holds, by the heading of their column, cells that say when and not who.
    """

    id: str
    known_as: frozenset[str]
    dates: tuple[tuple[str, str], ...] = ()


def read_roster(path: Path) -> tuple[Person, ...]:
    """Read a roster: a CSV file with a heading for each column, one student a line.

    Raises
    ------
    UsageError
        If it cannot be read, has no column of ids or no student, or an id is lacking.
    """
    rows = sheet_rows(path)
    place = next(
        (at for at, row in enumerate(rows[:HEADING_ROWS]) if _id_column(row) is not None), 0
    )
    names = [name.strip().casefold() for name in rows[place]] if rows else []
    column = _id_column(names)
    if column is None:
        raise UsageError(f"{path} has no column of ids; call one of its columns id")
    return _people(path, rows[place + 1 :], names, column)


def _id_column(heading: Sequence[str]) -> int | None:
    """Return the place of the column that tells students apart, if this is a row of headings."""
    names = [name.strip().casefold() for name in heading]
    return next((names.index(name) for name in ID_COLUMNS if name in names), None)


def _people(
    path: Path, rows: Sequence[Sequence[str]], names: Sequence[str], column: int
) -> tuple[Person, ...]:
    """Return each student once, also one who stands in two sections.

    What Canvas puts between the headings and its students is none.
    """
    people: dict[str, Person] = {}
    for number, row in enumerate(rows, 1):
        if row[0] in NOBODY or len(row) <= column or row[column].casefold() in SUMMARIES:
            continue
        person = _person(row, names, column)
        if not person.id:
            raise UsageError(f"{path} has no id for student {number}")
        if EXCEL_NUMBER.fullmatch(person.id):
            raise UsageError(
                f"{path} has the id {person.id}: a spreadsheet has rounded it; take the list anew"
            )
        known = people.get(person.id.casefold(), person)
        if known.id != person.id:
            raise UsageError(f"{path} has the id {person.id} twice")
        if _is_somebody_else(person, known):
            raise UsageError(f"{path} has the id {person.id} for two people")
        dates = dict(person.dates) | dict(known.dates)
        people[person.id.casefold()] = Person(
            known.id, known.known_as | person.known_as, tuple(dates.items())
        )
    if not people:
        raise UsageError(f"{path} names no student")
    return _with_plain_ids(people.values())


def _is_somebody_else(person: Person, other: Person) -> bool:
    """Whether two lines of one id have nothing else in common, such as a name or an address."""
    words, others = (each.known_as - {each.id.casefold()} for each in (person, other))
    return bool(words and others) and words.isdisjoint(others)


def _with_plain_ids(people: Collection[Person]) -> tuple[Person, ...]:
    """Take away what a program has put to every id: Brightspace's sign, or decimals of numbers."""
    for plain in (r"#(.+)", r"(\d+)\.0"):
        found = [re.fullmatch(plain, each.id) for each in people]
        ids = [match[1] for match in found if match]
        if len(ids) == len(people):
            return tuple(
                replace(each, id=id_, known_as=each.known_as | {id_.casefold()})
                for each, id_ in zip(people, ids, strict=True)
            )
    return tuple(people)


def _person(row: Sequence[str], names: Sequence[str], place: int) -> Person:
    cells = {name: cell.strip() for name, cell in zip(names, row, strict=False)}
    dates = {name: cells.pop(name) for name in [*cells] if DATED.fullmatch(name)}
    first, last = cells.get("first_name", ""), cells.get("last_name", "")
    words = {*cells.values(), f"{first} {last}".strip(), f"{last} {first}".strip()}
    known_as = frozenset(word.casefold() for word in words if word)
    return Person(row[place].strip(), known_as, tuple((k, v) for k, v in dates.items() if v))


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
