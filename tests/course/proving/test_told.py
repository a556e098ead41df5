"""What mutants are told: their line, their cause, or a line that is not theirs."""

from dataclasses import replace

import pytest

from checker.course.proving.mutants import Mutant
from checker.course.proving.told import (
    Telling,
    changed_lines,
    forgotten_names,
    told_of,
    without_placeholder,
)
from checker.course.proving.wild import WildProgram
from checker.grades import CheckResult, Outcome, Verdict
from checker.records import Fault

PROGRAM = WildProgram("f 1", "01", "f", False, "", lines=(3, 4))


def verdict(sentence, misconception=None, fault=None):
    check = CheckResult("values", 0.0, 1.0, "the value differs")
    said = {"sentence": sentence, "misconception": misconception, "fault": fault}
    return Verdict("f", "9.1", "f", Outcome.FAILED, (check,), **said)


@pytest.mark.parametrize(
    ("said", "telling"),
    [
        (verdict("Line 3: everything is right once …"), Telling.LINE),
        (verdict("Line 2 or 3: everything is right once …"), Telling.LINE),
        (verdict("Line 2: everything is right once …"), Telling.WRONG_LINE),
        (verdict("Line 2: …", "9.1.sign"), Telling.WRONG_LINE),
        (verdict("The sign is wrong.", "9.1.sign"), Telling.CAUSE),
        (verdict("Shapes do not fit.", fault=Fault("ValueError", "", "f", 4)), Telling.LINE),
        (verdict("Shapes do not fit.", fault=Fault("ValueError", "", "f", 9)), Telling.FACT),
        (
            verdict("Line 3 calls g.", fault=Fault("E", "", "g", 9, called="g", call_line=3)),
            Telling.LINE,
        ),
        (
            verdict("Line 9 calls g.", fault=Fault("E", "", "g", 3, called="g", call_line=9)),
            Telling.FACT,
        ),
        (verdict("Every value is twice the expected one."), Telling.FACT),
        (verdict(""), Telling.NOTHING),
    ],
)
def test_telling(said, telling):
    """What counts is the line that is pointed at, and then whether a mistake is named."""
    assert told_of(PROGRAM, said) is telling


def test_forgotten_statement():
    """A line that is gone cannot be pointed at: its cause is told by the name that lacks."""
    said = verdict("This line uses “delta”, and nothing gives it a value. Which line should?")
    assert told_of(PROGRAM, said) is Telling.FACT
    assert told_of(PROGRAM, said, ["delta"]) is Telling.CAUSE
    assert told_of(PROGRAM, verdict("Line 9 uses delta."), ["delta"]) is Telling.CAUSE


@pytest.mark.parametrize(
    ("said", "name", "telling"),
    [
        ("“delta” is here. Line 9: one sign is turned round.", "delta", Telling.WRONG_LINE),
        ("Every value of dW is twice the expected one.", "W", Telling.FACT),
        ("Line 9: a copy is made there.", "a", Telling.WRONG_LINE),
        ("Nothing gives “a” a value.", "a", Telling.CAUSE),
    ],
)
def test_name_that_is_not_the_cause(said, name, telling):
    """A name counts where the cause is explained, and a letter that is a word in quotes."""
    assert told_of(PROGRAM, verdict(said), [name]) is telling


def test_part_that_is_named():
    """What a wrong part is called is no cause; that None came back is one."""
    said = replace(verdict(""), reason="delta: 3 of 3 entries differ")
    assert told_of(PROGRAM, said, ["delta"]) is Telling.NOTHING
    (check,) = said.checks
    nothing = replace(said, checks=(replace(check, yours="None (is a return missing?)"),))
    assert told_of(PROGRAM, nothing, ["return"]) is Telling.CAUSE


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("delta = a - y", ["delta"]),
        ("self.b[0], c = 1, 2", ["b", "c"]),
        ("total += x", ["total"]),
        ("zs.append(z)", ["zs"]),
        ("history['cost'].append(z)", ["history", "cost"]),
        ("return z", ["return"]),
        ("for i in range(epochs):", ["i", "epochs"]),
        ("if a", []),
    ],
)
def test_names_that_lack(before, names):
    """They are those that the left-out statement gave a value to."""
    assert forgotten_names(Mutant("f", "", before, "pass")) == names
    assert forgotten_names(Mutant("f", "x, a, b, c, y, z, zs, i", "x = a - y", "x = 1")) == []


def test_block_that_lacks():
    """Its cause is told by what it gave a value to, beside what its head looks at."""
    original = "d = 1\nfor i in n:\n    e = i\n    d = d * i"
    mutant = Mutant("f", "d = 1\npass", "for i in n:", "pass", original)
    assert forgotten_names(mutant) == ["i", "n", "d", "e", "i"]


def test_name_that_nothing_uses_any_more():
    """A change may leave an argument unused, and whoever is told that is told the cause."""
    text = "def f(g, x, y):\n    return x, y, other(y)"
    assert forgotten_names(Mutant("f", text, "    return g(x), y", "    return x, y")) == ["g"]
    assert forgotten_names(Mutant("f", text, "    return x - y", "    return x")) == []


def test_changed_lines():
    """All lines of the statement count, or those beside a gap."""
    text = "a = 1\nb = [\n    2,\n]\nc = 3"
    assert changed_lines(text, text.replace("2", "5")) == (2, 3, 4)
    assert changed_lines("a = 1\nb = 2\nc = 3", "a = 1\nc = 3") == (1, 2)
    loop = "for a in b:\n    c = 2\nd = 3"
    assert changed_lines(loop, loop.replace("c = 2", "pass")) == (1, 2)


def test_placeholder():
    """A left-out statement leaves nothing behind, but where its block would be empty."""
    before = "if a:\n    b = 1\n    c = 2"
    assert without_placeholder(before, "if a:\n    pass\n    c = 2") == "if a:\n    c = 2"
    assert without_placeholder("if a:\n    b = 1", "if a:\n    pass") == "if a:\n    pass"
