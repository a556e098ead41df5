"""`checker difficulty`: whether everybody's own numbers are equally hard."""

# ruff: noqa: PLC0415 - imports what it needs, so that `checker --help` is quick

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

import checker.cli.options as opt
from checker.cli.terminal import progress_bar, say
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.course.proving.difficulty import Difficulty

FOUND = 1
WIDTH = 100


def difficulty(
    solutions: opt.Solutions = opt.SOLUTIONS,
    lesson: opt.Lessons = None,
    seeds: opt.Draws = 1000,
) -> None:
    """Count the work on paper over many draws of the varying numbers, and hold it to its bounds.

    A step is a sum, a product, a quotient or a value of a function; digits are the sums and
    products of single digits that these come to. The exit code is 1 if a draw leaves the bounds
    that its exercise states, or an exercise states none.
    """
    from checker.course.proving.difficulty import difficulties
    from checker.course.release.course import load_course

    lessons = [each for each in load_course(solutions) if not lesson or each.name in lesson]
    with progress_bar("drawing"):
        found = list(difficulties(lessons, range(seeds)))
    if not found:
        raise UsageError(f"{solutions} holds no such exercise with numbers that vary and a paper")
    _print(found)
    for each in found:
        chance = f"1 pair in {each.pairs // each.alike}" if each.alike else "no pair"
        say(
            f"{each.number} {each.exercise}: {each.drawn_again} of {each.seeds} seeds were drawn "
            f"again for the bounds; {chance} has the same answers."
        )
    if not all(each.holds for each in found):
        raise typer.Exit(FOUND)


def _print(found: "Sequence[Difficulty]") -> None:
    """Print a row for each measure of each exercise."""
    columns = ("", "exercise", "counted", "bounds", "lowest", "middle", "highest", "")
    table = Table(*columns, box=None, header_style="bold")
    for column in table.columns[3:7]:
        column.justify = "right"
    for each in found:
        for place, spread in enumerate(each.spreads):
            bounds = "{:g} to {:g}".format(*spread.bounds) if spread.bounds else ""
            named = ("", "") if place else (each.number, each.exercise)
            figures = (f"{value:.4g}" for value in (spread.low, spread.middle, spread.high))
            state = "" if spread.bounds is None else "ok" if spread.holds else "FAIL"
            table.add_row(*named, spread.measure, bounds, *figures, state)
    console = Console()
    console.print(table, width=max(WIDTH, console.width))
