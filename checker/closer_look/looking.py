"""The closer look from its beginning to its end: helpers, the search, and a second edit."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from checker.closer_look.blame import Symptom
from checker.closer_look.fewer_digits import of_few, shares_alone
from checker.closer_look.finding import Budget, Finding, Known
from checker.closer_look.helpers import redefined_tool
from checker.closer_look.ignored import ignored
from checker.closer_look.known_values import RightWay
from checker.closer_look.parting import OwnWay
from checker.closer_look.questions import Whole, questions_of, right_beside
from checker.closer_look.search import Search
from checker.closer_look.steps import Parting
from checker.closer_look.verdicts import said_of
from checker.exercises.casebook import CompiledExercise
from checker.judging.answer_parts import arguments_of
from checker.judging.evidence import alike, tolerances
from checker.judging.sizes import of_fair_size
from checker.records import Answer, Cell, Ending, Job
from checker.sandbox import Sandbox
from checker.sandbox.connection import Lost
from checker.sandbox.questions import Oracle
from checker.sandbox.trials import Trials, TriedEdit
from checker.steps import Step

#: So many edits that read a few digits rightly are asked all of them.
OF_ALL = 6
#: What was stopped, or refused for its size, would be so with every edit, and takes all the time.
STOPPED = {Ending.TIMED_OUT, Ending.OUT_OF_MEMORY, Ending.CRASHED, Ending.UNSUPPORTED}


def look(
    exercise: CompiledExercise,
    answers: Sequence[Answer],
    sandbox: Sandbox,
    job: Job,
    budget: Budget,
    oracle: Oracle | None = None,
    known: Known | None = None,
) -> Finding:
    """Try small edits of the code that answered like this, for so much processor time.

    The smallest case that was answered wrongly is put to all edits, the next ones to those that
    pass it. What is left is asked everything, and what passes once more, in a process of its own.
    Where one edit makes more right and not all, a second one is looked for beside it. Where the
    same text was looked at before, only those edits are tried again that are `known` to help.
    """
    end = time.monotonic() + budget.wall_seconds
    looker = Looker(exercise, sandbox, budget, end, oracle, known)
    shares = shares_alone(exercise, answers)
    return looker.of_shares(shares, job) if shares else looker.look(job, answers)


@dataclass(frozen=True)
class Looker:
    """Looks at the programs that answer one exercise."""

    exercise: CompiledExercise
    sandbox: Sandbox
    budget: Budget
    end: float
    oracle: Oracle | None = None
    known: Known | None = None

    def of_shares(self, shares: CompiledExercise, job: Job) -> Finding:
        """Return what is found in a program that reads too few digits, by a hundred of them.

        It is right only if it reads enough of all.
        """
        few = replace(self, exercise=of_few(shares))
        finding = few.look(job, few._answers(job))
        if not finding.edits or not finding.whole:
            return replace(finding, edits=(), second=())
        every = replace(self, exercise=shares)
        whole = Whole(shares, every._answers(job))
        kept = tuple(
            edit
            for edit in finding.edits[:OF_ALL]
            if whole.is_right(every._answers(_edited(job, edit)))
        )
        return replace(finding, edits=kept)

    def look(self, job: Job, answers: Sequence[Answer]) -> Finding:
        """Return what is found in a program that answered like this."""
        if not self._can_be_searched(answers):
            return Finding() if self.exercise.fields else self._read(job)
        whole = Whole(self.exercise, answers)
        tool = redefined_tool(self.exercise, whole, self.sandbox, job, self.oracle)
        if tool:
            return Finding(redefined=tool)
        finding = _without_untrue(self._found(whole, job, answers), answers)
        if said_of(finding):
            return finding
        return replace(finding, ignored=ignored(self.exercise, answers, partial(self._asked, job)))

    def _found(self, whole: Whole, job: Job, answers: Sequence[Answer]) -> Finding:
        """Return what edits and values on the way show."""
        finding = self._confirmed(self._searched(job, answers), whole, job)
        if not finding.edits or finding.whole:
            return finding
        finding = self._with_second(finding, job)
        if finding.second or not (finding.is_partly or self._stopped(answers)):
            return finding
        # the line that stopped is shown already, and parts may become right by chance
        return replace(finding, edits=())

    def _stopped(self, answers: Sequence[Answer]) -> bool:
        """Whether the first case that is asked of edits was stopped."""
        asked = questions_of(self.exercise, answers)[0].cases[0]
        return answers[self.exercise.cases.index(asked)].ending is not Ending.RETURNED

    def _read(self, job: Job) -> Finding:
        """Return what the text alone shows, where edits cannot be tried."""
        finding = Finding()
        with self.sandbox.trials(job, self.exercise.defines, self.oracle) as trials:
            if trials is not None:
                finding = Finding(notices=tuple(trials.noticed()))
        return finding

    def _can_be_searched(self, answers: Sequence[Answer]) -> bool:
        asked = questions_of(self.exercise, answers)
        if self.exercise.fields or not asked:
            return False
        fair = dict(zip(self.exercise.cases, of_fair_size(self.exercise, answers), strict=True))
        first = [fair[case] for case in asked[0].cases]  # thousands may each give such an answer
        return not any(answer.ending in STOPPED for answer in (*answers, *first))

    def _searched(self, job: Job, answers: Sequence[Answer]) -> Finding:
        exercise = self.exercise
        asked = questions_of(exercise, answers)
        given = dict(zip(exercise.cases, answers, strict=True))[asked[0].cases[0]]
        expected = dict(zip(exercise.cases, exercise.expected, strict=True))[asked[0].cases[0]]
        names = (*job.wanted, *exercise.needs, *job.tools)  # what an edit may call
        ready = replace(job, wanted=tuple(dict.fromkeys(names)))
        finding = Finding()
        with self.sandbox.trials(ready, exercise.defines, self.oracle) as trials:
            if trials is not None:
                finding = Finding(notices=tuple(trials.noticed()))
                parting = parting_of(exercise, answers, trials)
                finding = replace(finding, parting=parting)
                search = Search(trials, self.budget, self.end, parting, self.known)
                beside = right_beside(exercise, answers)
                symptom = Symptom(asked[0].cases[0], given, expected, beside)
                finding = search.run(asked, Whole(exercise, answers), symptom)
        edits = tuple(edit for edit in finding.edits if finding.whole or _mends(edit, given))
        if given.fault and finding.parting.numbers == (given.fault.line,):
            finding = replace(finding, parting=Parting())  # that it stopped there is shown already
        return replace(finding, edits=edits)

    def _confirmed(self, finding: Finding, whole: Whole, job: Job) -> Finding:
        """Run the likeliest edit where no other program has run; all are given up with it."""
        if not finding.edits:
            return finding
        answers = self._answers(_edited(job, finding.edits[0]))
        holds = whole.is_right(answers) if finding.whole else whole.is_better(answers)
        return finding if holds else replace(finding, edits=())

    def _with_second(self, finding: Finding, job: Job) -> Finding:
        """Add the edits that make everything right after the likeliest one, as time goes."""
        left = self.budget.cpu_seconds - finding.seconds
        if left <= 0 or time.monotonic() >= self.end:
            return finding
        known = self.known and replace(self.known, places=self.known.second, second=())
        other = replace(self, budget=replace(self.budget, cpu_seconds=left), known=known)
        edited = _edited(job, finding.edits[0])
        answers = self._answers(edited)
        with suppress(Lost):  # what the first edit shows stands without a second one
            if self._can_be_searched(answers):
                found = other._searched(edited, answers)
                found = other._confirmed(found, Whole(self.exercise, answers), edited)
                if found.whole:
                    return replace(finding, second=found.edits, second_places=found.places)
        return finding

    def _answers(self, job: Job) -> Sequence[Answer]:
        return self._asked(job, [case.steps for case in self.exercise.cases])

    def _asked(self, job: Job, scripts: Sequence[Sequence[Step]]) -> Sequence[Answer]:
        return self.sandbox.run(job, scripts, self.oracle)


def _without_untrue(finding: Finding, answers: Sequence[Answer]) -> Finding:
    """Leave out that an argument is changed in place where none was: `n += 1` changes no number."""
    if any(answer.mutated for answer in answers):
        return finding
    notices = tuple(each for each in finding.notices if each.trap != "changed_argument")
    return replace(finding, notices=notices)


def parting_of(exercise: CompiledExercise, answers: Sequence[Answer], trials: Trials) -> Parting:
    """Return where values part, in the first recorded case that was answered wrongly."""
    held = tolerances(exercise)
    for way in exercise.on_the_way:
        place = way.case
        if not alike(answers[place], exercise.expected[place], held[place]):
            (values,) = trials.values([exercise.cases[place].steps])
            right = RightWay(way, arguments_of(exercise.cases[place]))
            stopped = answers[place].ending is not Ending.RETURNED
            with np.errstate(all="ignore"):  # numbers may have run away
                return OwnWay(right, values, stopped=stopped).parting
    return Parting()


def _mends(edit: TriedEdit, given: Answer) -> bool:
    """Whether an edit is of the line that stopped, if one did: another may only go round it."""
    fault = given.fault
    return fault is None or (fault.cell == edit.cell and fault.line in edit.lines)


def _edited(job: Job, edit: TriedEdit) -> Job:
    """Return the job with one cell as an edit makes it."""
    return replace(job, cells=tuple(_with(cell, edit) for cell in job.cells))


def _with(cell: Cell, edit: TriedEdit) -> Cell:
    return replace(cell, source=edit.text) if cell.id == edit.cell else cell
