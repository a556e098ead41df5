"""Time stamps are read as nbgrader reads them, and what cannot be read is named."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.utils import parse_utc

from checker.classroom.gradebook.timestamps import handed_in, moment_of

TEN = datetime(2027, 3, 1, 10)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2027-03-01 10:00:00.000001 UTC\n", TEN.replace(microsecond=1)),
        ("2027-03-01 10:00:00", TEN),
        ("2027-03-01 11:00:00 Europe/Berlin", TEN),
        ("2027-03-01T10:00:00Z", TEN),
        ("20270301T100000Z", TEN),
        ("20270301T110000+0100", TEN),
        ("2027-03-01T11:00+01", TEN),
        ("2027-03-01T10:00:00.123456789Z", TEN.replace(microsecond=123456)),
        ("\ufeff2027-03-01 10:00:00 UTC", TEN),
    ],
)
def test_stamps_in_many_forms(text, moment):
    """Any form of ISO 8601, with a zone by name or by number, is the moment that it says."""
    assert moment_of(text.encode()) == moment


@pytest.mark.parametrize(
    "stamp",
    [
        b"", b"next Monday", b"2027-13-02 03:04:05 UTC", b"\xff\xfe", b"9" * 150, b"1" * 10_000,
        b"2027-01-02 03:04:05 ../../../etc/passwd", b"9999-12-31 23:59:59 -2300", b"\0",
    ],
)  # fmt: skip
def test_stamps_that_cannot_be_read(stamp):
    """They say nothing, whoever wrote them."""
    assert moment_of(stamp) is None


def test_an_offset_behind_a_space():
    """Nbgrader takes it for seconds, and so do we: formgrader compares the two moments."""
    text = "2027-03-01 11:00:00 +0100"
    assert moment_of(text.encode()) == parse_utc(text)


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2090, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from(["seconds", "microseconds", "minutes"]),
)
@settings(deadline=None)
def test_moments_with_an_offset(moment, minutes, precision):
    """What Python writes of a moment, in any zone, is read to the same moment as by nbgrader."""
    text = moment.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat("T", precision)
    assert moment_of(text.encode()) == parse_utc(text)


def test_who_handed_in_when():
    """Those without a stamp are not named; those with one that says nothing are."""
    stamps = {
        ("ada", "01"): lambda: b"2027-03-01 10:00:00 UTC",
        ("bob", "01"): lambda: None,
        ("cem", "01"): lambda: b"yesterday\x1b[2J",
    }
    times, unread = handed_in(stamps)
    assert times == {("ada", "01"): TEN}
    assert unread == ["cem, 01: the time stamp 'yesterday\\\\x1b[2J' cannot be read"]
