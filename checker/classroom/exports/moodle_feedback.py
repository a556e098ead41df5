"""Moodle: a zip with each student's page, which the assignment takes back as feedback files.

Moodle's importer splits each name at underscores: a name, the participant's number, the plugin
that the file came from, and then the name that the student is to see. It is the form in which
Moodle gives submissions out.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.classroom.exports.csv_sheet import Sheet
from checker.classroom.exports.moodle import worksheet_people
from checker.classroom.exports.student_matching import match
from checker.errors import UsageError
from checker.results.schema import Result
from checker.safe_files import place_of

#: How Moodle signs what it gives out; the name ends at the first such number.
SIGNED = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+", re.DOTALL)
PLUGIN = "assignsubmission_file"
#: What no name may hold: underscores and slashes part the name, dots and tildes hide a file.
UNNAMED = re.compile(r"[_/\\\x00-\x1f]|^[.~]+")
#: The time that a zip may say; the same pages make the same bytes.
EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class FeedbackZip:
    """The zip, how many pages are in it, and what a person has to see to."""

    data: bytes
    written: int
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Participant:
    """A student as Moodle's assignment knows them."""

    name: str
    number: str


def moodle_feedback(
    results: Sequence[Result],
    pages: Path,
    sheet: Sheet | None,
    titles: Mapping[str, str],
    came_in: Mapping[str, str],
) -> FeedbackZip:
    """Return a zip of the pages of students, for one notebook.

    Parameters
    ----------
    pages
        The folder of students' pages.
    sheet, titles
        Moodle's worksheet, if it is given, and what its columns are called.
    came_in
        By student, the path in Moodle's own download from which the notebook was graded.
    """
    students = [result["student"] for result in results]
    known, unmatched = _on_sheet(students, sheet, titles) if sheet else _in_paths(came_in)
    remarks = []
    held = io.BytesIO()
    written = 0
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for result in sorted(results, key=lambda each: each["student"]):
            student, notebook = result["student"], result["notebook"]
            path = place_of(pages, student, notebook, ".html")
            if student not in known:
                remarks.append(f"{student}: {unmatched.get(student, 'Moodle has not signed it')}")
            elif not path.is_file():
                remarks.append(f"{student}: there is no page {path}")
            else:
                name = _file_name(known[student], f"{notebook}.html")
                out.writestr(_entry(name), path.read_bytes())
                written += 1
    if sheet is None and not known:
        raise UsageError(
            "whose participants these are is not known: grade the zip that Moodle gives out, or "
            "name its grading worksheet with --template"
        )
    return FeedbackZip(held.getvalue(), written, tuple(remarks))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _file_name(participant: Participant, name: str) -> str:
    person = UNNAMED.sub(" ", participant.name).strip() or "participant"
    return f"{person}_{participant.number}_{PLUGIN}_{name}"


def _on_sheet(
    students: Iterable[str], sheet: Sheet, titles: Mapping[str, str]
) -> tuple[dict[str, Participant], Mapping[str, str]]:
    people = {person.row: person for person in worksheet_people(sheet, titles)}
    matching = match(dict.fromkeys(students, ()), list(people.values()))
    known = {}
    for student, row in matching.rows.items():
        person = people[row]
        known[student] = Participant((*person.names, "")[0], person.number)
    return known, matching.unmatched


def _in_paths(
    came_in: Mapping[str, str],
) -> tuple[dict[str, Participant], Mapping[str, str]]:
    found = {student: SIGNED.match(path) for student, path in came_in.items()}
    known = {
        student: Participant(sign["name"], sign["number"])
        for student, sign in found.items()
        if sign
    }
    return known, {}
