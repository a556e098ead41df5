"""The instructor's guide and the README are worked through: every command runs as it stands.

The course is a small one, whose only lesson bears the name of the first; a command that takes
long gets options that make it quick.
"""

import json
import re
import shlex
import shutil
import sys
from pathlib import Path

import jupytext
import pytest

from checker.classroom.batch import class_run as runs
from checker.cli import main
from checker.course.release.beginning import begin_lesson
from checker.course.release.course import load_course
from checker.results.schema import read_results
from checker.sandbox import choose

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "solutions" / "00_instructors_guide.py"
PARTS = {
    GUIDE.name: "\n\n".join(cell.source for cell in jupytext.read(GUIDE).cells),
    "README.md": (ROOT / "README.md").read_text("utf-8"),
}
BLOCK = re.compile(r"```(sh|python)\n(.*?)\n```", re.DOTALL)
UNWALLED = ("--isolation", "none", "--jobs", "2")
QUICK = {
    "grade": UNWALLED,
    "check": UNWALLED[:2],
    "verify": (*UNWALLED, "--seeds", "2", "--variants", "2"),
    "simulate": ("--students", "4"),
    "difficulty": ("--seeds", "30"),
}
#: It packs the whole course, which tests/classroom/exports/test_autograder.py has it do.
ELSEWHERE = "autograder"
#: What a machine without walls may answer, and a class of which a platform knows nobody.
EXIT_CODES = {"doctor": (0, 1), "export": (0, 1)}
#: What an instructor has exported from Canvas; its students are not those who are made up here.
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,01_neuron (7)\n"
    "    Points Possible,,,,,3.00\n"
    '"Alice, A.",1,alice,alice,A,\n'
)
#: What an instructor has downloaded from Moodle.
MOODLE = (
    "Identifier,Full name,Email address,Grade,Maximum Grade\n"
    "Participant 7,Alice A.,alice@example.org,,3.00\n"
)


class Reader:
    """Does in a folder what a text says, block by block."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.done = []

    def read(self, text):
        """Work through every block of a text."""
        for kind, block in BLOCK.findall(text):
            if kind == "python":
                self.write_or_run(block)
            else:
                for line in block.splitlines():
                    if line.startswith("checker "):
                        self.type(line)

    def write_or_run(self, block):
        """Keep a block that is one of a lesson's files where the text says; run any other."""
        if block.startswith("# ---\n# jupyter"):
            (self.folder / "solutions/06_momentum.py").write_text(f"{block}\n", "utf-8")
        elif block.endswith("EXERCISES = [momentum_step, momentum_by_hand]"):
            (self.folder / "solutions/06_momentum_exercises.py").write_text(f"{block}\n", "utf-8")
        elif "checker.grade(" in block:
            exec(block, {})

    def type(self, line):
        """Run a command; it ends well."""
        _, name, *words = shlex.split(line)
        if name == ELSEWHERE:
            return
        if words and words[0] == "submitted":
            self.collect()
        words += QUICK.get(name, ())
        self.monkeypatch.setattr(sys, "argv", ["checker", name, *words])
        with pytest.raises(SystemExit) as ended:
            main()
        assert (ended.value.code or 0) in EXIT_CODES.get(name, (0,)), line
        self.done.append(line)

    def collect(self):
        """Let two students hand in what they were given."""
        for student in ("alice", "bob"):
            own = self.folder / "term" / "students" / student
            given = own if own.is_dir() else self.folder / "notebooks"
            there = self.folder / "submitted" / student / "01_neuron"
            there.mkdir(parents=True, exist_ok=True)
            shutil.copy(given / "01_neuron.ipynb", there)


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """A reader in a folder with a small course and a roster."""
    (tmp_path / "solutions").mkdir()
    begin_lesson("01_neuron", tmp_path / "solutions")
    (tmp_path / "students.csv").write_text("id,email\nalice,a@example.org\nbob,b@example.org\n")
    (tmp_path / "canvas.csv").write_text(CANVAS)
    (tmp_path / "moodle.csv").write_text(MOODLE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(runs, "choose", lambda *_: choose("none"))
    return Reader(tmp_path, monkeypatch)


def scores(path):
    return {(line["student"], line["notebook"]): line["score"] for line in path}


@pytest.mark.slow
@pytest.mark.nightly("the README's commands are typed on every change, and a lesson is begun")
def test_guide(reader, capsys):
    """From the first command to the graded class of the sixth notebook, everything works."""
    reader.read(PARTS[GUIDE.name])
    typed = re.findall(r"^checker (\w+)", PARTS[GUIDE.name], re.MULTILINE)
    assert len(reader.done) == len(typed) - typed.count(ELSEWHERE)
    said = capsys.readouterr().out
    assert "0 of 3.0\nneuron_line 0 not_attempted" in said.replace("0.0", "0")
    assert "All that is promised of 2 exercises holds." in said
    demo = reader.folder / "demo-6"
    key = [json.loads(line) for line in (demo / "answer_key.jsonl").read_text().splitlines()]
    results = read_results(demo / "results.jsonl").values()
    assert scores(results) == scores(key)
    assert {line["max_score"] for line in results} == {4.0}


@pytest.mark.slow
def test_readme(reader):
    """The README's commands work in the order in which they stand."""
    reader.read(PARTS["README.md"].replace("```python", "```text"))
    assert {"checker grade", "checker export"} <= {
        " ".join(line.split()[:2]) for line in reader.done
    }
    assert (reader.folder / "class.html").is_file()


def test_guide_is_no_lesson(tmp_path):
    """It lies among the lessons and is not taken for one, even with exercises beside it."""
    begin_lesson("01_neuron", tmp_path)
    shutil.copy(GUIDE, tmp_path)
    (tmp_path / "00_instructors_guide_exercises.py").write_text("EXERCISES = []\n")
    assert [lesson.name for lesson in load_course(tmp_path)] == ["01_neuron"]


def test_form_of_the_guide():
    """It opens as a notebook of short cells, calm in tone, whose links to parts all lead on."""
    cells = jupytext.read(GUIDE).cells
    assert cells[0].source.startswith("# ")
    prose = [BLOCK.sub("", cell.source) for cell in cells]
    assert not [text for text in prose if "!" in text]
    table = re.findall(r"\| (\d) \|$", cells[0].source, re.MULTILINE)
    assert table == re.findall(r"^## (\d) ", PARTS[GUIDE.name], re.MULTILINE)
    assert max(len(text.split()) for text in prose[:-1]) < 200
