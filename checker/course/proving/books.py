"""An exercise as other seeds have it: with cases of their own, and all its known mistakes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from checker.course.compiling.casebooks import solver, tried_pairs
from checker.course.proving.subjects import Subject
from checker.exercises.casebook import CompiledExercise, Mistake
from checker.exercises.drawn_numbers import draw_numbers
from checker.exercises.sameness import same
from checker.judging import unclear, with_pairs
from checker.sandbox import Sandbox


@dataclass(frozen=True, eq=False)
class Both:
    """Two known mistakes made in one program, and that program as if it were one mistake."""

    first: Mistake
    second: Mistake
    whole: Mistake


@dataclass(frozen=True, eq=False)
class Book:
    """An exercise with the cases of one seed, and what every pair of its mistakes answers."""

    subject: Subject
    pairs: tuple[Both, ...]

    @property
    def compiled(self) -> CompiledExercise:
        """The exercise as the judge needs it, with mistakes and pairs."""
        return self.subject.recorded

    def named(self, *ids: str) -> Mistake:
        """Return the mistake, or the two made together, that go by these names."""
        if len(ids) == 1:
            return next(known for known in self.compiled.mistakes if known.id == ids[0])
        made = set(ids)
        return next(both.whole for both in self.pairs if {both.first.id, both.second.id} == made)


class Books:
    """The books of one exercise, each compiled once, whichever thread asks first.

    The first has the cases that were handed out. Those of other seeds follow, as far as they ask
    anything else.
    """

    def __init__(self, subject: Subject, count: int) -> None:
        self._lock = Lock()
        self._made: list[Book] = []
        self._coming = _Seeds(subject, count, draw=True)

    def first(self, count: int, sandbox: Sandbox) -> Sequence[Book]:
        """Return the first books, fewer if there are no more.

        What is lacking is compiled in the sandbox of who asks: another's may be at work.

        Raises
        ------
        BrokenReference
            If the worked solution fails on the cases of a seed.
        """
        with self._lock:
            while len(self._made) < count:
                subject = self._coming.next(sandbox)
                if subject is None:
                    break
                self._made.append(_book(subject, sandbox))
            return tuple(self._made[:count])


def as_of_seeds(subject: Subject, count: int, sandbox: Sandbox) -> Iterator[Subject]:
    """Return the exercise as handed out, and with the cases of other seeds.

    Raises
    ------
    BrokenReference
        If the worked solution fails on the cases of a seed.
    """
    seeds = _Seeds(subject, count, draw=False)
    while (other := seeds.next(sandbox)) is not None:
        yield other


class _Seeds:
    """The exercise as handed out, and with other cases; with `draw`, also other numbers.

    Seeds that ask nothing new are left out: typed answers, and digits read by a saved network,
    are asked the same way for all seeds.
    """

    def __init__(self, subject: Subject, count: int, *, draw: bool) -> None:
        self._subject, self._draw = subject, draw
        self._seeds = iter(range(count - 1))
        self._found: list[Subject] = []

    def next(self, sandbox: Sandbox) -> Subject | None:
        """Return the next one, or None if there are no more."""
        subject, found = self._subject, self._found
        if not found:
            found.append(subject)
            return subject
        for seed in self._seeds:
            other = _as_of(subject, seed, sandbox, draw=self._draw)
            if not any(_asks_the_same(other, each) for each in found):
                found.append(other)
                return other
            if len(found) == 1 and other.numbers == subject.numbers:
                self._seeds = iter(())
                break
        return None


def _as_of(subject: Subject, seed: int, sandbox: Sandbox, *, draw: bool) -> Subject:
    numbers = subject.numbers
    if draw and subject.exercise.numbers is not None:
        solve = solver(subject.lesson, sandbox)
        numbers = draw_numbers(subject.exercise, seed, solve, unclear)
    bare = replace(subject.quick, numbers=numbers)
    return replace(subject, numbers=numbers, recorded=bare.fresh(seed, sandbox), seed=seed)


def _asks_the_same(one: Subject, other: Subject) -> bool:
    asked = ([case.steps for case in each.recorded.cases] for each in (one, other))
    return same(dict(one.numbers), dict(other.numbers)) and same(*asked)


def _book(subject: Subject, sandbox: Sandbox) -> Book:
    """Compile the mistakes and pairs of a subject, which may have been compiled without."""
    solve = solver(subject.lesson, sandbox)
    compiled = subject.recorded
    if subject.seed is not None:
        compiled = subject.fresh(subject.seed, sandbox)
    numbers = {subject.exercise.name: subject.numbers}
    tried = tried_pairs(subject.lesson, subject.exercise, compiled, numbers, solve)
    known = compiled.mistakes
    pairs = (
        Both(
            known[first],
            known[second],
            Mistake(f"{known[first].id} + {known[second].id}", "", tuple(answers)),
        )
        for first, second, answers in tried
    )
    paired = with_pairs(compiled, tried)
    return Book(replace(subject, recorded=paired), tuple(pairs))
