"""The form of every lesson: short cells, five parts to an exercise, a sentence to a figure."""

import dis
import itertools
import re
import statistics
from pathlib import Path

import jupytext
import pytest

from tests.lessons.budget import OPTIONAL

SOLUTIONS = Path(__file__).parents[2] / "solutions"
LESSONS = sorted(
    path
    for path in SOLUTIONS.glob("0*.py")
    if path.with_name(f"{path.stem}_exercises.py").is_file()
)
REGION = re.compile(r"### BEGIN SOLUTION\n.*?### END SOLUTION", re.DOTALL)


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem, scope="module")
def cells(request):
    """The cells of one lesson's source."""
    return jupytext.read(request.param).cells


def of_kind(cells, kind):
    """Give the cells of one kind, `code` or `markdown`."""
    return [cell for cell in cells if cell.cell_type == kind]


def exercises(cells):
    """Give the names of the exercises, in order."""
    return [cell.metadata["exercise"] for cell in cells if "exercise" in cell.metadata]


def words(text):
    """Count words that are in sight; a formula and a piece of code are one word each."""
    text = re.sub(r"<details>.*?</details>", "", text, flags=re.DOTALL)
    text = re.sub(r"\$\$.*?\$\$|\$.*?\$|`.*?`", " formula ", text, flags=re.DOTALL)
    return len(re.findall(r"\w[\w'’.-]*", re.sub(r"</?\w+>", " ", text)))


def stored(source):
    """Give the names that a cell assigns at its top level."""
    code = compile(source, "cell", "exec")
    return {step.argval for step in dis.get_instructions(code) if step.opname == "STORE_NAME"}


def test_names_of_the_setup(cells):
    """No other cell binds them: it would run before every answer that uses one."""
    code = [cell for cell in of_kind(cells, "code") if "exercise" not in cell.metadata]
    setup = [cell for cell in code if "setup" in cell.metadata.get("tags", ())]
    names = set().union(*(stored(cell.source) for cell in setup))
    assert "np" in names
    for cell in code:
        assert cell in setup or not stored(cell.source) & names, cell.source


def test_prose_is_short(cells):
    """A prose cell has at most 120 words, and two code cells are at most one screen apart."""
    between = 0
    for cell in cells:
        if cell.cell_type == "code":
            between = 0
            continue
        assert words(cell.source) <= 120, cell.source
        between += words(cell.source)
        assert between <= 250, cell.source


def test_prose_is_calm(cells):
    """The prose has no exclamation marks."""
    assert not [cell.source for cell in of_kind(cells, "markdown") if "!" in cell.source]


def test_formulas_stay_on_their_line(cells):
    """No formula is broken over two lines, where its minus could begin a list."""
    for cell in of_kind(cells, "markdown"):
        for line in re.sub(r"\$\$.*?\$\$", "", cell.source, flags=re.DOTALL).splitlines():
            assert line.count("$") % 2 == 0, line


def test_code_is_short(cells):
    """Outside solutions a code cell has at most 25 lines, and half of them at most 8.

    The stub of a class, with a line for each method, may have 32.
    """
    sources = [REGION.sub("", cell.source).strip() for cell in of_kind(cells, "code")]
    sizes = [len(source.splitlines()) for source in sources]
    assert (
        max(
            size - 7 * source.startswith("class ")
            for size, source in zip(sizes, sources, strict=True)
        )
        <= 25
    )
    assert statistics.median(sizes) <= 8


def test_parts_of_an_exercise(cells, request):
    """An exercise has a heading with its name, a short task, a table, a cell and a question.

    Where all is optional none need follow.
    """
    notebook = request.node.callspec.params["cells"].stem[:2].lstrip("0")
    places = [i for i, cell in enumerate(cells) if "exercise" in cell.metadata]
    free = next((i for i, cell in enumerate(cells) if OPTIONAL in cell.source), len(cells))
    for number, (place, name) in enumerate(zip(places, exercises(cells), strict=True), 1):
        before = place - 2 if "given" in cells[place - 1].metadata else place - 1
        heading, *task = cells[before].source.splitlines()
        assert heading == f"### Exercise {notebook}.{number} — {name}"
        assert len([line for line in task if line and line[0] != "|"]) <= 10
        assert len([line for line in task if line.startswith("|")]) >= 4
        assert place > free or cells[place + 1].source.startswith("**Question.**")


def test_sentence_beneath_each_figure(cells):
    """A sentence beneath each figure says what there is to see."""
    for cell, following in itertools.pairwise(cells):
        if "alt" in cell.metadata:
            assert following.source.startswith("**What to see.**"), cell.source


def test_demonstrations_leave_the_students_names_alone(cells):
    """No demonstration assigns a name that an exercise is given or defines."""
    taken, demonstrated = set(), set()
    for cell in of_kind(cells, "code"):
        if "given" in cell.metadata:
            taken |= stored(cell.source)
        elif "exercise" in cell.metadata:
            taken |= stored(REGION.sub("pass", cell.source)) | {cell.metadata["exercise"]}
        else:
            demonstrated |= stored(cell.source)
    assert not taken & demonstrated


def test_placeholders(cells):
    """The prose shows every given number once, and has placeholders for nothing else."""
    prose = "\n".join(cell.source for cell in of_kind(cells, "markdown"))
    shown = re.findall(r"«(\w+)\.(\w+)(?::[^»]*)?»", prose)
    given = [cell for cell in of_kind(cells, "code") if "given" in cell.metadata]
    wanted = [(cell.metadata["given"], name) for cell in given for name in stored(cell.source)]
    assert sorted(shown) == sorted(wanted)
    assert prose.count("«") == len(shown)
