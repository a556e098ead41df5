"""What one more submission of notebook 1 costs, beside nbgrader and otter, all in one run.

CPU seconds are those of a whole command and all its processes, sandboxes included. What a command
costs however many submissions there are is taken away: ours is given again when others have handed
in, and nbgrader grades a small and a larger class. `otter run` grades one submission a command, so
there is nothing to take away.
"""

import itertools
import sys
from statistics import median

import pytest

from tests.benchmarks import graders
from tests.benchmarks.tables import in_turn, median_ratio, show

pytestmark = pytest.mark.benchmark
OURS, THEIRS = 60, (1, 3)
ISOLATIONS = ("warm", "bubblewrap", "none")
NBGRADER, OTTER = "`nbgrader autograde`", "`otter run`"
SCALE = "`python -c 'import numpy'`"
COLUMNS = [
    "one more submission of notebook 1", "submissions/s", "CPU seconds", "seconds", "MB",
    "nbgrader's CPU, times ours", "otter's CPU, times ours",
]  # fmt: skip


@pytest.fixture(scope="module")
def measured(tmp_path_factory, pytestconfig):
    """The costs of each grader in every round, taken in turn."""
    right = graders.answered()
    numbers = itertools.count()

    def folder():
        path = tmp_path_factory.mktemp(f"grading{next(numbers)}", numbered=False)
        path.chmod(0o755)
        return path

    def ours(isolation):
        return graders.checker_cost(folder(), right, OURS, isolation).each

    def nbgraders():
        few, many = (graders.nbgrader_cost(folder(), right, size) for size in THEIRS)
        return many.each(few, THEIRS)

    takes = {SCALE: lambda: graders.cost(folder(), sys.executable, "-c", "import numpy")}
    takes |= {
        f"`checker grade`, {isolation}": lambda isolation=isolation: ours(isolation)
        for isolation in ISOLATIONS
    }
    takes[NBGRADER] = nbgraders
    if graders.OTTER.exists():
        takes[OTTER] = lambda: graders.otter_cost(folder(), right)
    return in_turn(pytestconfig.getoption("--bench-rounds"), takes)


def test_cost_of_one_submission(measured):
    """Print medians and, from each round's own pair, the median ratio; all give full marks."""
    cpu = {name: [cost.cpu for cost in costs] for name, costs in measured.items()}
    rows = []
    for name, costs in measured.items():
        wall = median(cost.wall for cost in costs)
        numbers = (
            f"{1 / wall:.2f}",
            f"{median(cpu[name]):.3f}",
            f"{wall:.3f}",
            f"{median(cost.memory for cost in costs) / 1e6:.0f}",
        )
        ratios = (_ratio(cpu, name, NBGRADER), _ratio(cpu, name, OTTER))
        rows.append(
            [name, *numbers, *ratios] if name != SCALE else [name, "", *numbers[1:], "", ""]
        )
    if OTTER not in measured:
        print("\notter-grader is not installed: make .venv/.otter")
    show("Grading", COLUMNS, rows)


def _ratio(cpu, name, other):
    return f"{median_ratio(cpu[name], cpu[other]):.1f}" if other in cpu else ""
