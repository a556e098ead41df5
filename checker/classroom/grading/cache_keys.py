"""What the verdict on one exercise rests on, as one key: the same key, the same verdict.

Which of a student's cells an exercise needs is found out behind the wall, where code may be
parsed. Out here all their code counts: a key may change for nothing, but never stays for nothing.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from checker.classroom.grading.student_code import StudentCode, digest
from checker.course.compiling.assignments import Assignment
from checker.documents.cell_text import is_locked, text_of
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.exercises.storage import dump, fingerprint
from checker.grades import Outcome, Provenance


class CacheKeys:
    """Return the keys of verdicts on the exercises of one assignment.

    `look_closer` is how long a wrong answer may be looked at: what is said of it hangs on that.
    """

    def __init__(self, assignment: Assignment, common: Provenance, look_closer: float):
        self._assignment = assignment
        versions = [common.checker_version, common.python, common.numpy]
        run = [common.isolation, common.seed, assignment.setup, self._handed_out()]
        self._run: list[Any] = [*versions, *run, look_closer]
        self._solutions = digest([[cell.id, cell.source] for cell in assignment.solutions])
        self._exercises: dict[str, str] = {}

    def key(
        self, work: StudentCode, exercise: CompiledExercise, earlier: Mapping[str, Outcome]
    ) -> str:
        """Return the key of the verdict on one exercise of a submission.

        Parameters
        ----------
        earlier
            What became of the exercises before it, for errors are carried forward.
        """
        helpers = work.helpers(exercise)
        parts: list[Any] = [self._run, self._compiled(exercise), work.fingerprint]
        parts.append([[other.name, other.defines, earlier[other.name]] for other in helpers])
        parts.append(self._solutions if helpers or exercise.fields else "")
        files = work.files(exercise)
        parts.append(repr(self._assignment.classmates.get(exercise.name)))
        parts.append({name: hashlib.sha256(data).hexdigest() for name, data in files.items()})
        return digest(parts)

    def _compiled(self, exercise: CompiledExercise) -> str:
        """Return the fingerprint of an exercise alone: its cases, answers, points and numbers."""
        if exercise.name not in self._exercises:
            book = self._assignment.casebook
            numbers = {name: given for name, given in book.numbers.items() if name == exercise.name}
            alone = Casebook(book.notebook, book.seed, numbers, (exercise,))
            self._exercises[exercise.name] = fingerprint(dump(alone))
        return self._exercises[exercise.name]

    def _handed_out(self) -> str:
        release = self._assignment.release
        code = [cell for cell in release if cell.kind == "code"]
        return digest([[cell.id, text_of(cell), is_locked(cell)] for cell in code])
