"""One exercise on trial: its lesson, its recorded cases, and who answers them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.course.compiling.casebooks import solver
from checker.course.release.course import Lesson
from checker.exercises import Case, Exercise, Misconception
from checker.exercises.casebook import (
    CompiledExercise,
    Numbers,
    compile_exercise,
    generator,
)
from checker.grades import Verdict
from checker.judging import judge
from checker.records import Answer
from checker.sandbox import Sandbox


@dataclass(frozen=True)
class Proof:
    """What became of one claim about an exercise: a figure for the table, and every fault."""

    column: str
    figure: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Subject:
    """An exercise on trial, with the casebook that students have of it and its numbers.

    Cases that were drawn anew take the place of the casebook's; `seed` is then theirs.
    """

    lesson: Lesson
    exercise: Exercise
    recorded: CompiledExercise
    numbers: Numbers
    seed: int | None = None

    @property
    def where(self) -> str:
        """Say whose cases these are."""
        return "the casebook" if self.seed is None else f"seed {self.seed}"

    @property
    def varies(self) -> bool:
        """Whether another seed asks anything else: draws other cases, or other numbers."""
        rng = generator(self.seed, self.exercise.name)
        before = rng.bit_generator.state
        self.exercise.checks(rng)
        return self.exercise.numbers is not None or rng.bit_generator.state != before

    @property
    def quick(self) -> "Subject":
        """The same without known mistakes: neither compiled nor recognised, which takes time."""
        recorded = replace(self.recorded, mistakes=(), pairs=())
        return replace(self, exercise=replace(self.exercise, misconceptions=()), recorded=recorded)

    def fresh(self, seed: int, sandbox: Sandbox) -> CompiledExercise:
        """Compile the cases of a seed, with the numbers as handed out.

        Raises
        ------
        BrokenReference
            If the worked solution fails on its own cases.
        """
        solve = solver(self.lesson, sandbox)
        return compile_exercise(self.exercise, seed, self.numbers, solve)

    def answers(
        self,
        cases: Sequence[Case],
        sandbox: Sandbox,
        *,
        text: str | None = None,
        known: Misconception | None = None,
    ) -> Sequence[Answer]:
        """Answer cases with the worked cell, another text, or a known mistake in its place."""
        lesson = self.lesson if text is None else _with_text(self.lesson, self.exercise, text)
        return solver(lesson, sandbox)(self.exercise, known, cases, self.numbers)

    def verdict(
        self,
        compiled: CompiledExercise,
        sandbox: Sandbox,
        *,
        text: str | None = None,
        known: Misconception | None = None,
    ) -> Verdict:
        """Return the verdict on such an answer."""
        return judge(compiled, self.answers(compiled.cases, sandbox, text=text, known=known))


def is_full(verdict: Verdict) -> bool:
    """Whether all points were earned."""
    return verdict.points == verdict.max_points


def marks(verdict: Verdict) -> str:
    """Say how many points were earned, and why not more."""
    failed = verdict.first_failure
    why = f": {failed.name}: {failed.reason or 'no points'}" if failed else ""
    case = f" (case “{failed.case}”)" if failed and failed.case else ""
    return f"{verdict.points:g} of {verdict.max_points:g} points{why}{case}"


def _with_text(lesson: Lesson, exercise: Exercise, text: str) -> Lesson:
    cells = (
        replace(cell, source=text) if cell.exercise == exercise.name else cell
        for cell in lesson.cells
    )
    return replace(lesson, cells=tuple(cells))
