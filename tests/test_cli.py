"""The command line: help for everything, one sentence for every misuse, and codes to rely on."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from checker.classroom.batch import class_run as runs
from checker.classroom.grading.budget import BUDGET
from checker.classroom.grading.messages import GradingReply
from checker.classroom.submissions.discovery import Discovery
from checker.cli import main
from checker.cli.commands import app
from checker.cli.terminal import log_visibly, say, say_isolation
from checker.course.compiling.handouts import open_course
from checker.course.compiling.kept import kept_casebook
from checker.course.release.regenerate import regenerate
from checker.results.intake import UNKNOWN
from checker.sandbox import UNHURRIED, Sandbox, choose

ROOT = Path(__file__).parents[1]
SOLUTIONS = ROOT / "solutions"
COMMANDS = (
    "grade", "check", "rehearse", "regenerate", "new", "difficulty", "verify", "simulate",
    "course", "handout", "doctor", "report", "export", "autograder", "diff",
)  # fmt: skip


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    """What students get, from the source as it is now."""
    out = tmp_path_factory.mktemp("notebooks")
    with Sandbox(choose("none"), UNHURRIED) as sandbox:
        regenerate(SOLUTIONS, out, lambda lesson, seed: kept_casebook(lesson, seed, sandbox))
    return out


@pytest.fixture
def checker(monkeypatch, tmp_path, capsys):
    """Run a command in a folder of its own; give its exit code, and what it said where."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["checker", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


@pytest.fixture
def grade(checker, notebooks):
    """Grade submissions against the course, without a wall: they are our own."""

    def run(*words):
        course = ("--solutions", SOLUTIONS, "--notebooks", notebooks)
        rest = ("--gradebook", "", "--isolation", "none", "--jobs", "1")
        return checker("grade", *course, *rest, *words)

    return run


def put(folder, student, data, name="01_neuron"):
    path = folder / student / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)


def test_commands_by_name():
    """There are these and no others."""
    assert set(get_command(app).commands) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help(checker, name):
    """Every command and every option says what it does, and shows an example."""
    code, said, _ = checker(name, "--help")
    assert code == 0
    assert f"Example: checker {name}" in said
    command = get_command(app).commands[name]
    assert command.help
    assert all(option.help for option in command.params)


def test_help_of_the_whole(checker):
    """It names every command."""
    code, said, _ = checker("--help")
    assert code == 0
    assert all(name in said for name in COMMANDS)


