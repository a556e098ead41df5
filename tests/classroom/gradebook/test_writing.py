"""Marks in a gradebook, read back through nbgrader's own calls and its own export."""

import csv
import json
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook, get_alembic_version
from sqlalchemy import text

from checker.classroom.gradebook import bulk_marks as marks
from checker.classroom.gradebook.due_dates import OwnDeadline
from checker.classroom.gradebook.writing import (
    GradedNotebook,
    database_url,
    student_id,
    write_gradebook,
)
from checker.errors import UsageError
from tests.classroom.postgres import server
from tests.classroom.small_course import CASEBOOK, NOTEBOOK, RELEASE
from tests.classroom.writer import COURSE, STUDENTS, result

ROOT = Path(__file__).parents[3]
WRONG = {"double": "def double(x):\n    return 4 * x"}
LEFT_OUT = {"double": RELEASE[3].source}


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def empty(request, tmp_path_factory):
    """A gradebook without marks, and how to get another like it: making one takes seconds."""
    if request.param == "SQLite":
        path = tmp_path_factory.mktemp("gradebook") / "new" / "gradebook.db"
        write_gradebook(str(path), COURSE, [])
        yield lambda folder: shutil.copy(path, folder / "gradebook.db")
        return
    with server(tmp_path_factory.mktemp("postgresql")) as databases:
        write_gradebook(databases.new(), COURSE, [])
        yield lambda _: databases.copy()


@pytest.fixture
def place(tmp_path, empty):
    """A gradebook of a test's own."""
    return empty(tmp_path)


def opened(place):
    return Gradebook(database_url(str(place)))


def grade_of(book, student, exercise="double"):
    return book.find_grade(f"check-{exercise}", NOTEBOOK, NOTEBOOK, student)


def test_marks_as_nbgrader_reads_them(place):
    """Each exercise is a grade cell with its mark, and sums are right."""
    write_gradebook(str(place), COURSE, [result("alice"), result("bob", WRONG)])
    with opened(place) as book:
        assert book.find_assignment(NOTEBOOK).max_score == 5
        assert book.find_submission(NOTEBOOK, "alice").score == 5
        bob = book.find_submission_notebook(NOTEBOOK, NOTEBOOK, "bob")
        assert (bob.score, bob.max_score, bob.needs_manual_grade) == (3, 5, False)
        assert grade_of(book, "bob").auto_score == 0
        assert grade_of(book, "bob").max_score == 2


def test_the_structure_of_the_notebook(place):
    """Cells of all kinds are recorded as nbgrader's own generator would."""
    write_gradebook(str(place), COURSE, [result("alice")])
    with opened(place) as book:
        notebook = book.find_notebook(NOTEBOOK, NOTEBOOK)
        names = {"double", "fourfold", "by_hand"}
        assert {cell.name for cell in notebook.grade_cells} == {f"check-{name}" for name in names}
        assert {cell.name for cell in notebook.solution_cells} == {
            f"exercise-{name}" for name in names
        }
        assert book.find_source_cell("setup", NOTEBOOK, NOTEBOOK).locked
        assert not book.find_source_cell("exercise-double", NOTEBOOK, NOTEBOOK).locked
        assert json.loads(notebook.kernelspec)["name"] == "python3"


def test_comments(place):
    """They repeat what the student may read: the misconception, or that nothing came."""
    results = [result("alice"), result("bob", WRONG), result("carol", LEFT_OUT)]
    write_gradebook(str(place), COURSE, results)
    with opened(place) as book:
        comments = [
            book.find_comment("exercise-double", NOTEBOOK, NOTEBOOK, student).auto_comment
            for student in ("alice", "bob", "carol")
        ]
    assert comments == [None, "It is twice too large.", "No response."]


def test_grading_again(place):
    """New marks take the place of old ones, and nothing stands twice."""
    write_gradebook(str(place), COURSE, [result("alice", WRONG), result("bob")])
    write_gradebook(str(place), COURSE, [result("alice"), result("carol")])
    with opened(place) as book:
        scores = {item.student.id: item.score for item in book.assignment_submissions(NOTEBOOK)}
    assert scores == {"alice": 5, "bob": 5, "carol": 5}


