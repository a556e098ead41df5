"""The zip of students' pages, taken back by the rules of Moodle's importer of feedback files."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.classroom.exports.csv_sheet import parse_sheet
from checker.classroom.exports.moodle_feedback import moodle_feedback
from checker.errors import UsageError
from checker.safe_files import place_of
from tests.classroom.exports.made import result
from tests.classroom.exports.platforms import MOODLE, moodle_feedback_import

PARTICIPANTS = {"501", "502", "503"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A page for each of some students."""
    folder = tmp_path_factory.mktemp("feedback")
    for student in ("Ada Lovelace_501", "alan", "ada"):
        path = place_of(folder, student, "01_neuron", ".html")
        path.parent.mkdir(parents=True)
        path.write_text(f"<p>{student}</p>", "utf-8")
    return folder


def made(pages, *students, sheet=None, titles=(), came_in=()):
    results = [result(student) for student in students]
    given = parse_sheet(sheet) if sheet else None
    return moodle_feedback(results, pages, given, dict(titles), dict(came_in))


def test_pages_of_what_moodle_gave_out(pages):
    """Whose a page is follows from the path in Moodle's own zip, in folders or without."""
    for path in (
        "Ada Lovelace_501_assignsubmission_file/01_neuron.ipynb",
        "Ada Lovelace_501_assignsubmission_file_/01_neuron.ipynb",
        "Ada Lovelace_501_assignsubmission_file_01_neuron.ipynb",
    ):
        zipped = made(pages, "Ada Lovelace_501", came_in={"Ada Lovelace_501": path})
        taken = moodle_feedback_import(zipped.data, PARTICIPANTS)
        assert taken == {"501": {"01_neuron.html": b"<p>Ada Lovelace_501</p>"}}
        assert (zipped.written, zipped.remarks) == (1, ())


def test_pages_by_the_worksheet(pages):
    """Where notebooks came in another way, Moodle's worksheet knows its participants."""
    zipped = made(pages, "ada", "alan", sheet=MOODLE)
    taken = moodle_feedback_import(zipped.data, PARTICIPANTS)
    assert taken == {
        "501": {"01_neuron.html": b"<p>ada</p>"},
        "502": {"01_neuron.html": b"<p>alan</p>"},
    }


def test_who_is_left_over(pages):
    """Who has no row or no page is named, and the others' pages are there."""
    zipped = made(pages, "ada", "emmy", "nobody", sheet=MOODLE)
    assert list(moodle_feedback_import(zipped.data, PARTICIPANTS)) == ["501"]
    page = place_of(pages, "emmy", "01_neuron", ".html")
    assert zipped.remarks == (f"emmy: there is no page {page}", "nobody: stands in no row")


def test_names_that_only_look_like_moodles(pages):
    """A login with a number is nobody's participant: the path has to be Moodle's own."""
    with pytest.raises(UsageError, match="name its grading worksheet with --template"):
        made(pages, "ada", came_in={"ada": "student_502/01_neuron/01_neuron.ipynb"})


def test_same_pages(pages):
    """They make the same bytes, so that Moodle sees what has changed."""
    assert made(pages, "ada", sheet=MOODLE).data == made(pages, "ada", sheet=MOODLE).data


@given(st.text(min_size=1, max_size=30).filter(str.strip))
def test_any_name(pages, name):
    """Whatever a person is called, the page goes to their number and nowhere else."""
    path = f"{name.replace('/', '').replace(chr(0), '')}x_502_assignsubmission_file_n.ipynb"
    came_in = {"ada": path, "alan": "Alan_501_assignsubmission_file_n.ipynb"}
    zipped = made(pages, "ada", "alan", came_in=came_in)
    numbers = moodle_feedback_import(zipped.data, PARTICIPANTS)
    if "_502_" not in name and "_assignsubmission_" not in name:
        assert numbers["502"] == {"01_neuron.html": b"<p>ada</p>"}
    assert zipfile.ZipFile(io.BytesIO(zipped.data)).testzip() is None
