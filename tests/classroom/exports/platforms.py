"""Files in the layouts of Canvas and Moodle, and readers of them by the platforms' own rules."""

import csv
import io
import json
import re
import zipfile

from checker.classroom.exports.csv_cells import FORMULA

#: As Canvas exports it: a row of points with four spaces, one of posting, the test student last.
CANVAS = (
    b"Student,ID,SIS User ID,SIS Login ID,Section,01_neuron (4711),Essay (4712),"
    b"Current Score,Final Score\r\n"
    b",,,,,Manual Posting,,,\r\n"
    b"    Points Possible,,,,,17.00,10.00,(read only),(read only)\r\n"
    b'"Lovelace, Ada",101,00042,ada@example.org,"Mon, 9:00",,8.50,85.00,42.50\r\n'
    b'"Turing, Alan ""Prof""",102,00043,alan,"Mon, 9:00",3.00,,,\r\n'
    b'"Noether, Emmy",103,43,emmy,"Tue, 9:00",EX,9.00,90.00,90.00\r\n'
    b'"Smith, John",104,00044,smith1,"Mon, 9:00",,,,\r\n'
    b'"Smith, John",105,00045,smith2,"Tue, 9:00",,,,\r\n'
    b'"=cmd|calc, Eve",106,00046,eve,"Tue, 9:00",-,,,\r\n'
    b'"Student, Test",999,,f00,"Mon, 9:00",,,,\r\n'
)

#: The same in a German browser: semicolons, decimal commas, a byte order mark, no last line end.
CANVAS_GERMAN = (
    b"\xef\xbb\xbfStudent;ID;SIS Login ID;Section;01_neuron (4711)\n"
    b"    Points Possible;;;;17,00\n"
    b"Lovelace, Ada;101;ada@example.org;Mo;\n"
    b"Turing, Alan;102;alan;Mo;3,00"
)

#: As Moodle's assignment hands out its grading worksheet.
MOODLE = (
    b'\xef\xbb\xbfIdentifier,"Full name","ID number","Email address",Status,Grade,"Maximum Grade",'
    b'"Grade can be changed","Last modified (submission)","Last modified (grade)",'
    b'"Feedback comments"\n'
    b'"Participant 501","Ada Lovelace",0042,ada@example.org,"Submitted for grading",,17.00,Yes,'
    b'"Monday, 2 March 2026, 9:15 AM",-,\n'
    b'"Participant 502","Alan Turing",0043,alan@example.org,"Submitted for grading",3.00,17.00,'
    b'Yes,-,-,"See me,\nplease"\n'
    b'"Participant 503","Emmy Noether",0044,emmy@example.org,"No submission",,17.00,No,-,-,\n'
)

#: The same in German: titles, the word before the number, and the comma in numbers.
MOODLE_GERMAN = (
    'ID,"Vollständiger Name","E-Mail-Adresse",Status,Bewertung,Bestwertung,'
    '"Feedback als Kommentar"\r\n'
    '"Teilnehmer/in501","Ada Lovelace",ada@example.org,Abgegeben,,"17,00",\r\n'
    '"Teilnehmer/in502","José Müller",jose@example.org,Abgegeben,"3,00","17,00",\r\n'
).encode()
MOODLE_GERMAN_TITLES = {
    "Identifier": "ID",
    "Full name": "Vollständiger Name",
    "Email address": "E-Mail-Adresse",
    "Grade": "Bewertung",
    "Maximum Grade": "Bestwertung",
    "Feedback comments": "Feedback als Kommentar",
}


def rows_of(data: bytes) -> list[list[str]]:
    """The rows as Python's own reader of CSV sees them."""
    text = data.decode("utf-8-sig")
    delimiter = ";" if text.splitlines()[0].count(";") > 3 else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def canvas_import(data: bytes) -> dict[tuple[str, str], str]:
    """What Canvas takes from a file: marks by its own numbers of student and assignment.

    As its gradebook importer has it: more than three columns, "Student" and "ID" first, "Section"
    ending the identities; a row of points; assignments by the number in their title, others would
    be made anew; totals and the test student passed over.
    """
    rows = rows_of(data)
    header = rows[0]
    assert len(header) > 3
    assert "Student" in header[0]
    assert "ID" in header[1]
    section = next(place for place, title in enumerate(header) if "Section" in title)
    numbers = {}
    for place, title in enumerate(header[section + 1 :], section + 1):
        if re.search(r"(Current|Final|Override) (Score|Points|Grade)", title):
            continue
        found = re.fullmatch(r".* \((\d+)\)", title)
        assert found, f"{title!r} would become a new assignment"
        numbers[place] = found[1]
    points = next(place for place, row in enumerate(rows) if "Points Possible" in row[0])
    return {
        (row[1], number): row[place].replace(",", ".")
        for row in rows[points + 1 :]
        for place, number in numbers.items()
        if row[0] != "Student, Test" and row[place]
    }


def moodle_import(data: bytes, decimal: str = ".", **titles: str) -> dict[str, tuple[float, str]]:
    """What Moodle's offline grading takes: by the identifier's number, a mark and a comment."""
    header, *rows = rows_of(data)
    identifier, grade, feedback = (
        header.index(titles.get(title.partition(" ")[0], title))
        for title in ("Identifier", "Grade", "Feedback comments")
    )
    taken = {}
    for row in rows:
        number = re.search(r"\d+$", row[identifier])
        text = row[grade].replace(decimal, ".")
        if text not in ("", "-"):
            assert re.fullmatch(r"-?\d+(\.\d+)?", text), f"{text!r} would stop the import"
            taken[number[0]] = float(text), row[feedback]
    return taken


def moodle_feedback_import(data: bytes, participants: set[str]) -> dict[str, dict[str, bytes]]:
    """What Moodle's importer of feedback files takes from a zip: by participant, files by name.

    As it has it: hidden files are passed over; of the parts of a path the first is taken that
    splits at underscores into a name, a participant's number, and a plugin of two words; what is
    left is the file's name.
    """
    taken: dict[str, dict[str, bytes]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith("/") or name.rpartition("/")[2].startswith((".", "~")):
                continue
            parts = name.split("/")
            for at, part in enumerate(parts):
                info = part.split("_", 4)
                if len(info) < 4 or not info[1].isdecimal() or info[1] not in participants:
                    continue
                if (info[2], info[3]) != ("assignsubmission", "file"):
                    continue
                rest = "/".join([(*info, "")[4], *parts[at + 1 :]])
                taken.setdefault(info[1], {})[rest] = archive.read(name)
                break
    return taken


def canvas_comments_import(data: bytes) -> dict[str, str]:
    """What Canvas's `update_grades` takes: for each student's number a comment that is text."""
    grade_data = json.loads(data)["grade_data"]
    for number, fields in grade_data.items():
        assert re.fullmatch(r"\d+", number), f"{number!r} is no user of Canvas's"
        assert set(fields) == {"text_comment"}
        assert isinstance(fields["text_comment"], str)
    return {number: fields["text_comment"] for number, fields in grade_data.items()}


def plain_text(cell):
    """The text that was written into a cell so that no spreadsheet takes it for a formula."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
