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


PAIR = ["alice", "bob"]
#: Lists as other programs keep them, and the ids of who stands on them.
KEPT = {
    "ids as formulas": (b'id,name\n="0012",Alice\n="0013",Bob\n', ["0012", "0013"]),
    "ids as decimals": (b",id,name\n0,12.0,Alice\n1,13.0,Bob\n", ["12", "13"]),
    "Brightspace": (b"OrgDefinedId,Username,End\n#4,#alice,#\n#5,#bob,#\n", PAIR),
    "GitHub Classroom": (
        b'"identifier","github_username","github_id","name"\n"alice","al","1",""\n"bob","","",""\n',
        PAIR,
    ),
    "UTF-16 that does not say so": ("id,name\nalice,A\nbob,B\n".encode("utf-16-le"), PAIR),
    "letters of no width": ("id,name\n\u200balice,A\nbob\ufeff,B\n", PAIR),
    "sums below": ("id,points\nalice,3\nbob,4\nMean,3.5\nTotal,7\n", PAIR),
    "French": ("N° étudiant;Nom\nalice;A\nbob;B\n", PAIR),
    "an address in capitals": ("E-MAIL ADDRESS;Name\nalice;A\nbob;B\n", PAIR),
    "one in two sections": ("id,name,section\nalice,A,1\nalice,A,2\nbob,B,1\n", PAIR),
    "a heading of two lines": ('id,"name\n(as it is)"\nalice,A\nbob,B\n', PAIR),
}
REFUSED = {
    "two people": ("id,name\nalice,Alice A.\nalice,Alan T.\n", "has the id alice for two people"),
    "an open quotation mark": ('id,name\nalice,"Adams, A\nbob,B\n', "mark that is not closed"),
    "Excel's own file": (b"PK\x03\x04\x14\0\6\0", "is a workbook, not text: save the list as"),
    "an older Excel's": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a workbook, not text"),
    "a page of a platform": (b"\n<html><table><tr><td>id", "is a web page, not a sheet"),
}


@pytest.mark.parametrize(("data", "ids"), KEPT.values(), ids=KEPT)
def test_a_list_as_other_programs_keep_it(read, data, ids):
    """The ids are those that a reader sees, each of one student."""
    assert [person.id for person in read(data)] == ids


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_a_list_that_would_lose_students(read, data, message):
    """It is refused in one sentence, rather than read without them."""
    with pytest.raises(UsageError, match=message):
        read(data)


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
