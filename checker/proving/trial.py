"""Everything that is claimed of one exercise, cut into pieces that can be tried at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from checker.errors import BrokenReference
from checker.proving import answers
from checker.proving.equivalents import Equivalent, mutation_proof
from checker.proving.freshness import unseen
from checker.proving.handout import Handout
from checker.proving.mutants import Mutant, mutants_of
from checker.proving.references import fresh_cases, full_marks, oracles
from checker.proving.subjects import Proof, Subject
from checker.proving.survival import survivors
from checker.proving.varying import variants
from checker.sandbox import Sandbox

#: Mutants that are tried one after the other, in one sandbox.
BATCH = 60


@dataclass(frozen=True)
class Extent:
    """How much is tried: fresh seeds, draws of varying numbers, and mutants or none."""

    seeds: int = 20
    variants: int = 20
    mutants: bool = True


@dataclass(frozen=True)
class Tried:
    """What came of one piece: proofs, or mutants that passed."""

    proofs: tuple[Proof, ...] = ()
    passed: tuple[Mutant, ...] = ()


Piece = Callable[[Sandbox], Tried]


@dataclass(frozen=True, eq=False)
class Trial:
    """An exercise, all pieces of its trial, and the verdict when they are done."""

    subject: Subject
    handout: Handout
    styles: Sequence[str]
    listed: Sequence[Equivalent]
    extent: Extent

    @cached_property
    def mutants(self) -> list[Mutant]:
        """The mutants of the worked solution."""
        worked = self.subject.lesson.worked(self.subject.exercise.name)
        return mutants_of(worked) if self.extent.mutants else []

    def pieces(self) -> Iterator[Piece]:
        """Give what can be tried apart, the longest first."""
        if self.subject.exercise.numbers:
            yield self._vary
        yield self._claims
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

    def _vary(self, sandbox: Sandbox) -> Tried:
        return Tried((variants(self.subject, range(self.extent.variants), sandbox),))

    def _try(self, mutants: Sequence[Mutant], sandbox: Sandbox) -> Tried:
        try:
            return Tried(passed=tuple(survivors(self.subject, mutants, sandbox)))
        except BrokenReference as error:
            return Tried((Proof("mutants", "", (str(error),)),))

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
