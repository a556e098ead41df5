"""The lessons of this course, each opened once in a process: for all tests it takes a minute."""

from functools import cache

from checker.course.release.course import load_lesson
from tests.syntax_trees import ROOT

SOLUTIONS = ROOT / "solutions"
NAMES = sorted(
    path.name.removesuffix("_exercises.py") for path in SOLUTIONS.glob("0*_exercises.py")
)


@cache
def course_lesson(name):
    """Give a lesson by its name, "01_neuron"."""
    return load_lesson(SOLUTIONS / f"{name}.py")


def course_lessons():
    """Give all lessons by their names, in their order."""
    return {name: course_lesson(name) for name in NAMES}
