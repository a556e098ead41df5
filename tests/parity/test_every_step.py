"""One assignment through the steps of unmodified nbgrader, and then with us in its place.

Ada hands in late through nbgrader's exchange. nbgrader grades her, a person adds a mark, and then
`checker grade` grades her again in the same folder and gradebook.
"""

import csv
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import expect, sync_playwright

from checker.course.release.wrong import wrong_cell
from tests.browser.lab import CHROMIUM, FLAGS, SECONDS, jupyter_lab
from tests.course_lessons import course_lesson
from tests.parity.steps import ROOT, checker, nbgrader

pytestmark = [
    pytest.mark.slow,
    pytest.mark.nightly("nbgrader takes minutes; on every change test_nbgrader compares the marks"),
]
NAME = "01_neuron"
NOTEBOOK = ROOT / "notebooks" / f"{NAME}.ipynb"
LESSON = course_lesson(NAME)
WORKED = {exercise.name: LESSON.worked(exercise.name).source for exercise in LESSON.exercises}
#: A wrong answer on which both agree, because nothing that is marked for itself builds on it.
ASKED = "sgd_step"
EXERCISE = next(each for each in LESSON.exercises if each.name == ASKED)
MISTAKE = next(each for each in EXERCISE.misconceptions if each.id == "plus")
ANSWERS = WORKED | {ASKED: wrong_cell(EXERCISE, LESSON.worked(ASKED), MISTAKE)}
PLACE = [each.name for each in LESSON.exercises].index(ASKED)
STUDENT = "ada"
CONFIG = """
from late import Rule
c = get_config()
c.CourseDirectory.course_id = "nn"
c.Exchange.root = {exchange!r}
c.AssignLatePenalties.plugin_class = Rule
"""
RULE = """
from nbgrader.plugins import LateSubmissionPlugin
from tests.course_lessons import course_lesson
class Rule(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 1.25
"""


def fill(path, answers):
    """Write answers into a notebook as a student does."""
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        name = cell["id"].removeprefix("exercise-")
        if cell["id"].startswith("exercise-") and name in answers:
            cell["source"] = answers[name]
    path.chmod(0o644)
    path.write_text(json.dumps(notebook), "utf-8")


def gradebook(course):
    return Gradebook(f"sqlite:///{course}/gradebook.db")


def marks(course):
    """Ada's marks by exercise, her penalty, and her total as nbgrader reads them."""
    with gradebook(course) as book:
        notebook = book.find_submission_notebook(NAME, NAME, STUDENT)
        grades = {each.name.removeprefix("check-"): each.score for each in notebook.grades}
        return grades, notebook.late_submission_penalty, notebook.score


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """The folders of the instructor and of the student, with an exchange between them."""
    root = tmp_path_factory.mktemp("every-step")
    exchange = root / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)  # as nbgrader demands
    course, student = root / "course", root / "student"
    for folder in (course, student):
        folder.mkdir()
        (folder / "nbgrader_config.py").write_text(CONFIG.format(exchange=str(exchange)))
        (folder / "late.py").write_text(RULE)
    source = course / "source" / NAME
    source.mkdir(parents=True)
    shutil.copy(NOTEBOOK, source)
    shutil.copytree(NOTEBOOK.parent / "cases", source / "cases")
    return course, student


@pytest.fixture(scope="module")
def handed_out(places):
    """generate_assignment, release_assignment, list, fetch_assignment."""
    course, student = places
    codes, said = nbgrader(
        course, f"db assignment add {NAME} --duedate=2020-01-01",
        f"generate_assignment {NAME}", f"release_assignment {NAME}", "list",
    )  # fmt: skip
    assert codes == [0] * 4, said[-3000:]
    assert f"nn {NAME}" in said
    codes, said = nbgrader(student, f"fetch_assignment {NAME}")
    assert codes == [0], said[-3000:]
    return student / NAME / f"{NAME}.ipynb"


@pytest.fixture(scope="module")
def autograded(places, handed_out):
    """validate, submit, collect, autograde."""
    course, student = places
    fill(handed_out, ANSWERS)
    whole = student / "whole.ipynb"
    shutil.copy(handed_out, whole)
    fill(whole, WORKED)
    shutil.copytree(student / NAME / "cases", student / "cases")
    codes, said = nbgrader(student, f"validate {handed_out}", f"validate {whole}", f"submit {NAME}")
    assert codes == [0] * 3, said[-3000:]
    codes, more = nbgrader(course, f"collect {NAME}", "list --inbound")
    assert codes == [0] * 2, more[-3000:]
    (collected,) = (course / "submitted").iterdir()
    collected.rename(course / "submitted" / STUDENT)
    codes, more = nbgrader(course, f"autograde {NAME}")
    assert codes == [0], more[-3000:]
    return said


