"""Students with numbers of their own: each is held to theirs, and a copy is told in confidence."""

import json
import shutil
from dataclasses import replace

import pytest

from checker.classroom.grading.classmates_numbers import SENTENCE
from checker.classroom.simulation.made_up_class import KEY, on_roster
from checker.cli import main
from checker.course.compiling.handouts import open_course
from checker.course.compiling.roster import read_roster
from checker.errors import UsageError
from checker.exercises.storage import load
from checker.results.intake import read_intake
from checker.student.in_class import InClass
from tests.classroom.own_numbers import NAME, graded, hand_in, make_course

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The small course, handed out."""
    made = make_course(tmp_path_factory.mktemp("course"))
    assert len({str(made.right(student)) for student in ("alice", "bob", "carol", "zoe")}) == 4
    return made


@pytest.fixture(scope="module")
def class_folder(course, tmp_path_factory):
    """A class that has handed in: one right, one mistaken, and two with others' answers."""
    folder = tmp_path_factory.mktemp("class")
    carol, dave = course.numbers("carol"), course.numbers("dave")
    climb = carol["slope"] * carol["x"]
    forged = "\n".join(f"{name} = {value}" for name, value in course.numbers("alice").items())
    hand_in(
        folder,
        {
            "alice": course.notebook("alice", course.right("alice")),
            "bob": course.notebook("bob", course.right("zoe")),
            "carol": course.notebook("carol", {"climb": climb, "height": climb}),
            "dave": course.notebook(
                "dave",
                "{'climb': slope * x, 'height': slope * x + intercept}",
                **{"given-momentum_by_hand": forged},
            ),
        },
    )
    assert dave != course.numbers("alice")
    return folder


@pytest.fixture(scope="module")
def lines(course, class_folder):
    """The lines of the results, by student."""
    return graded(course, class_folder)


def by_hand(line):
    (found,) = [each for each in line["exercises"] if each["name"] == "momentum_by_hand"]
    return found


def page(folder, student):
    return (folder / "feedback" / student / NAME / f"{NAME}.html").read_text("utf-8")


def test_an_answer_that_is_right_for_the_students_own_numbers(lines):
    """It earns full marks, and nothing is remarked."""
    assert (lines["alice"]["score"], by_hand(lines["alice"])["outcome"]) == (3.0, "passed")
    assert "remarks" not in lines["alice"]


def test_an_answer_that_is_right_for_another_students_numbers(lines, class_folder):
    """The instructor reads whose numbers they are, even of one who has handed nothing in.

    The points are those of any answer that goes on rightly from a wrong first value.
    """
    assert (by_hand(lines["bob"])["outcome"], by_hand(lines["bob"])["points"]) == ("partial", 0.25)
    (remark,) = lines["bob"]["remarks"]
    assert "right for those of zoe (tried: 4 others)" in remark
    assert "zoe" in (class_folder / "class.html").read_text("utf-8")


def test_typed_answers_in_class(course, lines):
    """A book with numbers of one's own keeps the formulas: class gives what grading gives."""
    books = [course.term / "cases", course.term / "students" / "bob" / "cases"]
    shared, own = (load((folder / f"{NAME}.npz").read_bytes()) for folder in books)
    assert shared.numbers != own.numbers
    assert [each.formulas for each in own.exercises] == [each.formulas for each in shared.exercises]
    (typed,) = [each for each in own.exercises if each.name == "momentum_by_hand"]
    assert typed.formulas
    names = course.numbers("bob") | {"__name__": "__main__", typed.name: course.right("zoe")}
    verdict, _ = InClass(own, names).verdict(typed)
    assert verdict.points == by_hand(lines["bob"])["points"] == 0.25


def test_what_a_student_reads_of_another_students_answer(lines, class_folder):
    """That the values belong to other numbers, and not to whose."""
    text = page(class_folder, "bob")
    assert SENTENCE in text
    assert "zoe" not in text.casefold()


def test_a_known_mistake_on_the_students_own_numbers(lines):
    """It is named as ever, and no classmate is looked for."""
    assert by_hand(lines["carol"])["misconception"] == "6.2.no_intercept"
    assert "remarks" not in lines["carol"]


def test_given_numbers_edited_by_the_student(lines):
    """They are not trusted: formulas are run on the numbers that were handed out."""
    assert lines["dave"]["score"] == 3.0
    assert lines["dave"]["tampering"] == [
        "the cell of given numbers given-momentum_by_hand was changed"
    ]


