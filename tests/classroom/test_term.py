"""An instructor's whole term in one go, from a roster of 30 to marks that were given again.

Every student has numbers of their own. What each should get follows from how the answers were
made up, and never from grading them.
"""

import json
import random
import zipfile

import pytest

from checker.classroom.simulation.made_up_class import SPECIAL
from checker.classroom.simulation.made_up_student import Pretender
from checker.course.compiling.handouts import open_course
from tests.classroom.own_numbers import NAME, graded, make_course

STUDENTS = 30
PEOPLE = [(f"s{n:02}", f"Student Number{n:02}", 4700 + n) for n in range(STUDENTS)]
ROSTER = "id,name,lms\n" + "".join(f"{id_},{name},{lms}\n" for id_, name, lms in PEOPLE)
#: Kinds of students that end by themselves and leave a notebook that can be read.
KINDS = [
    kind
    for kind in SPECIAL
    if kind.file is None and kind.folder is None and kind.name != "endless loop"
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The small course, handed out to 30 students."""
    return make_course(tmp_path_factory.mktemp("course"), ROSTER)


def pretend(course, student, kind):
    """Let a student of some kind answer the notebook with their own numbers."""
    handout = open_course(course.solutions, course.term / "students" / student)[NAME]
    pretender = Pretender(handout, {})
    rng = random.Random(student)
    answers = kind.answers(pretender, rng)
    notebook = json.loads(handout.notebook)
    for cell in notebook["cells"]:
        name = cell["id"].removeprefix("exercise-")
        if cell["id"].startswith("exercise-") and name in answers:
            cell["source"] = answers[name].source
    if kind.notebook:
        kind.notebook(notebook, pretender.exercises, rng)
    due = {name: (answer.points, str(answer.outcome)) for name, answer in answers.items()}
    return json.dumps(notebook).encode(), due


@pytest.fixture(scope="module")
def handed_in(course, tmp_path_factory):
    """The zip that Moodle gives, and what everybody should get; the last copies from the first."""
    path = tmp_path_factory.mktemp("lms") / "submissions.zip"
    due = {}
    with zipfile.ZipFile(path, "w") as archive:
        for place, (student, name, lms) in enumerate(PEOPLE):
            data, due[student] = pretend(course, student, KINDS[place % len(KINDS)])
            if place == STUDENTS - 1:
                data = course.notebook(student, course.right(PEOPLE[0][0]))
            archive.writestr(f"{name}_{lms}_assignsubmission_file/{NAME}.ipynb", data)
    return path, due


def marks(line):
    return {each["name"]: (each["points"], each["outcome"]) for each in line["exercises"]}


@pytest.mark.slow
@pytest.mark.nightly("test_own_numbers hands out, grades and remarks a small class on every change")
def test_a_term(course, handed_in, tmp_path):
    """Marks are due marks, the copy is remarked, and a mended case moves those it should."""
    path, due = handed_in
    first = graded(course, tmp_path, submitted=path)
    students = {f"{name}_{lms}": student for student, name, lms in PEOPLE}
    assert first.keys() == students.keys()
    copied = first.pop(f"Student Number{STUDENTS - 1:02}_{4700 + STUDENTS - 1}")
    assert {students[name]: marks(line) for name, line in first.items()} == {
        student: due[student] for student in list(due)[:-1]
    }
    assert any("right for those of s00" in remark for remark in copied["remarks"])
    text = (tmp_path / "class.html").read_text("utf-8")
    assert "right for those of s00" in text
    assert len(list((tmp_path / "feedback").glob(f"*/{NAME}/{NAME}.html"))) == STUDENTS

    mended = course.solutions / f"{NAME}_exercises.py"
    source = mended.read_text("utf-8")
    mended.write_text(source.replace("atol=0.005", "atol=1e9"), "utf-8")
    try:
        second = graded(course, tmp_path, submitted=path)
    finally:
        mended.write_text(source, "utf-8")
    moved = {
        students[name] for name, line in second.items()
        if marks(line) != marks(first.get(name, copied))
    }  # fmt: skip
    wrong = {student for student, exercises in due.items() if is_wrong_by_hand(exercises)}
    assert moved == wrong | {PEOPLE[-1][0]}
    assert all("remarks" not in line for line in second.values())


def is_wrong_by_hand(exercises):
    """Whether numbers were typed, and some of them wrong."""
    return exercises["momentum_by_hand"][1] in ("partial", "failed")
