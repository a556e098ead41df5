"""Marking a submission: what is run, what is carried forward, and whose fault a failure is."""

import pytest

from checker.classroom.grading.budget import OverBudget
from checker.classroom.grading.marking import NO_CAUSE, Marker
from checker.documents.cell_text import is_locked
from checker.errors import NoAnswer
from checker.grades import Outcome, Status
from checker.judging.helpers import replacements
from checker.records import Answer, Cell, Ending, Submission
from checker.sandbox.connection import Lost
from tests.classroom.small_course import (
    ASSIGNMENT,
    DOUBLE,
    FOURFOLD,
    NOTEBOOK,
    PROVENANCE,
    RELEASE,
    SOLUTIONS,
    DirectSandbox,
    solved,
)

#: Nothing but the exercise's own case asks for the double of 5.
WRONG_AT_5 = "def double(x):\n    return 2 * x if x != 5 else 0"


def submission(cells, **fields):
    return Submission("alice", NOTEBOOK, NOTEBOOK, tuple(cells), "a" * 64, **fields)


def mark(cells, sandbox=None, reference=None, **fields):
    marker = Marker(ASSIGNMENT, PROVENANCE)
    return marker.mark(
        submission(cells, **fields),
        (sandbox or DirectSandbox()).run,
        (reference or DirectSandbox()).run,
    )


def outcomes(graded):
    return [verdict.outcome for verdict in graded.verdicts]


def test_the_worked_solution():
    """It earns full marks, and says what the mark rests on."""
    graded = mark(solved())
    assert graded.score == graded.max_score == 5
    assert graded.status is Status.GRADED
    assert graded.provenance.submission_sha256 == "a" * 64
    assert graded.answers["double"] == SOLUTIONS["double"]


def test_the_notebook_as_it_was_handed_out():
    """Nothing is run, nothing is earned, and it is called not attempted."""
    sandbox = DirectSandbox()
    graded = mark(RELEASE, sandbox)
    assert outcomes(graded) == [Outcome.NOT_ATTEMPTED] * 3
    assert graded.score == 0
    assert sandbox.jobs == []


def test_a_stub_defined_elsewhere():
    """A name bound in another cell is run, although the stub stands untouched."""
    extra = Cell("mine", "code", SOLUTIONS["double"])
    assert mark((*RELEASE, extra)).verdicts[0].outcome is Outcome.PASSED


def test_an_assignment_in_another_cell():
    """So is a name that is bound without a def."""
    extra = Cell("mine", "code", "double = lambda x: 2 * x")
    assert mark((*RELEASE, extra)).verdicts[0].outcome is Outcome.PASSED


def test_cells_that_are_handed_to_the_sandbox():
    """Our own cells stay out as long as they are as they were."""
    sandbox = DirectSandbox()
    mark(solved(), sandbox)
    ours = {cell.id for cell in RELEASE if is_locked(cell)}
    assert all(cell.id not in ours for job in sandbox.jobs for cell in job.cells)
    assert sandbox.jobs[2].pinned == {"x": 3.0}


def test_an_error_carried_forward():
    """A right answer built on an earlier wrong one earns its points, and says so."""
    graded = mark(solved(double="def double(x):\n    return 4 * x"))
    double, fourfold, _ = graded.verdicts
    assert (double.points, double.misconception) == (0, "1.1.wrong")
    assert (fourfold.points, fourfold.outcome) == (1, Outcome.PASSED)
    assert fourfold.carried_forward


def test_an_earlier_exercise_left_out():
    """Code that calls a stub is judged on the worked solution in the stub's place."""
    fourfold = mark(solved(double=RELEASE[3].source)).verdicts[1]
    assert fourfold.outcome is Outcome.PASSED
    assert fourfold.carried_forward


def test_an_earlier_exercise_that_never_ends():
    """What calls it is not run on it again."""

    class Endless(DirectSandbox):
        def run(self, job, scripts, oracle):
            answers = super().run(job, scripts, oracle)
            loops = job.wanted == ("double",)
            return [Answer(Ending.TIMED_OUT)] * len(scripts) if loops else answers

    sandbox = Endless()
    double, fourfold, _ = mark(solved(), sandbox).verdicts
    assert double.outcome is Outcome.TIMED_OUT
    assert fourfold.outcome is Outcome.PASSED
    assert [job.oracles for job in sandbox.jobs] == [(), ("double",), ()]


def test_an_error_of_its_own_after_an_open_one():
    """The second try does not hide the exercise's own error."""
    wrong = {
        "double": "def double(x):\n    return 4 * x",
        "fourfold": "def fourfold(x):\n    return x",
    }
    fourfold = mark(solved(**wrong)).verdicts[1]
    assert fourfold.points == 0
    assert not fourfold.carried_forward