def test_grading_from_the_secret_alone(course, class_folder, lines, tmp_path):
    """Without the students' folders the numbers are drawn again, and the marks are the same."""
    shutil.copytree(course.solutions, tmp_path / "solutions")
    shutil.copytree(course.term, tmp_path / "term", ignore=shutil.ignore_patterns("students"))
    shutil.copytree(class_folder / "submitted", tmp_path / "submitted")
    moved = replace(course, folder=tmp_path)
    again = graded(moved, tmp_path, roster=course.roster, secret=course.secret)
    for student, line in lines.items():
        assert marks(again[student]) == marks(line)
        assert again[student]["provenance"] == line["provenance"]


def marks(line):
    points = [(each["points"], each["outcome"], each["reason"]) for each in line["exercises"]]
    return line["score"], line["tampering"], line.get("remarks"), points


def test_neither_folders_nor_secret(course, tmp_path):
    """Whose numbers are not to be had is named, and what to give."""
    shutil.copytree(course.term, tmp_path / "term", ignore=shutil.ignore_patterns("students"))
    hand_in(tmp_path, {"alice": course.notebook("alice", {})})
    moved = replace(course, folder=tmp_path)
    shutil.copytree(course.solutions, tmp_path / "solutions")
    with pytest.raises(UsageError, match="give --secret-file to draw the numbers of alice again"):
        graded(moved, tmp_path, roster=course.roster)


def test_a_roster_of_students_with_the_same_numbers(course, tmp_path):
    """It says who is in the class, and nobody's numbers are asked for."""
    names = shutil.ignore_patterns("students", "own_numbers.txt")
    shutil.copytree(course.term, tmp_path / "term", ignore=names)
    shutil.copytree(course.solutions, tmp_path / "solutions")
    moved = replace(course, folder=tmp_path)
    hand_in(tmp_path, {"alice": (moved.term / "06_momentum.ipynb").read_bytes()})
    (line,) = graded(moved, tmp_path, roster=course.roster).values()
    assert line["status"] == "graded"
    assert line["tampering"] == []
    assert "alice" not in read_intake(tmp_path / "results.jsonl").missing["06_momentum"]


def test_a_roster_that_is_forgotten(course, class_folder):
    """Nobody is held to the numbers that are the same for all."""
    with pytest.raises(UsageError, match="give --roster to grade each by theirs"):
        graded(course, class_folder, roster=None)


def test_a_student_who_is_not_on_the_roster(course, tmp_path):
    """The work is graded aside, by the numbers that are the same for all, and named."""
    hand_in(tmp_path, {"alicia": course.notebook("alice", {})})
    (line,) = graded(course, tmp_path).values()
    assert line["status"] == "needs_human"
    assert line["doubts"] == ["alicia stands on no line of the roster (the nearest id is alice)"]
    assert read_intake(tmp_path / "results.jsonl").strangers == ("alicia",)


def test_a_class_graded_again(course, class_folder, lines):
    """What was graded stands: a student's numbers are part of what a result rests on."""
    before = (class_folder / "results.jsonl").read_bytes()
    assert graded(course, class_folder) == lines
    assert (class_folder / "results.jsonl").read_bytes() == before


def test_a_made_up_class_of_the_roster(course, tmp_path, monkeypatch):
    """Everybody answers to their own numbers, and gets the marks of the key."""
    roster = tmp_path / "four.csv"
    roster.write_text("".join(course.roster.read_text("utf-8").splitlines(keepends=True)[:5]))
    words = [
        *("checker", "simulate", "--out", tmp_path, "--solutions", course.solutions),
        *("--notebooks", course.term, "--roster", roster),
    ]
    monkeypatch.setattr("sys.argv", [str(word) for word in words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    found = graded(course, tmp_path, roster=roster)
    key = [json.loads(line) for line in (tmp_path / KEY).read_text("utf-8").splitlines()]
    assert {line["student"]: line["score"] for line in key} == {
        student: line["score"] for student, line in found.items()
    }
    assert len({line["kind"] for line in key}) == len(key) == 4


def test_a_made_up_class_that_was_handed_nothing(course, tmp_path):
    """It is said whose folder lacks what."""
    handouts = [*open_course(course.solutions, course.term).values()]
    people = read_roster(course.roster)
    with pytest.raises(UsageError, match=r"alice does not hold 06_momentum; run `checker regen"):
        on_roster(people, handouts, tmp_path)
