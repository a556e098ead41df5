"""Tables of our own making, read back with other people's readers."""

import io
import shutil
import subprocess
import sys

import pyarrow.parquet
import pytest
from nbgrader.api import Gradebook

from checker.classroom.exports.parquet import parquet
from checker.classroom.exports.standings import gradebook_standings, standings
from checker.classroom.exports.tables import NBGRADER, nbgrader_csv, nbgrader_csv_of, plain_csv
from checker.classroom.gradebook.writing import GradedNotebook, database_url, write_gradebook
from checker.errors import UsageError
from tests.classroom.exports.made import exercise, result, standing
from tests.classroom.exports.platforms import plain_text, rows_of
from tests.classroom.small_course import CASEBOOK, NOTEBOOK, RELEASE

EVE = '=HYPERLINK("http://x","Eve, really")'
POINTS = {"double": 2.0, "fourfold": 1.0, "by_hand": 2.0}


def test_plain_table():
    """A row a submission, a column an exercise, and the name comes back as it was."""
    results = [
        result(EVE),
        result("ada", "02_forward", [exercise("softmax", points=0.25, outcome="partial")]),
    ]
    header, first, second = rows_of(plain_csv(standings(results), results))
    assert header == [
        "student", "notebook", "score", "max_score", "settled", "sigmoid", "relu", "softmax",
    ]  # fmt: skip
    assert (first[0][0], plain_text(first[0])) == ("'", EVE)
    assert first[1:] == ["01_neuron", "2.5", "17", "yes", "2", "0.5", ""]
    assert second == ["ada", "02_forward", "0.25", "17", "yes", "", "", "0.25"]


def test_mark_that_is_not_settled():
    """The table says why."""
    results = [result("ada", status="unreadable", repairs=["the file is empty"])]
    _, row = rows_of(plain_csv(standings(results), results))
    assert row[4] == "the file could not be read"


def test_nbgraders_table_from_results():
    """Its columns in its order; who handed nothing in has 0.0 and no time."""
    header, *rows = rows_of(
        nbgrader_csv([standing("ada", 16.5), standing("bob", 3.0, "02_forward")])
    )
    assert tuple(header) == NBGRADER
    assert ["01_neuron", "", "", "ada", "", "", "", "16.5", "0.0", "16.5", "17.0"] in rows
    assert ["01_neuron", "", "", "bob", "", "", "", "0.0", "0.0", "0.0", "17.0"] in rows
    assert len(rows) == 4


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory):
    """A gradebook with a manual mark, a penalty, a stranger and a due date."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    exercises = [exercise(name, points=worth, max_points=worth) for name, worth in POINTS.items()]
    results = [
        result(student, NOTEBOOK, exercises, score=5.0, max_score=5.0) for student in ("ada", "bob")
    ]
    write_gradebook(str(path), [GradedNotebook(RELEASE, CASEBOOK)], results)
    with Gradebook(database_url(str(path))) as book:
        book.update_or_create_assignment(NOTEBOOK, duedate="2027-01-01")
        book.update_or_create_student(
            "ada", first_name="Ada", last_name="Lovelace", email="a@x.org", lms_user_id="101"
        )
        book.add_student("carol")
        book.find_grade("check-double", NOTEBOOK, NOTEBOOK, "ada").manual_score = 0.5
        late = book.find_submission_notebook(NOTEBOOK, NOTEBOOK, "ada")
        late.late_submission_penalty = 1.25
        book.find_grade("check-double", NOTEBOOK, NOTEBOOK, "bob").needs_manual_grade = True
        book.db.commit()
    return path


def test_standings_of_a_gradebook(gradebook):
    """The manual mark is in, the penalty is off, and what waits for a person says so."""
    ada, bob = gradebook_standings(str(gradebook), [NOTEBOOK])
    assert (ada.score, ada.max_score, ada.unsettled) == (3.5 - 1.25, 5.0, "")
    assert ada.known_as == ("101", "a@x.org", "Ada Lovelace")
    assert (bob.score, bob.unsettled) == (5.0, "formgrader waits for a mark by hand")


def test_gradebook_without_the_notebook(gradebook):
    """It is refused in one sentence."""
    with pytest.raises(UsageError, match="has no assignment '09_none'"):
        gradebook_standings(str(gradebook), ["09_none"])
    with pytest.raises(UsageError, match="has no assignment '09_none'"):
        nbgrader_csv_of(str(gradebook), "09_none")


@pytest.mark.slow
def test_nbgraders_own_export(gradebook, tmp_path):
    """Where nothing needs quotes, our table is nbgrader's, line by line."""
    book = shutil.copy(gradebook, tmp_path)
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "export", f"--db={database_url(str(book))}"],
        cwd=tmp_path, check=True, timeout=120,
    )  # fmt: skip
    ours = nbgrader_csv_of(str(book), None)
    assert ours.decode().splitlines() == (tmp_path / "grades.csv").read_text().splitlines()


def test_names_that_need_quotes(gradebook, tmp_path):
    """Nbgrader's own export would break a row in two; ours keeps the name, defused."""
    path = shutil.copy(gradebook, tmp_path)
    with Gradebook(database_url(str(path))) as book:
        book.update_or_create_student("carol", last_name="Smith, =1", first_name='+"C"\nx')
    row = next(row for row in rows_of(nbgrader_csv_of(str(path), NOTEBOOK)) if row[3] == "carol")
    assert row[4:6] == ["Smith, =1", '\'+"C"\nx']
    assert row[7:] == ["0.0", "0.0", "0.0", "5.0"]


def test_parquet():
    """Another reader gives back every exercise, typed, with nothing changed or run."""
    wrong = exercise("relu", points=0.5, outcome="partial", misconception="1.1.tanh")
    table = pyarrow.parquet.read_table(io.BytesIO(parquet([result(EVE, exercises=[wrong])])))
    assert table.to_pylist() == [
        {
            "student": EVE, "notebook": "01_neuron", "status": "graded", "exercise": "relu",
            "points": 0.5, "max_points": 2.0, "outcome": "partial", "misconception": "1.1.tanh",
            "carried_forward": False, "seconds": 0.01, "bonus": False,
        }
    ]  # fmt: skip


def test_parquet_without_pyarrow(monkeypatch):
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="Parquet needs pyarrow"):
        parquet([result("ada")])
