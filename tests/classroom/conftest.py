"""The real course, made anew from its source for the tests that grade for real."""

from pathlib import Path

import pytest

from checker.course.compiling.handouts import open_course
from checker.course.compiling.kept import kept_casebook
from checker.course.release.regenerate import regenerate
from checker.sandbox import UNHURRIED, Sandbox, choose

SOLUTIONS = Path(__file__).parents[2] / "solutions"
LESSONS = sorted(path.name[:-13] for path in SOLUTIONS.glob("*_exercises.py"))


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory):
    """What students get, from the source as it is now."""
    out = tmp_path_factory.mktemp("notebooks")
    with Sandbox(choose("none"), UNHURRIED) as sandbox:
        regenerate(SOLUTIONS, out, lambda lesson, seed: kept_casebook(lesson, seed, sandbox))
    return out


@pytest.fixture(scope="session")
def course(notebooks):
    """The lessons with their handouts, by name."""
    return open_course(SOLUTIONS, notebooks)
