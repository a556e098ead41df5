"""What one submission of notebook 1 costs, beside nbgrader on the same submissions in one run.

CPU seconds are those of a whole command and all its processes, sandboxes included. What the
command costs before the first submission is taken away by grading a small and a larger class.
"""

import contextlib
import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.release.course import load_lesson

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).parents[2]
NAME = "01_neuron"
NOTEBOOK = ROOT / "notebooks" / f"{NAME}.ipynb"
OURS, THEIRS = (2, 32), (1, 3)
SCALE = "python -c 'import numpy'"


@dataclass(frozen=True)
class Cost:
    """Seconds of processor and clock."""

    cpu: float
    wall: float

    def each(self, smaller, sizes):
        """Give the cost of one more submission."""
        more = sizes[1] - sizes[0]
        return Cost((self.cpu - smaller.cpu) / more, (self.wall - smaller.wall) / more)


@pytest.fixture(scope="module")
def right():
    """A notebook in which every exercise is answered rightly."""
    lesson = load_lesson(ROOT / "solutions" / f"{NAME}.py")
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    worked = {f"exercise-{cell.exercise}": cell.source for cell in lesson.cells if cell.exercise}
    for cell in notebook["cells"]:
        cell["source"] = worked.get(cell["id"], cell["source"])
    return json.dumps(notebook)


def a_class(folder, right, students):
    """Lay out a class of students who all answer rightly, each a little differently."""
    for number in range(students):
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
    _adopt_orphans()
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    arguments = command if command[0] == "-c" else ("-m", *command)
    subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, check=True, capture_output=True
    )
    wall = time.perf_counter() - start
    _wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall)


def _adopt_orphans():
    """Have the kernel charge us for sandboxes too: bubblewrap leaves its child without waiting."""
    PR_SET_CHILD_SUBREAPER = 36  # noqa: N806  the kernel's name
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0


def _wait_for_orphans():
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def checker_cost(folder, right, students, isolation):
    a_class(folder, right, students)
    return cost(
        folder, "checker", "grade", "submitted", "--results", "results.jsonl",
        "--solutions", str(ROOT / "solutions"), "--isolation", isolation, "--jobs", "1",
    )  # fmt: skip


def nbgrader_cost(folder, right, students):
    source = folder / "source" / NAME
    source.mkdir(parents=True)
    shutil.copy(NOTEBOOK, source)
    shutil.copytree(NOTEBOOK.parent / "cases", source / "cases")
    cost(folder, "nbgrader", "generate_assignment", NAME)
    a_class(folder, right, students)
    return cost(folder, "nbgrader", "autograde", NAME)


def test_cost_of_one_submission(right, tmp_path):
    """Print the cost of one more submission with us and with nbgrader, and the ratio.

    The cost of importing NumPy, which each sandbox does once, gives the scale of this machine.
    """

    def folder(name):
        (tmp_path / name).mkdir()
        return tmp_path / name

    imports = [cost(tmp_path, "-c", "import numpy") for _ in range(5)]
    rows = {SCALE: min(imports, key=lambda each: each.cpu)}
    for isolation in ("bubblewrap", "none"):
        few, many = (
            checker_cost(folder(f"{isolation}{size}"), right, size, isolation) for size in OURS
        )
        rows[f"checker, {isolation}"] = many.each(few, OURS)
    few, many = (nbgrader_cost(folder(f"nbgrader{size}"), right, size) for size in THEIRS)
    rows["nbgrader autograde"] = many.each(few, THEIRS)
    theirs = rows["nbgrader autograde"]
    print(f"\n{'one more submission':<26}{'CPU s':>8}{'wall s':>8}{'CPU, times less':>17}")
    for name, row in rows.items():
        ratio = "" if name == SCALE else f"{theirs.cpu / row.cpu:.1f}"
        print(f"{name:<26}{row.cpu:>8.3f}{row.wall:>8.3f}{ratio:>17}")
