"""Cells that need an exercise, and what they do while it is not solved: they wait, quietly."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from checker.errors import CasebookError
from checker.exercises.casebook import Casebook
from checker.exercises.shelf import casebooks
from checker.grades import Outcome
from checker.reports.not_right import not_right_html, not_right_text
from checker.sandbox.inside.plain import type_name
from checker.student.accepted import not_right
from checker.student.frontend import show_panel
from checker.student.in_class import judged

#: Exercises that a cell of this kernel has waited for: what that cell would define is missing.
_awaited: set[str] = set()


class waits_for:  # noqa: N801  it is read as words: with waits_for("sigmoid")
    """A context for cells that use what exercises define: they end quietly while one is open.

    Whatever such a cell raises is said in one sentence, and a picture it has begun is not shown.
    Once all its exercises are right, an exception is the cell's own and is raised. A cell that is
    interrupted ends quietly, too, and keeps what it has reached. One that runs to its end with an
    answer that is not right says so beneath what it shows.

    Examples
    --------
    In a notebook: `with waits_for("sigmoid"): print(sigmoid(0.0))`.
    """

    def __init__(self, *exercises: str):
        self.exercises = exercises

    def __enter__(self) -> None:
        self.figures = _open_figures()

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        if error is None:
            _awaited.difference_update(self.exercises)
            _tell_of_answers_not_right(self.exercises, sys._getframe(1).f_globals)
            return False
        sentence = self._sentence(error, sys._getframe(1).f_globals)
        if sentence:
            _awaited.update(self.exercises)
            print(sentence)
        return bool(sentence)

    def _sentence(self, error: BaseException, namespace: dict[str, Any]) -> str:
        """Say why the cell ends here, or nothing if the exception is the cell's own."""
        if isinstance(error, KeyboardInterrupt):
            return "Stopped, as you asked. What was reached is kept."
        if not isinstance(error, Exception):
            return ""
        waiting = _open_ones(self.exercises, error, namespace)
        if not waiting and isinstance(error, NameError) and _awaited & {*self.exercises}:
            return f"A cell above has not run to its end ({error}): run it once more."
        if not waiting:
            return ""
        what = "This picture" if self._close_new_figures() else "This cell"
        many = "exercise" if len(waiting) == 1 else "exercises"
        sentence = f"{what} waits for {many} {' and '.join(waiting)}."
        if isinstance(error, (NotImplementedError, NameError)):
            return sentence
        return f"{sentence} With what stands there now it stopped with {type_name(error)}."

    def _close_new_figures(self) -> bool:
        """Close the pictures that were begun here, and tell whether there was one."""
        new = [number for number in _open_figures() if number not in self.figures]
        for number in new:
            sys.modules["matplotlib.pyplot"].close(number)
        return bool(new)


def _tell_of_answers_not_right(names: Sequence[str], namespace: dict[str, Any]) -> None:
    """Say under what a cell shows, and quietly, from which wrong answers it comes."""
    # the cell has run: a note that fails, or is stopped, takes nothing from it
    with suppress(Exception, KeyboardInterrupt):
        wrong = [(each.name, each.number) for each in not_right(names, namespace)]
        text = not_right_text(wrong)
        if wrong and not show_panel(text, not_right_html(wrong)):
            print(text)


def _open_figures() -> Sequence[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return pyplot.get_fignums() if pyplot else []


def _open_ones(
    names: Sequence[str], error: BaseException, namespace: dict[str, Any]
) -> Sequence[str]:
    """List from which exercises an exception can come: from the empty one, or the wrong ones.

    Without recorded cases nothing can be judged: then any of them may be open.
    """
    books: list[Casebook] = []
    with suppress(CasebookError):
        books = casebooks(Path.cwd())
    if not books:
        return names
    every = [each for book in books for each in book.exercises]
    # what an exercise calls of earlier ones may be the empty one
    waiting = [each for each in every if _is_stub_of(each.name, error)] or [
        each
        for each in every
        if each.name in names and judged(each, namespace)[0].outcome is not Outcome.PASSED
    ]
    return [f"{each.number} ({each.name})" for each in waiting]


def _is_stub_of(exercise: str, error: BaseException) -> bool:
    """Whether an exception is the one that stands in an exercise while nothing is written."""
    return isinstance(error, NotImplementedError) and str(error).startswith(f"{exercise}:")