@pytest.mark.parametrize(
    ("double", "is_named"), [("def double(x):\n    return 4 * x", True), (WRONG_AT_5, False)]
)
def test_whether_an_open_one_is_named(double, is_named):
    """It is named where a right one changes what is answered, and nobody is sent there else."""
    slip = "def fourfold(x):\n    return double(double(x)) + 1"
    first, second, _ = mark(solved(double=double, fourfold=slip)).verdicts
    assert first.outcome is not Outcome.PASSED
    assert second.outcome is Outcome.FAILED
    said = " ".join([second.sentence, *second.remarks])
    assert ("which is not right yet" in said) == is_named


def test_a_field_that_follows_from_a_wrong_one():
    """It earns half its points."""
    by_hand = mark(solved(by_hand='by_hand = {"z": 5.0, "a": 6.0}')).verdicts[2]
    assert by_hand.points == 0.5
    assert by_hand.carried_forward


def test_a_field_that_follows_from_nothing():
    """It earns nothing."""
    assert mark(solved(by_hand='by_hand = {"z": 5.0, "a": 9.0}')).verdicts[2].points == 0


def test_the_reference_never_sees_student_code():
    """Nor does the student's sandbox see a worked solution."""
    student, reference = DirectSandbox(), DirectSandbox()
    mark(solved(double="def double(x):\n    return 4 * x"), student, reference)
    assert reference.jobs
    assert all(job.cells == ASSIGNMENT.solutions for job in reference.jobs)
    assert all(SOLUTIONS["double"] not in cell.source for job in student.jobs for cell in job.cells)


def test_no_answer_and_no_cause(caplog):
    """Nobody loses a point without a person: what has no cause is not called a crash."""

    class Silent(DirectSandbox):
        def run(self, job, scripts, oracle):
            if job.wanted == ("double",):
                raise NoAnswer("twice")
            return super().run(job, scripts, oracle)

    graded = mark(solved(), Silent())
    assert outcomes(graded) == [Outcome.CHECKER_ERROR, Outcome.PASSED, Outcome.PASSED]
    assert graded.status is Status.NEEDS_HUMAN
    assert graded.verdicts[0].reason == NO_CAUSE
    assert "'alice': twice" in caplog.text


def test_a_failure_of_ours(caplog):
    """The exercise asks for a person, and the others are marked as ever."""

    class Failing(DirectSandbox):
        def run(self, job, scripts, oracle):
            if job.wanted == ("double",):
                raise OSError("no more processes")
            return super().run(job, scripts, oracle)

    graded = mark(solved(), Failing())
    assert outcomes(graded) == [Outcome.CHECKER_ERROR, Outcome.PASSED, Outcome.PASSED]
    assert graded.verdicts[0].points == 0
    assert graded.status is Status.NEEDS_HUMAN
    assert "no more processes" in caplog.text


@pytest.mark.parametrize("failure", [MemoryError(), Lost("gone"), OverBudget("slow")])
def test_a_closer_look_that_fails(caplog, failure):
    """The mark stands as it was: it never depended on what is only added to it."""

    def look(*_):
        raise failure

    sandbox, reference = DirectSandbox(), DirectSandbox()
    work = submission(solved(double="def double(x):\n    return 7 * x"))
    marker = Marker(ASSIGNMENT, PROVENANCE)
    plain = marker.mark(work, sandbox.run, reference.run)
    graded = marker.mark(work, sandbox.run, reference.run, look=look)
    assert "the closer look at double" in caplog.text
    assert graded.status is Status.GRADED
    assert outcomes(graded) == outcomes(plain)
    assert graded.score == plain.score


def test_a_file_that_is_no_notebook():
    """Every exercise is missing, for the reason that the file has."""
    graded = mark((), unreadable="the file is a PDF file, not a notebook")
    assert outcomes(graded) == [Outcome.MISSING] * 3
    assert graded.status is Status.UNREADABLE
    assert graded.verdicts[0].reason == "the file is a PDF file, not a notebook"


def test_a_notebook_without_its_cells():
    """A readable file without answers is marked like any other."""
    graded = mark(())
    assert outcomes(graded) == [Outcome.MISSING] * 3
    assert graded.status is Status.GRADED


@pytest.mark.parametrize(
    ("double", "fourfold", "tries"),
    [
        (Outcome.PASSED, Outcome.PASSED, [[], [DOUBLE, FOURFOLD]]),
        (Outcome.PASSED, Outcome.FAILED, [[], [FOURFOLD], [DOUBLE, FOURFOLD]]),
        (Outcome.PASSED, Outcome.TIMED_OUT, [[FOURFOLD], [DOUBLE, FOURFOLD]]),
        (Outcome.RAISED, Outcome.FAILED, [[], [DOUBLE, FOURFOLD]]),
    ],
)
def test_what_is_replaced(double, fourfold, tries):
    """What is right stays the student's own for a second try; what never ends is not run again."""
    assert replacements({DOUBLE: double, FOURFOLD: fourfold}) == tries


def test_nothing_to_replace():
    """An exercise that stands on no other is run once."""
    assert replacements({}) == [[]]
