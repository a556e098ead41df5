"""Grading a class: every submission gets a result, and a run that was stopped goes on."""

from contextlib import nullcontext
from dataclasses import replace
from hashlib import sha256

import pytest

from checker.classroom.batch.results_file import ResultsFile
from checker.classroom.grading.grade_submission import Grader
from checker.classroom.grading.order import Order
from checker.classroom.submissions.discovery import Found
from checker.classroom.submissions.reading import take_in
from checker.errors import UsageError
from checker.exercises import Values
from checker.records import Answer, Cell, Ending
from checker.results.provenance import seed_for
from checker.results.schema import read_results
from tests.classroom.room import graded_by
from tests.classroom.small_course import (
    ASSIGNMENT,
    CASEBOOK,
    NOTEBOOK,
    PROVENANCE,
    RELEASE,
    DirectSandbox,
    notebook,
    solved,
)

WRONG = notebook(solved(double="def double(x):\n    return 4 * x"))
FILES = {"alice": notebook(solved()), "bob": WRONG, "carol": notebook(RELEASE), "dave": b"%PDF"}


class Room:
    """A folder with a class in it, graded by friendly sandboxes that are counted."""

    def __init__(self, folder):
        self.folder = folder
        self.files = dict(FILES)
        self.taken = 0
        self.sandboxes = []

    def take(self):
        self.taken += 1
        self.sandboxes.append(DirectSandbox())
        return nullcontext(self.sandboxes[-1])

    def asked(self):
        """The exercises that something was run for since this was asked last, by name."""
        jobs = [job for sandbox in self.sandboxes for job in sandbox.jobs]
        self.sandboxes = []
        return {name for job in jobs for name in job.wanted}

    def found(self):
        return [Found(name, NOTEBOOK, lambda data=data: data) for name, data in self.files.items()]

    def grade(
        self,
        on_result=lambda reply: None,
        force=False,
        never_lower=False,
        look_closer=1.0,
        **changes,
    ):
        with ResultsFile(self.folder / "results.jsonl") as file:
            grader = Grader(
                assignments={NOTEBOOK: changes.pop("assignment", ASSIGNMENT)},
                common=replace(PROVENANCE, **changes),
                take=self.take,
                take_reference=self.take,
                order=Order(
                    feedback=self.folder / "feedback",
                    marked=self.folder / "autograded",
                    force=force,
                    never_lower=never_lower,
                    look_closer=look_closer,
                ),
            )
            return graded_by(grader, self.found(), file, 2, on_result)

    def recorded(self):
        return read_results(self.folder / "results.jsonl")


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


def scores(results):
    return {result["student"]: (result["score"], result["status"]) for result in results}


MARKS = {
    "alice": (5, "graded"),
    "bob": (3, "graded"),
    "carol": (0, "graded"),
    "dave": (0, "unreadable"),
}


def test_a_class(room):
    """Each submission has its mark, in the file and in the answer."""
    assert scores(room.grade()) == MARKS
    assert scores(room.recorded().values()) == MARKS


def test_pages_in_nbgraders_layout(room):
    """Each student has a page and a marked notebook."""
    room.grade()
    for student in FILES:
        assert (room.folder / f"feedback/{student}/{NOTEBOOK}/{NOTEBOOK}.html").is_file()
        assert (room.folder / f"autograded/{student}/{NOTEBOOK}/{NOTEBOOK}.ipynb").is_file()


def test_submissions_that_ask_nothing_of_a_sandbox(room):
    """Untouched and unreadable notebooks take none."""
    room.files = {name: FILES[name] for name in ("carol", "dave")}
    room.grade()
    assert room.taken == 0


def test_a_second_run(room):
    """Nothing is run again, and nothing is written twice."""
    room.grade()
    before = (room.folder / "results.jsonl").read_bytes()
    taken, seen = room.taken, []
    results = room.grade(seen.append)
    assert scores(results) == MARKS
    assert all(reply.taken_over for reply in seen)
    assert room.taken == taken
    assert (room.folder / "results.jsonl").read_bytes() == before


def test_a_run_cut_in_the_middle_of_a_line(room):
    """What is whole is taken over, and the rest is graded."""
    room.grade()
    path = room.folder / "results.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]) + lines[2][:40])
    seen = []
    room.grade(seen.append)
    assert sorted(reply.taken_over for reply in seen) == [False, False, True, True]
    assert scores(room.recorded().values()) == MARKS


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 8},
        {"checker_version": "0.2"},
        {"isolation": "bubblewrap"},
        {"assignment": replace(ASSIGNMENT, casebook_sha256="d" * 64)},
        {"force": True},
    ],
)
def test_a_run_on_other_grounds(room, change):
    """Another seed, version or casebook, or being told to, grades everything again."""
    room.grade()
    seen = []
    room.grade(seen.append, **change)
    assert not any(reply.taken_over for reply in seen)


