"""Whole runs, as the instructor orders them: a class from folder to gradebook, or one notebook."""

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from checker.classroom.course import Handout, explaining, open_course, prepare
from checker.classroom.desk import Desk, Handled
from checker.classroom.discovery import Discovery, Found, discover
from checker.classroom.entries import read_beside, read_regular
from checker.classroom.grading import grade, seed_for
from checker.classroom.intake import exercise_id, take_in
from checker.classroom.marking import Marker
from checker.classroom.reference import ReferenceSandbox
from checker.classroom.results import Result, ResultsFile
from checker.classroom.writeup import Outputs, write_up
from checker.errors import UsageError
from checker.records import GradedSubmission, Provenance, Submission
from checker.release.course import lesson_names
from checker.sandbox import Isolation, SandboxPool, choose


@dataclass(frozen=True)
class Order:
    """What is to be graded, against what, and how."""

    submitted: Path
    solutions: Path
    notebooks: Path
    isolation: str = "auto"
    jobs: int = 1
    seed: int | None = None
    student: str | None = None
    assignment: str | None = None
    force: bool = False


@dataclass(frozen=True)
class Watch:
    """Who is told how a run goes: when it begins, of each result, and of each step in words."""

    begins: Callable[[Isolation, Discovery], None]
    result: Callable[[Handled], None]
    step: Callable[[str], None]


def grade_class(order: Order, outputs: Outputs, watch: Watch) -> list[Result]:
    """Grade a class and write up what there is, also when the run is interrupted.

    Raises
    ------
    UsageError
        If there is nothing to grade, no isolation to be had, or a place cannot be written.
    BrokenReference
        If a worked solution fails on its own cases.
    """
    watch.step("reading the course")
    course = open_course(order.solutions, order.notebooks)
    discovery = discover(order.submitted, list(course), order.student, order.assignment)
    isolation = choose(order.isolation)
    with ResultsFile(outputs.results) as file, SandboxPool(isolation, order.jobs) as pool:
        seed = seed_for(file.recorded, order.seed)
        watch.step("drawing fresh cases")
        handouts = [course[name] for name in sorted({item.notebook for item in discovery.found})]
        with pool.take() as sandbox:
            assignments = prepare(handouts, seed, sandbox)
        desk = Desk(
            assignments=assignments,
            common=provenance(isolation, seed),
            take=pool.take,
            take_reference=lambda: ReferenceSandbox(isolation),
            recorded={} if order.force else file.recorded,
            feedback=outputs.feedback,
            marked=outputs.marked,
        )
        watch.begins(isolation, discovery)
        try:
            results = grade(discovery.found, desk, file, order.jobs, watch.result)
        except KeyboardInterrupt:
            write_up(outputs, order.submitted, assignments.values(), watch.step)
            raise
    write_up(outputs, order.submitted, assignments.values(), watch.step)
    return results


def check_notebook(
    path: Path, solutions: Path, notebooks: Path, isolation: str, seed: int | None
) -> tuple[Isolation, GradedSubmission]:
    """Grade a single notebook file and keep nothing of it; say what it was isolated by.

    Raises
    ------
    UsageError
        If the file is no notebook or not one of the course, or no isolation is to be had.
    BrokenReference
        If a worked solution fails on its own cases.
    """
    handout, submission = _found_in_course(path, solutions, notebooks)
    chosen = choose(isolation)
    drawn = seed_for({}, seed)
    with SandboxPool(chosen, 1) as pool, ReferenceSandbox(chosen) as reference:

        def marked(asked: Handout) -> GradedSubmission:
            with pool.take() as sandbox:
                (assignment,) = prepare([asked], drawn, sandbox, pairs=False).values()
            with pool.take() as sandbox:
                marker = Marker(assignment, provenance(chosen, drawn))
                return marker.mark(submission, sandbox.run, reference.run)

        # known mistakes take nine tenths of the time, and explain only what is not right
        graded = marked(explaining(handout, ()))
        wrong = [each.exercise for each in graded.verdicts if each.points < each.max_points]
        return chosen, marked(explaining(handout, wrong)) if wrong else graded


def _found_in_course(path: Path, solutions: Path, notebooks: Path) -> tuple[Handout, Submission]:
    """Tell which notebook of the course a file is; opening all of them is the last resort."""
    named = [name for name in lesson_names(solutions) if name in (path.stem, path.parent.name)]
    for only in (*named, None):
        course = open_course(solutions, notebooks, only)
        recognised = _recognised(path, course)
        if recognised is not None:
            return recognised
    raise UsageError(f"{path} answers no exercise of {', '.join(course)}")


def _recognised(path: Path, course: Mapping[str, Handout]) -> tuple[Handout, Submission] | None:
    """Give the notebook whose exercises a file answers most of, if it answers any."""
    best: tuple[int, Handout, Submission] | None = None
    for handout in course.values():
        reads = partial(read_regular, path), (), partial(read_beside, path)
        found = Found(path.stem, handout.name, *reads)
        submission = take_in(found, handout.cells, handout.recorded.exercises)
        if submission.unreadable:
            raise UsageError(f"{path}: {submission.unreadable}")
        ids = {cell.id for cell in submission.cells}
        known = sum(exercise_id(each.name) in ids for each in handout.recorded.exercises)
        if known and (best is None or known > best[0]):
            best = known, handout, submission
    return best and best[1:]


def provenance(isolation: Isolation, seed: int) -> Provenance:
    """Give what all marks of a run rest on; submission and casebook are filled in for each."""
    return Provenance(
        submission_sha256="",
        casebook_sha256="",
        checker_version=_version(),
        python=platform.python_version(),
        numpy=np.__version__,
        isolation=isolation.name,
        seed=seed,
    )


def _version() -> str:
    try:
        return version("checker")
    except PackageNotFoundError:  # run from a folder, without being installed
        return "unknown"
