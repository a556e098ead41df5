"""Three graders at the same work: notebook 1, rightly answered by every student."""

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
NOTEBOOK = ROOT / "notebooks" / f"{NAME}.ipynb"
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


def answered():
    """Give the notebook in which every exercise is answered rightly, as text."""
    lesson = load_lesson(ROOT / "solutions" / f"{NAME}.py")
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    worked = {f"exercise-{cell.exercise}": cell.source for cell in lesson.cells if cell.exercise}
    for cell in notebook["cells"]:
        cell["source"] = worked.get(cell["id"], cell["source"])
    return json.dumps(notebook)


def a_class(folder, right, students):
    """Lay out submissions of students who all answer rightly, each a little differently."""
    for number in students:
        handed_in = folder / "submitted" / f"student{number:03}" / NAME
        handed_in.mkdir(parents=True)
        text = right.replace("### BEGIN SOLUTION", f"# {number}")
        (handed_in / f"{NAME}.ipynb").write_text(text, "utf-8")


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


def checker_cost(folder, right, more, isolation):
    """Grade a class of two with our grader, again, and once more when others have handed in.

    Gives what each of these costs beyond grading again. Everybody has to get full marks.
    """
    a_class(folder, right, range(2))
    _graded(folder, isolation)
    again = _graded(folder, isolation)
    a_class(folder, right, range(2, 2 + more))
    spent = _graded(folder, isolation)
    lines = (folder / "results.jsonl").read_text("utf-8").splitlines()
    results = [json.loads(line) for line in lines]
    assert [each["score"] for each in results] == [results[0]["max_score"]] * (2 + more)
    return spent.each(again, (0, more))


def _graded(folder, isolation):
    return cost(
        folder, sys.executable, "-m", "checker", "grade", "submitted",
        "--results", "results.jsonl", "--solutions", str(ROOT / "solutions"),
        "--isolation", isolation, "--jobs", "1",
    )  # fmt: skip


def nbgrader_cost(folder, right, students):
    """Grade a class with `nbgrader autograde`; everybody has to get full marks."""
    source = folder / "source" / NAME
    source.mkdir(parents=True)
    shutil.copy(NOTEBOOK, source)
    shutil.copytree(NOTEBOOK.parent / "cases", source / "cases")
    nbgrader = [sys.executable, "-m", "nbgrader"]
    cost(folder, *nbgrader, "generate_assignment", NAME)
    a_class(folder, right, range(students))
    spent = cost(folder, *nbgrader, "autograde", NAME)
    read = (
        "from nbgrader.api import Gradebook\n"
        "with Gradebook('sqlite:///gradebook.db') as book:\n"
        f"    marks = [(s.score, s.max_score) for s in book.assignment_submissions({NAME!r})]\n"
        f"assert len(marks) == {students} and all(a == b > 0 for a, b in marks), marks\n"
    )
    cost(folder, sys.executable, "-c", read)
    return spent


def otter_cost(folder, right):
    """Grade one submission with `otter run`; it has to get full marks."""
    tests = folder / "tests"
    tests.mkdir()
    book = load((ROOT / "notebooks" / "cases" / f"{NAME}.npz").read_bytes())
    for exercise in book.exercises:
        text = OTTER_TEST.format(name=exercise.name, points=exercise.max_points)
        (tests / f"{exercise.name}.py").write_text(text, "utf-8")
    (folder / f"{NAME}.ipynb").write_text(_keeping_marks(right), "utf-8")
    shutil.copytree(NOTEBOOK.parent / "cases", folder / "cases")
    cost(folder, str(OTTER), "generate", "-t", "tests", "-o", "autograder.zip", "cases")
    spent = cost(folder, str(OTTER), "run", f"{NAME}.ipynb", "-a", "autograder.zip", "-o", ".")
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