def test_a_class_that_is_written_in_parts(place, monkeypatch):
    """Each part adds its own rows and finds those that are there, and none is left out."""
    monkeypatch.setattr(marks, "BATCH", 2)
    names = ("alice", "bob", "carol", "dan", "eve")
    write_gradebook(str(place), COURSE, [result(name, WRONG) for name in names[1:4]])
    write_gradebook(str(place), COURSE, [result(name) for name in names])
    with opened(place) as book:
        scores = {item.student.id: item.score for item in book.assignment_submissions(NOTEBOOK)}
    assert scores == dict.fromkeys(names, 5)


def test_what_a_person_has_entered(place):
    """Manual scores, extra credit and comments are kept; a changed mark below asks again."""
    write_gradebook(str(place), COURSE, [result("alice", WRONG)])
    with opened(place) as book:
        grade = grade_of(book, "alice")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.5, 0.5, False
        comment = book.find_comment("exercise-double", NOTEBOOK, NOTEBOOK, "alice")
        comment.manual_comment = "Seen in class."
        book.db.commit()
    write_gradebook(str(place), COURSE, [result("alice", WRONG)])
    with opened(place) as book:
        assert not grade_of(book, "alice").needs_manual_grade
    write_gradebook(str(place), COURSE, [result("alice")])
    with opened(place) as book:
        grade = grade_of(book, "alice")
        assert (grade.auto_score, grade.score, grade.extra_credit) == (2, 2.0, 0.5)
        assert grade.needs_manual_grade
        comment = book.find_comment("exercise-double", NOTEBOOK, NOTEBOOK, "alice")
        assert comment.comment == "Seen in class."


def test_an_unreadable_file(place):
    """It has marks of zero and asks for a person."""
    write_gradebook(str(place), COURSE, [result("alice", unreadable="the file is empty")])
    with opened(place) as book:
        submission = book.find_submission(NOTEBOOK, "alice")
        assert (submission.score, submission.needs_manual_grade) == (0, True)


def test_a_gradebook_that_nbgrader_has_begun(place):
    """Students and submissions that are there already are used, with their names."""
    with opened(place) as book:
        book.add_student("alice", first_name="Alice", last_name="Liddell")
        book.update_or_create_assignment(NOTEBOOK, duedate="2027-01-01")
    write_gradebook(str(place), COURSE, [result("alice")])
    with opened(place) as book:
        assert book.find_student("alice").last_name == "Liddell"
        assert book.find_assignment(NOTEBOOK).duedate == datetime(2027, 1, 1)


def test_the_time_of_handing_in(place):
    """It is recorded, so that formgrader does not call the submission newer than its mark."""
    handed_in = datetime(2027, 1, 2, 3, 4, 5)
    course = (GradedNotebook(RELEASE, CASEBOOK, {"alice": handed_in}),)
    write_gradebook(str(place), course, [result("alice"), result("bob")])
    with opened(place) as book:
        assert book.find_submission(NOTEBOOK, "alice").timestamp == handed_in
        assert book.find_submission(NOTEBOOK, "bob").timestamp is None


LATE = datetime(2027, 1, 2)
RULE = """
from nbgrader.plugins import LateSubmissionPlugin
class Rule(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {penalty}
c = get_config()
c.AssignLatePenalties.plugin_class = Rule
"""


@pytest.fixture
def configuration(place, tmp_path, monkeypatch):
    """The course's configuration: beside a file of marks, or in the folder where we are."""
    monkeypatch.chdir(tmp_path)
    folder = place.parent if isinstance(place, Path) else tmp_path
    return folder / "nbgrader_config.py"


def penalties(place, **handed_in):
    """The penalties of alice and bob, with the assignment due on the first of January."""
    with opened(place) as book:
        book.update_or_create_assignment(NOTEBOOK, duedate="2027-01-01")
    course = (GradedNotebook(RELEASE, CASEBOOK, handed_in),)
    write_gradebook(str(place), course, [result("alice"), result("bob")])
    with opened(place) as book:
        found = [
            book.find_submission_notebook(NOTEBOOK, NOTEBOOK, student)
            for student in ("alice", "bob")
        ]
        return [each.late_submission_penalty for each in found]


def test_nbgraders_rule_for_late_submissions(place, configuration):
    """The rule that nbgrader brings takes the whole mark; who was in time loses nothing."""
    rule = "c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'"
    configuration.write_text(rule)
    assert penalties(place, alice=LATE, bob=datetime(2026, 12, 31)) == [5, None]


