"""The README's exercise and misconception, added to the course as it says, do what it says."""

import re
import shutil
from pathlib import Path

import pytest

from checker.course.compiling.kept import kept_casebook
from checker.course.proving.course import ProofPlan, prove
from checker.course.proving.trial import TrialExtent
from checker.course.release.course import load_lesson
from checker.course.release.regenerate import regenerate
from checker.documents import parse_notebook
from checker.exercises.casebook import compile_casebook
from checker.grades import Outcome
from checker.judging import judge
from checker.sandbox import Sandbox, choose

ROOT = Path(__file__).parents[2]
_, HOW_TO = (ROOT / "README.md").read_text("utf-8").split("## How to change things")
CELL, EXERCISE, MISCONCEPTION = re.findall(r"```python\n(.*?)```", HOW_TO, re.DOTALL)


@pytest.fixture
def solutions(tmp_path):
    """The course's first notebook, with the README's lines added where it says."""
    ignored = shutil.ignore_patterns("__pycache__", "0[02-9]_*")
    folder = tmp_path / "solutions"
    shutil.copytree(ROOT / "solutions", folder, ignore=ignored)
    with (folder / "01_neuron.py").open("a", encoding="utf-8") as source:
        source.write(f"\n{CELL}")
    exercise = EXERCISE.rstrip().removesuffix(")") + f"misconceptions=({MISCONCEPTION.strip()},),)"
    with (folder / "01_neuron_exercises.py").open("a", encoding="utf-8") as exercises:
        exercises.write(f"\n\n{exercise}\nEXERCISES.append(relu)\n")
    return folder


def test_new_exercise(solutions, tmp_path, desk_of):
    """The notebook gets a stub and a check, and the casebook the cases."""

    def compiled(lesson, seed):
        solve = desk_of(lesson).solve
        return compile_casebook(lesson.name, lesson.exercises, seed, dict(lesson.given), solve)

    notebook, _ = regenerate(solutions, tmp_path / "notebooks", compiled)
    cells = {cell.id: cell.source for cell in parse_notebook(notebook.read_bytes()).cells}
    assert "raise NotImplementedError" in cells["exercise-relu"]
    assert cells["check-relu"] == "check(relu)"


def test_new_misconception(solutions, desk_of):
    """The worked solution earns its point, and the misconception is named."""
    lesson = load_lesson(solutions / "01_neuron.py")
    relu, desk = lesson.exercises[-1], desk_of(lesson)
    compiled = desk.compiled(relu)
    assert judge(compiled, compiled.expected).outcome is Outcome.PASSED
    wrong = desk.solve(relu, relu.misconceptions[0], compiled.cases, {})
    assert judge(compiled, wrong).misconception == "1.11.lets_negatives_through"


@pytest.mark.slow
def test_proof_of_the_new_exercise(solutions, tmp_path):
    """`checker verify` finds nothing wrong with it: no right program is taken for a mutant."""
    source, exercises = solutions / "01_neuron.py", solutions / "01_neuron_exercises.py"
    header, *cells = source.read_text("utf-8").split("\n# %%")
    setup = next(cell for cell in cells if cell.startswith(' tags=["setup"]'))
    source.write_text(f"{header}\n# %%{setup}\n\n{CELL}", "utf-8")
    with exercises.open("a", encoding="utf-8") as file:
        file.write("\nEXERCISES = [relu]\nIN_WORDS = []\n")
    (solutions / "equivalents.py").unlink()
    (solutions / "01_neuron_styles.py").unlink()
    with Sandbox(choose("none")) as sandbox:
        regenerate(
            solutions,
            tmp_path / "notebooks",
            lambda lesson, seed: kept_casebook(lesson, seed, sandbox),
        )
    extent = TrialExtent(seeds=2, variants=1)
    order = ProofPlan(solutions, tmp_path / "notebooks", ("01_neuron",), extent)
    found = prove(order, choose("none"), lambda what, total: lambda: None)
    assert found.faults == ()
    assert int(found.rows[0].figure("mutants").split("/")[1]) > 3
