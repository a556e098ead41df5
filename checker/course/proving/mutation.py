"""Mutants before the judge as before an instrument: which it accepts, and what it names them."""

from collections.abc import Sequence
from itertools import islice

from checker.course.proving.books import Book, Books
from checker.course.proving.equivalents import Equivalent
from checker.course.proving.measuring import contains, names, worded
from checker.course.proving.mutants import Mutant
from checker.course.proving.readings import ACCUSED, MUTANTS, Readings, added, once
from checker.course.proving.subjects import Subject, is_full
from checker.course.proving.survival import hasty_limits
from checker.exercises import Case
from checker.grades import Verdict
from checker.judging import judge
from checker.records import Answer, Ending
from checker.sandbox import Sandbox

#: What a mutant is called is held against so many books at least, the casebook among them.
WITNESSES = 2
STOPPED = {Ending.TIMED_OUT, Ending.OUT_OF_MEMORY, Ending.CRASHED}


class MutantReadings:
    """Judges mutants on the casebook and on other books, and keeps what came of it.

    A mutant that is listed as right is not counted. One that had to be stopped on the casebook,
    such as an endless one, is not tried again: it would only be stopped once more. Of typed
    answers nothing but the numbers is known: a mutant that comes to the right ones is right, and
    wrong only if it does not for others, so it counts once, as accepted if it passes for all.
    """

    def __init__(
        self, books: Books, seeds: int, listed: Sequence[Equivalent], sandbox: Sandbox
    ) -> None:
        self._seeds, self._listed = seeds, listed
        self._books = books.first(max(seeds, WITNESSES), sandbox)
        limits = hasty_limits(self._books[0].subject.quick, sandbox).times(len(self._books))
        self._sandbox = Sandbox(sandbox.isolation, limits)
        self._readings: list[Readings] = []

    @property
    def total(self) -> Readings:
        """All readings so far."""
        return added(self._readings)

    def close(self) -> None:
        """End the sandbox in which mutants answer the cases of other books."""
        self._sandbox.close()

    def __call__(self, mutant: Mutant, answers: Sequence[Answer]) -> None:
        """Take the readings of a mutant that answers the casebook like this."""
        if self._is_listed(mutant):
            return
        answered = [answers]
        stopped = any(answer.ending in STOPPED for answer in answers)
        if not stopped:
            answered += self._others(mutant, self._books[1 : self._seeds])
        verdicts = [
            judge(book.compiled, given) for book, given in zip(self._books, answered, strict=False)
        ]
        self._readings += [worded(verdict, str(mutant)) for verdict in verdicts]
        if not self._typed:
            self._acceptances(mutant, verdicts)
        self._accusations(mutant, verdicts, answered)

    def survived(self, mutants: Sequence[Mutant], survivors: Sequence[Mutant]) -> None:
        """Take the readings of typed answers, once it is known what passes for all numbers."""
        if not self._typed:
            return
        for mutant in mutants:
            if not self._is_listed(mutant):
                unwanted = f"{mutant.exercise}: {mutant} earns full marks"
                self._readings.append(once(MUTANTS, found=mutant in survivors, unwanted=unwanted))

    def _is_listed(self, mutant: Mutant) -> bool:
        return any(entry.fits(mutant) for entry in self._listed)

    @property
    def _typed(self) -> bool:
        return bool(self._books[0].compiled.fields)

    def _acceptances(self, mutant: Mutant, verdicts: Sequence[Verdict]) -> None:
        for book, verdict in zip(self._books, verdicts, strict=False):
            where = f"{mutant.exercise}, {book.subject.where}: {mutant}"
            self._readings.append(
                once(MUTANTS, found=is_full(verdict), unwanted=f"{where} earns full marks")
            )

    def _accusations(
        self, mutant: Mutant, verdicts: Sequence[Verdict], answered: Sequence[Sequence[Answer]]
    ) -> None:
        said = [names(verdict) for verdict in verdicts]
        if not any(said):
            return
        lacking = () if self._typed else self._books[len(answered) :]
        answered = [*answered, *self._others(mutant, lacking)]
        for place, (book, name) in enumerate(zip(self._books, said, strict=False)):
            if name:
                where = f"{mutant.exercise}, {book.subject.where}: {mutant}"
                there = contains(self._books, answered, name, place)
                unwanted = f"{where} is called {' and '.join(name)}"
                self._readings.append(once(ACCUSED, found=not there, unwanted=unwanted))

    def _others(self, mutant: Mutant, books: Sequence[Book]) -> list[Sequence[Answer]]:
        """Answer the cases of several books, in one go where the numbers are the same."""
        if not books:
            return []
        if books[0].subject.exercise.numbers is not None:
            return [self._answers(mutant, book.subject, book.compiled.cases) for book in books]
        asked = [case for book in books for case in book.compiled.cases]
        given = iter(self._answers(mutant, books[0].subject, asked))
        return [tuple(islice(given, len(book.compiled.cases))) for book in books]

    def _answers(self, mutant: Mutant, subject: Subject, cases: Sequence[Case]) -> Sequence[Answer]:
        return subject.answers(cases, self._sandbox, text=mutant.text)
