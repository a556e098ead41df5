"""Answers that are not where they were asked for, found again; each step is said in a sentence.

An answer is looked for by its cell's id, then by the names that it defines, then by the names
in another spelling of upper and lower case, and last by its likeness to the stub.
"""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from checker.classroom.submissions.split_cells import joined
from checker.documents.cell_text import (
    EXERCISE,
    assigned,
    binds,
    binds_any,
    defined,
    exercise_id,
    text_of,
)
from checker.exercises.casebook import CompiledExercise
from checker.records import Cell

#: A cell is like a stub if it keeps this share of its lines.
LIKENESS = 0.5
ADDED = "# added before grading"


def recover(
    cells: Sequence[Cell], release: Sequence[Cell], exercises: Sequence[CompiledExercise]
) -> tuple[tuple[Cell, ...], list[str]]:
    """Give a student's cells with the answers under the ids they were asked for under.

    The second part says what was done for that, one sentence each.
    """
    names = [name for exercise in exercises for name in exercise.defines]
    whole, repairs = joined(_by_grade_id(cells, release), release, names)
    search = _Search(whole, release, names, repairs)
    for exercise in exercises:
        search.find(exercise)
    return tuple(search.cells), search.repairs


def _by_grade_id(cells: Sequence[Cell], release: Sequence[Cell]) -> list[Cell]:
    """Give cells that lost their id, but kept nbgrader's, the id that they were handed out with."""
    ours = {cell.id for cell in release}
    free = ours - {cell.id for cell in cells}
    named = []
    for cell in cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        lost = cell.id not in ours and grade_id in free
        named.append(replace(cell, id=grade_id) if lost else cell)
        free.discard(grade_id)
    return named


