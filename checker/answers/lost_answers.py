"""Answers that are not where they were asked for, found again; each step is said in a sentence.

An answer is looked for by its cell's id, then by the names that it defines, then by the names
in another spelling of upper and lower case, and last by its likeness to the stub.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from checker.answers.split_cells import joined
from checker.answers.texts_of_cells import CellText, asked_in, lines_of
from checker.documents.cell_text import EXERCISE, WORDS, binds, exercise_id, text_of
from checker.exercises.casebook import CompiledExercise
from checker.records import Cell

#: A cell is like a stub if it keeps this share of its lines.
LIKENESS = 0.5
ADDED = "# added before grading"


def recover(
    cells: Sequence[Cell], release: Sequence[Cell], exercises: Sequence[CompiledExercise]
) -> tuple[tuple[Cell, ...], list[str]]:
    """Return a student's cells with the answers under the ids they were asked for under.

    The second part says what was done for that, one sentence each.
    """
    names = [name for exercise in exercises for name in exercise.defines]
    whole, repairs = joined(_by_grade_id(cells, release), release, names)
    search = _Search(whole, release, names, repairs)
    for exercise in exercises:
        search.find(exercise)
    return tuple(search.cells), search.repairs


def _by_grade_id(cells: Sequence[Cell], release: Sequence[Cell]) -> list[Cell]:
    """Return cells that lost their id but kept nbgrader's, with the id they were given."""
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
        self.repairs = list(repairs)
        self._stubs = {cell.id: cell for cell in release}
        self._asked = asked_in(frozenset(names), tuple(cell.source for cell in release))
        self._read = [CellText(cell, self._asked) for cell in cells]

    @property
    def cells(self) -> list[Cell]:
        """The cells as they are by now."""
        return [each.cell for each in self._read]

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
            for place, each in enumerate(self._read, 1)
            if each.cell.kind == "code" and each.binds_any(exercise.defines)
        ]

    def _changed(self) -> Iterator[tuple[int, CellText]]:
        """Return the places and texts of what is code and not of the course's own making."""
        for place, each in enumerate(self._read):
            if each.cell.kind == "code" and not each.is_ours:
                yield place, each

    def _change(self, place: int, **fields: Any) -> None:
        self._read[place] = CellText(replace(self._read[place].cell, **fields), self._asked)

    def _read_as_code(self, exercise: CompiledExercise) -> None:
        """Take an answer that has become text for code, if there is none in code."""
        if self._places(exercise):
            return
        for place, each in reversed(list(enumerate(self._read))):
            words = each.cell.id.startswith(WORDS)  # a formula in an explanation is no answer
            if not (each.is_ours or words) and each.binds_any(exercise.defines):
                self.repairs.append(
                    f"{exercise_id(exercise.name)} had become a {each.cell.kind} cell; it was "
                    "read as code"
                )
                self._change(place, kind="code", source=_without_fences(each.cell.source))
                return

    def _respell(self, exercise: CompiledExercise) -> None:
        """Return a name in another case its own spelling too, such as for `Sigmoid`."""
        changed = list(self._changed())
        for name in exercise.defines:
            if any(each.binds_any([name]) for _, each in changed):
                continue
            spelled = [
                (place, other)
                for place, each in changed
                for other in each.spelled(name, assigned=bool(exercise.fields))
            ]
            if spelled:
                place, other = spelled[-1]
                source = self._read[place].cell.source.rstrip()
                self._change(place, source=f"{source}\n\n\n{name} = {other}  {ADDED}")
                self.repairs.append(f"{_escaped(other)} was taken for {name}")

    def _pass_over_stubs(self, exercise: CompiledExercise) -> None:
        """Leave stubs out that stand beside an answer: the one below would undo it."""
        stub = self._stubs.get(exercise_id(exercise.name))
        if stub is None:
            return
        asked = [name for name in exercise.defines if binds(stub.source, name)]
        changed, text = [each for _, each in self._changed()], text_of(stub)
        stubs = [each for each in self._read if each.text == text]
        if stubs and all(any(each.binds_any([name]) for each in changed) for name in asked):
            self._read = [each for each in self._read if each not in stubs]
            self.repairs.append(
                f"the stub of {exercise.name} stood beside an answer; it was left out"
            )

    def _find_by_name(self, exercise: CompiledExercise) -> None:
        lost = exercise_id(exercise.name)
        places = [place - 1 for place in self._places(exercise)]
        if any(each.cell.id == lost for each in self._read) or not places:
            return
        free = [place for place in places if not self._read[place].cell.id.startswith(EXERCISE)]
        if not free:
            self.repairs.append(f"{lost} was found in the cell {self._read[places[-1]].cell.id}")
            return
        self._change(free[-1], id=lost)
        kind = "variable" if exercise.fields else "function"
        self.repairs.append(f"{lost} was found by its {kind} name")

    def _find_by_likeness(self, exercise: CompiledExercise) -> None:
        lost = exercise_id(exercise.name)
        stub = self._stubs.get(lost)
        if stub is None or any(each.cell.id == lost for each in self._read):
            return
        wanted = set(lines_of(stub.source))
        likest = max(
            (
                (len(wanted & each.kept_lines) / len(wanted), place)
                for place, each in self._changed()
                if not each.cell.id.startswith(EXERCISE)
            ),
            default=(0.0, 0),
        )
        if likest[0] >= LIKENESS:
            self._change(likest[1], id=lost)
            self.repairs.append(f"{lost} was found by its likeness to the stub")

    def _say_what_is_defined(self, exercise: CompiledExercise) -> None:
        """Name what an answer defines instead of what it was asked for, letter by letter."""
        own = [each for _, each in self._changed() if each.cell.id == exercise_id(exercise.name)]
        others = [each.last_defined for each in own if each.last_defined]
        if others:
            asked = " and ".join(exercise.defines)
            self.repairs.append(f"{own[0].cell.id} defines {_escaped(others[-1])}, not {asked}")


def _without_fences(source: str) -> str:
    """Return what stands in a cell without the lines that begin and end code in Markdown."""
    lines = source.split("\n")
    return "\n".join(line for line in lines if not line.lstrip().startswith("```"))


def _escaped(name: str) -> str:
    """Write letters out that only look like those of the alphabet, and no more than a name's."""
    return name[:80].encode("ascii", "backslashreplace").decode()
