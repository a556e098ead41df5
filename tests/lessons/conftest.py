"""The lessons of the course, answering in this process: quick, and only for our own code."""

import contextlib
from pathlib import Path
from textwrap import dedent

import pytest

from checker.course.release.course import load_lesson
from checker.course.release.pairs import pairs_of
from checker.course.release.variants import rewrite_given
from checker.course.release.wrong import wrong_cell
from checker.exercises import names_asked
from checker.exercises.casebook import compile_exercise
from checker.exercises.supply import supplied
from checker.judging import with_pairs
from checker.records import Cell, Job
from checker.sandbox.inside.cells import namespace_for
from checker.sandbox.inside.lab import laboratory
from checker.sandbox.inside.probe import ask

pytest.register_assert_rewrite("tests.lessons.lecture_tests")

SOLUTIONS = Path(__file__).parents[2] / "solutions"


class Desk:
    """A lesson's worked cells, any of which can be exchanged for a student's."""

    def __init__(self, lesson):
        self.lesson = lesson

    def source(self, name):
        """Give the worked cell of an exercise."""
        return self.lesson.worked(name)

    def answers(self, exercise, cases, written=None, numbers=None):
        """Answer cases with a student's text in place of the worked cell."""
        cells = tuple(
            Cell(f"cell-{place}", "code", self._text(cell, exercise.name, written, numbers))
            for place, cell in enumerate(self.lesson.cells)
            if cell.exercise or cell.given
        )
        job = Job(self.lesson.setup, cells, (*exercise.defines, *names_asked(cases)))
        lab = laboratory(dedent(exercise.lab))
        with contextlib.chdir(SOLUTIONS):  # where the files lie that a worked solution reads
            namespace, *_ = namespace_for(job)
            files = self.lesson.files(exercise)
            return [ask(namespace, supplied(case.steps, files), lab) for case in cases]

    def solve(self, exercise, known, cases, numbers):
        """Answer as a casebook's compiler asks: with the reference or with a mistake."""
        cell = self.source(exercise.name)
        written = wrong_cell(exercise, cell, known) if known else None
        return self.answers(exercise, cases, written, numbers)

    def compiled(self, exercise, seed=None):
        """Compile an exercise for a seed, with the numbers that stand in the source."""
        return compile_exercise(exercise, seed, {}, self.solve)

    def paired(self, exercise, seed=None):
        """Compile an exercise with its pairs of mistakes, and give what each pair answers."""
        compiled = self.compiled(exercise, seed)
        place = exercise.misconceptions.index
        tried = []
        for pair in pairs_of(exercise, self.source(exercise.name)):
            answers = self.solve(exercise, pair.both, compiled.cases, {})
            tried.append((place(pair.first), place(pair.second), answers))
        return with_pairs(compiled, tried), tried

    def _text(self, cell, name, written, numbers):
        if cell.exercise == name and written is not None:
            return written
        return rewrite_given(cell, numbers) if cell.given == name and numbers else cell.source


@pytest.fixture(scope="session")
def neuron():
    """Notebook 1."""
    return Desk(load_lesson(SOLUTIONS / "01_neuron.py"))


@pytest.fixture(scope="session")
def desk_of():
    """Make the desk of any lesson."""
    return Desk


@pytest.fixture(scope="module")
def finished(request, tmp_path_factory):
    """The names and cells of a notebook in which every exercise is solved."""
    return request.module.LECTURE.finished(tmp_path_factory.mktemp("finished"))
