"""Everything that is claimed of one exercise, cut into pieces that can be tried at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice

from checker.course.proving import answers
from checker.course.proving.books import Books
from checker.course.proving.equivalents import Equivalent, mutation_proof
from checker.course.proving.freshness import unseen
from checker.course.proving.handout import HandedOut
from checker.course.proving.knife_edges import knife_edges
from checker.course.proving.measuring import known_wrong, right_programs
from checker.course.proving.mutants import Mutant, mutants_of
from checker.course.proving.mutation import WITNESSES, MutantReadings
from checker.course.proving.readings import Readings, added
from checker.course.proving.references import fresh_cases, full_marks, oracles
from checker.course.proving.subjects import Proof, Subject
from checker.course.proving.survival import survivors
from checker.course.proving.varying import variants
from checker.errors import BrokenReference
from checker.sandbox import Sandbox

#: Mutants that are tried one after the other, in one sandbox.
BATCH = 60


@dataclass(frozen=True)
class TrialExtent:
    """How much is tried: fresh seeds, draws of varying numbers, and mutants or none.

    The judge is measured with right programs on `right_seeds` seeds and with wrong ones on
    `wrong_seeds`, the casebook among them; 0 of either leaves it out. With `walk` the notebook is
    run as a whole, in a kernel.
    """

    seeds: int = 20
    variants: int = 20
    mutants: bool = True
    right_seeds: int = 0
    wrong_seeds: int = 0
    walk: bool = False


@dataclass(frozen=True)
class Tried:
    """What came of one piece: proofs, mutants that passed, or readings of the judge."""

    proofs: tuple[Proof, ...] = ()
    passed: tuple[Mutant, ...] = ()
    readings: Readings = field(default_factory=dict)


Piece = Callable[[Sandbox], Tried]


@dataclass(frozen=True, eq=False)
class Trial:
    """An exercise, all pieces of its trial, and the verdict when they are done."""

    subject: Subject
    handout: HandedOut
    styles: Sequence[str]
    listed: Sequence[Equivalent]
    extent: TrialExtent

    @cached_property
    def mutants(self) -> list[Mutant]:
        """The mutants of the worked solution."""
        worked = self.subject.lesson.worked(self.subject.exercise.name)
        return mutants_of(worked) if self.extent.mutants else []

    @cached_property
    def books(self) -> Books:
        """The exercise as the seeds have it on which wrong programs are tried."""
        return Books(self.subject, max(self.extent.wrong_seeds, WITNESSES))

    def pieces(self) -> Iterator[Piece]:
        """Return what can be tried apart, the longest first."""
        if self.subject.exercise.numbers:
            yield self._vary
        yield self._claims
        yield self._edges
        if self.extent.right_seeds:
            yield partial(self._measured, self._right)
        if self.extent.wrong_seeds:
            yield partial(self._measured, self._wrong)
        mutants = self.mutants
        for start in range(0, len(mutants), BATCH):
            yield partial(self._try, mutants[start : start + BATCH])

    def _claims(self, sandbox: Sandbox) -> Tried:
        subject, seeds = self.subject, range(self.extent.seeds)
        fresh, lost = fresh_cases(subject.quick, seeds, sandbox)
        whole, _ = fresh_cases(subject, seeds[:1], sandbox)  # one seed with all the mistakes
        books = {"the casebook": subject.recorded}
        books |= {f"seed {seed}": book for seed, book in whole.items()}
        return Tried((
            full_marks(subject, fresh, lost, sandbox),
            oracles([subject.recorded, *fresh.values()]),
            answers.stub(subject, sandbox),
            answers.mistakes(subject, books, sandbox),
            answers.styles(subject, self.styles, books, sandbox),
            unseen(subject, fresh.values(), self.handout.casebook, self.handout.notebook),
        ))  # fmt: skip

    def _edges(self, sandbox: Sandbox) -> Tried:
        """Move the inputs of everything recorded, and of the worked solution's fresh cases."""
        fresh, _ = fresh_cases(self.subject.quick, range(min(self.extent.seeds, 3)), sandbox)
        books = {"the casebook": self.subject.recorded}
        books |= {f"seed {seed}": book for seed, book in fresh.items()}
        return Tried((knife_edges(self.subject, books, sandbox),))

    def _vary(self, sandbox: Sandbox) -> Tried:
        return Tried((variants(self.subject, range(self.extent.variants), sandbox),))

    def _measured(self, measure: Callable[[Sandbox], Readings], sandbox: Sandbox) -> Tried:
        try:
            return Tried(readings=measure(sandbox))
        except BrokenReference as error:
            return Tried((Proof("seeds", "", (f"the judge cannot be measured: {error}",)),))

    def _right(self, sandbox: Sandbox) -> Readings:
        return right_programs(self.subject, self.styles, self.extent.right_seeds, sandbox)

    def _wrong(self, sandbox: Sandbox) -> Readings:
        return known_wrong(self.books.first(self.extent.wrong_seeds, sandbox))

    def _try(self, mutants: Sequence[Mutant], sandbox: Sandbox) -> Tried:
        try:
            if not self.extent.wrong_seeds:
                return Tried(passed=tuple(survivors(self.subject, mutants, sandbox)))
            with closing(self._instrument(sandbox)) as taken:
                passed = survivors(self.subject, mutants, sandbox, taken)
                taken.survived(mutants, passed)
                return Tried(passed=tuple(passed), readings=taken.total)
        except BrokenReference as error:
            return Tried((Proof("mutants", "", (str(error),)),))

    def _instrument(self, sandbox: Sandbox) -> MutantReadings:
        return MutantReadings(self.books, self.extent.wrong_seeds, self.listed, sandbox)

    def allowed(self, tried: Sequence[Tried]) -> Iterator[str]:
        """Return the reason for each mutant that passed and is listed as right."""
        for piece in tried:
            for mutant in piece.passed:
                reasons = (entry.reason for entry in self.listed if entry.fits(mutant))
                yield from islice(reasons, 1)

    def readings(self, tried: Sequence[Tried]) -> Readings:
        """Put the readings of all pieces together."""
        return added(piece.readings for piece in tried)

    def proofs(self, tried: Sequence[Tried]) -> tuple[Proof, ...]:
        """Put the pieces together: one proof a column."""
        proofs = [proof for piece in tried for proof in piece.proofs]
        if self.extent.mutants:
            passed = [mutant for piece in tried for mutant in piece.passed]
            proofs.append(mutation_proof(self.listed, self.mutants, passed))
        return tuple(_merged(proofs).values())


def _merged(proofs: Sequence[Proof]) -> Mapping[str, Proof]:
    merged: dict[str, Proof] = {}
    for proof in proofs:
        before = merged.get(proof.column, Proof(proof.column, ""))
        figure = proof.figure or before.figure
        merged[proof.column] = Proof(proof.column, figure, before.faults + proof.faults)
    return merged
