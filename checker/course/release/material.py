"""What a lesson is made of before it is one: cells, exercises, and where each part stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from checker.course.release.pairs import model_cell
from checker.course.release.parsing import names_needed, names_of
from checker.course.release.places import Places
from checker.course.release.wrong import wrong_cell
from checker.documents.sources import SourceCell
from checker.errors import SourceError
from checker.exercises import Check, Exercise, Misconception, Set, cases_of
from checker.exercises.casebook import generator


@dataclass(frozen=True)
class Material:
    """The cells of a source, and the exercises that its file has for them."""

    cells: Sequence[SourceCell]
    path: Path
    exercises: Sequence[Exercise]

    @cached_property
    def places(self) -> Places:
        """Where the parts of the exercises stand."""
        return Places(self.path)

    @cached_property
    def known(self) -> frozenset[str]:
        """The names that a case finds: of the worked solutions, given numbers, setup and tools."""
        own = [cell for cell in self.cells if cell.exercise or cell.given]
        ship = [cell for cell in self.cells if {"setup", "tools"} & set(cell.tags)]
        return frozenset().union(*(names_of(cell.source) for cell in (*own, *ship)))

    def unknown_to(self, exercise: Exercise, text: str) -> frozenset[str]:
        """Return the names that a student's cell looks up, and nothing in the notebook defines.

        Rightly or not, a student may take names from any cell, and those that cases set.
        """
        shown = (cell for cell in self.cells if is_program(cell))
        unknown = names_needed(text).difference(self.known, *(names_of(c.source) for c in shown))
        cases = cases_of(self.checks(exercise)) if unknown else []
        return unknown - {s.target for case in cases for s in case.steps if isinstance(s, Set)}

    def worked(self, exercise: Exercise) -> SourceCell:
        """Return the cell with the worked solution of an exercise."""
        return next(cell for cell in self.cells if cell.exercise == exercise.name)

    def checks(self, exercise: Exercise) -> Sequence[Check]:
        """Return the checks of an exercise, drawn once.

        Raises
        ------
        SourceError
            If they cannot be drawn.
        """
        place = self.places.of_field(exercise.name, "checks")
        made: object = exercise.checks(generator(None, exercise.name))
        checks = list(made) if isinstance(made, Sequence) else [made]
        for check in checks:
            if not isinstance(check, Check):
                kind = type(check).__name__
                raise SourceError(f"{place}: the checks of {exercise.name} hold a {kind}")
        return [check for check in checks if isinstance(check, Check)]

    def applied(self, exercise: Exercise, known: Misconception | None = None) -> str:
        """Return an exercise's cell with a mistake in it, or as the model has it.

        Raises
        ------
        SourceError
            If it cannot be made; the place is that of the mistake or the model.
        """
        cell = self.worked(exercise)
        try:
            if known is None:
                return model_cell(exercise, cell).source
            return wrong_cell(exercise, cell, known)
        except SourceError as error:
            told = str(error).removeprefix(f"{cell.at()}: ")
            raise SourceError(f"{self._whence(exercise, known)}: {told}") from error

    def _whence(self, exercise: Exercise, known: Misconception | None) -> str:
        if known is None:
            return self.places.of_field(exercise.name, "model")
        return self.places.of_misconception(exercise, known)


def is_program(cell: SourceCell) -> bool:
    """Whether a cell holds Python and nothing else, such as IPython's commands."""
    lines = cell.source.split("\n")
    return cell.kind == "code" and not any(line.lstrip().startswith(("%", "!")) for line in lines)
