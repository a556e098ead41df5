"""`checker grade`: a class is graded, and the terminal says what came of it."""

# ruff: noqa: PLC0415 - it imports what it needs when it runs, so that `checker --help` is quick

import os
from pathlib import Path

import typer

import checker.cli.options as opt
from checker.cli.live import Live
from checker.cli.terminal import log_visibly, say

NEEDS_HUMAN = 1
INTERRUPTED = 130


def grade(
    submitted: opt.Submitted,
    solutions: opt.Solutions = opt.SOLUTIONS,
    notebooks: opt.Notebooks = None,
    jobs: opt.Jobs = None,
    results: opt.Results = Path("results.jsonl"),
    gradebook: opt.Gradebook = "sqlite:///gradebook.db",
    feedback: opt.Feedback = "feedback",
    report: opt.Report = None,
    autograded: opt.Autograded = None,
    isolation: opt.Isolation = "auto",
    seed: opt.SecretSeed = None,
    student: opt.Student = None,
    assignment: opt.Assignment = None,
    roster: opt.Roster = None,
    secret_file: opt.SecretFile = None,
    due: opt.Due = None,
    dates: opt.DatesFile = None,
    force: opt.Force = False,
    never_lower: opt.NeverLower = False,
    student_pattern: opt.StudentPattern = None,
    look_closer: opt.LookCloser = 1.0,
    cluster: opt.Cluster = None,
    quiet: opt.Quiet = False,
) -> None:
    """Grade a class: results, gradebook, a page for each student and one about the class.

    A run that was stopped goes on when the same command is given again. The exit code is 0 if
    everything that came in has its mark, 1 if a person must look or somebody must hand in again,
    and 2 for misuse.
    """
    from checker.sandbox.system import require_forks, require_walls

    (require_forks if isolation == "none" else require_walls)()
    from checker.classroom.batch.class_run import grade_class
    from checker.classroom.batch.summary import concerns, summary
    from checker.classroom.grading.order import Order

    course = solutions, notebooks_given(notebooks, solutions)
    page = report or class_page_of(results)
    pages = Path(feedback) if feedback else None
    cores = os.cpu_count() or 1
    kept = opt.SECRET if roster and opt.SECRET.is_file() else None
    order = Order(
        *(submitted, *course, results, gradebook or None, pages, page, autograded),
        isolation=isolation,
        jobs=jobs or cores,
        seed=seed,
        student=student,
        assignment=assignment,
        force=force,
        never_lower=never_lower,
        look_closer=look_closer,
        cluster=cluster,
        roster=roster,
        secret=secret_file or kept,
        pattern=student_pattern,
        due=tuple(due or ()),
        dates=dates,
    )
    log_visibly()
    live = Live(quiet=quiet)
    try:
        with live:
            intake = grade_class(order, live.watch())
    except KeyboardInterrupt:
        say("Stopped. What was graded is kept, and the same command goes on from there.")
        raise typer.Exit(INTERRUPTED) from None
    for line in (concerns if quiet else summary)(live.tally, intake):
        say(line)
    if not quiet:
        also = f", students' pages in {pages}" if pages else ""
        say(f"Marks are in {results}, the class in {page}{also}.")
    if live.tally.needs_person or intake.needs_person:
        raise typer.Exit(NEEDS_HUMAN)


def class_page_of(results: Path) -> Path:
    """Return where the page about a class goes: to its results, wherever one stands."""
    return results.parent / "class.html"


def notebooks_given(folder: Path | None, solutions: Path) -> Path:
    """Return the folder of what students were given: beside the solutions, if not said."""
    return folder or solutions.parent / "notebooks"