class _Search:
    """The cells of one notebook while answers are looked for, and what was repaired so far."""

    def __init__(
        self,
        cells: Sequence[Cell],
        release: Sequence[Cell],
        names: Collection[str],
        repairs: Sequence[str],
    ):
        self.cells = list(cells)
        self.repairs = list(repairs)
        self._stubs = {cell.id: cell for cell in release}
        self._ours = {text_of(cell) for cell in release}
        self._known = {*names, *(name for cell in release for name in defined(cell.source))}

    def find(self, exercise: CompiledExercise) -> None:
        """Bring the answer to an exercise under its id, if it can be found."""
        self._read_as_code(exercise)
        self._respell(exercise)
        self._pass_over_stubs(exercise)
        self._find_by_name(exercise)
        if not any(self._places(exercise)):
            self._find_by_likeness(exercise)
            self._say_what_is_defined(exercise)

    def _places(self, exercise: CompiledExercise) -> list[int]:
        """List, counted from 1, the code cells that bind a name that the exercise asks for."""
        return [
            place
            for place, cell in enumerate(self.cells, 1)
            if cell.kind == "code" and binds_any(cell.source, exercise.defines)
        ]

    def _changed(self) -> Iterator[tuple[int, Cell]]:
        """Give the places and cells of what is code and not of the course's own making."""
        for place, cell in enumerate(self.cells):
            if cell.kind == "code" and text_of(cell) not in self._ours:
                yield place, cell

    def _read_as_code(self, exercise: CompiledExercise) -> None:
        """Take an answer that has become text for code, if there is none in code."""
        if self._places(exercise):
            return
        for place, cell in reversed(list(enumerate(self.cells))):
            source = _without_fences(cell.source)
            if text_of(cell) not in self._ours and binds_any(source, exercise.defines):
                self.cells[place] = replace(cell, kind="code", source=source)
                self.repairs.append(
                    f"{exercise_id(exercise.name)} had become a {cell.kind} cell; it was read "
                    "as code"
                )
                return

    def _respell(self, exercise: CompiledExercise) -> None:
        """Give a name in another case its own spelling too, such as for `Sigmoid`."""
        bound = assigned if exercise.fields else defined
        changed = list(self._changed())
        for name in exercise.defines:
            if any(binds(cell.source, name) for _, cell in changed):
                continue
            spelled = [
                (place, other)
                for place, cell in changed
                for other in bound(cell.source)
                if _folded(other) == _folded(name) and other not in self._known
            ]
            if spelled:
                place, other = spelled[-1]
                source = f"{self.cells[place].source.rstrip()}\n\n\n{name} = {other}  {ADDED}"
                self.cells[place] = replace(self.cells[place], source=source)
                self.repairs.append(f"{_escaped(other)} was taken for {name}")

    def _pass_over_stubs(self, exercise: CompiledExercise) -> None:
        """Leave stubs out that stand beside an answer: the one below would undo it."""
        stub = self._stubs.get(exercise_id(exercise.name))
        if stub is None:
            return
        asked = [name for name in exercise.defines if binds(stub.source, name)]
        changed = [cell.source for _, cell in self._changed()]
        stubs = [cell for cell in self.cells if text_of(cell) == text_of(stub)]
        if stubs and all(any(binds(text, name) for text in changed) for name in asked):
            self.cells = [cell for cell in self.cells if cell not in stubs]
            self.repairs.append(
                f"the stub of {exercise.name} stood beside an answer; it was left out"
            )

    def _find_by_name(self, exercise: CompiledExercise) -> None:
        lost = exercise_id(exercise.name)
        places = [place - 1 for place in self._places(exercise)]
        if any(cell.id == lost for cell in self.cells) or not places:
            return
        free = [place for place in places if not self.cells[place].id.startswith(EXERCISE)]
        if not free:
            self.repairs.append(f"{lost} was found in the cell {self.cells[places[-1]].id}")
            return
        self.cells[free[-1]] = replace(self.cells[free[-1]], id=lost)
        kind = "variable" if exercise.fields else "function"
        self.repairs.append(f"{lost} was found by its {kind} name")

    def _find_by_likeness(self, exercise: CompiledExercise) -> None:
        lost = exercise_id(exercise.name)
        stub = self._stubs.get(lost)
        if stub is None or any(cell.id == lost for cell in self.cells):
            return
        likest = max(
            (
                (_likeness(cell, stub), place)
                for place, cell in self._changed()
                if not cell.id.startswith(EXERCISE)
            ),
            default=(0.0, 0),
        )
        if likest[0] >= LIKENESS:
            self.cells[likest[1]] = replace(self.cells[likest[1]], id=lost)
            self.repairs.append(f"{lost} was found by its likeness to the stub")

    def _say_what_is_defined(self, exercise: CompiledExercise) -> None:
        """Name what an answer defines instead of what it was asked for, letter by letter."""
        own = [cell for _, cell in self._changed() if cell.id == exercise_id(exercise.name)]
        others = [name for cell in own for name in defined(cell.source)]
        if others:
            asked = " and ".join(exercise.defines)
            self.repairs.append(f"{own[0].id} defines {_escaped(others[-1])}, not {asked}")


def _without_fences(source: str) -> str:
    """Give what stands in a cell without the lines that begin and end code in Markdown."""
    lines = source.split("\n")
    return "\n".join(line for line in lines if not line.lstrip().startswith("```"))


def _likeness(cell: Cell, stub: Cell) -> float:
    """Give the share of a stub's lines that a cell still has."""
    wanted = {line.strip() for line in stub.source.splitlines() if line.strip()}
    return len(wanted & {line.strip() for line in cell.source.splitlines()}) / len(wanted)


def _folded(name: str) -> str:
    """Give a name without case and underscores, in the letters that Python reads it in."""
    return unicodedata.normalize("NFKC", name).casefold().replace("_", "")


def _escaped(name: str) -> str:
    """Write letters out that only look like those of the alphabet, and no more than a name's."""
    return name[:80].encode("ascii", "backslashreplace").decode()
