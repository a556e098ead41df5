"""One submission from file to result: taken in, marked, written up, or taken over as it stands."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Event
from typing import Protocol

from checker.classroom.assignments import Assignment
from checker.classroom.discovery import Found
from checker.classroom.handback import place_of, write_feedback, write_marked
from checker.classroom.intake import take_in
from checker.classroom.marking import OUR_FAULT, Marker, Run, without_points
from checker.classroom.results import Key, Result, result_of
from checker.records import (
    Answer,
    GradedSubmission,
    Job,
    Outcome,
    Provenance,
    Status,
    Submission,
)
from checker.sandbox.inquiry import Oracle
from checker.steps import Step

#: What an earlier result must rest on too, so that it can be taken over.
GROUNDS = ("submission_sha256", "casebook_sha256", "checker_version", "seed")


class Runs(Protocol):
    """A sandbox, as far as marking sees it."""

    @property
    def run(self) -> Run:
        """What answers cases."""


#: Gives a sandbox that no code has run in.
Take = Callable[[], AbstractContextManager[Runs]]


@dataclass(frozen=True)
class Handled:
    """The result of one submission, and whether it stood already."""

    result: Result
    taken_over: bool = False


@dataclass(frozen=True)
class Desk:
    """Where one submission after another is taken in, marked and written up, by many hands.

    Parameters
    ----------
    assignments
        The notebooks that may be handed in, by name.
    common
        What all marks of the run rest on.
    take, take_reference
        Where sandboxes come from, for student code and for the worked solutions.
    recorded
        Results of an earlier run; one that rests on the same grounds is taken over.
    feedback, marked
        The folders for feedback pages and for the notebooks that formgrader opens, if wanted.
    stopping
        Once set, no more student code is run, and the submissions at hand are dropped.
    """

    assignments: Mapping[str, Assignment]
    common: Provenance
    take: Take
    take_reference: Take
    recorded: Mapping[Key, Result]
    feedback: Path | None = None
    marked: Path | None = None
    stopping: Event = field(default_factory=Event)

    def handle(self, found: Found) -> Handled:
        """Give the result of one submission, with its pages written.

        Raises
        ------
        UsageError
            If a page cannot be written.
        """
        marker = Marker(self.assignments[found.notebook].of(found.student), self.common)
        submission = take_in(found, marker.assignment.release, marker.assignment.casebook.exercises)
        earlier = self.recorded.get((found.student, found.notebook))
        if earlier and self._stands(earlier, marker.provenance(submission)):
            return Handled(earlier, taken_over=True)
        with ExitStack() as stack:
            run = _OnDemand(stack, self.take, self.stopping).run
            reference = _OnDemand(stack, self.take_reference, self.stopping).run
            graded = marker.mark(submission, run, reference)
        self._hand_back(graded)
        return Handled(result_of(graded))

    def failed(self, found: Found) -> Handled:
        """Give the result that asks for a person, because grading itself failed."""
        marker = Marker(self.assignments[found.notebook].of(found.student), self.common)
        submission = Submission(found.student, found.notebook, found.notebook, (), "")
        casebook = marker.assignment.casebook
        verdicts = [
            without_points(exercise, Outcome.CHECKER_ERROR, OUR_FAULT)
            for exercise in casebook.exercises
        ]
        provenance = marker.provenance(submission)
        graded = GradedSubmission(
            submission, Status.NEEDS_HUMAN, tuple(verdicts), casebook.max_points, provenance
        )
        return Handled(result_of(graded))

    def _stands(self, earlier: Result, now: Provenance) -> bool:
        """Whether an earlier result can be taken over: same grounds, decided, pages there."""
        before: Mapping[str, object] = earlier["provenance"]
        grounds = asdict(now)
        student, notebook = earlier["student"], earlier["notebook"]
        pages = [
            place_of(folder, student, notebook, suffix)
            for folder, suffix in ((self.feedback, ".html"), (self.marked, ".ipynb"))
            if folder
        ]
        return (
            earlier["status"] != Status.NEEDS_HUMAN
            and all(before[ground] == grounds[ground] for ground in GROUNDS)
            and all(page.is_file() for page in pages)
        )

    def _hand_back(self, graded: GradedSubmission) -> None:
        if self.feedback:
            write_feedback(self.feedback, graded)
        if self.marked:
            student = graded.submission.student
            release = self.assignments[graded.submission.notebook].of(student).notebook
            write_marked(self.marked, release, graded)


class _OnDemand:
    """A sandbox that is taken only when something is asked of it: many submissions ask nothing."""

    def __init__(self, stack: ExitStack, take: Take, stopping: Event):
        self._stack = stack
        self._take = take
        self._stopping = stopping
        self._sandbox: Runs | None = None

    def run(
        self, job: Job, cases: Sequence[Sequence[Step]], oracle: Oracle | None
    ) -> Sequence[Answer]:
        if self._stopping.is_set():
            raise KeyboardInterrupt
        if self._sandbox is None:
            self._sandbox = self._stack.enter_context(self._take())
        return self._sandbox.run(job, cases, oracle)
