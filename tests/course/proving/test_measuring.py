"""The judge as an instrument: what is counted, on a tiny lesson and with planted faults."""

from types import SimpleNamespace

import pytest

from checker.course.proving.books import Book
from checker.course.proving.course import ProofPlan, prove
from checker.course.proving.measuring import contains, names
from checker.course.proving.readings import (
    ACCUSED,
    MISTAKES,
    MUTANTS,
    NAMED,
    PAIRS,
    PAIRS_NAMED,
    REFUSED,
    WORDY,
)
from checker.course.proving.trial import TrialExtent
from checker.exercises import Values, call
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.judging import judge
from checker.sandbox import choose
from checker.sandbox.inside.probe import ask
from tests.course.proving.test_course import run

pytestmark = pytest.mark.slow

#: A second mistake, in another place of the line than the first: they can be made together.
SECOND = """
            Misconception("half", "Why a half? Why?", body="return max(x - bound / 2, 0.0)"),
            Misconception("one", "Not 1.", body="return max(x - bound, 1.0)"),
"""


@pytest.fixture
def measured(solutions, hand_out):
    """Give a function that measures the judge on the lesson as it is now."""

    def readings(*, mutants=False, wrong_seeds=3):
        hand_out()
        extent = TrialExtent(1, 1, mutants, right_seeds=4, wrong_seeds=wrong_seeds)
        order = ProofPlan(solutions, solutions.parent / "notebooks", extent=extent)
        findings = prove(order, choose("none"), lambda what, total: lambda: None)
        return findings.readings, findings

    return readings


def counts(readings, *measures):
    return [(readings[each].tried, readings[each].found) for each in measures]


def test_judge_that_is_right(measured):
    """Every program counts once a seed, every mutant but the listed one, and none is unwanted."""
    readings, findings = measured(mutants=True)
    assert findings.faults == ()
    assert counts(readings, REFUSED, MISTAKES, NAMED, ACCUSED) == [(4, 0), (3, 0), (3, 3), (3, 0)]
    tried, found = readings[MUTANTS].tried, readings[MUTANTS].found
    above, by_hand = (int(row.figure("mutants").split("/")[1].split()[0]) for row in findings.rows)
    assert found == 0
    assert tried == 3 * (above - 1) + by_hand
    assert [row.allowed for row in findings.rows] == [
        ("the bound is a floating-point number already",),
        (),
    ]


def test_pairs_of_mistakes(measured, plant):
    """Two mistakes in one line are tried on every seed, and what they are told is counted."""
    plant('body="return x - bound"),\n', f'body="return x - bound"),{SECOND}')
    plant("misconceptions=(\n", 'model="return max(x - bound, 0.0)", misconceptions=(\n')
    readings, _ = measured(wrong_seeds=2)
    assert counts(readings, PAIRS, PAIRS_NAMED) == [(2, 0), (2, 2)]
    # "Why a half? Why?" asks twice, alone and beside a mistake that asks nothing
    assert readings[WORDY].found == 4


def test_right_program_that_is_refused_and_accused(measured, plant):
    """It counts on each seed, and so does the mistake that it is said to have made."""
    plant("x - bound if x > bound else 0.0", "x - bound", "01_tiny_styles.py")
    readings, findings = measured()
    assert counts(readings, REFUSED) == [(4, 4)]
    assert readings[ACCUSED].found == 4
    assert "style 1 on the casebook is right, and called 1.1.negative" in readings[ACCUSED].unwanted
    assert any("right programs refused: 4 of 4, wanted 0" in fault for fault in findings.faults)


@pytest.fixture
def released_unseen(monkeypatch):
    """What `regenerate` would refuse already is released, so that the measure itself is tried."""
    monkeypatch.setattr("checker.course.release.regenerate.require_mistakes", lambda *_: None)


def test_mistake_that_passes(measured, plant, released_unseen):
    """A mistake that earns full marks counts on each seed as accepted, and as not named."""
    plant('body="return x - bound"', 'body="return max(x, bound) - bound"')
    readings, _ = measured()
    assert counts(readings, MISTAKES, NAMED) == [(3, 3), (3, 0)]


def test_mutant_that_passes(measured, plant, released_unseen):
    """A check that cannot fail lets mutants through, on each seed."""
    plant('call("low under high", "above", low, high)', 'call("again", "above", high, low)')
    readings, _ = measured(mutants=True, wrong_seeds=2)
    assert readings[MUTANTS].found >= 2
    assert any("became “return max(x - bound, 1.0)”" in told for told in readings[MUTANTS].unwanted)


@pytest.fixture
def books():
    """Two books of one exercise, whose one mistake is to halve."""

    def book(*numbers):
        cases = tuple(call(f"{number}", "f", number) for number in numbers)
        known = Mistake("9.1.halves", "", _answers(cases, lambda x: x / 2))
        exercise = CompiledExercise(
            *("f", "9.1", "f", (), (), ("f",), ()),
            checks=(Values("values", 1.0, cases),),
            cases=cases,
            expected=_answers(cases, lambda x: 3 * x),
            mistakes=(known,),
        )
        return Book(SimpleNamespace(recorded=exercise), ())

    return book(2.0, 2.0, 2.0), book(2.5, 7.0, 11.0)


def _answers(cases, function):
    return tuple(ask({"f": function}, case.steps) for case in cases)


@pytest.mark.parametrize(
    ("program", "there"),
    [
        (lambda x: 0.5 * x, True),
        (lambda x: x - x / 2, True),
        (lambda x: x - 1, False),  # at 2 only, by chance
        (lambda x: x**0.0, False),
    ],
)
def test_mistake_that_is_there(books, program, there):
    """A program has made a mistake if it answers like it on all books, and not just on one."""
    answered = [_answers(book.compiled.cases, program) for book in books]
    verdict = judge(books[0].compiled, answered[0])
    assert verdict.misconception == "9.1.halves"
    assert contains(books, answered, names(verdict)) is there


def test_command_with_the_table(solutions, hand_out, tmp_path, monkeypatch, capsys):
    """It prints the table and the reasons, and fails where a file states better figures."""
    hand_out()
    few = ("--solutions", solutions, "--seeds", 1, "--variants", 1, "--isolation", "none",
           "--table", "--right-seeds", 2, "--wrong-seeds", 1)  # fmt: skip
    code, out, _ = run(monkeypatch, capsys, *few)
    assert code == 0, out
    assert "| right programs refused | 0 | 0 of 2 |" in out
    assert "1  the bound is a floating-point number already" in out
    readme = tmp_path / "README.md"
    printed = [line for line in out.splitlines() if line.startswith("|")]
    readme.write_text("\n".join(printed).replace("0 of 0", "1 of 1"), encoding="utf-8")
    assert run(monkeypatch, capsys, *few, "--stated", readme)[0] == 0
    text = readme.read_text("utf-8").replace("2 and 1 seeds", "5 and 1 seeds")
    readme.write_text(text, encoding="utf-8")
    code, _, err = run(monkeypatch, capsys, *few, "--stated", readme)
    assert (code, "no table with a column “2 and 1 seeds”" in err) == (2, True)
    code, _, err = run(monkeypatch, capsys, *few, "--stated", readme, "--lesson", "01_tiny")
    assert (code, "--stated is about the whole course" in err) == (2, True)