def test_a_submission_handed_in_again(room):
    """Only the changed file is graded."""
    room.grade()
    room.files["bob"] = FILES["alice"]
    seen = []
    room.grade(seen.append)
    assert [reply.result["student"] for reply in seen if not reply.taken_over] == ["bob"]
    assert scores(room.recorded().values())["bob"] == (5, "graded")


def test_a_page_that_was_lost(room):
    """A result without its page is made again."""
    room.grade()
    (room.folder / f"feedback/bob/{NOTEBOOK}/{NOTEBOOK}.html").unlink()
    seen = []
    room.grade(seen.append)
    assert [reply.result["student"] for reply in seen if not reply.taken_over] == ["bob"]


def test_a_result_that_asked_for_a_person(room, monkeypatch):
    """Our own failure is tried again by the next run."""
    with monkeypatch.context() as patch:
        patch.setattr(DirectSandbox, "run", lambda *_: 1 / 0)
        assert scores(room.grade())["bob"] == (0, "needs_human")
    assert scores(room.grade())["bob"] == (3, "graded")


def test_a_submission_on_which_grading_fails(room, monkeypatch, caplog):
    """It asks for a person, and the others are graded."""

    def fail(found, *_):
        if found.student == "bob":
            raise RecursionError("deep")
        return take_in(found, *_)

    monkeypatch.setattr("checker.classroom.grading.grade_submission.take_in", fail)
    results = room.grade()
    assert scores(results) == MARKS | {"bob": (0, "needs_human")}
    assert "deep" in caplog.text


def test_an_interruption(room):
    """What was done is in the file, and the next run does the rest."""
    seen = []

    def interrupt(reply):
        seen.append(reply)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        room.grade(interrupt)
    assert len(room.recorded()) == 2
    room.grade(seen.append)
    assert scores(room.recorded().values()) == MARKS


def test_a_page_that_cannot_be_written(room):
    """It ends the run in one sentence: the next page could not be written either."""
    (room.folder / "feedback").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        room.grade()


@pytest.mark.parametrize("name", ["../../eve", "\x1b[2J\n", "con", "<script>", "e" * 300, "-rf"])
def test_hostile_names(room, name):
    """They reach the results as they are, and the disk as harmless names."""
    room.files = {name: FILES["alice"]}
    (result,) = room.grade()
    assert result["student"] == name
    (student,) = (room.folder / "feedback").iterdir()
    (page,) = student.glob("*/*.html")
    assert student.name.isprintable()
    assert len(student.name) < 60
    assert "<script>" not in page.read_text().partition("</head>")[2]
    assert {path.name for path in room.folder.iterdir()} == {
        "autograded",
        "feedback",
        "results.jsonl",
        "results.verdicts.db",
    }


def test_seeds():
    """A given seed counts; else that of the results to go on from; else a new secret one."""
    recorded = {("alice", NOTEBOOK): {"provenance": {"seed": 7}}}
    assert seed_for(recorded, 3) == 3
    assert seed_for(recorded, None) == 7
    assert seed_for({}, None) != seed_for({}, None)


def with_exercises(**changes):
    """The assignment with other cases or points in some exercises."""
    exercises = tuple(changes.get(each.name, each) for each in CASEBOOK.exercises)
    casebook = replace(CASEBOOK, exercises=exercises)
    return replace(ASSIGNMENT, casebook=casebook, casebook_sha256="d" * 64)


DOUBLE, FOURFOLD, BY_HAND = CASEBOOK.exercises
WORTH_MORE = replace(
    DOUBLE, checks=tuple(Values(check.name, 3.0, check.cases) for check in DOUBLE.checks)
)
RENAMED = replace(FOURFOLD, title="Four times")


def test_one_exercise_worth_more(room):
    """Only that one is run again, for those who have answered it, and its marks are new."""
    room.grade()
    room.asked()
    seen = []
    room.grade(seen.append, assignment=with_exercises(double=WORTH_MORE))
    assert room.asked() == {"double"}
    assert {each.result["student"]: each.reused for each in seen} == {
        "alice": 2, "bob": 2, "carol": 2, "dave": 0,
    }  # fmt: skip
    assert scores(room.recorded().values()) == MARKS | {"alice": (9, "graded")}


def test_another_exercise_changed(room):
    """Exercises before it are not run again, nor those after it."""
    room.grade()
    room.asked()
    room.files = {"alice": FILES["alice"]}
    room.grade(assignment=with_exercises(fourfold=RENAMED))
    assert room.asked() == {"fourfold"}


def test_an_exercise_that_was_right_and_is_wrong_now(room):
    """Those that build on it are run again: an error may be carried forward."""
    room.grade()
    room.asked()
    never = replace(DOUBLE, expected=tuple(Answer(Ending.RETURNED, -1.0) for _ in DOUBLE.expected))
    room.files = {"alice": FILES["alice"]}
    room.grade(assignment=with_exercises(double=never))
    assert {"double", "fourfold"} <= room.asked()


