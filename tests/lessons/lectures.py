"""The lectures as notebooks that run: each code cell, with some or all exercises solved."""

import contextlib
import doctest
import io
import re
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import jupytext
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

import checker
from checker import figures

SOLUTIONS = Path(__file__).parents[2] / "solutions"
REGION = re.compile(r"^( *)### BEGIN SOLUTION\n.*?### END SOLUTION$", re.DOTALL | re.MULTILINE)
#: How a cell stops that needs an exercise which is not solved yet.
UNSOLVED = (NotImplementedError, NameError, LookupError)


@dataclass
class Ran:
    """One code cell after it ran: what it printed, the figures it showed, why it stopped."""

    cell: dict
    printed: str
    figures: int
    fault: Exception | None


class Lecture:
    """One lesson's cells as students see them, with the worked solutions at hand."""

    def __init__(self, name):
        self.path = SOLUTIONS / f"{name}.py"
        cells = jupytext.read(self.path).cells
        self.cells = [cell for cell in cells if "instructor" not in cell.metadata.get("tags", ())]
        self.prose = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        alts = (cell.metadata.get("alt", "") for cell in cells)
        self.text = "\n\n".join([self.prose, *alts])
        self.exercises = [
            cell.metadata["exercise"] for cell in cells if "exercise" in cell.metadata
        ]
        number = int(name[:2])
        self.guard = re.compile(
            rf"\*Run the next (cell|two cells) once exercise {number}\.(\d)\s+is right"
        )

    def run(self, solved, folder=SOLUTIONS):
        """Run all code cells in order, with stubs in place of all exercises after the first few.

        `folder` is where the notebook lies, and where it saves what it makes.
        """
        namespace = {"__name__": "notebook"}
        with contextlib.ExitStack() as stack:
            for name in ("check", "hint", "progress"):
                stack.enter_context(mock.patch.object(checker, name, return_value=1.0, create=True))
            stack.enter_context(mpl.rc_context({"backend": "Agg"}))
            stack.enter_context(np.printoptions())  # a notebook may set its own
            stack.enter_context(contextlib.chdir(folder))
            ran = [self._run(cell, namespace, solved) for cell in self._code()]
        return namespace, ran

    def finished(self, folder=SOLUTIONS):
        """Run it with all exercises solved."""
        return self.run(len(self.exercises), folder)

    def guards(self):
        """Give, per code cell, the number of the exercise it waits for, as the prose says; or 0."""
        numbers, waiting = [], []
        for cell in self.cells:
            if cell.cell_type == "markdown":
                found = self.guard.search(cell.source)
                waiting = [int(found[2])] * (1 if found[1] == "cell" else 2) if found else []
            else:
                numbers.append(waiting.pop() if waiting else 0)
        return numbers

    def _code(self):
        return [cell for cell in self.cells if cell.cell_type == "code"]

    def _run(self, cell, namespace, solved):
        printed, shown, fault = io.StringIO(), [], None

        def show():
            figure = plt.gcf()
            if solved == len(self.exercises):  # drawing takes longer than all else
                figure.canvas.draw()
            shown.append(figure)

        def interactive(module, *args):
            shown.append(module)
            return shown_by_course(module, *args)

        def embedded(module, *args):
            shown.append(module)
            return embedded_by_course(module, *args)

        shown_by_course, embedded_by_course = figures._shown, figures._embedded
        with (
            contextlib.redirect_stdout(printed),
            mock.patch.object(plt, "show", show),
            mock.patch.object(figures, "_shown", interactive),
            mock.patch.object(figures, "_embedded", embedded),
        ):
            try:
                exec(self._text(cell, solved), namespace)
            except UNSOLVED as error:
                fault = error
        plt.close("all")
        return Ran(cell, printed.getvalue(), len(shown), fault)

    def _text(self, cell, solved):
        """The cell's code, as students get it if its exercise is not among the solved ones."""
        name = cell.metadata.get("exercise")
        if name is None or self.exercises.index(name) < solved:
            return cell.source
        return REGION.sub(rf"\1{name} = None; raise NotImplementedError", cell.source)


def waits_where_it_says(lecture, ran, solved):
    """Hold that a cell waits exactly until the exercise is solved that the prose above it names.

    It says so, and ends without an exception.
    """
    for done, guard in zip(ran, lecture.guards(), strict=True):
        if "exercise" not in done.cell.metadata:
            assert done.fault is None, done.cell.source
            waits = re.search("waits for exercise|has not run to its end", done.printed)
            assert (waits is not None) == (guard > solved), done.cell.source


def figures_have_texts(ran):
    """Hold that exactly the cells with a text for those who cannot see show a figure, one each."""
    for done in ran:
        assert done.figures == ("alt" in done.cell.metadata), done.cell.source


def examples_are_right(names, functions):
    """Hold that each function's docstring has examples, and that they come out as written."""
    runner = doctest.DocTestRunner()
    for name in functions:
        parsed = doctest.DocTestParser().get_doctest(names[name].__doc__, names, name, None, 0)
        assert parsed.examples, name
        runner.run(parsed, clear_globs=False)
    assert runner.failures == 0


def is_quoted(prose, quoted):
    """Whether a number stands in the prose, and not as a part of a longer one."""
    return re.search(rf"(?<![\d.]){re.escape(quoted)}(?!\d|\.\d)", prose) is not None


def shows(label, number):
    """Whether a label is a number, rounded to the decimals it has."""
    return f"{number:.{len(label.partition('.')[2])}f}" == label.replace("−", "-")


def lines_are_short(ran):
    """Hold that a cell of 640 pixels, which breaks lines anywhere, breaks no printed number.

    A figure that is shown prints itself in words only where there is no page.
    """
    printed = [done.printed for done in ran if "alt" not in done.cell.metadata]
    long = [line for text in printed for line in text.splitlines() if len(line) > 66]
    broken = [line for line in long if re.search(r"\d \d|\d, \d|\d\] \[", line)]
    assert broken == [], broken
