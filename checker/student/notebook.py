"""The student's face: `check`, `hint`, `case`, `progress`, `gradient_check` and `ready`.

All of it runs in the student's own kernel, needs no worked solution and no network, and never
shows a traceback of its own: what goes wrong in here is said in a sentence, and is not theirs.
"""

import math
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from checker.errors import UsageError
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.grades import Outcome
from checker.numerics import STEP, TOLERANCE, as_claim, inspect_gradients
from checker.reports.gradients import gradients_html, gradients_text
from checker.reports.panel import verdict_html
from checker.reports.progress import NotebookProgress, progress_html, progress_text
from checker.reports.text import verdict_text
from checker.student.accepted import remember_outcome
from checker.student.asked import asked_exercise, require_its_cell_ran
from checker.student.beneath import look_beneath
from checker.student.cells import watch_cells
from checker.student.frontend import running_notebook, show_hint_button, show_order, show_panel
from checker.student.hints import hint_label, opened_hint, said_to_order
from checker.student.in_class import judged
from checker.student.neighbours import books_with_folders
from checker.student.never_raises import never_raises
from checker.student.points import given_back
from checker.student.progress_file import progress_row, read_diary, remember
from checker.student.readiness import made_ready
from checker.student.slips import where_defined

#: The exercise that was checked last: the one meant by `case()`.
_last: list[CompiledExercise] = []


@never_raises(otherwise=0.0)
def check(exercise: object = None, answer: object = None) -> float:
    """Show what is right in your answer to an exercise and why the rest is not.

    Parameters
    ----------
    exercise
        The function you wrote, or the exercise's name or number as text.
    answer
        What to judge instead of the variable of that name; seldom needed.

    Returns
    -------
    float
        The points your answer earns on these cases; 0 for a bonus, which comes on top of them.

    Examples
    --------
    In a notebook: `check(sigmoid)`, `check("forward_by_hand")`, `check("1.4")`.
    """
    namespace = sys._getframe(2).f_globals
    asked = asked_exercise(exercise, namespace)
    _last[:] = [asked]
    if answer is None:
        require_its_cell_ran(asked)
    names = _names(asked, exercise, namespace)
    if answer is not None:
        names[asked.name] = answer
    verdict, exhibit = judged(asked, names)
    remember(Path.cwd(), verdict)
    remember_outcome(asked, names, verdict)
    _show(verdict_text(verdict, exhibit=exhibit), verdict_html(verdict, exhibit=exhibit))
    if verdict.outcome not in (Outcome.PASSED, Outcome.CHECKER_ERROR):
        show_hint_button(hint_label(asked), lambda: opened_hint(asked, more=False)[1])
        if said := look_beneath(asked, verdict, namespace):
            print(said)
    return given_back(0.0 if verdict.bonus else verdict.points)


@never_raises(otherwise=None)
def hint(exercise: object = None, order: object = None) -> None:
    """Open the next hint of an exercise: where to look, what to compute, the line with a blank.

    After a check the first one is about what that found wrong, where there is one about it.
    `order` are letters, where a hint has shown lines that are to be put in order.
    """
    asked = asked_exercise(exercise, sys._getframe(2).f_globals)
    if isinstance(order, str):
        _show(*said_to_order(asked, order))
        return
    text, opened = opened_hint(asked, more=True)
    _show(text, opened.html)
    if opened.order:
        show_order(opened.order)


@never_raises(otherwise=None)
def case(exercise: object = None, number: int = 1) -> None:
    """Print a case in which your answer is not right yet, as code to copy into a cell and run.

    The smallest comes first.

    Parameters
    ----------
    exercise
        As `check` takes it; the one that was checked last, if there is none.
    number
        2 asks for the second smallest case, and so on.
    """
    namespace = sys._getframe(2).f_globals
    if exercise is None and not _last:
        raise UsageError('of which exercise? Its name or number belongs in the brackets, as "1.1"')
    asked = _last[0] if exercise is None else asked_exercise(exercise, namespace)
    if asked.fields:
        raise UsageError(f"{asked.number} {asked.name} is typed in: no case of it can be run")
    if not isinstance(number, int):
        raise UsageError("which case is said by a whole number, as in case(sigmoid, 2)")
    require_its_cell_ran(asked)
    verdict, exhibit = judged(asked, _names(asked, exercise, namespace), number)
    if exhibit.code:
        print(exhibit.code)
    elif verdict.outcome is Outcome.PASSED:
        print(f"{asked.number} {asked.name} is right in every case.")
    else:
        print(f"There is no such case of {asked.number} {asked.name}: see check({asked.name}).")


