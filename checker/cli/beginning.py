"""`checker new`: a small working lesson to begin with."""

# ruff: noqa: PLC0415 - imports what it needs, so that `checker --help` is quick

import checker.cli.options as opt
from checker.cli.terminal import say


def new(name: opt.NewLesson, solutions: opt.Solutions = opt.SOLUTIONS) -> None:
    """Begin a notebook of your own: a source with two exercises, and the file of what they ask.

    Both work as they stand. Rewrite them one exercise at a time, and run `checker regenerate`
    to see what students get.
    """
    from checker.course.release.beginning import begin_lesson

    for path in begin_lesson(name, solutions):
        say(f"wrote {path}")
    say("Next: checker regenerate, then open the notebook.")
