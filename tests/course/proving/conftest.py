"""A tiny lesson of which everything holds, and a way to plant a fault in it."""

import pytest

from checker.course.compiling.casebooks import recorded_casebook
from checker.course.proving.course import ProofPlan, prove
from checker.course.proving.trial import TrialExtent
from checker.course.release.regenerate import regenerate
from checker.sandbox import UNHURRIED, Sandbox, choose

SOURCE = '''\
# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: exercise,given,tags,alt,-all
# ---

# %% [markdown]
# # 1 A tiny lesson

# %% tags=["setup"]
import numpy as np

from checker import check

# %% [markdown]
# ## Above a bound

# %% exercise="above"
def above(x, bound):
    """Give by how much x lies above the bound, and 0 if it does not."""
    ### BEGIN SOLUTION
    bound = float(bound)
    return max(x - bound, 0.0)  # a distance is never negative
    ### END SOLUTION

# %% [markdown]
# ## By hand

# %% given="by_hand"
x = 3.5

# %% exercise="by_hand"
### BEGIN SOLUTION
by_hand = {
    "z": x - 1.25,
}
### END SOLUTION
'''

EXERCISES = """\
from checker.exercises import Exercise, Misconception, Values, call, read


def above_checks(rng):
    low, high = rng.uniform(1.1, 2), rng.uniform(4, 5)
    return [
        Values("above it", 1.0, (call("high over low", "above", high, low),)),
        Values("below it", 0.5, (call("low under high", "above", low, high),)),
    ]


def by_hand_checks(rng):
    return [Values("z", 0.5, (read("z", "by_hand", "z"),))]


HINTS = ("look", "compute", "fill")

EXERCISES = [
    Exercise(
        "above",
        "1.1",
        "Above a bound",
        above_checks,
        HINTS,
        misconceptions=(
            Misconception("negative", "A distance can be 0 and no less.", body="return x - bound"),
        ),
    ),
    Exercise(
        "by_hand",
        "1.2",
        "By hand",
        by_hand_checks,
        HINTS,
        fields={"z": "the difference"},
        numbers=lambda rng: {"x": float(rng.integers(3, 99)) / 2},
    ),
]
"""

STYLES = """\
STYLES = {"above": ["def above(x, bound):\\n    return x - bound if x > bound else 0.0"]}
"""

EQUIVALENTS = """\
EQUIVALENTS = {
    "01_tiny": [
        (
            "above",
            "bound = float( bound )  # laid out in another way",
            "pass",
            "the bound is a floating-point number already",
        ),
    ],
}
"""

FILES = {
    "01_tiny.py": SOURCE,
    "01_tiny_exercises.py": EXERCISES,
    "01_tiny_styles.py": STYLES,
    "equivalents.py": EQUIVALENTS,
}


@pytest.fixture
def solutions(tmp_path):
    """Give a folder with the tiny lesson in it."""
    folder = tmp_path / "solutions"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def plant(solutions):
    """Give a function that exchanges a piece of one of the lesson's files."""

    def exchange(old, new, name="01_tiny_exercises.py"):
        path = solutions / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return exchange


@pytest.fixture
def hand_out(solutions):
    """Give a function that makes what students get of the lesson as it is now."""

    def write():
        with Sandbox(choose("none"), UNHURRIED) as sandbox:
            return regenerate(
                solutions,
                solutions.parent / "notebooks",
                lambda lesson, seed: recorded_casebook(lesson, seed, sandbox),
            )

    return write


@pytest.fixture
def proven(solutions):
    """Give a function that proves the lesson, with three seeds."""

    def run(*, mutants=False):
        extent = TrialExtent(seeds=3, variants=3, mutants=mutants)
        order = ProofPlan(solutions, solutions.parent / "notebooks", extent=extent)
        return prove(order, choose("none"), lambda what, total: lambda: None)

    return run
