"""The commands that carry marks to other systems, as they are typed."""

import json
import sys
from pathlib import Path

import pytest

from checker.cli import main
from checker.results.intake import Intake, intake_text
from tests.classroom.exports.made import result
from tests.classroom.exports.platforms import (
    CANVAS,
    canvas_comments_import,
    canvas_import,
    moodle_feedback_import,
)

ROOT = Path(__file__).parents[1]


@pytest.fixture
def checker(monkeypatch, tmp_path, capsys):
    """Run a command in a folder with results; give its exit code, and what it said where."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    Path("canvas.csv").write_bytes(CANVAS)
    results = [result("ada@example.org"), result("alan", "02_forward")]
    Path("results.jsonl").write_text("".join(json.dumps(each) + "\n" for each in results))

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["checker", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


def export(checker, kind, *words):
    return checker("export", "results.jsonl", "--format", kind, *words)


def test_marks_for_canvas(checker):
    """The sheet is filled, and the exit code says that nobody is left over."""
    words = ("--template", "canvas.csv", "--out", "filled.csv", "--assignment", "01_neuron")
    code, said, _ = export(checker, "canvas", *words)
    assert (code, said) == (0, "1 mark is in filled.csv.\n")
    assert canvas_import(Path("filled.csv").read_bytes())["101", "4711"] == "2.5"


def test_columns_and_scale(checker):
    """A second notebook goes where it is told to, in that column's points."""
    words = ("--template", "canvas.csv", "--column", "02_forward=Essay", "--scale")
    assert export(checker, "canvas", *words)[0] == 0
    taken = canvas_import(Path("canvas-filled.csv").read_bytes())
    assert taken["102", "4712"] == "1.471"  # 2.5 of 17, as parts of 10


def test_feedback_for_moodle(checker):
    """The pages of a run go back under the names that Moodle gave out, in one zip."""
    graded = {"path": "Ada Lovelace_501_assignsubmission_file/n.ipynb", "fate": "graded"}
    whose = {"student": "ada@example.org", "notebook": "01_neuron"}
    intake = Intake(files=(graded | whose,))
    Path("results.intake.json").write_text(intake_text(intake))
    page = Path("pages/ada@example.org/01_neuron/01_neuron.html")
    page.parent.mkdir(parents=True)
    page.write_text("<p>Ada's</p>")
    words = ("--assignment", "01_neuron", "--feedback", "pages")
    code, said, _ = export(checker, "moodle-feedback", *words)
    assert (code, said) == (0, "1 page is in 01_neuron-feedback.zip.\n")
    taken = moodle_feedback_import(Path("01_neuron-feedback.zip").read_bytes(), {"501"})
    assert taken == {"501": {"01_neuron.html": b"<p>Ada's</p>"}}


def test_comments_for_canvas(checker):
    """The body of one request has a comment for each student whom Canvas knows."""
    words = ("--template", "canvas.csv", "--assignment", "01_neuron")
    code, said, _ = export(checker, "canvas-comments", *words)
    assert (code, said) == (0, "1 comment is in 01_neuron-comments.json.\n")
    assert list(canvas_comments_import(Path("01_neuron-comments.json").read_bytes())) == ["101"]


def test_student_who_is_left_over(checker):
    """The one who is in no row is named, and the exit code asks for a person."""
    Path("canvas.csv").write_bytes(CANVAS.replace(b"alan", b"turing"))
    words = ("--template", "canvas.csv", "--column", "02_forward=Essay", "--scale")
    code, said, _ = export(checker, "canvas", *words)
    assert code == 1
    assert "  alan: stands in no row.\n" in said


def test_what_students_are_told(checker):
    """The misconception's words come from what students were given."""
    mistaken = result("ada")
    mistaken["exercises"][1]["misconception"] = "1.1.tanh"
    Path("results.jsonl").write_text(json.dumps(mistaken) + "\n")
    assert export(checker, "gradescope", "--notebooks", ROOT / "notebooks")[0] == 0
    told = json.loads(Path("results.json").read_text())["tests"][1]["output"]
    assert len(told) > len("Partly right. ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("excel",), "there is no format 'excel'; there are canvas, canvas-comments, moodle,"),
        (
            ("moodle-feedback", "--assignment", "01_neuron"),
            "where students' pages are is not known",
        ),
        (
            ("canvas-comments", "--assignment", "02_forward"),
            "this format fills the sheet that your platform gave you: --template.",
        ),
        (("canvas", "--template", "none.csv"), "none.csv cannot be read: No such file"),
        (("canvas", "--column", "Essay"), "--column 'Essay' is not of the form NOTEBOOK=TITLE."),
        (("csv", "--assignment", "9"), "there are no results of 9."),
        (("csv", "--out", "canvas.csv/x"), "canvas.csv/x cannot be written: "),
        (("csv", "--gradebook", "nothing://here"), "the gradebook nothing://here cannot be read"),
    ],
)
def test_misuse(checker, words, sentence):
    """It ends in one sentence and exit code 2."""
    code, _, said = export(checker, *words)
    assert code == 2
    assert said.startswith(f"checker: {sentence}")
    assert said.count("\n") == 1


@pytest.mark.slow
def test_autograder(checker):
    """It is written for a notebook that there is, and refused for one that there is not."""
    words = ("--solutions", ROOT / "solutions", "--notebooks", ROOT / "notebooks")
    code, said, _ = checker("autograder", "01_neuron", "--out", "grader.zip", *words)
    assert (code, said) == (0, "The autograder is grader.zip; upload it to Gradescope.\n")
    code, _, said = checker("autograder", "09_none", *words)
    assert code == 2
    assert "the course has no assignment '09_none'" in said
