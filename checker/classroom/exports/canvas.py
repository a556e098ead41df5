"""Canvas: the gradebook that the instructor exported, with marks in the columns of notebooks.

Canvas finds students and assignments by the ids that its own export carries, so nothing but the
cells of marks is touched, and nothing is written where Canvas would make a new assignment of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.classroom.exports.csv_cells import read_number
from checker.classroom.exports.csv_sheet import Sheet
from checker.classroom.exports.filled_sheet import FilledSheet, Filling, Target, check_worth
from checker.classroom.exports.standings import Standing, known_as
from checker.classroom.exports.student_matching import KnownStudent, match, rounded_ids
from checker.errors import UsageError

ASSIGNMENT = re.compile(r"(?P<title>.*\S)\s*\((?P<id>\d+)\)\s*", re.DOTALL)
SPLIT = ("LastName", "FirstName")
POINTS_POSSIBLE = "Points Possible"
READ_ONLY = "(read only)"
#: What Canvas calls the student that it makes for a teacher to look through.
TEST_STUDENT = ("Student, Test", "Test Student")
#: Canvas tells marks apart to the hundredth.
PLACES = 2
EXCUSED = frozenset({"EX"})


@dataclass(frozen=True)
class Columns:
    """Where a Canvas gradebook keeps what: its identities by title, and its assignments."""

    header: int
    identities: Mapping[str, int]
    assignments: Mapping[int, str]
    points: int | None


def fill_canvas(
    sheet: Sheet, marks: Sequence[Standing], titles: Mapping[str, str], *, scale: bool
) -> FilledSheet:
    """Return the gradebook with marks in it.

    Parameters
    ----------
    titles
        The column of each notebook that its own name does not tell, by title or by Canvas's id.

    Raises
    ------
    UsageError
        If the sheet is no Canvas gradebook, a notebook has no column or several, a column can
        only be read, or is worth something else than the notebook and `scale` was not asked for.
    """
    columns = columns_of(sheet)
    people = list(_people(sheet, columns))
    matching = match(known_as(marks), people)
    filling = Filling(sheet, scale, PLACES, EXCUSED)
    filling.remarks += rounded_ids(people)
    written = 0
    for notebook in sorted({standing.notebook for standing in marks}):
        mine = [standing for standing in marks if standing.notebook == notebook]
        target = _target(sheet, columns, notebook, titles)
        check_worth(mine, target, scale)
        for standing in mine:
            if (row := matching.rows.get(standing.student)) is not None:
                written += filling.put(standing, row, target)
    return filling.filled(written, matching)


def gradebook_people(sheet: Sheet) -> list[KnownStudent]:
    """Return the students of a Canvas gradebook.

    Raises
    ------
    UsageError
        If the sheet is no Canvas gradebook.
    """
    return list(_people(sheet, columns_of(sheet)))


def columns_of(sheet: Sheet) -> Columns:
    """Find the header of a Canvas gradebook, by the rules of Canvas's own importer.

    Raises
    ------
    UsageError
        If it has none.
    """
    for row in range(min(3, len(sheet.rows))):
        titles = [title.strip() for title in sheet.texts(row)]
        section = next((place for place, title in enumerate(titles) if "Section" in title), 0)
        if section and _begins_with_identities(titles):
            return Columns(
                header=row,
                identities={title: place for place, title in enumerate(titles[: section + 1])},
                assignments=dict(enumerate(titles[section + 1 :], section + 1)),
                points=_points_row(sheet, row),
            )
    raise UsageError("this is no gradebook that Canvas has exported: no Student, ID and Section")


def _begins_with_identities(titles: Sequence[str]) -> bool:
    """Whether a header begins as Canvas's do, with names in one column or split in two."""
    if len(titles) < 4:
        return False
    split = tuple(titles[:2]) == SPLIT and "ID" in titles[2]
    return split or ("Student" in titles[0] and "ID" in titles[1])


def _points_row(sheet: Sheet, header: int) -> int | None:
    """Find the row that says what each assignment is worth: one of the two below the header."""
    below = range(header + 1, min(header + 4, len(sheet.rows)))
    return next((row for row in below if POINTS_POSSIBLE in sheet.text(row, 0)), None)


def _people(sheet: Sheet, columns: Columns) -> Iterable[KnownStudent]:
    """Return the students' rows; not the one of the points, nor the test student's."""
    first = (columns.points if columns.points is not None else columns.header) + 1
    place = columns.identities
    for row in range(first, len(sheet.rows)):
        known = {title: sheet.text(row, column).strip() for title, column in place.items()}
        name = sheet.text(row, 0).strip()
        if SPLIT[0] in place:
            name = ", ".join(known[title] for title in SPLIT)
        if name and known.get("ID") and name not in TEST_STUDENT:
            yield KnownStudent(
                row=row,
                number=known["ID"],
                ids=(known.get("SIS User ID", ""), known.get("Integration ID", "")),
                logins=(known.get("SIS Login ID", ""),),
                names=(name,),
            )


def _target(sheet: Sheet, columns: Columns, notebook: str, titles: Mapping[str, str]) -> Target:
    wanted = titles.get(notebook, notebook)
    found = [place for place, title in columns.assignments.items() if _is_called(title, wanted)]
    if len(found) != 1:
        raise UsageError(_no_column(columns, notebook, wanted, len(found)))
    (column,) = found
    title = columns.assignments[column]
    worth = "" if columns.points is None else sheet.text(columns.points, column)
    if READ_ONLY in worth:
        raise UsageError(f"the column {title!r} can only be read in Canvas")
    return Target(column, title, read_number(worth))


def _is_called(title: str, wanted: str) -> bool:
    """Whether a column is the one wanted: by its whole title, its title or its number."""
    found = ASSIGNMENT.fullmatch(title)
    names = {title, found["title"], found["id"]} if found else {title}
    return wanted.casefold() in {name.casefold() for name in names}


def _no_column(columns: Columns, notebook: str, wanted: str, count: int) -> str:
    known = [title for title in columns.assignments.values() if ASSIGNMENT.fullmatch(title)]
    problem = f"{count} columns are called" if count else "no column is called"
    return (
        f"{problem} {wanted!r}; say which holds {notebook} with --column '{notebook}=TITLE'; "
        f"there are {', '.join(known) or 'no assignments'}"
    )
