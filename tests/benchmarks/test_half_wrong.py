"""What grading costs where every other answer is wrong, beside a class in which all are right.

The wrong answers are mutants of the worked solutions, no two alike as far as there are enough, or
a few that many students hand in alike. `CLASS=30 NOTEBOOKS=02 make bench ARGS="-k half_wrong"`
measures another notebook and size.
"""

import itertools
import json
import os
import sys
from statistics import median

import pytest

from checker.course.proving.mutants import mutants_of
from checker.course.release.course import load_lesson
from tests.benchmarks import graders
from tests.benchmarks.tables import in_turn, show

pytestmark = pytest.mark.benchmark
SIZE = int(os.environ.get("CLASS", "24"))
NAME = next(
    path.stem
    for path in sorted(graders.NOTEBOOKS.glob("*.ipynb"))
    if path.stem.startswith(os.environ.get("NOTEBOOKS", "01"))
)
#: So many different wrong answers an exercise has where many students hand in the same.
FEW = 3
RIGHT = "all answers right"
COLUMNS = ["the class", "CPU seconds", "times a right class", "seconds", "explained"]


def wrong_answers(name):
    """Give the mutants of each worked solution, as they would stand in a cell."""
    lesson = load_lesson(graders.ROOT / "solutions" / f"{name}.py")
    return {
        f"exercise-{cell.exercise}": [each.text for each in mutants_of(cell)]
        for cell in lesson.cells
        if cell.exercise
    }


def answers_of(notebook, student, mutants, kinds):
    """Give a student's notebook: every other exercise is answered by a mutant."""
    notebook = json.loads(notebook.replace("### BEGIN SOLUTION", f"# {student}"))
    answered = [cell for cell in notebook["cells"] if cell["id"] in mutants]
    for place, cell in enumerate(answered):
        if (place + student) % 2 and mutants[cell["id"]]:
            own = mutants[cell["id"]]
            step = max(1, len(own) // min(kinds, len(own)))
            cell["source"] = own[(student * step) % len(own)]
    return json.dumps(notebook)


def half_wrong(folder, right, size, kinds):
    """Lay out a class of which every other answer is wrong, in so many ways an exercise."""
    mutants = wrong_answers(right.name)
    for student in range(size):
        handed_in = folder / "submitted" / f"student{student:03}" / right.name
        handed_in.mkdir(parents=True)
        own = (student // 2 % kinds) * 2 + student % 2
        text = answers_of(right.text, own, mutants, kinds)
        (handed_in / f"{right.name}.ipynb").write_text(text, "utf-8")
        graders.lay_beside(handed_in, right)


def graded(folder, seconds):
    """Grade what lies there by one worker; give the cost, and how many wrong ones were explained.

    The first grading of a folder is measured, with its start.
    """
    spent = graders.cost(
        folder, sys.executable, "-m", "checker", "grade", "submitted",
        "--results", "results.jsonl", "--solutions", str(graders.ROOT / "solutions"),
        "--isolation", "warm", "--seed", "1", "--look-closer", str(seconds),
    )  # fmt: skip
    lines = (folder / "results.jsonl").read_text("utf-8").splitlines()
    wrong = [
        each
        for line in lines
        for each in json.loads(line)["exercises"]
        if each["points"] < each["max_points"]
    ]
    told = sum(bool(each.get("sentence") or each.get("misconception")) for each in wrong)
    return spent, told, len(wrong)


def takes_of(folder):
    """Give what is measured, each as a function without arguments."""
    right = graders.answered(NAME)

    def all_right():
        place = folder()
        graders.a_class(place, right, range(SIZE))
        return graded(place, 1.0)

    def wrong(seconds, kinds):
        place = folder()
        half_wrong(place, right, SIZE, kinds)
        return graded(place, seconds)

    return {
        RIGHT: all_right,
        "half wrong": lambda: wrong(1.0, SIZE),
        f"half wrong, in {FEW} ways an exercise": lambda: wrong(1.0, FEW),
        "half wrong, `--look-closer 0`": lambda: wrong(0.0, SIZE),
    }


def test_cost_of_wrong_answers(tmp_path_factory, pytestconfig):
    """A table is printed: what each class costs, in turn, and the ratios of each round."""
    numbers = itertools.count()

    def folder():
        path = tmp_path_factory.mktemp(f"halfwrong{next(numbers)}", numbered=False)
        path.chmod(0o755)
        return path

    rounds = in_turn(pytestconfig.getoption("--bench-rounds"), takes_of(folder))
    rows = [row_of(name, rounds) for name in rounds]
    show(f"{SIZE} submissions of {NAME}", COLUMNS, rows)


def row_of(name, rounds):
    """Give the row of a class."""
    ratios = [
        mine.cpu / right.cpu
        for (mine, *_), (right, *_) in zip(rounds[name], rounds[RIGHT], strict=True)
    ]
    told, wrong = rounds[name][-1][1:]
    return [
        name,
        f"{median(spent.cpu for spent, *_ in rounds[name]):.1f}",
        f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})",
        f"{median(spent.wall for spent, *_ in rounds[name]):.1f}",
        f"{told} of {wrong}",
    ]
