"""Three graders at the same work: one notebook, rightly answered by every student."""

import itertools
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from checker.course.release.course import load_lesson
from checker.exercises.storage import load

ROOT = Path(__file__).parents[2]
NAME = "01_neuron"
NOTEBOOKS = ROOT / "notebooks"
MEASURE = Path(__file__).with_name("measure.py")
#: Otter-grader has an environment of its own, which sees ours behind it: `make .venv/.otter`.
OTTER = Path(os.environ.get("OTTER", ROOT / ".venv" / "otter" / "bin" / "otter"))

#: An exercise as otter tests it: what the notebook's own check cell says, in otter's form.
OTTER_TEST = """
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = {points}

@test_case(points={points})
def test_{name}(env):
    assert float(env["marks"][{name!r}]) == {points}
"""


@dataclass(frozen=True)
class Cost:
    """Seconds of processor and clock, and bytes of the largest process."""

    cpu: float
    wall: float
    memory: float

    def each(self, smaller, sizes):
        """Give the cost of one more submission; memory is that of the larger class."""
        more = sizes[1] - sizes[0]
        return Cost((self.cpu - smaller.cpu) / more, (self.wall - smaller.wall) / more, self.memory)


@dataclass(frozen=True)
class Right:
    """A notebook in which every exercise is answered rightly, as text, and what lies beside it."""

    name: str
    text: str
    files: dict[str, bytes]


@dataclass(frozen=True)
class Spent:
    """What a run with two submissions costs from a standing start, and one submission beyond."""

    start: Cost
    each: Cost


def answered(name=NAME):
    """Give the notebook in which every exercise is answered rightly."""
    lesson = load_lesson(ROOT / "solutions" / f"{name}.py")
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))
    worked = {f"exercise-{cell.exercise}": cell.source for cell in lesson.cells if cell.exercise}
    for cell in notebook["cells"]:
        cell["source"] = worked.get(cell["id"], cell["source"])
    files = [lesson.files(exercise).items() for exercise in lesson.exercises]
    return Right(name, json.dumps(notebook), dict(itertools.chain(*files)))


def a_class(folder, right, students):
    """Lay out submissions of students who all answer rightly, each a little differently."""
    for number in students:
        handed_in = folder / "submitted" / f"student{number:03}" / right.name
        handed_in.mkdir(parents=True)
        text = right.text.replace("### BEGIN SOLUTION", f"# {number}")
        (handed_in / f"{right.name}.ipynb").write_text(text, "utf-8")
        lay_beside(handed_in, right)


def lay_beside(folder, right):
    """Write the files that belong to a notebook into its folder."""
    for name, data in right.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def cost(folder, *command):
    """Run a command in a folder and give what it and its processes cost."""
    environment = os.environ | {
        "HOME": str(folder),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "MPLBACKEND": "agg",
        "OPENBLAS_NUM_THREADS": "1",  # as in a sandbox; more threads only spin here
    }
    done = subprocess.run(
        [sys.executable, str(MEASURE), *command],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def checker_cost(folder, right, more, isolation, jobs=1):
    """Grade a class of two with our grader, again, and once more when others have handed in.

    Gives what the first run costs, and what each of the others costs beyond grading again.
    Everybody has to get full marks.
    """
    a_class(folder, right, range(2))
    start = _graded(folder, isolation, jobs)
    again = _graded(folder, isolation, jobs)
    a_class(folder, right, range(2, 2 + more))
    spent = _graded(folder, isolation, jobs)
    lines = (folder / "results.jsonl").read_text("utf-8").splitlines()
    results = [json.loads(line) for line in lines]
    assert [each["score"] for each in results] == [results[0]["max_score"]] * (2 + more)
    return Spent(start, spent.each(again, (0, more)))


def _graded(folder, isolation, jobs):
    return cost(
        folder, sys.executable, "-m", "checker", "grade", "submitted",
        "--results", "results.jsonl", "--solutions", str(ROOT / "solutions"),
        "--isolation", isolation, "--jobs", str(jobs),
    )  # fmt: skip


def nbgrader_cost(folder, right, students):
    """Grade a class with `nbgrader autograde`; everybody has to get full marks."""
    source = folder / "source" / right.name
    source.mkdir(parents=True)
    shutil.copy(NOTEBOOKS / f"{right.name}.ipynb", source)
    shutil.copytree(NOTEBOOKS / "cases", source / "cases")
    nbgrader = [sys.executable, "-m", "nbgrader"]
    cost(folder, *nbgrader, "generate_assignment", right.name)
    a_class(folder, right, range(students))
    spent = cost(folder, *nbgrader, "autograde", right.name)
    read = (
        "from nbgrader.api import Gradebook\n"
        "with Gradebook('sqlite:///gradebook.db') as book:\n"
        f"    found = book.assignment_submissions({right.name!r})\n"
        "    marks = [(each.score, each.max_score) for each in found]\n"
        f"assert len(marks) == {students} and all(a == b > 0 for a, b in marks), marks\n"
    )
    cost(folder, sys.executable, "-c", read)
    return spent


def otter_cost(folder, right):
    """Grade one submission with `otter run`; it has to get full marks."""
    tests = folder / "tests"
    tests.mkdir()
    book = load((NOTEBOOKS / "cases" / f"{right.name}.npz").read_bytes())
    for exercise in book.exercises:
        text = OTTER_TEST.format(name=exercise.name, points=exercise.max_points)
        (tests / f"{exercise.name}.py").write_text(text, "utf-8")
    notebook = f"{right.name}.ipynb"
    (folder / notebook).write_text(_keeping_marks(right.text), "utf-8")
    lay_beside(folder, right)
    shutil.copytree(NOTEBOOKS / "cases", folder / "cases")
    cost(folder, str(OTTER), "generate", "-t", "tests", "-o", "autograder.zip", "cases")
    spent = cost(folder, str(OTTER), "run", notebook, "-a", "autograder.zip", "-o", ".")
    report = json.loads((folder / "results.json").read_text("utf-8"))
    assert sum(test.get("score") or 0 for test in report["tests"]) == book.max_points, report
    return spent


def _keeping_marks(right):
    """Have each check cell keep its mark, where otter's tests find it."""
    notebook = json.loads(right)
    for cell in notebook["cells"]:
        kind, _, exercise = cell["id"].partition("-")
        if kind == "check":
            cell["source"] = f"marks[{exercise!r}] = {''.join(cell['source'])}"
        elif cell["id"] == "setup":
            cell["source"] = "".join(cell["source"]) + "\nmarks = {}"
    return json.dumps(notebook)
