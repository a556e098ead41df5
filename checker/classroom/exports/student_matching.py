"""Who is who: the students of results found in a platform's rows, by what both know of them.

A student is the name under which work was handed in: an id, a login, an address, a name, or what
Canvas and Moodle write into file names, the name with their own number for the person behind it.
Whoever fits two rows, and whoever fits the same row as somebody else, is left to a person.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

#: What platforms write into the name of a file that they hand out: a name and their own number.
NAMED = re.compile(r"(?P<name>.+)_(?P<number>\d+)", re.DOTALL)


@dataclass(frozen=True)
class KnownStudent:
    """One row of a platform: its own number for the person, and what else it knows them by."""

    row: int
    number: str = ""
    ids: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """What tells this person from any other."""
        return (self.number, *self.ids, *self.logins, *self.emails)


#: What a spreadsheet makes of a long number: two students may have become one.
ROUNDED = re.compile(r"\d+(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)


def rounded_ids(people: Iterable[KnownStudent]) -> list[str]:
    """Name the rows whose id a spreadsheet has rounded: the platform will not know it again."""
    return [
        f"row {person.row + 1}: a spreadsheet has turned the id into {key}; export the sheet anew"
        for person in people
        for key in person.keys
        if ROUNDED.fullmatch(key)
    ]


@dataclass(frozen=True)
class Matching:
    """The row of each student that is sure of one, and why the others have none, in clauses."""

    rows: Mapping[str, int]
    unmatched: Mapping[str, str]


def match(students: Mapping[str, Iterable[str]], people: Sequence[KnownStudent]) -> Matching:
    """Find each student's row, by the student's name and by what else they are known as.

    Ids, logins and addresses count before names, and exact spelling before what spreadsheets and
    people do to it: leading zeros, capitals, an address without its domain, the order and the
    accents of a name.
    """
    finder = _Finder(people)
    found = {
        student: finder.rows(student) or set().union(*map(finder.rows, others))
        for student, others in students.items()
    }
    claims = Counter(next(iter(rows)) for rows in found.values() if len(rows) == 1)
    sure: dict[str, int] = {}
    unmatched: dict[str, str] = {}
    for student, rows in found.items():
        if not rows:
            unmatched[student] = "stands in no row"
        elif len(rows) > 1:
            unmatched[student] = f"fits {len(rows)} rows ({_listed(rows)})"
        elif claims[row := next(iter(rows))] > 1:
            unmatched[student] = f"fits row {row + 1}, and so does another student"
        else:
            sure[student] = row
    return Matching(sure, unmatched)


def _listed(rows: Iterable[int]) -> str:
    """Rows as a spreadsheet counts them."""
    return ", ".join(str(row + 1) for row in sorted(rows)[:5])


class _Finder:
    """The rows by everything that they can be found by, one ladder of rungs for all students."""

    def __init__(self, people: Iterable[KnownStudent]):
        self.exact: defaultdict[str, set[int]] = defaultdict(set)
        self.loose: defaultdict[str, set[int]] = defaultdict(set)
        self.names: defaultdict[str, set[int]] = defaultdict(set)
        self.numbered: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for person in people:
            for key in filter(None, person.keys):
                self.exact[key].add(person.row)
                self.loose[_loosened(key)].add(person.row)
            for address in (*person.emails, *person.logins):
                self.loose[_loosened(address.partition("@")[0])].add(person.row)
            for name in (spelling for full in person.names for spelling in _spellings(full)):
                self.names[name].add(person.row)
                self.numbered[_squeezed(name), person.number].add(person.row)

    def rows(self, student: str) -> set[int]:
        """Return the rows of the first rung that has any."""
        return next(filter(None, self._rungs(student)), set())

    def _rungs(self, student: str) -> Iterator[set[int]]:
        yield self.exact.get(student, set())
        yield self.loose.get(_loosened(student), set())
        if named := NAMED.fullmatch(student):
            squeezed = _squeezed(_folded(named["name"]))
            yield self.numbered.get((squeezed, named["number"]), set())
        yield set().union(*(self.names.get(name, set()) for name in _spellings(student)))


def _loosened(key: str) -> str:
    """A key without what a spreadsheet or a person changes: leading zeros, spaces, capitals."""
    text = key.strip().casefold()
    return (text.lstrip("0") or "0") if text.isascii() and text.isdigit() else text


def _spellings(name: str) -> set[str]:
    """A name as "First Last" and, if a comma says so, with its two parts exchanged."""
    folded = _folded(name)
    last, comma, first = folded.partition(",")
    return {_folded(f"{first} {last}")} if comma else {folded} - {""}


def _folded(name: str) -> str:
    """A name without accents, capitals and repeated spaces."""
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.casefold().replace("_", " ").split())


def _squeezed(name: str) -> str:
    """The letters of a folded name in no order: Canvas makes "lovelaceada" of "Lovelace, Ada"."""
    return "".join(sorted(re.findall(r"[^\W_]", name)))
