"""Dates as instructors and platforms write them: until when, for whom longer, and when it came."""

import time
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.classroom.gradebook.due_dates import (
    OwnDeadline,
    deadlines_of,
    due_dates,
    moment_in,
    read_times,
)
from checker.course.compiling.roster import match_roster, read_roster
from checker.errors import UsageError
from tests.classroom.exports.platforms import MOODLE

NOON = datetime(2027, 3, 1, 12)


@pytest.fixture(autouse=True)
def utc(monkeypatch):
    """A machine whose own time is UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-01 12:00",
        "2027-03-01T12:00:00Z",
        "2027-03-01 13:00 Europe/Berlin",
        "2027-03-01 13:00:00 +0100",
        "2027-03-01 04:00:00 -0800",
        "1 March 2027 12:00",
        "Monday, 1 March 2027, 12:00 PM",
        "Montag, 1. März 2027, 12:00",
        "01.03.2027 12:00",
    ],
)
def test_moments_as_they_are_written(text):
    """Ours, nbgrader's, Gradescope's, and Moodle's in two languages are the same moment."""
    assert moment_in(text) == NOON


@pytest.mark.parametrize(
    "text",
    ["", "3", "3/4/2027", "tomorrow", "2027-13-01", "2027-03-01 12:00 PST", "2027-03-01 noon",
     "9999-12-31 23:59 America/Los_Angeles", "2027", "a" * 5000],
)  # fmt: skip
def test_text_that_says_no_date(text):
    """It is refused, and so is what could be two days or lies in a zone that is not known."""
    with pytest.raises(ValueError, match="says no date; write it as 2027-03-01 20:00"):
        moment_in(text)


def test_day_alone():
    """It lasts until its end where it says until when."""
    assert moment_in("2027-03-01", last=True) == datetime(2027, 3, 1, 23, 59, 59)
    assert moment_in("2027-03-01") == datetime(2027, 3, 1)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)), st.integers(-720, 720))
def test_any_moment(moment, minutes):
    """Whatever zone it is written in, it is the same moment."""
    moment = moment.replace(microsecond=0)
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
    local = moment + timedelta(minutes=minutes)
    assert moment_in(f"{local:%Y-%m-%d %H:%M:%S} {zone}") == moment


@given(st.text(max_size=40))
def test_any_text(text):
    """It is a moment or is refused, and nothing else comes of it."""
    with suppress(ValueError):
        assert moment_in(text).tzinfo is None


def people(tmp_path, text):
    path = tmp_path / "students.csv"
    path.write_text(text, "utf-8")
    return {person.id: person for person in read_roster(path)}


def test_who_has_more_time(tmp_path):
    """One notebook's date goes before that of all, days come on top, empty cells say nothing."""
    rows = (
        "id,due,due_01,due_02_forward,extra_days\n"
        "ada,2027-03-01 12:00,,,\n"
        "ben,2027-03-01 12:00,2027-04-01 12:00,,\n"
        'cem,,,2027-05-01 12:00,"1,5"\n'
        "dan,,,,\n"
    )
    found = people(tmp_path, rows)
    assert deadlines_of(found, "01_neuron") == {
        "ada": OwnDeadline(NOON),
        "ben": OwnDeadline(datetime(2027, 4, 1, 12)),
        "cem": OwnDeadline(extra=timedelta(days=1.5)),
    }
    assert deadlines_of(found, "02_forward")["cem"].due == datetime(2027, 5, 1, 12)


def test_days_are_nobodys_name(tmp_path):
    """A cell that says how much longer is no word by which a student is known."""
    found = people(tmp_path, "id,extra_days\nada,2\n").values()
    assert match_roster(list(found), {"Somebody Else_2": ()}).people == {}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("soon,", "the roster's date for ada cannot be used: 'soon' says no date"),
        (",two", "the roster's extra_days for ada is no number of days: 'two'"),
        (",-1", "is no number of days: '-1'"),
        (",nan", "is no number of days: 'nan'"),
        (",1e9", "is no number of days: '1e9'"),
    ],
)
def test_cell_that_says_nothing(tmp_path, cells, message):
    """It is named with its student."""
    with pytest.raises(UsageError, match=message):
        deadlines_of(people(tmp_path, f"id,due,extra_days\nada,{cells}\n"), "01_neuron")


def test_due_dates_of_notebooks():
    """Each is for a notebook of the course."""
    assert due_dates(["01_neuron=2027-03-01 12:00"], ["01_neuron"]) == {"01_neuron": NOON}
    for text in ("2027-03-01", "09=2027-03-01", "01_neuron=soon"):
        with pytest.raises(UsageError, match=f"--due '{text}'"):
            due_dates([text], ["01_neuron"])


def test_times_of_moodles_worksheet(tmp_path):
    """Its students are found as those of a roster are; who has not handed in has no time."""
    path = tmp_path / "moodle.csv"
    path.write_bytes(MOODLE)
    students = {"Ada Lovelace_501": (), "Alan Turing_502": (), "emmy@example.org": ()}
    assert read_times(path, students) == {"Ada Lovelace_501": datetime(2026, 3, 2, 9, 15)}


def test_times_of_gradescope(tmp_path):
    """Its sheet of marks says when each was handed in."""
    path = tmp_path / "gradescope.csv"
    path.write_text(
        "First Name,Last Name,SID,Email,Total Score,Submission Time\n"
        "Ada,Lovelace,7,ada@example.org,3,2027-03-01 04:00:00 -0800\n"
    )
    assert read_times(path, {"ada@example.org": ()}) == {"ada@example.org": NOON}


def test_sheet_without_times(tmp_path):
    """It is refused, with the name of the column that is looked for."""
    path = tmp_path / "times.csv"
    path.write_text("id,colour\nada,red\n")
    with pytest.raises(UsageError, match="has no column of times; call one of its columns hand"):
        read_times(path, {"ada": ()})
    path.write_text("id,handed_in\nada,soon\n")
    with pytest.raises(UsageError, match="ada: 'soon' says no date"):
        read_times(path, {"ada": ()})
