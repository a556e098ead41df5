"""What a person has entered in a gradebook, read and laid over results.

Nbgrader's own sums are the oracle.
"""

import csv
import json
import random
import shutil
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from checker.classroom.gradebook.by_hand import counted_results, decided_by_hand, without_submission
from checker.classroom.gradebook.writing import write_gradebook
from checker.cli import main
from checker.errors import UsageError
from checker.results.by_hand import ByHand, MarkByHand
from checker.results.run_places import RunPlaces, keep_places
from checker.results.schema import key_of
from tests.classroom.small_course import NAMES, NOTEBOOK
from tests.classroom.writer import COURSE, result

WRONG = {"double": "def double(x):\n    return 4 * x"}
STUDENTS = [f"student-{at}" for at in range(8)]
RESULTS = {key_of(each): each for each in (result(name, WRONG) for name in STUDENTS)}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A gradebook with the marks of a class; making one takes seconds."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    write_gradebook(str(path), COURSE, RESULTS.values())
    return path


@pytest.fixture
def place(written, tmp_path):
    """A gradebook of a test's own."""
    return shutil.copy(written, tmp_path / "gradebook.db")


def enter(book, student, exercise="double", *, comment=None, **fields):
    """Enter what formgrader would."""
    grade = book.find_grade(f"check-{exercise}", NOTEBOOK, NOTEBOOK, student)
    for name, value in fields.items():
        setattr(grade, name, value)
    if comment is not None:
        cell = book.find_comment(f"exercise-{exercise}", NOTEBOOK, NOTEBOOK, student)
        cell.manual_comment = comment


def test_gradebook_in_which_nobody_has_entered_anything(place):
    """Each submission is known, with nothing by hand."""
    assert decided_by_hand(str(place), RESULTS) == dict.fromkeys(RESULTS, ByHand())


def test_what_was_entered(place):
    """Mark, extra credit and comment of an exercise come from its two cells."""
    with Gradebook(f"sqlite:///{place}") as book:
        enter(book, "student-1", manual_score=1.5, extra_credit=0.5, comment="Seen.")
        enter(book, "student-2", "by_hand", needs_manual_grade=True)
        notebook = book.find_submission_notebook(NOTEBOOK, NOTEBOOK, "student-3")
        notebook.late_submission_penalty = 2.0
        book.db.commit()
    decided = decided_by_hand(str(place), RESULTS)
    assert decided["student-1", NOTEBOOK] == ByHand({"double": MarkByHand(1.5, 0.5, "Seen.")})
    assert decided["student-2", NOTEBOOK] == ByHand({"by_hand": MarkByHand(waits=True)})
    assert decided["student-3", NOTEBOOK] == ByHand(penalty=2.0)


@pytest.mark.parametrize("seed", range(3))
def test_sums_are_nbgraders(place, seed):
    """Whatever is entered, a result counts as much as nbgrader says."""
    draw = random.Random(seed)
    with Gradebook(f"sqlite:///{place}") as book:
        for student in STUDENTS:
            for exercise in draw.sample(NAMES, draw.randrange(3)):
                extra = draw.choice([None, 0.0, 0.25, -1.0])
                score = draw.choice([None, 0.0, 0.5, 3.0])
                enter(book, student, exercise, manual_score=score, extra_credit=extra)
            notebook = book.find_submission_notebook(NOTEBOOK, NOTEBOOK, student)
            notebook.late_submission_penalty = draw.choice([None, 0.5, 9.0])
        book.db.commit()
        theirs = {
            each.student_id: max(0.0, each.score - each.late_submission_penalty)
            for each in book.assignment_submissions(NOTEBOOK)
        }
    counted = counted_results(RESULTS, str(place))
    assert {each["student"]: each["score"] for each in counted} == pytest.approx(theirs)


def test_student_whom_the_gradebook_does_not_know(place):
    """Their result counts as the checks gave it."""
    stranger = result("stranger", WRONG)
    assert counted_results({key_of(stranger): stranger}, str(place)) == [stranger]


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_gradebook_that_is_not_there(tmp_path, form):
    """It is named, and no empty one is made in its place."""
    missing = tmp_path / "none.db"
    with pytest.raises(UsageError, match=r"none\.db is not there, and with it the marks by hand"):
        decided_by_hand(form.format(missing), RESULTS)
    assert not missing.exists()


def test_who_has_not_handed_in(place):
    """Whoever stands in the gradebook without a submission is named, and nobody else."""
    assert without_submission(str(place), [NOTEBOOK]) == {}
    with Gradebook(f"sqlite:///{place}") as book:
        book.add_student("cem")
    assert without_submission(str(place), [NOTEBOOK]) == {NOTEBOOK: ("cem",)}


def test_results_that_wait_for_want_of_something(place):
    """What the grading machine lacked asks for a person in the gradebook, too."""
    lacking = result("student-1", WRONG)
    lacking["exercises"][0]["reason"] += "; a person will look at it"
    write_gradebook(str(place), COURSE, [lacking])
    decided = decided_by_hand(str(place), [key_of(lacking)])
    assert decided[key_of(lacking)].marks["double"].waits


def test_export_without_being_told(place, tmp_path, monkeypatch):
    """The run's gradebook is found beside the results, and its marks, words and strangers count."""
    stranger = result("stranger", WRONG)
    rows = [RESULTS["student-1", NOTEBOOK], RESULTS["student-2", NOTEBOOK], stranger]
    results = tmp_path / "results.jsonl"
    results.write_text("".join(json.dumps(each) + "\n" for each in rows))
    keep_places(results, RunPlaces(str(place)))
    with Gradebook(f"sqlite:///{place}") as book:
        enter(book, "student-1", manual_score=1.5, comment="So be it.")
        enter(book, "student-2", needs_manual_grade=True)
        book.db.commit()
    monkeypatch.chdir(tmp_path)
    for kind, out in (("csv", "marks.csv"), ("gradescope", "told")):
        words = ["checker", "export", "results.jsonl", "--format", kind, "--out", out]
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 1  # somebody waits
    with Path("marks.csv").open(newline="") as file:
        marks = {row["student"]: (row["score"], row["settled"]) for row in csv.DictReader(file)}
    assert marks["student-1"] == ("4.5", "yes")
    assert marks["student-2"] == ("3", "formgrader waits for a mark by hand")
    assert marks["stranger"] == ("3", "yes")
    told = json.loads(Path("told", "student-1", NOTEBOOK, "results.json").read_text())
    assert told["score"] == 4.5
    assert "Your instructor writes: So be it." in told["tests"][0]["output"]
