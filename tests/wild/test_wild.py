"""Programs as people write them: what is said of each, and the shares that may not get worse."""

import json
from pathlib import Path

import pytest

from checker.course.proving.wild import (
    Grade,
    Wild,
    grade_of,
    grade_shares,
    judge_all,
    read_programs,
)
from checker.errors import UsageError
from checker.grades import CheckResult, Outcome, Verdict
from checker.sandbox import choose
from tests.syntax_trees import ROOT

FILE = Path(__file__).with_name("programs.json")
PROGRAMS = {program.id: program for program in read_programs(FILE)}
#: One of each kind: a known mistake, a repair, a trap, a helper, whole numbers, and a right one.
SOME = ("w01", "w02", "w38", "w46", "o01", "o10", "r03", "v04", "v11")


@pytest.fixture(scope="module")
def wild():
    return Wild(ROOT / "solutions", ROOT / "notebooks", choose("none"))


@pytest.mark.slow
@pytest.mark.parametrize("name", SOME)
def test_some_programs(wild, name):
    """The verdict holds one of the words that name the cause, and points at no other line."""
    said = wild.said(PROGRAMS[name])
    assert said.grade in (Grade.NAMED, Grade.RIGHT), said.verdict.sentence


@pytest.mark.nightly("judges 365 programs with searches of a second each")
def test_all_programs(wild):
    """Of all the programs at least so many are told their cause, and none is misled."""
    said = judge_all(wild, list(PROGRAMS.values()))
    counts = grade_shares(said).counts
    wrong = sum(not program.right for program in PROGRAMS.values())
    assert counts.get(Grade.FALSE, 0) == 0
    assert counts.get(Grade.REFUSED, 0) == 0
    assert counts.get(Grade.NAMED, 0) >= 0.85 * wrong
    assert counts.get(Grade.SILENT, 0) <= 0.05 * wrong


def verdict(points, sentence="", misconception=None):
    check = CheckResult("values", points, 1.0, "" if points == 1 else "the value differs")
    outcome = Outcome.PASSED if points == 1 else Outcome.FAILED
    said = {"sentence": sentence, "misconception": misconception}
    return Verdict("f", "9.1", "f", outcome, (check,), **said)


@pytest.mark.parametrize(
    ("points", "sentence", "grade"),
    [
        (0.0, "Line 9: everything is right once …", Grade.NAMED),
        (0.0, "Line 9 or 10: everything is right once …", Grade.NAMED),
        (0.0, "Line 8: everything is right once …", Grade.FALSE),
        (0.0, "You counted the bias twice.", Grade.FALSE),
        (0.0, "Right throughout: dW2.", Grade.LEAD),
        (0.0, "", Grade.SILENT),
        (1.0, "", Grade.ACCEPTED),
    ],
)
def test_grades_of_a_wrong_program(points, sentence, grade):
    """What counts is the line, the words that name the cause, and those that never may be said."""
    row = json.loads(FILE.read_text("utf-8"))[1] | {"never": ["bias twice"]}
    path = PROGRAMS["w02"]
    assert row["id"] == path.id
    program = type(path)(**{**vars(path), "never": ("bias twice",)})
    assert grade_of(program, verdict(points, sentence)) is grade


@pytest.mark.parametrize(("points", "grade"), [(1.0, Grade.RIGHT), (0.0, Grade.REFUSED)])
def test_grades_of_a_right_program(points, grade):
    """A right program is accepted or refused, whatever is said of it."""
    program = next(each for each in PROGRAMS.values() if each.right)
    assert grade_of(program, verdict(points, "Line 3: …")) is grade


@pytest.mark.parametrize(
    ("points", "sentence", "grade"),
    [
        (0.75, "You hand f the same array twice.", Grade.RIGHT),
        (0.5, "You hand f the same array twice.", Grade.REFUSED),
        (0.75, "", Grade.REFUSED),
    ],
)
def test_grades_of_a_program_with_a_weakness(points, sentence, grade):
    """It may lose what its weakness costs, if that is said."""
    program = PROGRAMS["r14"]
    assert program.loses == 0.25
    assert grade_of(program, verdict(points, sentence)) is grade


def test_program_without_words():
    """A file that holds only programs and causes is judged by the kind of what is said."""
    known = PROGRAMS["w02"]
    program = type(known)(**{**vars(known), "words": (), "lines": ()})
    assert grade_of(program, verdict(0.0, "Line 4: …")) is Grade.NAMED
    assert grade_of(program, verdict(0.0, "Right throughout: dW2.")) is Grade.LEAD
    assert grade_of(program, verdict(0.0)) is Grade.SILENT


@pytest.mark.parametrize("text", ["", "[", "{}", '[{"id": "a"}]', "[1]"])
def test_file_that_holds_no_programs(tmp_path, text):
    """It is refused in one sentence."""
    path = tmp_path / "programs.json"
    path.write_text(text, "utf-8")
    if text == "{}":
        assert read_programs(path) == []
    else:
        with pytest.raises(UsageError, match="holds no list of programs"):
            read_programs(path)
