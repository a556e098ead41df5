"""Students found in a platform's rows, and everyone whom two rows or two students fit."""

import pytest

from checker.classroom.exports.student_matching import KnownStudent, match

ADA = KnownStudent(1, "501", ids=("00042",), logins=("ada@example.org",), names=("Lovelace, Ada",))
JOSE = KnownStudent(
    2, "502", ids=("00043",), logins=("jm",), emails=("J.M@x.org",), names=("José  Müller",)
)
SMITH = KnownStudent(3, "503", ids=("17",), logins=("smith1",), names=("Smith, John",))
OTHER_SMITH = KnownStudent(4, "504", ids=("18",), logins=("smith2",), names=("John Smith",))
PEOPLE = [ADA, JOSE, SMITH, OTHER_SMITH]


def matched(*students, people=PEOPLE, also=()):
    return match(dict.fromkeys(students, also), people)


@pytest.mark.parametrize(
    ("student", "row"),
    [
        ("501", 1),  # the platform's own number
        ("00042", 1),  # an id
        ("42", 1),  # an id whose zeros a spreadsheet took away
        ("0000042", 1),
        ("ada@example.org", 1),
        ("ADA@Example.org", 1),
        ("ada", 1),  # an address without its domain
        ("Ada Lovelace", 1),
        ("ada_lovelace", 1),
        ("Lovelace, Ada", 1),
        ("lovelaceada_501", 1),  # the name of a file from Canvas
        ("Ada Lovelace_501", 1),  # the name of a folder from Moodle
        ("j.m@x.org", 2),
        ("jose muller", 2),  # without the accents
        ("Jose\u0301 Mu\u0308ller", 2),  # accents as letters of their own
    ],
)
def test_student_who_is_known(student, row):
    """Any of what a platform knows of a person finds the row."""
    assert matched(student).rows == {student: row}


@pytest.mark.parametrize(
    "student",
    ["", "adam", "Lovelace", "lovelaceada_502", "Ada Lovelace_9", "5010", "'; DROP TABLE"],
)
def test_student_who_is_not_known(student):
    """Half a name, or a number that belongs to another name, finds nobody."""
    matching = matched(student)
    assert matching.rows == {}
    assert matching.unmatched == {student: "stands in no row"}


def test_two_people_of_one_name():
    """Neither row is taken, and both are named as a spreadsheet counts them."""
    matching = matched("John Smith")
    assert matching.rows == {}
    assert matching.unmatched == {"John Smith": "fits 2 rows (4, 5)"}


def test_one_text_that_is_two_peoples_key():
    """A number that is one person's own and another's id fits both."""
    people = [KnownStudent(1, "77"), KnownStudent(2, "78", ids=("77",))]
    assert matched("77", people=people).unmatched == {"77": "fits 2 rows (2, 3)"}


def test_exact_before_loose():
    """An id as it stands wins over one that only looks like it without its zeros."""
    people = [KnownStudent(1, "1", ids=("00042",)), KnownStudent(2, "2", ids=("42",))]
    assert matched("42", people=people).rows == {"42": 2}
    assert matched("042", people=people).unmatched == {"042": "fits 2 rows (2, 3)"}


def test_two_students_for_one_row():
    """Whoever handed in under two names is left to a person, under both."""
    matching = matched("ada", "501", "jm")
    assert matching.rows == {"jm": 2}
    assert set(matching.unmatched) == {"ada", "501"}
    assert matching.unmatched["ada"] == "fits row 2, and so does another student"


def test_what_else_a_student_is_known_as():
    """It is asked only where the name itself finds nobody."""
    assert matched("u17", also=("501", "ada@example.org")).rows == {"u17": 1}
    assert matched("u17", also=("501", "jm")).unmatched == {"u17": "fits 2 rows (2, 3)"}
    assert matched("jm", also=("501",)).rows == {"jm": 2}
