"""`checker course`: a folder from which nbgrader releases the notebooks."""

# ruff: noqa: PLC0415 - imports what it needs, so that `checker --help` is quick

import checker.cli.options as opt
from checker.cli.terminal import say


def course(
    folder: opt.CourseFolder,
    solutions: opt.Solutions = opt.SOLUTIONS,
    notebooks: opt.Notebooks = None,
    lesson: opt.OneLesson = None,
) -> None:
    """Write an nbgrader course: what it releases, with cases and digits, and its configuration.

    nbgrader's own commands do the rest: generate_assignment, release_assignment, collect. Then
    comes `checker grade submitted` in this folder, and nbgrader's release_feedback. What is there
    already is brought up to date; an `nbgrader_config.py` that is there stays as it is.
    """
    from checker.course.compiling.handouts import open_course
    from checker.course.compiling.nbgrader_course import write_course
    from checker.course.compiling.own_numbers import require_shared

    given = notebooks or solutions.parent / "notebooks"
    require_shared(given, "--notebooks with the numbers of all")
    handouts = open_course(solutions, given, [lesson] if lesson else ()).values()
    for path in write_course(folder, handouts):
        say(f"{path}")
    say(f"Next, in {folder}: nbgrader generate_assignment {next(iter(handouts)).name}")
