"""What a student wrote, as far as marking has to know it without running it."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

from checker.course.compiling.assignments import Assignment
from checker.documents.cell_text import EXERCISE, Uses, exercise_id, text_of, uses_of
from checker.exercises.casebook import CompiledExercise
from checker.records import Cell, Submission


@dataclass(frozen=True)
class StudentCode:
    """The code of one submission beside that of the notebook as it was handed out."""

    assignment: Assignment
    submission: Submission

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The student's code cells: all but ours that are as they were."""
        ours = self.assignment.locked_texts
        return tuple(cell for cell in self._code if self._texts[cell.id] not in ours)

    def is_untouched(self, exercise: CompiledExercise) -> bool:
        """Whether the stub stands as it was handed out, and nothing else can define its names."""
        stub = exercise_id(exercise.name)
        return self._texts.get(stub) == self.assignment.texts.get(stub) and not any(
            self._may_bind(cell.id, name) for cell in self._changed for name in exercise.defines
        )

    def helpers(self, exercise: CompiledExercise) -> list[CompiledExercise]:
        """List the earlier exercises whose functions an answer may call, near or far.

        Those are the ones that the exercise needs, those that the student's text mentions, and
        what these need.
        """
        mentioned = self._mentioned_outside | self._mentioned_in(exercise_id(exercise.name))
        exercises = self.assignment.casebook.exercises
        before = takewhile(lambda other: other.name != exercise.name, exercises)
        earlier = [other for other in before if not other.fields]
        names = set(exercise.needs)
        for other in reversed(earlier):
            if other.name in names or not mentioned.isdisjoint(other.defines):
                names |= {other.name, *other.needs}
        return [other for other in earlier if other.name in names]

    @cached_property
    def _mentioned_outside(self) -> frozenset[str]:
        """What the student's cells mention that answer no exercise."""
        outside = (cell.id for cell in self.cells if not cell.id.startswith(EXERCISE))
        return frozenset[str]().union(*map(self._mentioned_in, outside))

    def _mentioned_in(self, cell: str) -> frozenset[str]:
        return self._uses[cell].mentioned if cell in self._own else frozenset()

    def answer(self, exercise: CompiledExercise) -> str:
        """Return the student's code for an exercise: the cells that define its names last."""
        last = {
            name: cell.id
            for name in exercise.defines
            for cell in self._code
            if name in self._uses[cell.id].bound
        }
        return "\n\n".join(cell.source for cell in self._code if cell.id in last.values())

    def files(self, exercise: CompiledExercise) -> dict[str, bytes]:
        """Return what the code of an exercise may read: what it asks for, and what lies beside.

        What lies beside travels only if the code mentions some of it.
        """
        asked = {
            name: data for name, data in self.submission.files.items() if name in exercise.files
        }
        return asked | (dict(self.submission.beside) if self._reads_beside else {})

    @cached_property
    def _reads_beside(self) -> bool:
        names = {PurePosixPath(name).stem for name in self.submission.beside}
        return any(_mentions(cell.source, name) for cell in self.cells for name in names)

    @cached_property
    def ours(self) -> frozenset[str]:
        """The ids of the cells that are as they were handed out."""
        known = set(self.assignment.texts.values())
        return frozenset(id_ for id_, text in self._texts.items() if text in known)

    @cached_property
    def fingerprint(self) -> str:
        """What tells all the code of this submission from any other's."""
        return digest([[cell.id, cell.source] for cell in self._code])

    @cached_property
    def _code(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.submission.cells if cell.kind == "code")

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(cell.id for cell in self.cells)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {cell.id: text_of(cell) for cell in self._code}

    @cached_property
    def _changed(self) -> list[Cell]:
        """The cells whose texts are in none of the notebook as it was handed out."""
        ours = set(self.assignment.texts.values())
        return [cell for cell in self._code if self._texts[cell.id] not in ours]

    @cached_property
    def _uses(self) -> dict[str, Uses]:
        """What each cell does with the names that the notebook asks for, read once for all."""
        exercises = self.assignment.casebook.exercises
        names = {name for exercise in exercises for name in exercise.defines}
        return {cell.id: uses_of(cell.source, names) for cell in self._code}

    def _may_bind(self, cell: str, name: str) -> bool:
        """Whether a cell defines a name, or uses it in any other way than calling it."""
        uses = self._uses[cell]
        return name in uses.bound or name in uses.uncalled


def digest(parts: Any) -> str:
    """Return a fingerprint of what can be written as JSON."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _mentions(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
