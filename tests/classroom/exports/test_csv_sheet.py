"""Tables that come back byte for byte, but for the cells that were changed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.classroom.exports.csv_sheet import parse_sheet, read_sheet, table
from checker.errors import UsageError
from tests.classroom.exports.platforms import CANVAS, CANVAS_GERMAN, MOODLE, MOODLE_GERMAN, rows_of

FILES = {"canvas": CANVAS, "german": CANVAS_GERMAN, "moodle": MOODLE, "moodle-de": MOODLE_GERMAN}
#: Python's own writer leaves a carriage return unquoted where lines end otherwise.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_file_of_a_platform(data):
    """It is read as Python's own reader reads it, and written as it was."""
    sheet = parse_sheet(data)
    assert [sheet.texts(row) for row in range(len(sheet.rows))] == rows_of(data)
    assert sheet.encode() == data


@given(
    rows=st.lists(st.lists(TEXT, min_size=2, max_size=4), min_size=1, max_size=5),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
)
def test_any_table(rows, quoting, end, mark):
    """Whatever a writer of CSV quotes and however it ends lines, the bytes come back."""
    file = io.StringIO()
    csv.writer(file, quoting=quoting, lineterminator=end).writerows([["a", "b"], *rows])
    data = file.getvalue().encode("utf-8-sig" if mark else "utf-8")
    sheet = parse_sheet(data)
    assert sheet.encode() == data
    assert [sheet.texts(row) for row in range(len(sheet.rows))] == [["a", "b"], *rows]


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (b"a,b\r\n1,2\r\n", "3", b"a,b\r\n1,3\r\n"),
        (b'a,b\n1,"2"\n', "3", b'a,b\n1,"3"\n'),
        (b'a,b\n1,"2"\n', "2", b'a,b\n1,"2"\n'),
        (b"a;b\n1;2", "3,5", b"a;b\n1;3,5"),
        (b"a,b\n1,2", "3,5", b'a,b\n1,"3,5"'),
        (b"a,b\n1\n", "x", b"a,b\n1,x\n"),
        (b"a,b\n1,2\n", "x\ry", b'a,b\n1,"x\ry"\n'),
        (b"a,b\n1,2", 'say "x"\ny', b'a,b\n1,"say ""x""\ny"'),
    ],
)
def test_changed_cell(before, text, after):
    """A new value is quoted as the old one was, and where it has to be."""
    assert parse_sheet(before).with_texts({(1, 1): text}).encode() == after


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b" \r\n", "it is empty"),
        (b"a,b\n\xff\xfe", "not UTF-8"),
        (b"a,b\0", "null bytes"),
        (b'a,b\n1,"never ends', "a quote in row 2 is never closed"),
    ],
)
def test_file_that_is_no_table(tmp_path, data, says):
    """It is refused in one sentence."""
    path = tmp_path / "sheet.csv"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=f"sheet.csv is no sheet that can be filled: .*{says}"):
        read_sheet(path)


def test_file_that_is_not_there(tmp_path):
    """It is refused in one sentence."""
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_sheet(tmp_path / "none.csv")


def test_quote_within_a_cell():
    """Inches in the middle of a cell are not the beginning of a quotation."""
    sheet = parse_sheet(b'a,b\n5" pipe,2\n')
    assert sheet.texts(1) == ['5" pipe', "2"]


def test_new_table():
    """It is what Python's own reader gives back."""
    rows = [["a", "b,c"], ['"', "x\ny"], [" padded ", ""]]
    assert rows_of(table(rows)) == rows
