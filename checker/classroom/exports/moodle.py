"""Moodle: the grading worksheet that the instructor downloaded, with marks and a line of feedback.

Moodle finds a row by its `Identifier`, whose words are translated, and a column by its title, which
is translated too; so titles may be named, and nothing but the marks and the feedback is touched.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from checker.classroom.exports.csv_cells import read_number
from checker.classroom.exports.csv_sheet import Sheet
from checker.classroom.exports.filled_sheet import FilledSheet, Filling, Target, check_worth
from checker.classroom.exports.standings import Standing, known_as
from checker.classroom.exports.student_matching import KnownStudent, match, rounded_ids
from checker.errors import UsageError

#: What we look for, and what Moodle calls it in English.
TITLES = {
    "identifier": "Identifier",
    "name": "Full name",
    "id": "ID number",
    "email": "Email address",
    "username": "Username",
    "grade": "Grade",
    "maximum": "Maximum Grade",
    "open": "Grade can be changed",
    "feedback": "Feedback comments",
}
#: What Moodle calls the same in German.
GERMAN = {
    "Identifier": ("ID",),
    "Full name": ("Vollständiger Name",),
    "ID number": ("Matrikelnummer", "ID-Nummer"),
    "Email address": ("E-Mail-Adresse",),
    "Username": ("Anmeldename",),
    "Grade": ("Bewertung",),
    "Maximum Grade": ("Bestwertung",),
    "Grade can be changed": ("Bewertung kann geändert werden",),
    "Feedback comments": ("Feedback als Kommentar",),
}
NEEDED = ("identifier", "grade")
PERSONAL = ("name", "id", "email", "username")
IDENTIFIER = re.compile(r"(?P<word>.*\D)?(?P<number>\d+)\s*", re.DOTALL)
#: How our feedback begins, by which it is known again. Moodle takes what follows for HTML.
OURS = "Graded by checker: "
CLOSED = {"no", "nein", "non", "nej", "nee", "não"}


@dataclass(frozen=True)
class Worksheet:
    """A worksheet and its columns, by what we look for."""

    sheet: Sheet
    columns: Mapping[str, int]

    def text(self, row: int, what: str) -> str:
        """Return what a row says in a column; nothing if there is no such column."""
        return self.sheet.text(row, self.columns[what]).strip() if what in self.columns else ""


def fill_moodle(
    sheet: Sheet,
    marks: Sequence[Standing],
    feedback: Mapping[str, str],
    titles: Mapping[str, str],
    *,
    scale: bool,
) -> FilledSheet:
    """Return the worksheet of one assignment with marks in it.

    Parameters
    ----------
    feedback
        A line for each student; it is written where the sheet has a column for it.
    titles
        What columns are called where Moodle does not speak English, by their English title.

    Raises
    ------
    UsageError
        If the sheet is no worksheet, or full marks differ and `scale` was not asked for.
    """
    work = Worksheet(sheet, _columns(sheet, titles))
    people = list(_people(work))
    matching = match(known_as(marks), people)
    if not matching.rows and not any(what in work.columns for what in PERSONAL):
        raise UsageError(
            "no column was recognised by which students can be told; say which holds their names "
            f"with --column 'Full name=TITLE'; there are {', '.join(sheet.texts(0))}"
        )
    filling = Filling(sheet, scale)
    filling.remarks += rounded_ids(people)
    written = 0
    for standing in marks:
        row = matching.rows.get(standing.student)
        if row is None:
            continue
        target = _target(work, row)
        check_worth([standing], target, scale)
        if work.text(row, "open").casefold() in CLOSED:
            filling.remarks.append(
                f"{standing.student}: left as it was, because Moodle has closed it"
            )
        elif filling.put(standing, row, target):
            written += 1
            _comment(filling, work, row, feedback.get(standing.student, ""))
    return filling.filled(written, matching)


def worksheet_people(sheet: Sheet, titles: Mapping[str, str]) -> list[KnownStudent]:
    """Return the students of a worksheet.

    Raises
    ------
    UsageError
        If the sheet is no worksheet.
    """
    return list(_people(Worksheet(sheet, _columns(sheet, titles))))


def _comment(filling: Filling, work: Worksheet, row: int, text: str) -> None:
    """Write a line of feedback in place of an earlier one of ours; a person's own stays."""
    if not text or "feedback" not in work.columns:
        return
    before = work.text(row, "feedback")
    if before and not before.startswith(OURS):
        filling.remarks.append(f"row {row + 1}: the feedback that stands there was kept")
    else:
        filling.changes[row, work.columns["feedback"]] = OURS + escape(text, quote=False)


def _columns(sheet: Sheet, titles: Mapping[str, str]) -> dict[str, int]:
    header = [title.strip() for title in sheet.texts(0)]
    unknown = set(titles) - set(TITLES.values())
    if unknown:
        raise UsageError(
            f"a worksheet has no column {min(unknown)!r}; it has {', '.join(TITLES.values())}"
        )
    columns = {}
    for what, english in TITLES.items():
        known = (english, *GERMAN[english])
        title = titles.get(english) or next((each for each in known if each in header), english)
        if header.count(title) > 1:
            raise UsageError(f"{header.count(title)} columns are called {title!r}")
        if title in header:
            columns[what] = header.index(title)
        elif what in NEEDED or english in titles:
            raise UsageError(
                f"no column is called {title!r}; say what it is called here with "
                f"--column '{english}=TITLE'; there are {', '.join(header)}"
            )
    return columns


def _people(work: Worksheet) -> Iterable[KnownStudent]:
    for row in range(1, len(work.sheet.rows)):
        found = IDENTIFIER.fullmatch(work.text(row, "identifier"))
        if found is None:
            continue
        yield KnownStudent(
            row=row,
            number=found["number"],
            ids=(work.text(row, "id"),),
            logins=(work.text(row, "username"),),
            emails=(work.text(row, "email"),),
            names=tuple(filter(None, (work.text(row, "name"), (found["word"] or "").strip()))),
        )


def _target(work: Worksheet, row: int) -> Target:
    most = work.text(row, "maximum")
    worth = read_number(most)
    if most not in ("", "-") and worth is None:
        raise UsageError(
            f"this assignment is graded on a scale ({most!r}), which takes no points; choose "
            "points in its settings in Moodle and download the worksheet again"
        )
    return Target(work.columns["grade"], "Grade", worth)
