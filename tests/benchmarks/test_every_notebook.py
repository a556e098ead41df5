"""What each notebook costs: a run from a standing start, and a submission beyond it.

The start is that of a run with two submissions, for which everything is compiled anew; what comes
beyond it is measured with more of them. Beside that stand other graders with the same answers.
`NOTEBOOKS=05 MORE=10 make bench ARGS="-k every_notebook"` measures those whose names begin so,
with so many more submissions.
"""

import itertools
import os
from statistics import median

import pytest

from tests.benchmarks import graders
from tests.benchmarks.tables import in_turn, show

pytestmark = pytest.mark.benchmark
MORE, THEIRS = int(os.environ.get("MORE", "30")), (1, 3)
JOBS = (1, 2)
NAMES = sorted(
    path.stem
    for path in graders.NOTEBOOKS.glob("*.ipynb")
    if path.stem.startswith(os.environ.get("NOTEBOOKS", ""))
)
NBGRADER, OTTER = "nbgrader", "otter"
COLUMNS = [
    "notebook", "start, 1 worker", "start, 2 workers", "CPU of the start",
    "one more, 1 worker", "one more, 2 workers", "CPU of one more",
    "CPU in `nbgrader autograde`", "CPU in `otter run`",
]  # fmt: skip


def takes_of(name, folder):
    """Give what is measured of a notebook, each as a function without arguments."""
    right = graders.answered(name)
    takes = {
        jobs: lambda jobs=jobs: graders.checker_cost(folder(), right, MORE, "warm", jobs)
        for jobs in JOBS
    }

    def nbgraders():
        few, many = (graders.nbgrader_cost(folder(), right, size) for size in THEIRS)
        return many.each(few, THEIRS)

    takes[NBGRADER] = lambda: unless_refused(nbgraders)
    if graders.OTTER.exists():
        takes[OTTER] = lambda: unless_refused(lambda: graders.otter_cost(folder(), right))
    return takes


def unless_refused(take):
    """Give a cost, or None where another grader does not give the right answers full marks."""
    try:
        return take()
    except AssertionError as error:
        print(f"\nnot measured: {str(error).splitlines()[-1:]}")
        return None


def row_of(name, measured):
    """Give the row of a notebook, from the rounds in which it was measured."""
    one, two = (measured[jobs] for jobs in JOBS)
    numbers = [
        median(each.start.wall for each in one),
        median(each.start.wall for each in two),
        median(each.start.cpu for each in one),
        median(each.each.wall for each in one),
        median(each.each.wall for each in two),
        median(each.each.cpu for each in one),
    ]
    others = [[each for each in measured.get(of, [None]) if each] for of in (NBGRADER, OTTER)]
    shares = [f"{median(each.cpu for each in some):.2f}" if some else "–" for some in others]
    return [name, *(f"{number:.3f}" for number in numbers), *shares]


def test_cost_of_every_notebook(tmp_path_factory, pytestconfig):
    """A table of seconds is printed; it is measured and judged by nobody."""
    numbers = itertools.count()

    def folder():
        path = tmp_path_factory.mktemp(f"every{next(numbers)}", numbered=False)
        path.chmod(0o755)
        return path

    rounds = pytestconfig.getoption("--bench-rounds")
    rows = [row_of(name, in_turn(rounds, takes_of(name, folder))) for name in NAMES]
    show("Every notebook, in seconds", COLUMNS, rows)
