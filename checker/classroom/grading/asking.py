"""One exercise asked: of a process of its own or another's, with worked solutions beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checker.classroom.grading.measuring import asked_of, measured
from checker.classroom.grading.student_code import StudentCode
from checker.classroom.grading.worked_answers import WorkedAnswers
from checker.exercises import Case
from checker.exercises.casebook import CompiledExercise
from checker.exercises.supply import supplied, told_shortly
from checker.grades import Verdict
from checker.judging.own_fields import OwnFields
from checker.records import Answer, Job, Value
from checker.sandbox.questions import ANSWERED, Oracle
from checker.sandbox.same_programs import Shared
from checker.steps import Call, Name, Step

#: Answers cases with a job's code; calls of the job's oracles are handed to the last.
Run = Callable[[Job, Sequence[Sequence[Step]], Oracle | None], Sequence[Answer]]

#: Answers cases in the process that has answered last, if that goes; else gives None. Those at
#: some places may be asked alone.
Share = Callable[
    [Job, Sequence[Sequence[Step]], Oracle | None, Sequence[int] | None], Shared | None
]


@dataclass(frozen=True)
class AskedOnce:
    """What was run for one exercise, who answered for other functions, and what came back."""

    job: Job
    oracle: Oracle | None
    raw: Sequence[Answer]
    answers: Sequence[Answer]


@dataclass(frozen=True)
class Asking:
    """Asks what one exercise of a submission answers, and keeps what stands of it.

    `oracles` are the names for which the worked solutions answer.
    """

    work: StudentCode
    exercise: CompiledExercise
    run: Run
    reference: Run
    share: Share | None
    worked: WorkedAnswers

    def asked(self, oracles: tuple[str, ...], *, again: bool) -> AskedOnce:
        """Return what stands of what was answered, or what a process of its own answers.

        What was asked on other functions before may go on where it was.
        """
        if again and oracles not in self._standing:
            self.beside(oracles)
        if oracles in self._standing:
            return self._standing[oracles]
        job, oracle = self._job(oracles), self._oracle(oracles)
        raw = self.run(job, self._scripts, oracle)
        return AskedOnce(job, oracle, raw, self._looked_into(raw))

    def beside(self, oracles: tuple[str, ...]) -> AskedOnce | None:
        """Ask the process that has answered last; None if that does not go."""
        job, oracle = self._job(oracles), self._oracle(oracles)
        shared = self.share(job, self._scripts, oracle, None) if self.share else None
        if shared is None:
            return None
        once = AskedOnce(job, oracle, shared.answers, self._looked_into(shared.answers))
        if shared.stands:
            self._standing[oracles] = once
        return once

    def few(self, oracles: tuple[str, ...], places: Sequence[int]) -> dict[int, Answer] | None:
        """Ask the cases at some places beside others; None if that does not go or stand."""
        job, oracle = self._job(oracles), self._oracle(oracles)
        shared = self.share(job, self._scripts, oracle, places) if self.share else None
        if shared is None or not shared.stands:
            return None
        cases = [self.exercise.cases[at] for at in places]
        return dict(zip(places, self._looked_into(shared.answers, cases), strict=True))

    @cached_property
    def _standing(self) -> dict[tuple[str, ...], AskedOnce]:
        return {}

    def _oracle(self, oracles: tuple[str, ...]) -> Oracle | None:
        return self._ask if oracles else None

    def _job(self, oracles: tuple[str, ...]) -> Job:
        """Return the same job each time: of one that was too slow a sandbox takes note."""
        if oracles not in self._jobs:
            files = self.work.files(self.exercise)
            self._jobs[oracles] = self.work.assignment.job(
                self.exercise, self.work.cells, oracles, files
            )
        return self._jobs[oracles]

    @cached_property
    def _jobs(self) -> dict[tuple[str, ...], Job]:
        return {}

    @cached_property
    def _scripts(self) -> list[Sequence[Step]]:
        return [asked_of(case) for case in self.exercise.cases]

    def _looked_into(
        self, raw: Sequence[Answer], cases: Sequence[Case] | None = None
    ) -> list[Answer]:
        pairs = zip(cases or self.exercise.cases, raw, strict=True)
        return [measured(case, answer, self._measured) for case, answer in pairs]

    def _ask(self, name: str, arguments: tuple[Value, ...]) -> Answer:
        """Answer a call of an earlier exercise's function or method by its worked solution."""

        def ask() -> Answer:
            job = self.work.assignment.reference_job(self.exercise.lab)
            call = Call(ANSWERED, (Name(name), *arguments))
            (answer,) = self.reference(job, [[call]], None)
            return answer

        return self.worked.to((name, self.casebook, self.exercise.lab), arguments, ask)

    @property
    def casebook(self) -> str:
        return self.work.assignment.casebook_sha256

    def _measured(self, call: Call) -> Answer:
        """Look at what student code has made with the exercise's instruments, apart from it."""
        files = self.work.files(self.exercise)

        def ask() -> Answer:
            job = self.work.assignment.measuring_job(self.exercise.lab)
            (answer,) = self.reference(job, [supplied([call], files)], None)
            return answer

        asked_of_us, made = told_shortly(call, files)
        return self.worked.to((asked_of_us, self.casebook, self.exercise.lab), made, ask)

    def recomputed(self, verdict: Verdict, answers: Sequence[Answer]) -> dict[Case, Answer]:
        """Answer wrong fields by the worked solution, from the student's own earlier fields."""
        job = self.work.assignment.job(self.exercise, self.work.assignment.solutions)

        def go_on(own: Mapping[str, Value], case: Case) -> Answer:
            def ask() -> Answer:
                pinned = replace(job, pinned={**job.pinned, **own})
                (answer,) = self.reference(pinned, [case.steps], None)
                return answer

            place = str(self.exercise.cases.index(case))
            context = (self.exercise.name, self.casebook, place)
            return self.worked.to(context, tuple(own.items()), ask)

        return OwnFields(self.exercise, go_on).recomputed(verdict, answers)