def test_another_worked_solution(room):
    """Exercises that may be answered by it for a student are run again, and no others."""
    room.grade()
    room.asked()
    solutions = tuple(replace(cell, source=f"{cell.source}\n") for cell in ASSIGNMENT.solutions)
    room.files = {"alice": FILES["alice"]}
    room.grade(assignment=replace(with_exercises(), solutions=solutions))
    assert room.asked() == {"fourfold", "by_hand"}


def test_prose_handed_in_again(room):
    """Another text between the same answers has nothing run again."""
    room.grade()
    room.asked()
    prose = Cell("mine", "markdown", "I was here.", {})
    room.files = {"alice": notebook((*solved(), prose))}
    (result,) = room.grade()
    assert room.asked() == set()
    assert result["provenance"]["submission_sha256"] == sha256(room.files["alice"]).hexdigest()


def test_one_answer_handed_in_again(room):
    """All of that student's code counts, for any of it may be called; nobody else's is run."""
    room.grade()
    room.asked()
    room.files["bob"] = notebook(solved(double="def double(x):\n    return x + x"))
    seen = []
    room.grade(seen.append)
    assert [each.reused for each in seen if not each.taken_over] == [0]
    assert {"double", "fourfold", "by_hand"} <= room.asked()


def test_results_lost_and_verdicts_kept(room):
    """Nothing is run, and the results are those that were lost, seconds included."""
    room.grade()
    before = room.recorded()
    (room.folder / "results.jsonl").unlink()
    room.asked()
    room.grade()
    assert room.asked() == set()
    exercises = {key: result["exercises"] for key, result in before.items()}
    assert {key: result["exercises"] for key, result in room.recorded().items()} == exercises


@pytest.mark.parametrize(("seconds", "kept"), [(1.0, True), (0.0, False), (2.5, False)])
def test_another_closer_look(room, seconds, kept):
    """What is said hangs on how long is looked: a verdict found in other time is not taken."""
    room.grade()
    (room.folder / "results.jsonl").unlink()
    room.asked()
    room.grade(look_closer=seconds)
    assert (room.asked() == set()) is kept


@pytest.mark.parametrize("damage", [b"", b"\0" * 64, b"SQLite format 3\0", b"x" * 5000])
def test_a_damaged_store(room, caplog, damage):
    """It costs time and no mark, wherever the damage lies."""
    room.grade()
    path = room.folder / "results.verdicts.db"
    data = path.read_bytes()
    path.write_bytes(damage + data[len(damage) :] if damage else data[: len(data) // 2])
    (room.folder / "results.jsonl").unlink()
    assert scores(room.grade()) == MARKS
    assert scores(room.recorded().values()) == MARKS


def test_marks_that_would_fall(room):
    """They are kept where that is asked for, and the results and the page say so."""
    room.grade()
    room.files["alice"] = WRONG
    seen = []
    room.grade(seen.append, never_lower=True)
    result = room.recorded()["alice", NOTEBOOK]
    assert (result["score"], result["exercises"][0]["outcome"]) == (5, "passed")
    assert result["repairs"] == ["double keeps 2 from an earlier grading; now 0 / 2"]
    page = (room.folder / f"feedback/alice/{NOTEBOOK}/{NOTEBOOK}.html").read_text()
    assert "this one would have given 0 / 2" in page
    assert scores(room.recorded().values()) == MARKS


def test_marks_that_may_fall(room):
    """Unless it is asked for, the new answer counts."""
    room.grade()
    room.files["alice"] = WRONG
    room.grade()
    assert room.recorded()["alice", NOTEBOOK]["score"] == 3


def test_a_mark_kept_twice(room):
    """The mark that was given is the least, not what an answer in between was worth."""
    room.grade()
    for source in ("return 4 * x", "return 5 * x"):
        room.files["alice"] = notebook(solved(double=f"def double(x):\n    {source}"))
        room.grade(never_lower=True)
    assert room.recorded()["alice", NOTEBOOK]["score"] == 5


def test_an_exercise_worth_less(room):
    """What it is worth now is the most that can be kept."""
    room.grade()
    less = replace(
        DOUBLE, checks=tuple(Values(check.name, 0.5, check.cases) for check in DOUBLE.checks)
    )
    room.grade(assignment=with_exercises(double=less), never_lower=True)
    assert room.recorded()["alice", NOTEBOOK]["score"] == 4


def test_a_failure_of_ours_under_a_mark(room, monkeypatch):
    """The mark stays, and a person is asked all the same."""
    room.grade()
    room.files["alice"] = notebook(solved(double="def double(x):\n    return x * 2"))
    with monkeypatch.context() as patch:
        patch.setattr(DirectSandbox, "run", lambda *_: 1 / 0)
        room.grade(never_lower=True)
    assert scores(room.recorded().values())["alice"] == (5, "needs_human")
