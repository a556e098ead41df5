"""Moodle's own worksheet, filled, and read back by the rules of its importer."""

import pytest

from checker.classroom.exports.csv_sheet import parse_sheet
from checker.classroom.exports.moodle import fill_moodle
from checker.errors import UsageError
from tests.classroom.exports.made import standing
from tests.classroom.exports.platforms import (
    MOODLE,
    MOODLE_GERMAN,
    MOODLE_GERMAN_TITLES,
    moodle_import,
)


def filled(*marks, data=MOODLE, feedback=(), titles=(), scale=False):
    return fill_moodle(parse_sheet(data), marks, dict(feedback), dict(titles), scale=scale)


def test_marks_that_moodle_imports():
    """Marks and feedback stand with the right person, and every other byte is as it was."""
    result = filled(
        standing("Ada Lovelace_501", 16.5), standing("43", 12.0),
        feedback={"Ada Lovelace_501": "relu 0.5 / 2: z < 0"},
    )  # fmt: skip
    expected = MOODLE.replace(b'grading",,17.00,Yes', b'grading",16.5,17.00,Yes')
    ours = b"Graded by checker: relu 0.5 / 2: z &lt; 0"
    expected = expected.replace(b'AM",-,\n', b'AM",-,' + ours + b"\n")
    expected = expected.replace(b",3.00,", b",12,")
    assert result.sheet.encode() == expected
    assert result.written == 2
    taken = moodle_import(result.sheet.encode())
    assert taken["501"] == (16.5, "Graded by checker: relu 0.5 / 2: z &lt; 0")
    assert taken["502"] == (12.0, "See me,\nplease")


def test_feedback_that_stands_there():
    """Ours is written anew with a new mark; a person's own is kept, and it is said."""
    first = filled(standing("ada", 3.0), feedback={"ada": "relu 0 / 2"}).sheet.encode()
    second = filled(standing("ada", 5.0), data=first, feedback={"ada": "Every exercise is right."})
    taken = moodle_import(second.sheet.encode())
    assert taken["501"] == (5.0, "Graded by checker: Every exercise is right.")
    result = filled(standing("alan", 5.0), feedback={"alan": "relu 0 / 2"})
    assert moodle_import(result.sheet.encode())["502"] == (5.0, "See me,\nplease")
    assert result.remarks == ("row 3: the feedback that stands there was kept",)


def test_no_mark():
    """Nothing changes, not a byte."""
    assert filled().sheet.encode() == MOODLE


def test_closed_row():
    """A grade that Moodle does not let anybody change is left, and it is said."""
    result = filled(standing("emmy@example.org", 4.0))
    assert result.sheet.encode() == MOODLE
    assert result.remarks == ("emmy@example.org: left as it was, because Moodle has closed it",)


def test_german_worksheet():
    """Titles are named; the mark has a comma, and with it quotes."""
    result = filled(
        standing("ada", 16.5), standing("Jose Muller", 4.25),
        data=MOODLE_GERMAN, titles=MOODLE_GERMAN_TITLES, feedback={"ada": "relu"},
    )  # fmt: skip
    expected = MOODLE_GERMAN.replace(
        b'Abgegeben,,"17,00",\r', b'Abgegeben,"16,5","17,00",Graded by checker: relu\r'
    ).replace(b'"3,00"', b'"4,25"')
    assert result.sheet.encode() == expected
    titles = {title.partition(" ")[0]: named for title, named in MOODLE_GERMAN_TITLES.items()}
    titles["Grade"] = "Bewertung"
    taken = moodle_import(expected, ",", **titles)
    assert taken == {"501": (16.5, "Graded by checker: relu"), "502": (4.25, "")}


def test_feedback_of_a_mark_that_is_not_settled():
    """Neither mark nor feedback is written."""
    result = filled(
        standing("ada", 0.0, unsettled="the file could not be read"), feedback={"ada": "text"}
    )
    assert result.sheet.encode() == MOODLE
    assert "because the file could not be read" in result.remarks[0]


def test_worksheet_of_another_worth():
    """Marks of 17 do not go where 100 are to be had, unless they are to be scaled."""
    data = MOODLE.replace(b"17.00", b"100.00")
    with pytest.raises(UsageError, match="'Grade' is worth 100 there and 17 here"):
        filled(standing("ada", 8.5), data=data)
    result = filled(standing("ada", 8.5), data=data, scale=True)
    assert moodle_import(result.sheet.encode())["501"] == (50.0, "")


def test_blind_marking():
    """Where names are hidden, the number alone finds the row."""
    data = b"Identifier,Status,Grade\nParticipant 501,Submitted,\nParticipant 502,Submitted,\n"
    result = filled(standing("Participant_502", 7.0), data=data)
    assert result.sheet.encode() == data.replace(b"502,Submitted,", b"502,Submitted,7")


@pytest.mark.parametrize(
    ("data", "titles", "says"),
    [
        (b"Name,Grade\nAda,\n", {}, "no column is called 'Identifier'.*there are Name, Grade"),
        (b"Identifier,Mark\n1,\n", {}, "no column is called 'Grade'"),
        (b"Identifier,Grade,Grade\n1,,\n", {}, "2 columns are called 'Grade'"),
        (b"Identifier,Grade\n1,\n", {"Grades": "x"}, "a worksheet has no column 'Grades'"),
        (b"Identifier,Grade\n1,\n", {"Full name": "x"}, "no column is called 'x'"),
    ],
)
def test_sheet_of_something_else(data, titles, says):
    """It is refused in one sentence that says what is missing."""
    with pytest.raises(UsageError, match=says):
        filled(standing("ada", 1.0), data=data, titles=titles)


def test_a_sheet_that_tells_nobody():
    """Where no column of people is recognised, that is said, and not that everybody is missing."""
    data = b"Identifier,Nimi,Grade\nParticipant 1,Ada,\n"
    with pytest.raises(UsageError, match="Full name=TITLE"):
        filled(standing("ada", 1.0), data=data)


def test_a_scale():
    """No number is written into an assignment that is graded in words."""
    with pytest.raises(UsageError, match="graded on a scale"):
        filled(standing("ada", 3.0), data=MOODLE.replace(b"17.00", b"Satisfactory"))


def test_an_id_that_a_spreadsheet_rounded():
    """An id in powers of ten is named with its row."""
    data = b"Identifier,Full name,ID number,Grade\nParticipant 1,Ada,1.11E+02,\n"
    result = filled(standing("Ada", 1.0), data=data)
    assert result.remarks[0].startswith("row 2: a spreadsheet has turned the id into 1.11E+02")
