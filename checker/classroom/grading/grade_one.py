"""One notebook graded alone, from the command line or from other people's pipelines."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from checker.classroom.grading.marking import Marker, looking_in
from checker.classroom.submissions.beside import lying_beside
from checker.classroom.submissions.discovery import Found
from checker.classroom.submissions.folder_files import read_beside, read_regular
from checker.classroom.submissions.reading import take_in
from checker.course.compiling.handouts import Handout, explaining, fresh_assignment, open_course
from checker.course.compiling.own_numbers import require_shared
from checker.course.compiling.reference_sandbox import ReferenceSandbox
from checker.course.release.course import lesson_names
from checker.documents import parse_notebook
from checker.documents.cell_text import exercise_id
from checker.errors import CheckerError, UsageError
from checker.grades import GradedSubmission
from checker.records import Submission
from checker.results.provenance import provenance, seed_for
from checker.results.schema import Result, result_of
from checker.sandbox import UNHURRIED, Isolation, Sandbox, SandboxPool, choose


def grade(
    notebook: str | os.PathLike[str],
    solutions: str | os.PathLike[str] = "solutions",
    *,
    notebooks: str | os.PathLike[str] | None = None,
    isolation: str = "auto",
    seed: int | None = None,
) -> Result:
    """Return the result of one notebook, as `checker grade` writes it for each of a class.

    Nothing is written, and nothing is asked of the file's name or place: which notebook of the
    course it is, its exercises tell. A student's crash is a result; `status` is "needs_human"
    where the checker failed. Each call compiles fresh cases, which takes some seconds.

    Parameters
    ----------
    notebook
        The file that was handed in.
    solutions
        The folder with the course's source.
    notebooks
        What students were given; `notebooks` beside the solutions if not said. Where students
        have numbers of their own, the folder that this one was given.
    isolation
        "auto", "warm", "bubblewrap" or "landlock". With "none" student code can do whatever you
        can.
    seed
        Draws the cases; a new secret one if not said. The same notebook and seed give the same
        result, `seconds` aside.

    Returns
    -------
    Result
        A dictionary; `result["score"]` of `result["max_score"]`, and for each exercise its points,
        outcome, reason and known mistake. Its student is the file's name without the ending.

    Raises
    ------
    UsageError
        If the file is no notebook or not one of the course, or no isolation is to be had.
    BrokenReference
        If a worked solution fails on its own cases.

    Examples
    --------
    >>> import checker
    >>> checker.grade("nowhere.ipynb", solutions="nowhere")
    Traceback (most recent call last):
    checker.errors.UsageError: nowhere holds no lesson; a lesson is a file such as 01_neuron.py
    """
    source = Path(solutions)
    given = source.parent / "notebooks" if notebooks is None else Path(notebooks)
    _, graded = check_notebook(Path(notebook), source, given, isolation, seed)
    return result_of(graded)


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
    require_shared(notebooks, "the folder of the student as --notebooks")
    with ThreadPoolExecutor(1) as beside:  # its walls are tried while the course is read
        choosing = beside.submit(choose, isolation, (solutions, notebooks))
        handout, submission = _found_in_course(path, solutions, notebooks)
        chosen = choosing.result()
    drawn, plain = seed_for({}, seed), explaining(handout, ())
    with SandboxPool(chosen, 1) as pool, ReferenceSandbox(chosen) as reference:

        def marked(asked: Handout) -> GradedSubmission:
            with Sandbox(chosen, UNHURRIED) as sandbox:
                assignment = fresh_assignment(asked, drawn, sandbox)
            with pool.take() as sandbox:
                marker = Marker(assignment, provenance(chosen.name, drawn))
                closer = looking_in(sandbox) if asked is not plain else None
                return marker.mark(
                    submission, sandbox.run, reference.run, look=closer, share=sandbox.share
                )

        # known mistakes take nine tenths of the time, and explain only what is not right
        graded = marked(plain)
        wrong = [each.exercise for each in graded.verdicts if each.points < each.max_points]
        return chosen, marked(explaining(handout, wrong)) if wrong else graded


def _found_in_course(path: Path, solutions: Path, notebooks: Path) -> tuple[Handout, Submission]:
    """Tell which notebook of the course a file is; opening all of them is the last resort."""
    likely = _likely(path, lesson_names(solutions), notebooks)
    for only in (likely, []) if likely else ([],):
        course = open_course(solutions, notebooks, only)
        recognised = _recognised(path, course)
        if recognised is not None:
            return recognised
    raise UsageError(f"{path} answers no exercise of {', '.join(course)}")


def _likely(path: Path, names: Sequence[str], notebooks: Path) -> list[str]:
    """Return the notebook that the file is by its name, or shares most cells with; at most one."""
    named = [name for name in names if name in (path.stem, path.parent.name)]
    if named:
        return named[:1]
    ids = _ids(path)
    shared = {name: len(ids & _ids(notebooks / f"{name}.ipynb")) for name in names}
    most = max(shared, key=shared.__getitem__, default="")
    return [most] if shared.get(most) else []


def _ids(path: Path) -> set[str]:
    """Return the ids of a notebook's cells; none if it cannot be read."""
    try:
        return {cell.id for cell in parse_notebook(read_regular(path)).cells}
    except (OSError, CheckerError):
        return set()


def _recognised(path: Path, course: Mapping[str, Handout]) -> tuple[Handout, Submission] | None:
    """Return the notebook whose exercises a file answers most of, if it answers any."""
    best: tuple[int, Handout, Submission] | None = None
    for handout in course.values():
        reads = partial(read_regular, path), (), partial(read_beside, path)
        found = Found(path.stem, handout.name, *reads, helpers=lying_beside(path).all)
        submission = take_in(found, handout.cells, handout.recorded.exercises)
        if submission.unreadable:
            raise UsageError(f"{path}: {submission.unreadable}")
        ids = {cell.id for cell in submission.cells}
        known = sum(exercise_id(each.name) in ids for each in handout.recorded.exercises)
        if known and (best is None or known > best[0]):
            best = known, handout, submission
    return best and best[1:]
