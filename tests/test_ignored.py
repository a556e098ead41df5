"""What the commands write of a class can be put into no commit by accident."""

import shutil
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from checker.classroom.submissions.protected_places import USUAL
from checker.cli.commands import app
from tests.syntax_trees import ROOT

PUBLISHED = {"solutions", "notebooks"}
#: What stands in other documents, or is made of another name.
OTHERS = (
    *("filled.csv", "canvas-filled.csv", "marks.csv", "grades.csv", "results.parquet"),
    *("01_neuron-feedback.zip", "01_neuron-comments.json", "wall.html"),
    *("autograder.zip", "autograder-01.zip", "students.csv", "results.jsonl", "other.secret"),
    *(
        "results-late.jsonl",
        "results.intake.json",
        "results.places.json",
        "results.verdicts.db",
        "gradebook.db-journal",
        "course.secret",
    ),
)


def written_by_default():
    """List the paths that options of the commands have where nothing else is said."""
    for command in get_command(app).commands.values():
        for option in command.params:
            if isinstance(option.default, Path):
                yield str(option.default)


#: What is a folder; those of the first kind lie in the course's folder only.
FOLDERS = {"submitted", "autograded", "feedback", "autograder", "demo", "handout"}
NAMES = sorted({*USUAL, *OTHERS, *written_by_default()} - PUBLISHED)


@pytest.fixture(scope="module")
def ignored(tmp_path_factory):
    """Give a function that asks git, in a repository with our rules and nothing else in it."""
    root = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", root], check=True)
    shutil.copy(ROOT / ".gitignore", root)

    def ask(*paths):
        command = ["git", "-C", root, "check-ignore", "--stdin"]
        asked = subprocess.run(
            command, input="\n".join(paths), capture_output=True, text=True, check=False
        )
        return asked.stdout.splitlines()

    return ask


def test_what_is_written_of_a_class(ignored):
    """Git ignores it in the course's folder, and beside results that lie elsewhere."""
    here = [f"{name}/any" if "." not in name else name for name in NAMES]
    elsewhere = [f"week-3/{name}" for name in here if name.split("/")[0] not in FOLDERS]
    assert ignored(*here, *elsewhere) == [*here, *elsewhere]


def test_what_is_published(ignored):
    """No rule hides a file that belongs to the course."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ignored(*listed.stdout.splitlines()) == []
