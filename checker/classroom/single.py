"""One notebook graded from Python: for pipelines that bring their own folders and gradebooks."""

import os
from pathlib import Path

from checker.classroom.results import Result, result_of
from checker.classroom.runs import check_notebook


def grade(
    notebook: str | os.PathLike[str],
    solutions: str | os.PathLike[str] = "solutions",
    *,
    notebooks: str | os.PathLike[str] | None = None,
    isolation: str = "auto",
    seed: int | None = None,
) -> Result:
    """Give the result of one notebook, as `checker grade` writes it for each of a class.

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
        "auto", "bubblewrap", "landlock", "docker" or "podman". With "process" and "none" student
        code can do whatever you can.
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