def test_a_rule_in_jupyters_folder(tmp_path, monkeypatch):
    """On a hub the rule lies in one of Jupyter's folders; what the course's own says overrules."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))
    (tmp_path / "jupyter").mkdir()
    (tmp_path / "jupyter" / "late.py").write_text(RULE.format(penalty="2").split("c = ")[0])
    (tmp_path / "jupyter" / "nbgrader_config.py").write_text(
        "from late import Rule\nc = get_config()\nc.AssignLatePenalties.plugin_class = Rule\n"
    )
    place = tmp_path / "course" / "gradebook.db"
    assert penalties(place, alice=LATE) == [2, None]
    (place.parent / "nbgrader_config.json").write_text(
        '{"AssignLatePenalties": {"plugin_class": "nbgrader.plugins.LateSubmissionPlugin"}}'
    )
    assert penalties(place, alice=LATE) == [None, None]


@pytest.mark.parametrize(("given", "bounded"), [("1.5", 1.5), ("-3", 0), ("99", 5), ("None", None)])
def test_a_rule_of_the_courses_own(place, configuration, given, bounded):
    """It is asked for every late notebook, and bounded as nbgrader bounds it."""
    configuration.write_text(RULE.format(penalty=given))
    assert penalties(place, alice=LATE) == [bounded, None]


def test_a_notebook_that_is_late_no_more(place, configuration):
    """With a new time, the penalty goes; where no time is known, it stays."""
    configuration.write_text(RULE.format(penalty="1"))
    assert penalties(place, alice=LATE, bob=LATE) == [1, 1]
    assert penalties(place, alice=datetime(2026, 12, 31)) == [None, 1]


def test_a_penalty_without_a_rule_of_ours(place, configuration):
    """What nbgrader or a person has assigned stays."""
    configuration.write_text(RULE.format(penalty="2"))
    assert penalties(place, alice=LATE) == [2, None]
    configuration.unlink()
    write_gradebook(str(place), COURSE, [result("alice", WRONG)])
    with opened(place) as book:
        found = book.find_submission_notebook(NOTEBOOK, NOTEBOOK, "alice")
        assert found.late_submission_penalty == 2


def given(place, **dates):
    """The penalties of alice, late by a day, and of bob, with what else is known of dates."""
    times = {"alice": LATE} | dates.pop("timestamps", {})
    course = (GradedNotebook(RELEASE, CASEBOOK, times, datetime(2027, 1, 1), **dates),)
    write_gradebook(str(place), course, [result("alice"), result("bob")])
    with opened(place) as book:
        found = {each.student_id: each for each in book.assignment_submissions(NOTEBOOK)}
        return [found[name].late_submission_penalty for name in ("alice", "bob")]


def test_student_with_more_time(place, configuration):
    """Whoever has a later date or more days is not late, by the same rule as everybody else."""
    configuration.write_text(RULE.format(penalty="total_seconds_late / 86400"))
    assert given(place) == [1, 0]
    hours = OwnDeadline(extra=timedelta(hours=12))
    assert given(place, deadlines={"alice": hours}) == [0.5, 0]
    until = OwnDeadline(datetime(2027, 1, 1), timedelta(days=1))
    assert given(place, deadlines={"alice": until}) == [0, 0]
    with opened(place) as book:  # where the roster says no more, what it has said stays
        assert book.find_submission(NOTEBOOK, "alice").extension == timedelta(days=1)


def test_student_who_is_late_by_a_word(place, configuration):
    """It counts as a second; for whoever has more time the platform's word says nothing."""
    configuration.write_text(RULE.format(penalty="1 if total_seconds_late == 1 else 3"))
    assert given(place, late=frozenset({"bob"})) == [3, 1]
    more = {"bob": OwnDeadline(extra=timedelta(days=9))}
    assert given(place, late=frozenset({"bob"}), deadlines=more) == [3, 0]


