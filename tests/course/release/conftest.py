"""A small lesson: two functions in one cell, typed answers, given numbers, instructor's notes."""

import numpy as np
import pytest

from checker.course.release.course import load_lesson
from checker.exercises import casebook as recorded
from checker.records import Answer, Ending

SOURCE = '''\
# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: exercise,given,tags,alt,-all
# ---

# %% [markdown]
# # A small lesson

# %% tags=["setup"]
import numpy as np

from checker import check

# %% [markdown]
# ## The line
#
# A line through the origin and its slope.

# %% exercise="line"
def line(x, slope):
    """Give the height of a line at x."""
    ### BEGIN SOLUTION
    height = slope * x + 0.0 * slope
    return height
    ### END SOLUTION


def line_prime(x, slope):
    """Give the slope of the line at x."""
    steepness = None
    if np.ndim(x):
        ### BEGIN SOLUTION
        steepness = np.full_like(x, slope)
        ### END SOLUTION
    return steepness

# %% tags=["instructor"]
print("for the lecturer's eyes")

# %% alt="A rising line."
print("a figure")

# %% [markdown]
# ## By hand
#
# Take «by_hand.x» and «by_hand.w:.2f».

# %% given="by_hand"
x = 3.0  # the input, σ(x) later
w = -0.5
shape = [2, 1]

# %% exercise="by_hand"
### BEGIN SOLUTION
by_hand = {
    "z": w * x + 1000.0,
    "sign": "minus",
}
### END SOLUTION
'''

EXERCISES = """\
from checker.exercises import Exercise, Misconception, Values, call, read


def line_checks(rng):
    return [
        Values("values", 1.5, (call("at two", "line", 2.0, 3.0),)),
        Values("slope", 0.5, (call("at two", "line_prime", 2.0, 3.0),)),
    ]


def by_hand_checks(rng):
    return [Values("z", 1.0, (read("z", "by_hand", "z"),))]


def by_hand_numbers(rng):
    return {"x": float(rng.integers(1, 9)), "w": -0.5, "shape": [2, 1]}


HINTS = ("look", "compute", "fill")

EXERCISES = [
    Exercise("line", "1.1", "A line", line_checks, HINTS, defines=("line", "line_prime")),
    Exercise(
        name="by_hand",
        number="1.2",
        title="By hand",
        checks=by_hand_checks,
        hints=HINTS,
        needs=("line",),
        fields={"z": "the weighted sum", "sign": ""},
        numbers=by_hand_numbers,
    ),
]
"""


@pytest.fixture
def solutions(tmp_path):
    """Give a folder with the small lesson in it."""
    folder = tmp_path / "solutions"
    folder.mkdir()
    (folder / "01_small.py").write_text(SOURCE, encoding="utf-8")
    (folder / "01_small_exercises.py").write_text(EXERCISES, encoding="utf-8")
    return folder


@pytest.fixture
def edit(solutions):
    """Give a function that exchanges a piece of one of the lesson's two files."""

    def exchange(old, new, name="01_small.py"):
        path = solutions / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return exchange


@pytest.fixture
def lesson(solutions):
    """Give the small lesson."""
    return load_lesson(solutions / "01_small.py")


def compiled(lesson, seed):
    """Compile a casebook in which every answer is 1: no worked solution is run for it."""
    numbers = dict(lesson.given)
    if seed is not None:
        draws = {each.name: each.numbers for each in lesson.exercises if each.numbers}
        numbers |= {name: draw(np.random.default_rng(seed)) for name, draw in draws.items()}
    return recorded.compile_casebook(
        lesson.name,
        lesson.exercises,
        seed,
        numbers,
        lambda exercise, known, cases, given: [Answer(Ending.RETURNED, 1.0) for _ in cases],
    )


@pytest.fixture
def compile_casebook():
    """Give a compiler of casebooks that runs nothing."""
    return compiled


@pytest.fixture
def casebook(lesson):
    """Give the small lesson's casebook, with the source's own numbers."""
    return compiled(lesson, None)
