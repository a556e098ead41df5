"""Which small edits of a student's own code make everything right."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checker.closer_look.blame import Blame, blame
from checker.closer_look.questions import Question, questions_of, whole
from checker.exercises.casebook import CompiledExercise
from checker.records import Answer, Cell, Ending, Job
from checker.sandbox import Sandbox
from checker.sandbox.questions import Oracle
from checker.sandbox.trials import Batch, Trials, TriedEdit

#: One request asks edited programs for so much processor time at most.
SLICE_SECONDS = 0.2
#: So many cases are asked one by one of all edits that are left, and so many edits asked all.
CASES, WHOLE = 4, 16


#: What was stopped would be stopped with every edit, and takes all the time there is.
ASKED_AGAIN = {Ending.RETURNED, Ending.RAISED}


@dataclass(frozen=True)
class Budget:
    """How long a search may take: processor time, and seconds on the clock."""

    cpu_seconds: float = 1.0
    wall_seconds: float = 20.0


@dataclass(frozen=True)
class Finding:
    """Edits that make everything right, the lines that are to blame, and how much was tried."""

    edits: tuple[TriedEdit, ...] = ()
    blame: Blame = field(default_factory=Blame)
    tried: int = 0
    seconds: float = 0.0


def look(
    exercise: CompiledExercise,
    answers: Sequence[Answer],
    sandbox: Sandbox,
    job: Job,
    budget: "Budget",
    oracle: Oracle | None = None,
) -> Finding:
    """Try small edits of the code that answered like this, for so much processor time.

    The smallest case that was answered wrongly is put to all edits, the next ones to those that
    pass it. What is left is asked everything, and what passes once more, in a process of its own.
    """
    asked = questions_of(exercise, answers)
    stopped = any(answer.ending not in ASKED_AGAIN for answer in answers)
    if not asked or exercise.fields or stopped:
        return Finding()
    given = dict(zip(exercise.cases, answers, strict=True))
    expected = dict(zip(exercise.cases, exercise.expected, strict=True))
    first = asked[0].cases[0]
    finding = Finding()
    with sandbox.trials(job, exercise.defines, oracle) as trials:
        if trials is not None:
            search = Search(trials, budget)
            finding = search.run(asked, whole(exercise), given[first], expected[first])
    return replace(finding, edits=tuple(_confirmed(finding.edits, exercise, sandbox, job, oracle)))


class Search:
    """One search, which ends when its processor time is spent."""

    def __init__(self, trials: Trials, budget: Budget):
        self.trials = trials
        self.budget = budget
        self.end = time.monotonic() + budget.wall_seconds
        self.started = 0.0
        self.spent = 0.0

    def run(
        self, asked: Sequence[Question], everything: Question, given: Answer, expected: Answer
    ) -> Finding:
        """Give the edits after which everything is right, as far as the time goes."""
        first = asked[0]
        batch = self.trials.disturb(first.scripts, SLICE_SECONDS)
        self._took(batch)
        found = blame(self.trials, batch, given, expected) if len(first.cases) == 1 else Blame()
        batch = self.trials.begin(first.scripts, SLICE_SECONDS, found.blamed, found.spared)
        places = self._accepted(batch, first)
        while batch.more and self.has_time:
            batch = self.trials.go_on(first.scripts, SLICE_SECONDS)
            places += self._accepted(batch, first)
        for question in asked[1:CASES]:
            places = self._only(places, question)
        right = self._only(places[:WHOLE], everything)
        edits = self.trials.described(right) if right else []
        return Finding(tuple(edits), found, batch.count, self.spent)

    @property
    def has_time(self) -> bool:
        """Whether neither the processor time is spent nor the clock far beyond it."""
        return self.spent < self.budget.cpu_seconds and time.monotonic() < self.end

    def _only(self, places: Sequence[int], question: Question) -> list[int]:
        """Ask some candidates; give those whose answers are accepted."""
        if not places:
            return []
        batch = self.trials.only(places, question.scripts, self.budget.cpu_seconds)
        order = {place: at for at, place in enumerate(places)}
        return sorted(self._accepted(batch, question), key=lambda place: order.get(place, 0))

    def _accepted(self, batch: Batch, question: Question) -> list[int]:
        self._took(batch)
        return [
            place
            for answers, places in batch.answers
            if question.accepts(answers)
            for place in places
        ]

    def _took(self, batch: Batch) -> None:
        self.started = self.started or batch.spent
        self.spent = batch.spent - self.started


def _confirmed(
    edits: Sequence[TriedEdit],
    exercise: CompiledExercise,
    sandbox: Sandbox,
    job: Job,
    oracle: Oracle | None,
) -> list[TriedEdit]:
    """Run the likeliest edit once more where no other program has run; all are given up with it."""
    if not edits:
        return []
    everything = whole(exercise)
    edited = replace(job, cells=tuple(_with(cell, edits[0]) for cell in job.cells))
    answers = sandbox.run(edited, everything.scripts, oracle)
    return list(edits) if everything.accepts(answers) else []


def _with(cell: Cell, edit: TriedEdit) -> Cell:
    return replace(cell, source=edit.text) if cell.id == edit.cell else cell