def test_help_is_quick():
    """Asking for help imports neither NumPy nor nbgrader nor matplotlib."""
    ask = "import sys; from checker.cli import app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"numpy", "nbgrader", "matplotlib", "jupytext"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("grade", "nowhere"), "nowhere does not exist: name the folder or zip of submissions."),
        (("grade", "empty"), "empty holds no notebooks: expected <student>/01_neuron/"),
        (("grade", "file.txt"), "file.txt is neither a folder of submissions nor a zip."),
        (("grade", "class", "--student", "bob"), "class holds no submission of a student 'bob'."),
        (("grade", "class", "--assignment", "07"), "the course has no assignment '07'; it has 01_"),
        (("grade", "class", "--isolation", "magic"), "There is no isolation 'magic'; use auto,"),
        (("grade", "class", "--results", "file.txt"), "file.txt:1 is no result of this checker"),
        (("grade", "class", "--results", "file.txt/r"), "file.txt/r cannot be"),
        (("check", "file.txt", "--isolation", "none"), "file.txt: the file is a text file, not a"),
        (("check", "nowhere.ipynb", "--isolation", "none"), "the file cannot be opened: No such"),
        (("check", "empty", "--isolation", "none"), "empty: the file cannot be opened: Is a dir"),
    ],
)
def test_misuse(checker, notebooks, tmp_path, words, sentence):
    """It ends in one sentence on the stream of errors, and exit code 2."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("hello\n")
    put(tmp_path / "class", "alice", b"")
    command, *rest = words
    code, said, error = checker(command, "--solutions", SOLUTIONS, "--notebooks", notebooks, *rest)
    assert code == 2
    assert said == ""
    (line,) = error.strip().splitlines()
    assert line.startswith("checker: ")
    assert sentence in line


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("grade", "x", "--solutions", "none"), "none holds no lesson"),
        (("grade", "x", "--solutions", SOLUTIONS, "--notebooks", "none"), "holds no notebook of"),
        (("check", "a.ipynb"), "tried without them by: checker rehearse a.ipynb"),
        (("regenerate", "--solutions", "none"), "none holds no lesson"),
        (("report", "none.jsonl"), "none.jsonl cannot be read: No such file or directory."),
        (("simulate", "--out", "x", "--solutions", "none"), "none holds no lesson"),
    ],
)
def test_a_course_that_is_not_there(checker, words, sentence):
    """A missing reference is misuse, and named."""
    code, _, error = checker(*words)
    assert code == 2
    assert sentence in error


@pytest.mark.parametrize("words", [("grade",), ("grade", "x", "--jobs", "0"), ("nonsense",)])
def test_words_that_are_no_command(checker, words):
    """They are misuse too."""
    assert checker(*words)[0] == 2


@pytest.mark.slow
def test_a_class(grade, notebooks, tmp_path):
    """What has to be handed in again is named, and makes the exit code 1."""
    put(tmp_path / "class", "alice", (notebooks / "01_neuron.ipynb").read_bytes())
    put(tmp_path / "class", "bob", b"%PDF")
    (tmp_path / "class" / "drafts").mkdir()
    (tmp_path / "class" / "drafts" / "notes.ipynb").write_text("{}")
    code, said, _ = grade("class")
    assert code == 1
    assert "NOT ISOLATED" in said
    assert "3 submissions: 1 graded, 2 unreadable." in said
    assert "bob, 01_neuron: the file is a PDF file, not a notebook." in said
    assert "drafts, 01_neuron: notes.ipynb is no notebook of the course." in said
    assert (tmp_path / "feedback/alice/01_neuron/01_neuron.html").is_file()
    assert (tmp_path / "class.html").is_file()
    assert len((tmp_path / "results.jsonl").read_text().splitlines()) == 3
    assert "3 stood already" in grade("class")[1]


@pytest.mark.slow
def test_hostile_names_in_the_terminal(grade, tmp_path):
    """Control characters are written out, and markup is text."""
    put(tmp_path / "class", "\x1b[2J\u202e[red]eve", b"%PDF")
    _, said, _ = grade("class", "--feedback", "")
    assert "\\x1b[2J\\u202e[red]eve" in said
    assert "students' pages" not in said  # nobody asked for any, and none are in this folder
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {
        "class",
        "class-explained",
        "class-students",
    }
    assert "\x1b[2J" not in said


@pytest.mark.slow
def test_a_submission_for_a_person(grade, notebooks, tmp_path):
    """Two answered notebooks that could be two people's make the exit code 1."""
    notebook = json.loads((notebooks / "01_neuron.ipynb").read_text("utf-8"))
    (cell,) = (each for each in notebook["cells"] if each["id"] == "exercise-sigmoid")
    for place, student in enumerate(("alice", "bob")):
        cell["source"] = f"def sigmoid(z):\n    return {place}\n"
        put(tmp_path / "class" / "group", student, json.dumps(notebook).encode())
    code, said, _ = grade("class")
    assert code == 1
    assert "1 for a person to look at" in said