def test_date_of_a_student_where_there_is_none_for_all(place, configuration):
    """Nothing could be held against it, so the date for all is asked for."""
    configuration.write_text(RULE.format(penalty="1"))
    own = {"alice": OwnDeadline(datetime(2027, 1, 3))}
    course = (GradedNotebook(RELEASE, CASEBOOK, {"alice": LATE}, deadlines=own),)
    with pytest.raises(UsageError, match="has a date for alice, and 01_small has none: say"):
        write_gradebook(str(place), course, [result("alice")])


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("c = (", "nbgrader_config.py cannot be used"),
        (RULE.format(penalty="1 / 0"), "rule for late"),
    ],
)
def test_a_rule_that_fails(place, configuration, rule, sentence):
    """It is named in one sentence."""
    configuration.write_text(rule)
    with pytest.raises(UsageError, match=sentence):
        penalties(place, alice=LATE)


def test_hostile_names(place):
    """A student's name is data."""
    name = "eve'); DROP TABLE grade; --\x1b[2J\n\u202e"
    write_gradebook(str(place), COURSE, [result(name)])
    with opened(place) as book:
        assert book.find_submission(NOTEBOOK, name).score == 5


@pytest.mark.parametrize("name", ["e" * 300, "eve\udc80"])
def test_names_that_a_database_cannot_hold(place, name):
    """They are shortened or written out, and the same every time."""
    for _ in range(2):
        write_gradebook(str(place), COURSE, [result(name)])
    with opened(place) as book:
        (submission,) = book.assignment_submissions(NOTEBOOK)
        assert submission.score == 5
        assert submission.student.id == student_id(name)


@pytest.mark.slow
def test_two_graders_at_once(place):
    """Each student has one mark, manual ones are kept, and neither grader fails."""
    write_gradebook(str(place), COURSE, [result("student-0", WRONG)])
    with opened(place) as book:
        grade_of(book, "student-0").manual_score = 1.5
        book.db.commit()
    graders = [
        subprocess.Popen([sys.executable, "-m", "tests.classroom.writer", str(place)], cwd=ROOT)
        for _ in range(2)
    ]
    assert [grader.wait(timeout=300) for grader in graders] == [0, 0]
    with opened(place) as book:
        scores = {item.student.id: item.score for item in book.assignment_submissions(NOTEBOOK)}
        assert scores == {f"student-{at}": 4.5 if at == 0 else 5 for at in range(STUDENTS)}
        assert grade_of(book, "student-0").manual_score == 1.5


@pytest.mark.slow
def test_two_graders_at_an_empty_database(tmp_path_factory):
    """One makes the tables, and the other uses them."""
    with server(tmp_path_factory.mktemp("postgresql")) as databases:
        place = databases.new()
        command = [sys.executable, "-m", "tests.classroom.writer", place]
        graders = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
        assert [grader.wait(timeout=300) for grader in graders] == [0, 0]
        with opened(place) as book:
            assert len(book.assignment_submissions(NOTEBOOK)) == STUDENTS


def test_a_password():
    """It is not shown when the database cannot be reached."""
    url = "postgresql://grader:secret@127.0.0.1:9/course"
    with pytest.raises(UsageError, match=r"grader:\*\*\*@127") as raised:
        write_gradebook(url, COURSE, [result("alice")])
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("url", ["nothing://here", "sqlite:////proc/none/gradebook.db"])
def test_a_gradebook_that_cannot_be_written(url):
    """It is refused in one sentence."""
    with pytest.raises(UsageError, match=r"^the gradebook .* cannot be written: [^\n]*$"):
        write_gradebook(url, COURSE, [result("alice")])


@pytest.mark.slow
def test_nbgraders_own_export(place, tmp_path):
    """The CSV that nbgrader writes shows the marks."""
    write_gradebook(str(place), COURSE, [result("alice"), result("bob", WRONG)])
    command = [sys.executable, "-m", "nbgrader", "export", f"--db={database_url(str(place))}"]
    subprocess.run([*command, "--to=grades.csv"], cwd=tmp_path, check=True, timeout=120)
    with (tmp_path / "grades.csv").open(newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert [float(rows[student]["score"]) for student in ("alice", "bob")] == [5, 3]
    assert float(rows["bob"]["max_score"]) == 5


def test_the_version_of_a_new_gradebook(place):
    """It bears the mark that nbgrader itself gives to a gradebook of its own making."""
    with opened(place) as book:
        marked = book.db.execute(text("SELECT version_num FROM alembic_version")).all()
    assert marked == [(get_alembic_version(),)]
