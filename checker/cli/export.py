"""The commands that carry marks to other systems: `export`, and `autograder` for Gradescope."""

# ruff: noqa: PLC0415 - each command imports what it needs, so that `checker --help` is quick

import os
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

import checker.cli.options as opt
from checker.cli.commands import app
from checker.cli.grading import NEEDS_HUMAN
from checker.cli.terminal import say
from checker.errors import UsageError

FORMAT_HELP = (
    "canvas, canvas-comments, moodle, moodle-feedback, gradescope, classroom50, nbgrader-csv, csv "
    "or parquet."
)
EXAMPLE = "checker export results.jsonl --format canvas --template canvas.csv --out filled.csv"

#: Formats in which students read why they lost points.
TELLING = ("canvas-comments", "moodle", "gradescope", "classroom50")

Format = Annotated[str, Option("--format", help=FORMAT_HELP)]
Template = Annotated[
    Path | None,
    Option(help="The sheet that Canvas or Moodle gave you: its gradebook or its worksheet."),
]
Out = Annotated[Path | None, Option(help="Where to; a name that fits if not said.")]
ColumnNames = Annotated[
    list[str] | None,
    Option("--column", help="A column's title there, as NOTEBOOK=TITLE; may be given again."),
]
Scale = Annotated[
    bool, Option("--scale", help="Turn marks into parts of what the sheet's column is worth.")
]
WholeNotebook = Annotated[str, Argument(help="The notebook, such as 01_neuron.")]
Place = Annotated[Path, Option("--out", help="Where to: a folder, or a name that ends in .zip.")]


@app.command(epilog=f"Example: {EXAMPLE}")
def export(
    results: opt.ResultsFile,
    kind: Format,
    template: Template = None,
    out: Out = None,
    gradebook: opt.DecidedIn = None,
    assignment: opt.Assignment = None,
    column: ColumnNames = None,
    scale: Scale = False,
    notebooks: opt.Words = Path("notebooks"),
    feedback: opt.PagesOfStudents = None,
) -> None:
    """Write marks as another system imports them.

    Marks by hand, extra credit and penalties for lateness count as they stand in the gradebook.

    Nothing is guessed: a student who fits no row or several, and a mark that is not settled, are
    named and left to you. The exit code is 0 if there are none, 1 if there are, 2 for misuse.
    """
    from checker.classroom.exports.export import export as write
    from checker.classroom.exports.export_order import ExportOrder
    from checker.classroom.gradebook.by_hand import counted_results
    from checker.classroom.gradebook.writing import sentences_of
    from checker.exercises.storage import load
    from checker.results.intake import graded_paths, read_intake
    from checker.results.run_places import read_places
    from checker.results.schema import read_results

    sentences: dict[str, str] = {}
    for path in sorted(notebooks.glob("cases/*.npz")) if kind in TELLING else ():
        sentences |= sentences_of(load(path.read_bytes()))
    places = read_places(results)
    book = (places.gradebook if gradebook is None else gradebook) or None
    intake = read_intake(results)
    rows = counted_results(read_results(results), book)
    order = ExportOrder(
        rows,
        template,
        out,
        book,
        assignment,
        _pairs(column or ()),
        scale,
        sentences,
        os.environ,
        intake.missing,
        feedback or places.feedback,
        graded_paths(intake),
    )
    exported = write(kind, order)
    say(exported.said)
    for remark in exported.remarks:
        say(f"  {remark}.")
    if exported.remarks:
        raise typer.Exit(NEEDS_HUMAN)


@app.command(epilog="Example: checker autograder 01_neuron --out autograder.zip")
def autograder(
    notebook: WholeNotebook,
    out: Place = Path("autograder"),
    solutions: opt.Solutions = opt.SOLUTIONS,
    notebooks: opt.Notebooks = None,
) -> None:
    """Make an autograder for Gradescope: the course with the two scripts that it runs."""
    from checker.classroom.exports.autograder import write_autograder
    from checker.classroom.submissions.which_notebook import known
    from checker.course.compiling.handouts import open_course

    handed_out = notebooks or solutions.parent / "notebooks"
    name = known(notebook, open_course(solutions, handed_out))
    write_autograder(out, name, solutions, handed_out)
    what = "it" if out.suffix == ".zip" else "what lies in it, zipped,"
    say(f"The autograder is {out}; upload {what} to Gradescope.")


def _pairs(texts: "list[str] | tuple[()]") -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, sign, title = text.partition("=")
        if not (sign and name and title):
            raise UsageError(f"--column {text!r} is not of the form NOTEBOOK=TITLE")
        pairs[name] = title
    return pairs
