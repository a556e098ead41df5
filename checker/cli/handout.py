"""`checker handout`: zips from which students get to the first cell on any machine."""

# ruff: noqa: PLC0415 - imports what it needs, so that `checker --help` is quick

from pathlib import Path

import checker.cli.options as opt
from checker.cli.terminal import say


def handout(
    folder: opt.HandoutFolder = Path("handout"),
    solutions: opt.Solutions = opt.SOLUTIONS,
    notebooks: opt.Notebooks = None,
    lesson: opt.OneLesson = None,
) -> None:
    """Write what students are given: a zip for each notebook, one with all, and a page to start.

    In each are the notebooks with their cases and digits, START.html for Windows, Mac, Linux and
    Colab, and the student's half of the package as a wheel. The wheel also lies beside the zips:
    a hub's administrator installs it for all.
    """
    from checker.course.compiling.handout_zips import write_handouts
    from checker.course.compiling.handouts import open_course
    from checker.course.compiling.own_numbers import require_shared

    given = notebooks or solutions.parent / "notebooks"
    require_shared(given, "--notebooks with the numbers of all")
    for path in write_handouts(
        folder, open_course(solutions, given, [lesson] if lesson else ()).values()
    ):
        say(f"{path}")
