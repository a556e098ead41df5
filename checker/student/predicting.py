"""Predictions: asked before a cell shows its outcome, kept beside the notebook, marked by nobody.

A cell whose outcome is to be predicted runs to its end, and what it shows is held back until a
prediction is made or skipped. So nothing waits for it: later cells find the names that they need.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

from checker.errors import CasebookError, UsageError
from checker.exercises.predictions import Prediction
from checker.exercises.shelf import casebooks
from checker.reports.predictions import (
    ASKED,
    SKIP,
    all_html,
    all_text,
    asked_text,
    picture_html,
    printed_html,
    said_html,
    said_text,
)
from checker.student.frontend import in_kernel, running_notebook, show_choices, show_panel
from checker.student.never_raises import never_raises
from checker.student.progress_file import read_diary, write_diary

#: What cells of this kernel have to show and do not show yet, by question.
_held: dict[str, "Held"] = {}


class Held:
    """What a cell has printed and displayed while it was asked for a prediction."""

    def __init__(self) -> None:
        self._capture = import_module("IPython.utils.capture").capture_output()
        self._found = self._capture.__enter__()

    def end(self) -> None:
        """Hold nothing back any more."""
        self._capture.__exit__(None, None, None)

    def show(self) -> None:
        """Show all of it, as the cell would have done."""
        self._found.show()

    def html(self) -> str:
        """Return all of it as one piece of HTML, for a place where nothing can be displayed."""
        shown = (_as_html(each.data) for each in self._found.outputs)
        return printed_html(self._found.stdout + self._found.stderr) + "".join(shown)


def _as_html(forms: Any) -> str:
    if "image/png" in forms:
        return picture_html(forms["image/png"], "the picture of this cell; the text tells it")
    return forms.get("text/html") or printed_html(forms.get("text/plain", ""))


class Gate:
    """A context for a cell whose outcome is predicted; `with predict("ten turns"):` makes one."""

    def __init__(self, asked: Prediction | None):
        self._asked = asked
        self._said = ""
        self._held: Held | None = None

    def __repr__(self) -> str:
        return asked_text(self._asked) if self._asked else "There is nothing to predict here."

    def __enter__(self) -> None:
        if self._asked is None or not in_kernel():
            return
        self._said = read_diary(Path.cwd()).predictions.get(self._asked.name, "")
        if not self._said:
            self._held = Held()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Ask, or show what was said; an exception passes, and is all that is seen."""
        with ExitStack() as last:
            if self._held:
                self._held.end()
            if kind is None and self._asked:
                last.callback(self._ask if self._held else self._answer)

    @never_raises(otherwise=None, name="predict")
    def _ask(self) -> None:
        asked, held = self._asked, self._held
        if asked and held:
            _held[asked.name] = held
            show_choices(asked_text(asked), ASKED, [*asked.options, SKIP], _reply(asked, held))

    @never_raises(otherwise=None, name="predict")
    def _answer(self) -> None:
        if self._asked and self._said:
            _show(said_text(self._asked, self._said), said_html(self._asked, self._said))


def _reply(asked: Prediction, held: Held) -> Callable[[str], str]:
    """Return what keeps an answer, and gives what takes the place of the buttons."""

    def reply(said: str) -> str:
        _keep(asked, said)
        return held.html() + said_html(asked, said)

    return reply


@never_raises(otherwise=None, name="predict")
def _keep(asked: Prediction, said: str) -> None:
    diary = read_diary(Path.cwd())
    write_diary(Path.cwd(), diary.with_prediction(asked.name, said))


def predict(question: str, answer: str | None = None) -> Gate | None:
    """Ask for a prediction before the outcome of a cell shows, or make one in words.

    Parameters
    ----------
    question
        The name of the question, which stands in the notebook.
    answer
        One of its options, words of your own, or "skip"; needed only where there are no buttons.

    Examples
    --------
    In a notebook: `with predict("ten turns"): print(perceptron(0.5))`.
    """
    asked = _question(question)
    if answer is None:
        return Gate(asked)
    _say(question, asked, answer)
    return None


@never_raises(otherwise=None, name="predict")
def _say(question: str, asked: Prediction | None, answer: str) -> None:
    if asked is None:
        raise UsageError(f"there is no question “{question}” in these notebooks")
    said = str(answer).strip() or SKIP
    _keep(asked, said)
    if held := _held.get(asked.name):
        held.show()
    _show(said_text(asked, said), said_html(asked, said))


@never_raises(otherwise=None)
def predictions() -> None:
    """Show what you predicted in this notebook beside what came true."""
    running = running_notebook(sys._getframe(2).f_globals)
    said = read_diary(Path.cwd()).predictions
    books = casebooks(Path.cwd())
    mine = [book for book in books if book.notebook == running] or books
    asked = [each for book in mine for each in book.predictions]
    _show(all_text(asked, said), all_html(asked, said))


def _question(name: str) -> Prediction | None:
    """Return the question of this name; None where there is none, or no casebook to look it up."""
    try:
        books = casebooks(Path.cwd())
    except CasebookError:
        return None
    return next((each for book in books for each in book.predictions if each.name == name), None)


def _show(text: str, html: str) -> None:
    if not show_panel(text, html):
        print(text)
