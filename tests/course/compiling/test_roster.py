"""A roster is read as instructors have it, and whose a submission is is never guessed."""

import pytest

from checker.course.compiling.roster import Person, match_roster, read_roster
from checker.errors import UsageError

ROSTER = """\
id,first_name,last_name,email,number
alice,Alice,Adams,alice@example.org,4711
bob,Bob,Brown,bob@example.org,4712
rob,Bob,Brown,rob@example.org,4713
"""


@pytest.fixture
def read(tmp_path):
    """Read a roster of this text."""

    def reading(text):
        path = tmp_path / "students.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_roster(path)

    return reading


@pytest.mark.parametrize(
    "text",
    [
        "id\nalice\nbob\n",
        "Name;ID\nAlice A.;alice\nBob, the 2nd;bob\n",
        "﻿Student\tEmail\r\nalice\ta@x\r\nbob\tb@x\r\n",
        "SIS User ID,Student name\nalice,A\n\nbob,B\n",
    ],
)
def test_rosters_of_many_programs(read, text):
    """Commas, semicolons and tabs separate; the byte order mark and empty lines are passed over."""
    assert [person.id for person in read(text)] == ["alice", "bob"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no column of ids; call one of its columns id"),
        ("colour,age\nred,3\n", "has no column of ids"),
        ("id\n", "names no student"),
        ("id\nalice\nAlice\n", "has the id Alice twice"),
        ("id,name\nalice,A\n,B\n", "has no id for student 2"),
    ],
)
def test_a_roster_that_cannot_be_used(read, text, message):
    """It is refused in one sentence."""
    with pytest.raises(UsageError, match=message):
        read(text)


def test_a_roster_that_is_not_there(tmp_path):
    """The system's reason is given."""
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_roster(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("alice", "alice"),
        ("ALICE", "alice"),
        ("Alice Adams", "alice"),
        ("adams alice", "alice"),
        ("alice@example.org", "alice"),
        ("adamsalice_4711", "alice"),
        ("Alice Adams_99", "alice"),
        ("bob", "bob"),
        ("Bob Brown_4713", None),
    ],
)
def test_whose_a_submission_is(read, name, owner):
    """Ids count first, then any word of the row, then the parts of an LMS's name and number."""
    matched = match_roster(read(ROSTER), {name: ()})
    if owner is None:
        assert matched.strangers == {name: f"{name} could be bob or rob on the roster"}
        assert matched.people == {}
    else:
        assert matched.people[name].id == owner
        assert matched.doubts == {}


def test_words_that_a_platform_adds(read):
    """They are looked up last: a login behind the name of a repository, or an address."""
    students = {"hw1-alice": ("alice",), "bob": ("alice",), "nobody": ("who",)}
    matched = match_roster(read(ROSTER), students)
    assert {name: each.id for name, each in matched.people.items()} == {
        "hw1-alice": "alice",
        "bob": "bob",
    }


def test_strangers(read):
    """Each has a reason, with the nearest id; the others are matched all the same."""
    matched = match_roster(read(ROSTER), {"alicce": (), "bob": (), "tutor": ()})
    assert matched.people.keys() == {"bob"}
    nearest = "alicce stands on no line of the roster (the nearest id is alice)"
    assert matched.doubts == {
        "alicce": nearest,
        "tutor": "tutor stands on no line of the roster",
    }


def test_two_names_of_one_student(read):
    """They are not merged: a person settles which of them counts."""
    matched = match_roster(read(ROSTER), {"alice": (), "Alice Adams_99": (), "bob": ()})
    doubt = "alice and Alice Adams_99 are both alice on the roster"
    assert matched.doubts == {"alice": doubt, "Alice Adams_99": doubt}
    assert matched.strangers == {}


def test_words_of_a_person(read):
    """Every cell of the row and both orders of the name, in small letters."""
    (alice, *_) = read(ROSTER)
    words = {"alice", "adams", "alice@example.org", "4711", "alice adams", "adams alice"}
    assert alice == Person("alice", frozenset(words))


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,01_neuron (4711)\r\n"
    "Manual Posting,,,,,Manual Posting\r\n"
    "    Points Possible,,,,,17.00\r\n"
    '"Lovelace, Ada",111,0012,ada@example.org,Sec 1,\r\n'
    '"Lovelace, Ada",111,0012,ada@example.org,Sec 2,\r\n'
    '"Student, Test",999,,abcdef,Sec 1,\r\n'
)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (CANVAS.encode(), ["111"]),
        ("id;name\r\n0012;Ada Lovelacé\r\n".encode("cp1252"), ["0012"]),
        ("id\tname\r\n0012\tAda\r\n".encode("utf-16"), ["0012"]),
        (b"sep=;\r\nid;name\r\n0012;Ada, B.\r\n13;Bob\r\n", ["0012", "13"]),
        (b"Course 101,,\r\nid,name,section\r\n0012,Ada,1\r\n", ["0012"]),
        (b'id,name,notes\r\n0012,"Ada","likes\nloops"\r\n13,Bob,\r\n', ["0012", "13"]),
        (b"id,name,section\r\n0012,Ada,1\r\n0012,Ada,2\r\n", ["0012"]),
        (b"Matrikelnummer;Nachname;Vorname\r\n0012;Lovelace;Ada\r\n", ["0012"]),
        (b"id,name\r0012,Ada\r13,Bob\r", ["0012", "13"]),
        (b"\r\nid,name,,\r\n0012,Ada,,\r\n,,,\r\n", ["0012"]),
    ],
)
def test_lists_as_people_have_them(tmp_path, data, ids):
    """A roster is read in the letters, with the delimiters and below the titles that it has."""
    path = tmp_path / "roster.csv"
    path.write_bytes(data)
    assert [person.id for person in read_roster(path)] == ids


def test_an_id_in_powers_of_ten(tmp_path):
    """An id that a spreadsheet has rounded is refused: two students may have become one."""
    path = tmp_path / "roster.csv"
    path.write_text("id,name\n1.11E+02,Ada\n")
    with pytest.raises(UsageError, match="a spreadsheet has rounded it"):
        read_roster(path)