@never_raises(otherwise=None)
def progress() -> None:
    """Show every exercise of the course with its points, and what to do next.

    The exercises of the open notebook are checked anew, as far as their cells have been run; the
    others have the points of their last check, which lie in the notebook's folder.
    """
    namespace = sys._getframe(2).f_globals
    running = running_notebook(namespace)
    books = books_with_folders(Path.cwd())
    for book, _ in books:
        if book.notebook == running:
            _check_all(book, namespace)
    found = [
        NotebookProgress(
            book.notebook,
            tuple(progress_row(exercise, read_diary(place)) for exercise in book.exercises),
            checked_now=book.notebook == running,
            in_words=tuple(f"{each.number} {each.name}" for each in book.in_words),
        )
        for book, place in books
    ]
    _show(progress_text(found), progress_html(found))


@never_raises(otherwise=None)
def ready() -> None:
    """Say whether everything is in place, and if not, what to do."""
    print(made_ready(Path.cwd()))


@never_raises(otherwise=float("nan"))
def gradient_check(
    function: Callable[[Any], float],
    parameters: object,
    gradients: object,
    h: float = STEP,
) -> float:
    """Compare gradients with slopes measured on a function of your own.

    Shows a table with one line for each array, and a picture of the errors. Arrays of up to 400
    entries are measured entry by entry; larger ones are checked along ten random directions,
    which misses an error of 0.1 % less than once in 10^28 times as long as the gradient is large
    against rounding of the cost. Where it is not, it is called too small to measure. Where a unit
    of a ReLU layer switches beside the point, a smaller step is taken, and the table says so.

    Parameters
    ----------
    function
        Takes what `parameters` is and returns one number, the cost.
    parameters
        An array, or a list of arrays.
    gradients
        What you computed, in the same form.
    h
        The step of the central differences, made smaller beside a kink.

    Returns
    -------
    float
        The largest error, relative to the largest entry of its array, or to the size of the
        whole gradient along directions. Right gradients stay below 1e-6; what rounding explains
        beyond that does not count. Inf where a number is not finite; nan if nothing could be
        compared, or a gradient is too small to measure, and a sentence says why.

    Examples
    --------
    >>> W = np.array([[1.0, 2.0]])
    >>> error = gradient_check(lambda W: float((W**2).sum()), W, 3 * W)
    parameter  shape   largest error  state
    0          (1, 2)  3.3e-01        look
      0: most at [0, 1]: yours 6, measured 4
         every entry is 1.5 times what is measured
         XX
      The error of a right gradient stays below 1e-06. In the maps, . is
      right, x wrong, X wrong by more than 1 %, ? no number.
    """
    cost, points, claimed = as_claim(function, parameters, gradients)
    with np.errstate(all="ignore"):
        found = inspect_gradients(cost, points, claimed, h)
    _show(gradients_text(found), gradients_html(found))
    if all(each.right for each in found) and any(each.too_small for each in found):
        return given_back(math.nan)
    return given_back(
        max((max(each.error, min(each.distance, TOLERANCE)) for each in found), default=0.0)
    )


def _names(asked: CompiledExercise, given: object, namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Return what names mean to a check: a function that was handed over is the one meant."""
    named = {getattr(given, "__name__", asked.name): given} if callable(given) else {}
    return {**namespace, **named}


def _check_all(book: Casebook, namespace: dict[str, Any]) -> None:
    """Check what the notebook's cells have defined so far, without a report."""
    for exercise in book.exercises:
        if all(name in namespace for name in exercise.defines or (exercise.name,)):
            remember(Path.cwd(), judged(exercise, namespace)[0], checks=0)


def _show(text: str, html: str) -> None:
    """Show a panel where there is a notebook, text where there is a terminal."""
    if not show_panel(text, html):
        print(text)


watch_cells(where_defined)
