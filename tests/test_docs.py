"""What README and its companions say is there, is there: commands, folders, links, examples."""

import os
import re
import subprocess
import sys
from functools import cache

import jupytext
import numpy as np
import pytest

import checker.exercises
from checker.exercises.storage import load
from tests.syntax_trees import ROOT

DOCUMENTS = (
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *("data/README.md", "tests/benchmarks/README.md"),
)
GUIDE = "solutions/00_instructors_guide.py"
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in DOCUMENTS}
TEXTS[GUIDE] = "\n\n".join(cell.source for cell in jupytext.read(ROOT / GUIDE).cells)
LESSONS = [
    path
    for path in sorted((ROOT / "solutions").glob("0*.py"))
    if path.with_name(f"{path.stem}_exercises.py").is_file()
]
README = TEXTS["README.md"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def section(heading: str, text: str = README) -> str:
    """The part of the README, or of another text, under a heading."""
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def typed(program: str) -> list[str]:
    """Every command that the documents show for a program, without its comment."""
    shown = []
    for text in TEXTS.values():
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            shown += block.splitlines()
        shown += re.findall(r"`([^`\n]+)`", text)
    return sorted({line.split("#")[0].strip() for line in shown if line.startswith(f"{program} ")})


@cache
def help_of(*command: str) -> str:
    """What `checker COMMAND --help` prints."""
    finished = subprocess.run(
        [sys.executable, "-m", "checker", *command, "--help"],
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=True,
    )
    return finished.stdout


@pytest.mark.parametrize("target", sorted({command.split()[1] for command in typed("make")}))
def test_make_target(target):
    """A target that the documents name is in the Makefile, with a line of help."""
    assert re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("target", re.findall(r"^(\w+):.*## ", MAKEFILE, re.MULTILINE))
def test_target_of_the_makefile(target):
    """Every target that has a line of help is declared as one that makes no file."""
    assert target in re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split()


@pytest.mark.slow
@pytest.mark.parametrize("command", typed("checker"))
def test_command_of_checker(command):
    """A command that the documents show exists and knows each option shown."""
    _, name, *words = command.split()
    options = [word for word in words if word.startswith("--")]
    known = help_of(name)
    assert [option for option in options if option not in known] == []


@pytest.mark.slow
def test_commands_of_checker():
    """Every command that `checker --help` lists is shown in the README."""
    listed = re.findall(r"^[│\s]{1,4}([a-z]+)\s{2,}\w", help_of(), re.MULTILINE)
    assert listed
    assert [name for name in listed if f"checker {name}" not in README] == []


@pytest.mark.parametrize("folder", re.findall(r"^\| `([^`]+)/`", section("Folders"), re.MULTILINE))
def test_folder_of_the_map(folder):
    """A folder on the map exists."""
    assert (ROOT / folder).is_dir()


def test_map_of_the_folders():
    """Every top-level folder of the repository is on the map."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    folders = {name.split("/")[0] for name in listed.stdout.splitlines() if "/" in name}
    assert [folder for folder in sorted(folders) if f"`{folder}/`" not in section("Folders")] == []


@pytest.mark.parametrize("name", TEXTS)
def test_paths_and_links(name):
    """A file or folder of the repository that a document names exists."""
    named = re.findall(r"`((?:checker|solutions|tests|data|notebooks)/[\w./-]*)`", TEXTS[name])
    named += re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXTS[name])
    own = set(re.findall(r"becomes `([^`]+)`|go into `([^`]+)`", TEXTS[name]))
    made = {path for pair in own for path in pair}  # files that the reader is told to write
    assert [path for path in named if not (ROOT / path).exists() and path not in made] == []


def test_examples():
    """The README's examples of an exercise and a misconception run as they stand."""
    blocks = re.findall(r"```python\n(.*?)```", section("How to change things"), re.DOTALL)
    names = {name: getattr(checker.exercises, name) for name in checker.exercises.__all__}
    names["np"] = np
    for block in blocks:
        exec(block, names)
    (check,) = names["relu"].checks(np.random.default_rng(1))
    assert check.points == 1.0
    assert (names["relu"].number, names["relu"].defines) == ("1.11", ("relu",))


def test_length_of_the_readme():
    """It is read in a few minutes: what only some need stands where these look for it."""
    assert len((ROOT / "README.md").read_bytes()) <= 9_000


def test_syllabus():
    """The syllabus names each notebook with its exercises and points, and no others."""
    rows = re.findall(r"^\| (\d) .*\| (\d+) \| (\d+) \|$", section("Syllabus"), re.MULTILINE)
    books = [load(path.read_bytes()) for path in sorted((ROOT / "notebooks/cases").glob("*.npz"))]
    counted = [[each for each in book.exercises if not each.bonus] for book in books]
    assert [tuple(map(int, row)) for row in rows] == [
        (int(book.notebook[:2]), len(exercises), book.max_points)
        for book, exercises in zip(books, counted, strict=True)
    ]
    bonus = sum(each.max_points for book in books for each in book.exercises if each.bonus)
    assert f"{bonus:g} bonus points" in section("Syllabus")


@pytest.mark.parametrize(
    ("title", "document"),
    [("9 Where the lectures are", GUIDE)],
)
def test_places_of_the_lectures(title, document):
    """Every section and every exercise that a table of the lectures names is there."""
    table = section(title, TEXTS[document])
    texts = {path.name[1]: path.read_text("utf-8") for path in LESSONS}
    assert all(re.search(rf"^\| (\*\*)?00{number}\b", table, re.MULTILINE) for number in range(5))
    cells = "\n".join(row.split("|")[-2] for row in table.splitlines() if row.startswith("|"))
    for numbers in re.findall(r"\b([1-5])\.(\d+)\b", cells):
        assert f"### Exercise {'.'.join(numbers)} " in texts[numbers[0]], numbers
    places = re.findall(r"\b([1-5]) § (\d+)(?: (?:and|to) (\d+))?", table)
    assert places
    for notebook, *sections in places:
        for number in filter(None, sections):
            assert f"# ## {number} " in texts[notebook], (notebook, number)
