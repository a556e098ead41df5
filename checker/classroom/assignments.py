"""One notebook of the course as grading needs it: what was handed out, and what is right."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from checker.classroom.intake import EXERCISE, binds, exercise_id, is_locked, text_of
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.records import Cell, Job, Submission


@dataclass(frozen=True)
class Assignment:
    """A notebook with the casebook that decides its marks.

    Parameters
    ----------
    notebook, release
        The notebook's bytes as students got them, and its cells.
    setup
        The text of the setup cell.
    solutions
        The cells of the worked solutions; they never enter a sandbox with student code.
    casebook, casebook_sha256
        The fresh cases of this run, and the fingerprint by which results name them.
    """

    notebook: bytes
    release: tuple[Cell, ...]
    setup: str
    solutions: tuple[Cell, ...]
    casebook: Casebook
    casebook_sha256: str

    @property
    def name(self) -> str:
        """The notebook's name."""
        return self.casebook.notebook

    @cached_property
    def _released_texts(self) -> frozenset[str]:
        return frozenset(text_of(cell) for cell in self.release)

    @cached_property
    def _stubs(self) -> Mapping[str, str]:
        return {cell.id: text_of(cell) for cell in self.release}

    def helpers(self, submission: Submission, exercise: CompiledExercise) -> list[CompiledExercise]:
        """List the earlier exercises whose functions an answer may call, near or far.

        Those are the ones that the exercise needs, those that the student's text mentions, and
        what these need.
        """
        text = "\n".join(
            cell.source
            for cell in self.own_cells(submission)
            if cell.id == exercise_id(exercise.name) or not cell.id.startswith(EXERCISE)
        )
        before = takewhile(lambda other: other.name != exercise.name, self.casebook.exercises)
        earlier = [other for other in before if not other.fields]
        names = set(exercise.needs)
        for other in reversed(earlier):
            if other.name in names or any(_mentions(text, name) for name in other.defines):
                names |= {other.name, *other.needs}
        return [other for other in earlier if other.name in names]

    def job(
        self, exercise: CompiledExercise, cells: Sequence[Cell], oracles: Sequence[str] = ()
    ) -> Job:
        """Give the job of running an exercise from a student's cells, or from the solutions."""
        return Job(
            setup=self.setup,
            cells=tuple(cells),
            wanted=exercise.wanted,
            oracles=tuple(oracles),
            pinned=self.casebook.numbers.get(exercise.name, {}),
        )

    @cached_property
    def reference_job(self) -> Job:
        """The job of answering calls by the worked solutions: every function of the notebook."""
        functions = [exercise for exercise in self.casebook.exercises if not exercise.fields]
        wanted = tuple(name for exercise in functions for name in exercise.defines)
        return Job(self.setup, self.solutions, wanted)

    def own_cells(self, submission: Submission) -> list[Cell]:
        """List the code cells that are the student's: all but ours that are as they were."""
        ours = {text_of(cell) for cell in self.release if is_locked(cell)}
        return [
            cell for cell in submission.cells if cell.kind == "code" and text_of(cell) not in ours
        ]

    def untouched(self, submission: Submission, exercise: CompiledExercise) -> bool:
        """Whether the stub stands as it was handed out, and nothing else can define its names."""
        stub = exercise_id(exercise.name)
        code = {cell.id: text_of(cell) for cell in submission.cells if cell.kind == "code"}
        others = [text for text in code.values() if text not in self._released_texts]
        return code.get(stub) == self._stubs.get(stub) and not any(
            _may_bind(text, name) for text in others for name in exercise.defines
        )

    def answer(self, submission: Submission, exercise: CompiledExercise) -> str:
        """Give the student's code for an exercise: the cells that define its names last."""
        code = [cell for cell in submission.cells if cell.kind == "code"]
        last = {
            name: cell.id for name in exercise.defines for cell in code if binds(cell.source, name)
        }
        return "\n\n".join(cell.source for cell in code if cell.id in last.values())


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _may_bind(text: str, name: str) -> bool:
    """Whether a text defines a name, or uses it in any other way than calling it."""
    uncalled = re.sub(rf"\b{re.escape(name)}\s*\(", "", text)
    return binds(text, name) or _mentions(uncalled, name)
