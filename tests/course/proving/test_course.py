"""A lesson of which everything holds is proven, and each planted fault is named."""

import sys

import pytest

from checker.cli import main

pytestmark = pytest.mark.slow


def test_lesson_of_which_everything_holds(hand_out, proven):
    """There is no fault, and the table has a figure for everything that was tried."""
    hand_out()
    findings = proven(mutants=True)
    assert findings.faults == ()
    above, by_hand = findings.rows
    assert (above.exercise, above.number, above.points) == ("above", "1.1", 1.5)
    assert [above.figure(column) for column in ("seeds", "stub", "mistakes", "styles")] == [
        "3", "0", "1", "1",
    ]  # fmt: skip
    assert above.figure("mutants").endswith(" +1")
    assert by_hand.figure("variants") == "3"


SAME = "by_hand = {'z': -(1.25 - x)}"
FAULTS = {
    "a check that cannot fail": (
        '(call("low under high", "above", low, high),)',
        '(call("high over low", "above", high, low),)',
        (
            "above: a mutant earns full marks: “return max(x - bound, 0.0)” became "
            "“return max(x - bound, 1.0)”; add a case that tells them apart, or list it in "
            "equivalents.py with the reason why it is right"
        ),
    ),
    "a misconception that answers like the reference": (
        'body="return x - bound"',
        'body="return max(x, bound) - bound"',
        "above: misconception “negative” loses no points, on the cases of the casebook",
    ),
    "two misconceptions alike": (
        "misconceptions=(\n",
        'misconceptions=(\n            Misconception("twin", "So.", body="return -(bound - x)"),\n',
        "above: misconception “negative” is named 1.1.twin, on the cases of seed 0",
    ),
    "a reference that fails on some seeds": (
        'Values("above it", 1.0, (call("high over low", "above", high, low),)),',
        'Within("above it", 1.0, "is too near", (call("near", "above", high, low),), low=2.5),',
        (
            "above: the worked solution earns 0.5 of 1.5 points: above it: is too near "
            "(case “near”), on the cases of seed 2"
        ),
    ),
    "a reference that stops on a seed": (
        '"above", high, low),)),',
        '"above", high, low if low < 1.7 else None),)),',
        "above: seed 0: above: the worked solution ended raised on the case “high over low”",
    ),
    "points that depend on the seed": (
        'Values("below it", 0.5,',
        'Values("below it", 0.5 if low < 1.7 else 0.25,',
        "above: the names or points of its checks differ from seed to seed",
    ),
    "cases that never change": (
        "low, high = rng.uniform(1.1, 2), rng.uniform(4, 5)",
        "low, high = 1.375, 4.125",
        "above: answers copied from the casebook earn 100% of the points",
    ),
    "fresh answers that stand in the casebook": (
        'call("high over low", "above", high, low)',
        'call("high over low", "above", 1.0 + high, 1.0 + high - 2.718281828)',
        "above: the answer 2.7182818",
    ),
    "numbers that are always the same": (
        "float(rng.integers(3, 99)) / 2",
        "3.5",
        "by_hand: all seeds draw the same numbers",
    ),
    "numbers that hide a mistake": (
        'fields={"z": "the difference"},',
        'fields={"z": "-"}, misconceptions=(Misconception("same", "S", body=' + repr(SAME) + "),),",
        "by_hand: seed 0: by_hand: no numbers in 400 draws: 1.2.same answers like the reference",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault(plant, proven, fault, monkeypatch):
    """Each is reported with the lesson, the exercise and what is wrong."""
    old, new, expected = FAULTS[fault]
    monkeypatch.setattr("checker.exercises.drawn_numbers.DRAWS", 4)
    plant("import Exercise, ", "import Exercise, Within, ")
    plant(old, new)
    found = proven(mutants="mutant" in expected).faults
    expected = expected.replace("400", "4")
    assert any(f"01_tiny: {expected}" in fault for fault in found), found


def test_misconceptions_alike_and_said_to_be(plant, hand_out, proven):
    """An alias may go by the name of the other, and the other by its."""
    twin = '            Misconception("twin", "So.", body="return x - bound", alias="negative"),\n'
    plant("misconceptions=(\n", f"misconceptions=(\n{twin}")
    hand_out()
    assert proven().faults == ()


def test_right_program_that_is_refused(plant, hand_out, proven):
    """A style that does not earn full marks is named by its place, with the first failure."""
    plant("x - bound if x > bound else 0.0", "x - bound", "01_tiny_styles.py")
    hand_out()
    assert proven().faults == (
        (
            "01_tiny: above: style 1 earns 1 of 1.5 points: below it: the value differs "
            "(case “low under high”), on the cases of the casebook"
        ),
        (
            "01_tiny: above: style 1 earns 1 of 1.5 points: below it: the value differs "
            "(case “low under high”), on the cases of seed 0"
        ),
    )


def test_line_of_a_solution_in_the_notebook(plant, proven):
    """A notebook that would give a solution away is a fault, not a stop."""
    plant("# ## By hand", "# ## By hand\n#\n# As in max(x - bound, 0.0).", "01_tiny.py")
    found = proven().faults
    assert [fault for fault in found if "holds a line of the solution of above" in fault], found


def test_notebook_that_was_changed_by_hand(hand_out, proven):
    """What was handed out is compared with the source, and searched for solutions."""
    notebook = hand_out()[0]
    text = notebook.read_text("utf-8")
    notebook.write_text(text.replace("## By hand", "max(x - bound, 0.0)"), encoding="utf-8")
    drifted, leaked = proven().faults
    assert "differs from the source in its text" in drifted
    assert "holds a line of the solution of above" in leaked


def test_entries_that_are_not_needed(plant, hand_out, proven):
    """Entries for no mutant, for a refused one, and for what does not exist are all faults."""
    entry = '("{}", "return max(x - bound, 0.0)", "{}", "it is"),'
    entries = [
        entry.format("above", "return 42"),
        entry.format("above", "return min(x - bound, 0.0)"),
        entry.format("beyond", "return 42"),
    ]
    plant('"01_tiny": [', f'"02_lost": [], "01_tiny": [{"".join(entries)}', "equivalents.py")
    hand_out()
    line = "“return max(x - bound, 0.0)” became “return"
    assert proven(mutants=True).faults == (
        f"01_tiny: above: equivalents.py lists what is no mutant: {line} 42”",
        (
            "01_tiny: above: equivalents.py lists a mutant that loses points: "
            f"{line} min(x - bound, 0.0)”"
        ),
        "02_lost: equivalents.py lists mutants of a lesson that there is not",
        "01_tiny: equivalents.py lists mutants of beyond, which there is not",
    )


def test_entry_for_every_change_of_a_line(plant, hand_out, proven):
    """A star stands for them all, and hides nothing that is on another line."""
    star = '("above", "return max(x - bound, 0.0)", "*", "it is"),'
    plant('"01_tiny": [', f'"01_tiny": [{star}', "equivalents.py")
    plant("low under high", "high over low once more")
    plant('"above", low, high', '"above", high + 1.0, low')
    plant('body="return x - bound"', 'body="return x"')
    hand_out()
    found = proven(mutants=True)
    assert not [fault for fault in found.faults if "mutant" in fault]
    assert " +" in found.rows[0].figure("mutants")


def run(monkeypatch, capsys, *words):
    """Run `checker verify`; give its exit code, and what it said where."""
    monkeypatch.setattr(sys, "argv", ["checker", "verify", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    return ended.value.code or 0, said.out, said.err


def test_command(solutions, plant, hand_out, monkeypatch, capsys):
    """It prints the table and each fault, and exits with 0 for none, 1 for some, 2 for misuse."""
    hand_out()
    few = ("--solutions", solutions, "--seeds", 2, "--variants", 2, "--isolation", "none")
    code, out, _ = run(monkeypatch, capsys, *few)
    assert (code, out.splitlines()[-1]) == (0, "All that is promised of 2 exercises holds.")
    assert "NOT ISOLATED" in out
    assert "01_tiny" in out
    plant('body="return x - bound"', 'body="return max(x, bound) - bound"')
    code, out, _ = run(monkeypatch, capsys, *few, "--no-mutants", "--lesson", "01_tiny")
    assert code == 1
    assert "01_tiny: above: misconception “negative” loses no points" in out
    assert " FAIL" in out
    code, _, err = run(monkeypatch, capsys, *few, "--lesson", "07_none")
    assert (code, "holds no lesson 07_none" in err) == (2, True)