def test_validate(autograded):
    """It names the check of the wrong answer, and lets the worked solutions pass."""
    wrong, right = re.split(r"Success! Your notebook passes all the tests", autograded)[0:2]
    assert "VALIDATION FAILED ON" in wrong
    assert f"check({ASKED})" in wrong
    assert "VALIDATION FAILED" not in right


def test_autograde(places, autograded):
    """What nbgrader gives is what the notebook asks for, and its penalty is the rule's."""
    course, _ = places
    grades, penalty, score = marks(course)
    assert penalty == 1.25
    assert grades.pop(ASKED) == 0
    assert score == sum(grades.values()) == 16.0


@pytest.fixture(scope="module")
def in_its_place(places, autograded):
    """A person marks by hand, and we grade where nbgrader did; its feedback, then its export."""
    course, _ = places
    before = marks(course)
    with gradebook(course) as book:
        grade = book.find_grade(f"check-{ASKED}", NAME, NAME, STUDENT)
        grade.manual_score, grade.needs_manual_grade = 0.5, False
        comment = book.find_comment(f"exercise-{ASKED}", NAME, NAME, STUDENT)
        comment.manual_comment = "Seen in class."
        late = book.find_submission_notebook(NAME, NAME, STUDENT)
        late.late_submission_penalty = 0.0  # so that it must come from us
        book.db.commit()
    shutil.rmtree(course / "autograded")
    checker(
        course, "grade", "submitted", "--solutions", str(ROOT / "solutions"), "--jobs", "1",
        "--autograded", "autograded", "--isolation", "none",
    )  # fmt: skip
    page = course / "feedback" / STUDENT / NAME / f"{NAME}.html"
    assert "How this mark came about" in page.read_text("utf-8")
    return before


def test_what_a_person_and_the_rule_have_said(places, in_its_place):
    """The mark by hand, the comment and the penalty stand; all other marks are nbgrader's."""
    course, _ = places
    before, after = in_its_place, marks(course)
    assert after[1] == 1.25
    assert after[0] == pytest.approx(before[0] | {ASKED: 0.5})
    with gradebook(course) as book:
        comment = book.find_comment(f"exercise-{ASKED}", NAME, NAME, STUDENT)
        assert comment.comment == "Seen in class."
        assert not book.find_submission(NAME, STUDENT).needs_manual_grade


def test_nbgraders_feedback_and_export_after_us(places, in_its_place):
    """Both work on what we left, and show the marks, the comment and the penalty."""
    course, _ = places
    codes, said = nbgrader(course, f"generate_feedback {NAME} --force", "export --to=grades.csv")
    assert codes == [0] * 2, said[-3000:]
    page = (course / "feedback" / STUDENT / NAME / f"{NAME}.html").read_text("utf-8")
    assert "Seen in class." in page
    with (course / "grades.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    _, penalty, score = marks(course)
    assert float(row["raw_score"]) == pytest.approx(score)
    assert float(row["score"]) == pytest.approx(score - penalty)
    checker(course, "export", "results.jsonl", "--format", "nbgrader-csv",
            "--gradebook", "sqlite:///gradebook.db", "--out", "ours.csv")  # fmt: skip
    assert (course / "ours.csv").read_text().split() == (course / "grades.csv").read_text().split()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (package chromium)")
def test_formgrader(places, in_its_place, tmp_path):
    """It lists the submission, and opens our notebook with the answer, the mark and our words."""
    course, _ = places
    (tmp_path / "config").mkdir()
    rooted = f"c = get_config()\nc.CourseDirectory.root = {str(course)!r}\n"
    (tmp_path / "config" / "nbgrader_config.py").write_text(rooted)
    with jupyter_lab(course, tmp_path) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 1000})
        page.set_extra_http_headers({"Authorization": f"token {lab.token}"})
        page.set_default_timeout(1000 * SECONDS)
        page.goto(f"{lab.address}/formgrader/gradebook/{NAME}/{NAME}")
        page.get_by_text("Submission #1").click()
        score = page.locator("input.score").nth(PLACE)
        score.wait_for()
        expect(score).to_have_value("0.5")
        expect(page.get_by_text(MISTAKE.sentence[:40])).not_to_have_count(0)
        expect(page.locator("textarea.comment").nth(PLACE)).to_have_value("Seen in class.")
        score.scroll_into_view_if_needed()
        shots = Path(os.environ.get("SCREENSHOTS", tmp_path))
        page.screenshot(path=shots / "formgrader.png")
        browser.close()