def test_an_interruption(checker, monkeypatch):
    """It says that nothing is lost, and ends as the shell expects."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "grade_class", interrupted)
    code, said, _ = checker("grade", "class")
    assert code == 130
    assert "the same command goes on from there" in said


def test_progress(checker, monkeypatch):
    """The bar follows what the run tells of itself."""

    def graded(order, watch):
        watch.begins(choose("none"), Discovery((None,) * 3, ()))
        for taken_over in (True, False, True):
            watch.result(GradingReply(result, taken_over))
        return UNKNOWN

    result = {
        "student": "alice", "notebook": "01", "score": 1, "max_score": 2, "status": "graded",
        "exercises": [], "repairs": [],
    }  # fmt: skip
    monkeypatch.setattr(runs, "grade_class", graded)
    code, said, _ = checker("grade", "class")
    assert code == 0
    assert "3 graded; 2 stood already." in said


@pytest.mark.slow
def test_one_notebook(checker, notebooks, monkeypatch):
    """Its report is printed, exercise by exercise, within a budget, and nothing is kept."""
    enforced = []
    monkeypatch.setattr(BUDGET, "enforce", lambda: enforced.append("before grading"))
    code, said, _ = checker(
        "check", notebooks / "01_neuron.ipynb", "--isolation", "none",
        "--solutions", SOLUTIONS, "--notebooks", notebooks,
    )  # fmt: skip
    assert code == 0
    assert "NOT ISOLATED" in said
    assert "1.1 sigmoid" in said
    assert said.rstrip().endswith("01_neuron: 0 / 17")
    assert enforced
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.slow
def test_notebooks_from_the_source(checker, tmp_path):
    """They are written, compared, and what has drifted is named."""
    assert checker("new", "06_momentum", "--solutions", tmp_path / "course")[0] == 0
    folder = ("--solutions", tmp_path / "course", "--out", tmp_path / "term")
    code, said, _ = checker("regenerate", *folder, "--seed", "5")
    assert code == 0
    assert "06_momentum.ipynb" in said
    assert checker("regenerate", *folder, "--check")[0] == 0
    path = tmp_path / "term" / "06_momentum.ipynb"
    notebook = json.loads(path.read_bytes())
    notebook["cells"][-1]["source"] = "changed"
    path.write_text(json.dumps(notebook))
    code, said, _ = checker("regenerate", *folder, "--check")
    assert code == 1
    assert notebook["cells"][-1]["id"] in said


@pytest.mark.slow
def test_a_made_up_class(checker, notebooks, tmp_path):
    """It is written with its key."""
    code, _, _ = checker(
        "simulate", "--out", "demo", "--students", "3",
        "--solutions", SOLUTIONS, "--notebooks", notebooks, "--assignment", "01_neuron",
    )  # fmt: skip
    assert code == 0
    assert len((tmp_path / "demo/answer_key.jsonl").read_text().splitlines()) == 3
    assert len(list((tmp_path / "demo/submitted").iterdir())) == 3


@pytest.mark.slow
def test_a_page_from_results(checker, grade, notebooks, tmp_path):
    """The class page can be drawn again."""
    put(tmp_path / "class", "alice", (notebooks / "01_neuron.ipynb").read_bytes())
    grade("class")
    code, _, _ = checker("report", "results.jsonl", "--out", "again.html")
    assert code == 0
    assert "alice" in (tmp_path / "again.html").read_text()
    (tmp_path / "class.html").unlink()
    (tmp_path / "week-3").mkdir()
    (tmp_path / "results.jsonl").rename(tmp_path / "week-3" / "results.jsonl")
    assert checker("report", "week-3/results.jsonl")[0] == 0
    assert (tmp_path / "week-3" / "class.html").is_file()
    assert not (tmp_path / "class.html").exists()


@pytest.mark.slow
def test_results_in_a_folder_of_their_own(grade, notebooks, tmp_path):
    """The page about the class goes to them, and not into the folder one stands in."""
    put(tmp_path / "class", "alice", (notebooks / "01_neuron.ipynb").read_bytes())
    (tmp_path / "week-3").mkdir()
    code, said, _ = grade("class", "--results", "week-3/results.jsonl")
    assert code == 0
    assert "the class in week-3/class.html" in said
    assert (tmp_path / "week-3" / "class.html").is_file()
    assert not (tmp_path / "class.html").exists()


@pytest.mark.parametrize(("held", "code"), [(True, 0), (False, 1)])
def test_a_doctors_visit(checker, monkeypatch, held, code):
    """Each wall is named with what became of it; without a wall the exit code is 1."""
    monkeypatch.setattr("checker.sandbox.choice.WALLED", {"paper": lambda: choose("none")})
    monkeypatch.setattr("checker.cli.visit.probe", lambda *_: [("files cannot be seen", held)])
    given, said, _ = checker("doctor")
    assert given == code
    assert ("ok  " if held else "FAIL") + "  files cannot be seen" in said


def test_no_isolation_is_said_in_red(capsys, monkeypatch):
    """Where there is no wall, the promise that there is none is red."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    say_isolation(choose("none"))
    assert "\x1b[1;31mNOT ISOLATED" in capsys.readouterr().out


def test_text_of_any_origin(capsys):
    """It is printed as it is, less what could move the cursor."""
    say("[bold]a\x1b]52;c;QQ==\x07b\u202e")
    assert capsys.readouterr().out == "[bold]a\\x1b]52;c;QQ==\\x07b\\u202e\n"


def test_log_lines(capsys):
    """What is logged may quote students, so it is made visible too."""
    root = logging.getLogger()
    before = root.handlers[:]
    root.handlers.clear()
    try:
        log_visibly()
        logging.getLogger("checker").error("of %s", "\x1b[2Jeve")
    finally:
        root.handlers[:] = before
    assert capsys.readouterr().err == "ERROR: of \\x1b[2Jeve\n"


def test_a_course_with_several_notebooks(notebooks):
    """Every lesson that was handed out can be graded."""
    names = ["01_neuron", "02_forward_pass", "03_hand_backward", "04_vectorized_deltas"]
    assert list(open_course(SOLUTIONS, notebooks)) == [*names, "05_full_network"]
