"""Canvas's own export, filled, and read back by the rules of its importer."""

import pytest

from checker.classroom.exports.canvas import columns_of, fill_canvas
from checker.classroom.exports.csv_sheet import parse_sheet
from checker.errors import UsageError
from tests.classroom.exports.made import standing
from tests.classroom.exports.platforms import CANVAS, CANVAS_GERMAN, canvas_import


def filled(*marks, data=CANVAS, titles=(), scale=False):
    return fill_canvas(parse_sheet(data), marks, dict(titles), scale=scale)


def test_marks_that_canvas_imports():
    """They stand at the right numbers, and every other byte is as it was."""
    result = filled(standing("ada@example.org", 16.5), standing("00043", 12.25))
    expected = CANVAS.replace(b'"Mon, 9:00",,8.50', b'"Mon, 9:00",16.5,8.50')
    expected = expected.replace(b'"Mon, 9:00",3.00,,', b'"Mon, 9:00",12.25,,')
    assert result.sheet.encode() == expected
    assert (result.written, result.remarks) == (2, ())
    taken = canvas_import(result.sheet.encode())
    assert taken["101", "4711"] == "16.5"
    assert taken["102", "4711"] == "12.25"
    assert taken["101", "4712"] == "8.50"


def test_mark_that_stands_there_already():
    """Not a byte changes, to the hundredth that Canvas compares."""
    assert filled(standing("alan", 3.001)).sheet.encode() == CANVAS


def test_excused_student():
    """The sheet's word stands, and it is said."""
    result = filled(standing("emmy", 5.0))
    assert result.sheet.encode() == CANVAS
    assert result.remarks == ("emmy, 01_neuron: left as it was, because the sheet says EX",)


def test_mark_that_is_not_settled():
    """A zero that nobody has decided on is not sent to Canvas."""
    result = filled(standing("alan", 0.0, unsettled="the checker failed on relu"))
    assert result.sheet.encode() == CANVAS
    assert "because the checker failed on relu" in result.remarks[0]


def test_students_who_are_not_sure():
    """A name that two have, and one that nobody has, are named; nobody gets their marks."""
    result = filled(standing("John Smith", 4.0), standing("nobody", 4.0))
    assert result.sheet.encode() == CANVAS
    assert result.remarks == (
        "John Smith: fits 2 rows (7, 8)",
        "nobody: stands in no row",
    )


@pytest.mark.parametrize("student", ["Student, Test", "Test Student", "999", "f00"])
def test_the_test_student(student):
    """The student that Canvas makes for teachers is never given a mark."""
    assert filled(standing(student, 4.0)).remarks == (f"{student}: stands in no row",)


def test_formula_in_a_name():
    """The sheet's own text goes back as it came, or Canvas would not know the student."""
    result = filled(standing("eve", 4.0))
    assert b'"=cmd|calc, Eve",106,00046,eve,"Tue, 9:00",4,' in result.sheet.encode()


def test_german_sheet():
    """Its semicolons, commas, mark and missing line end are kept, and the mark has a comma."""
    result = filled(standing("ada", 16.5), data=CANVAS_GERMAN)
    assert result.sheet.encode() == CANVAS_GERMAN.replace(b"Mo;\n", b"Mo;16,5\n")
    assert canvas_import(result.sheet.encode())["101", "4711"] == "16.5"


@pytest.mark.parametrize("title", ["Essay", "4712", "Essay (4712)", "essay"])
def test_column_that_is_named(title):
    """A title, its number or both say where a notebook goes."""
    result = filled(standing("ada", 17.0), titles={"01_neuron": title}, scale=True)
    assert canvas_import(result.sheet.encode())["101", "4712"] == "10"


def test_column_of_another_worth():
    """Marks of 17 do not go into a column of 10, unless they are to be scaled."""
    with pytest.raises(UsageError, match=r"'Essay \(4712\)' is worth 10 there and 17 here"):
        filled(standing("ada", 8.5), titles={"01_neuron": "Essay"})
    result = filled(standing("ada", 8.5), titles={"01_neuron": "Essay"}, scale=True)
    assert canvas_import(result.sheet.encode())["101", "4712"] == "5"


def test_two_notebooks():
    """Each goes into its own column."""
    result = filled(
        standing("ada", 16.0), standing("ada", 9.0, "02_forward", max_score=10.0),
        titles={"02_forward": "Essay"},
    )  # fmt: skip
    taken = canvas_import(result.sheet.encode())
    assert (taken["101", "4711"], taken["101", "4712"]) == ("16", "9")


@pytest.mark.parametrize(
    ("titles", "says"),
    [
        (
            {"01_neuron": "Exam"},
            r"no column is called 'Exam'; .* --column '01_neuron=TITLE'; there are 01_neuron",
        ),
        ({"01_neuron": "Final Score"}, "'Final Score' can only be read in Canvas"),
    ],
)
def test_column_that_cannot_be(titles, says):
    """The columns there are, or why not this one, are said."""
    with pytest.raises(UsageError, match=says):
        filled(standing("ada", 1.0), titles=titles)


def test_two_columns_of_one_title():
    """Which of them is meant is not guessed."""
    data = CANVAS.replace(b"Essay (4712)", b"01_neuron (4712)")
    with pytest.raises(UsageError, match="2 columns are called '01_neuron'"):
        filled(standing("ada", 1.0), data=data)
    assert filled(standing("ada", 1.0), data=data, titles={"01_neuron": "4711"}).written == 1


@pytest.mark.parametrize(
    "header",
    [
        b"Student,ID,Section,N (1)",
        b"Student,ID,SIS Login ID,Section,N (1)",
        b"Student Name,Student ID,SIS User ID,Integration ID,Root Account,Section,N (1)",
    ],
)
def test_headers_that_canvas_writes(header):
    """Whichever identities a site shows, the assignment is found behind them."""
    columns = columns_of(parse_sheet(header + b"\n"))
    assert list(columns.assignments.values()) == ["N (1)"]


def test_names_in_two_columns():
    """A site may split names; students and the test student are known all the same."""
    data = (
        b"LastName,FirstName,ID,SIS Login ID,Section,01_neuron (4711)\n"
        b"    Points Possible,,,,,17\n"
        b"Lovelace,Ada,101,a1,Mo,\n"
        b"Student,Test,999,f00,Mo,\n"
    )
    result = filled(standing("Ada Lovelace", 5.0), standing("Test Student", 5.0), data=data)
    assert result.sheet.encode() == data.replace(b"a1,Mo,", b"a1,Mo,5")
    assert result.remarks == ("Test Student: stands in no row",)


@pytest.mark.parametrize("header", [b"Name,Mark,c,d", b"Student,ID,x", b"Student,Name,Section,N"])
def test_sheet_of_something_else(header):
    """It is refused in one sentence."""
    with pytest.raises(UsageError, match="no gradebook that Canvas has exported"):
        columns_of(parse_sheet(header + b"\n"))
