"""One notebook of the course as grading needs it: what was handed out, and what is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from checker.documents.cell_text import is_locked, text_of
from checker.exercises.casebook import Casebook, CompiledExercise
from checker.records import Answer, Cell, Job


@dataclass(frozen=True)
class Assignment:
    """A notebook with the casebook that decides its marks.

    Parameters
    ----------
    notebook, release
        The notebook's bytes as students got them, and its cells.
    setup
        The text of the setup cell and of the tools.
    solutions
        The cells of the worked solutions; they never enter a sandbox with student code.
    casebook, casebook_sha256
        The fresh cases of this run, and the fingerprint by which results name them.
    owner, personal, classmates
        Where students have numbers of their own: whose these are by their id on the roster, the
        assignments of all by the names under which they hand in, and for each exercise the
        answers that are right for each student on the roster.
    """

    notebook: bytes
    release: tuple[Cell, ...]
    setup: str
    solutions: tuple[Cell, ...]
    casebook: Casebook
    casebook_sha256: str
    owner: str = ""
    personal: "Mapping[str, Assignment]" = field(default_factory=dict)
    classmates: Mapping[str, Mapping[str, Sequence[Answer]]] = field(default_factory=dict)

    def of(self, student: str) -> "Assignment":
        """Return the assignment as one student got it."""
        return self.personal.get(student, self)

    @property
    def name(self) -> str:
        """The notebook's name."""
        return self.casebook.notebook

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What each cell said when it was handed out, by its id."""
        return {cell.id: text_of(cell) for cell in self.release}

    @cached_property
    def locked_texts(self) -> frozenset[str]:
        """What the cells say that are the course's own."""
        return frozenset(self.texts[cell.id] for cell in self.release if is_locked(cell))

    def job(
        self,
        exercise: CompiledExercise,
        cells: Sequence[Cell],
        oracles: Sequence[str] = (),
        files: Mapping[str, bytes] = MappingProxyType({}),
    ) -> Job:
        """Return the job of running an exercise from a student's cells, or from the solutions."""
        return Job(
            setup=self.setup,
            cells=tuple(cells),
            wanted=exercise.wanted,
            oracles=tuple(oracles),
            pinned=self.casebook.numbers.get(exercise.name, {}),
            lab=exercise.lab,
            files=files,
            patience=exercise.patience,
            defines=exercise.defines,
        )

    def reference_job(self, lab: str = "") -> Job:
        """Return the job of answering calls by the worked solutions: every function there is.

        What the course's own code defines is there too, for students hand it over, and so are the
        instruments of `lab`. It is the same job each time, so that a process that has it goes on.
        """
        return self._reference_jobs.setdefault(lab, replace(self._reference_job, lab=lab))

    def measuring_job(self, lab: str) -> Job:
        """Return the job of looking at answers with the instruments of `lab`: one for all."""
        job = Job(setup="", cells=(), wanted=(), lab=lab)
        return self._measuring_jobs.setdefault(lab, job)

    @cached_property
    def _measuring_jobs(self) -> dict[str, Job]:
        return {}

    @cached_property
    def _reference_jobs(self) -> dict[str, Job]:
        return {}

    @cached_property
    def _reference_job(self) -> Job:
        functions = [exercise for exercise in self.casebook.exercises if not exercise.fields]
        asked = tuple(name for exercise in functions for name in exercise.defines)
        job = Job(self.setup, self.solutions, asked)
        return replace(job, wanted=(*asked, *job.tools))
