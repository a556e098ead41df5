"""“Restart the kernel and run all cells”, as students are told to: at any state of their work."""

import json
import random
import shutil
from pathlib import Path

import pytest

from checker.classroom.simulation.made_up_student import without_marks
from checker.documents.running import run_through
from tests.course_lessons import course_lesson
from tests.selection import others_at_night

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("0*.ipynb"))


def filled(name, folder, chosen):
    """Save a notebook beside its cases, with the worked solutions of what `chosen` says yes to."""
    notebook = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_bytes())
    lesson = course_lesson(name)
    answers = {f"exercise-{each.name}": each.name for each in lesson.exercises}
    for cell in notebook["cells"]:
        exercise = answers.get(cell["id"])  # beneath an exercise's heading there may be other cells
        if exercise and chosen(exercise):
            cell["source"] = without_marks(lesson.worked(exercise).source)
    (folder / "notebooks").mkdir()
    (folder / "data").symlink_to(ROOT / "data")
    shutil.copytree(ROOT / "notebooks" / "cases", folder / "notebooks" / "cases")
    path = folder / "notebooks" / f"{name}.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    return path


def errors(outputs):
    """Tell what ended in an error, with the cell."""
    return [
        (cell, output["ename"], output["evalue"])
        for cell, each in outputs.items()
        for output in each
        if output["output_type"] == "error"
    ]


def told(outputs):
    """Join all that was printed."""
    return "".join(o["text"] for each in outputs.values() for o in each if "text" in o)


@pytest.mark.slow
@pytest.mark.parametrize("name", others_at_night(NAMES, {"01_neuron", "05_full_network"}))
def test_an_untouched_notebook(name, tmp_path):
    """It runs to its end without an error, and says which exercise each picture waits for."""
    outputs = run_through(filled(name, tmp_path, lambda _: False))
    assert not errors(outputs)
    assert "waits for exercise" in told(outputs)


HALVES = [pytest.param(name, 1, id=name) for name in NAMES[:1]] + [
    pytest.param(
        name, seed, id=f"{name}-{seed}",
        marks=pytest.mark.nightly("notebook 1 is run half done on every change"),
    )
    for name in NAMES
    for seed in (2, 3)
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seed"), HALVES)
def test_a_half_done_notebook(name, seed, tmp_path):
    """With half of its exercises solved, drawn by chance, it runs to its end."""
    rng = random.Random(f"{name} {seed}")
    outputs = run_through(filled(name, tmp_path, lambda _: rng.random() < 0.5))
    assert not errors(outputs)


FINISHED = [NAMES[0]] + [
    pytest.param(name, marks=pytest.mark.nightly("notebook 1 is run on every change"))
    for name in NAMES[1:]
]


@pytest.mark.slow
@pytest.mark.parametrize("name", FINISHED)
def test_a_finished_notebook(name, tmp_path):
    """It runs to its end, and nothing waits."""
    outputs = run_through(filled(name, tmp_path, lambda _: True))
    assert not errors(outputs)
    assert "waits for" not in told(outputs)
